"""The forms a note mark, and the sign that opens a note, can have in a raw text.

Everything here only *may* be a mark or an opener: what is one is decided by sequence,
in :mod:`anthology.cleaning.notes.systems`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import NamedTuple

from anthology.cleaning.notes.glued import glued, parenthesis_weight, spaced
from anthology.cleaning.notes.section_heads import heads_section
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import SUP, SUP_END


class Sign(NamedTuple):
    """A place that may be a mark, or may open a note."""

    start: int
    end: int
    label: str
    form: str
    weight: float
    """How much the place alone speaks for it, from 0 to 1."""


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SYMBOL = r"\*{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2}"

NUMBERS = "number"
LETTERS = "letter"
SYMBOLS = "symbol"

_TAG = r"\^|#f?|(?:fn|foot-?note|ftn|edn|note|en|anm|nota?|n|f)[:.#]? ?"
"""What programs and typists put before the number: ``[^1]``, ``[fn:1]``, ``[n. 1]``."""

MARKS: dict[str, tuple[str, re.Pattern[str]]] = {
    "tagged-number": (
        NUMBERS,
        regex(
            rf"\[(?:\[(\d{{1,3}})\]\]|(?:{_TAG})(\d{{1,3}})\]_?(?!\()|(\d{{1,3}})(?:\.\]|\]_))"
            r"|<sup>[\[(]?(\d{1,3})[\])]?</sup>|\*(?<=[^\s*\d].)(\d{1,2})(?![\d*])",
            re.IGNORECASE,
        ),
    ),
    "sup": (NUMBERS, regex(f"{SUP}[\\[(]?(\\d{{1,3}})[\\])]?{SUP_END}")),
    "bracket-number": (NUMBERS, regex(r"\[ ?(\d{1,4}) ?\]")),
    "paren-number": (NUMBERS, regex(r"\((\d{1,3})\)")),
    "half-paren": (
        NUMBERS,
        regex(r"(\d(?:(?<=[^\s\d(\[/–-].)|(?<=[.!?”\"»)] .))\d{0,2})\)(?!\w)"),
    ),
    "slash-number": (
        NUMBERS,
        regex(r"/(?:(?<![\d/\w].) ?(\d{1,3}) ?/(?![\d/])|(?<=[^\W\d_.].)(\d{1,3})/(?!\d))"),
    ),
    "word-number": (
        NUMBERS,
        regex(
            r"[(\[](?:see )?(?:foot|end)?(?:note|nota|noot|anm\.|fn\.?|n\.) ?(\d{1,3})[)\]]",
            re.IGNORECASE,
        ),
    ),
    "brace-number": (NUMBERS, regex(r"\{(\d{1,3})\}")),
    "angle-number": (NUMBERS, regex(r"<(\d{1,3})>")),
    "raised": (NUMBERS, regex(f"([{_RAISED}]+)")),
    "caret": (NUMBERS, regex(r"\^\{?(\d{1,3})\}?\^?")),
    "bracket-letter": (
        LETTERS,
        regex(r"\[([A-Za-z]{1,2}|[ivxlc]{3,8}|[IVXLC]{3,8})\](?![^\W\d_])"),
    ),
    "paren-letter": (LETTERS, regex(r"\((?<![\n(].)([a-z])\)(?!\()")),
    "sup-letter": (LETTERS, regex(f"{SUP}[\\[(]?([a-z])[\\])]?{SUP_END}")),
    "bracket-symbol": (SYMBOLS, regex(rf"\[({_SYMBOL})\]")),
    "paren-symbol": (SYMBOLS, regex(rf"\(({_SYMBOL})\)")),
    "symbol": (
        SYMBOLS,
        regex(
            r"([*†‡§¶‖](?:(?<=[^\s*†‡§¶‖_].)|(?<=\S [†‡])(?=[†‡]*\s))(?:(?<=\*)\*{0,3}"
            r"|(?<=†)†{0,2}|(?<=‡)‡{0,2}|(?<=[§¶‖])(?:[§¶‖](?<=§§|¶¶|‖‖))?))(?![\w*†‡§¶‖])"
        ),
    ),
    "sup-symbol": (SYMBOLS, regex(f"{SUP}({_SYMBOL}){SUP_END}")),
}
"""By form: the sort of its labels, and how it looks in running text."""

_TEXT = r"[.:)]?(?:[ \t]+(?=\S)|(?=[^\s.,;:)\]\d])|[ \t]*$)"
_INDENT = r"^(?:[\ue010\ue013]?[ \t]{0,40})"

OPENERS: dict[str, tuple[str, re.Pattern[str]]] = {
    "tagged-number": (
        NUMBERS,
        regex(
            rf"{_INDENT}((?:\.\. )?\[(?:\[(\d{{1,3}})\]\]|(?:{_TAG})(\d{{1,3}})\](?!_)"
            rf"|(\d{{1,3}})\.\]|(?<=\.\. \[)(\d{{1,3}})\]){_TEXT}"
            rf"|<sup>[\[(]?(\d{{1,3}})[\])]?</sup>[ \t]*(?=\S)|\*(\d{{1,2}})[.)]?[ \t]+(?=\S)"
            rf"|(?:f|fn|n)\.?(\d{{1,3}})[.:]?[ \t]+(?=\S))",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
    "bracket-number": (
        NUMBERS,
        regex(rf"{_INDENT}(\[ ?(\d{{1,4}}) ?\]{_TEXT})", re.MULTILINE),
    ),
    "paren-number": (NUMBERS, regex(rf"{_INDENT}(\((\d{{1,3}})\){_TEXT})", re.MULTILINE)),
    "slash-number": (
        NUMBERS,
        regex(rf"{_INDENT}(/ ?(\d{{1,3}}) ?/{_TEXT})", re.MULTILINE),
    ),
    "brace-number": (
        NUMBERS,
        regex(rf"{_INDENT}(\{{(\d{{1,3}})\}}{_TEXT})", re.MULTILINE),
    ),
    "angle-number": (NUMBERS, regex(rf"{_INDENT}(<(\d{{1,3}})>{_TEXT})", re.MULTILINE)),
    "raised": (NUMBERS, regex(rf"{_INDENT}(([{_RAISED}]+){_TEXT})", re.MULTILINE)),
    "caret": (
        NUMBERS,
        regex(rf"{_INDENT}(\^\{{?(\d{{1,3}})\}}?\^?{_TEXT})", re.MULTILINE),
    ),
    "sup": (
        NUMBERS,
        regex(
            rf"{_INDENT}({SUP}[\[(]?(\d{{1,3}})[\])]?{SUP_END}(?:[.:)]|(?=[^.:)]))"
            r"[ \t]*(?=\S|$))",
            re.MULTILINE,
        ),
    ),
    "plain-number": (
        NUMBERS,
        regex(
            rf"{_INDENT}(\ue012?[ \t]{{0,8}}(\d{{1,3}})(?:[.):](?:[ \t]+(?=\S)|(?=[^\s\d.,)]))"
            rf"|[ \t]+(?=\S)|(?=[^\W\d_a-z]|[“‘«\"])))",
            re.MULTILINE,
        ),
    ),
    "plain-lone": (
        NUMBERS,
        regex(r"^[ \t]*((\d{1,3})[.)]?[ \t]*(?=\n{1,2}[ \t]*[^\s\d]))", re.MULTILINE),
    ),
    "word-number": (
        NUMBERS,
        regex(
            rf"{_INDENT}((?:(?:Foot|End)?[Nn]ote|[Nn]ota|NOTE|NOTA|[Nn]oot|Anm\.|Anmerkung)"
            r" (\d{1,3})(?:[.:)][ \t]+(?=\S)|[ \t]+(?=[^\sa-zà-ÿ])))",
            re.MULTILINE,
        ),
    ),
    "bracket-letter": (
        LETTERS,
        regex(
            rf"{_INDENT}(\[([A-Za-z]{{1,2}}|[ivxlc]{{3,8}}|[IVXLC]{{3,8}})\][.:)]?"
            r"[ \t]+(?=\S))",
            re.MULTILINE,
        ),
    ),
    "paren-letter": (LETTERS, regex(rf"{_INDENT}(\(([a-z])\)[ \t]+(?=\S))", re.MULTILINE)),
    "plain-letter": (LETTERS, regex(rf"{_INDENT}(([a-z])[.)][ \t]+(?=\S))", re.MULTILINE)),
    "sup-letter": (
        LETTERS,
        regex(rf"{_INDENT}({SUP}([a-z]){SUP_END}[.)]?[ \t]*(?=\S))", re.MULTILINE),
    ),
    "bracket-symbol": (
        SYMBOLS,
        regex(rf"{_INDENT}(\[({_SYMBOL})\][ \t]*(?=\S))", re.MULTILINE),
    ),
    "paren-symbol": (
        SYMBOLS,
        regex(rf"{_INDENT}(\(({_SYMBOL})\)[ \t]*(?=\S))", re.MULTILINE),
    ),
    "symbol": (
        SYMBOLS,
        regex(rf"{_INDENT}(({_SYMBOL})\)?[ \t]*(?=[^\s*†‡§¶‖)]))", re.MULTILINE),
    ),
    "sup-symbol": (
        SYMBOLS,
        regex(rf"{_INDENT}({SUP}({_SYMBOL}){SUP_END}[ \t]*(?=\S))", re.MULTILINE),
    ),
}
"""By form: the sort of its labels, and how it looks at the start of a line."""

_OPENING = regex(
    rf"^[\ue010\ue013]?[ \t]*(?=[^\w\s]|[\d_{_RAISED}]|[a-z][.)]|(?:Foot|End)?[Nn]ot[ea] "
    r"|[Nn]oot |NOT[EA] |Anm|[FfNn]n?\.?\d)",
    re.MULTILINE,
)
"""How any of them looks."""

BARE = {"glued": glued, "spaced": spaced}
"""Forms of marks that are numbers without any sign of their own."""

EXPLICIT = frozenset(MARKS) - {"symbol", "paren-number", "paren-letter", "half-paren"}
"""Forms that are hardly ever anything but marks."""


def find_marks(text: str, form: str) -> list[Sign]:
    """Every place in the text that may be a mark of this form."""
    if form in BARE:
        return [Sign(one, end, text[one:end], form, w) for one, end, w in BARE[form](text)]
    sort, pattern = MARKS[form]
    found = []
    for match in pattern.finditer(text):
        label = next(group for group in match.groups() if group).translate(SUPERSCRIPTS)
        if sort == SYMBOLS and _emphasis(text, match.start(), match.end()):
            continue
        if form == "half-paren" and _in_brackets(text, match.start()):
            continue
        paren = form in ("paren-number", "paren-letter")
        weight = parenthesis_weight(text, *match.span()) if paren else 1.0
        found.append(Sign(match.start(), match.end(), plain_label(label), form, weight))
    if form == "bracket-number":
        return sorted([*found, *_grouped(text)])
    return found


_GROUP = regex(r"\[\d{1,3}(?:[,;] ?\d{1,3}){1,9}\]")
_IN_GROUP = regex(r"\[?(\d{1,3})[,;\]]")


def _grouped(text: str) -> Iterator[Sign]:
    """Several marks in one pair of brackets: ``[1, 2]``."""
    for group in _GROUP.finditer(text):
        for match in _IN_GROUP.finditer(text, *group.span()):
            label = plain_label(match[1])
            yield Sign(match.start(), match.end(), label, "bracket-number", 1.0)


def _in_brackets(text: str, start: int) -> bool:
    """Whether a bracket stands open before a place of its line: ``(see note 1)``."""
    before = text[max(text.rfind("\n", 0, start), start - 200) + 1 : start]
    return before.rfind("(") > before.rfind(")")


def opening_lines(text: str) -> list[int]:
    """Where lines begin that may open a note of any form: most lines open with a word."""
    return [match.start() for match in _OPENING.finditer(text)]


def find_openers(text: str, form: str, lines: Iterable[int]) -> list[Sign]:
    """Every line that opens a note of this form, of those that may.

    The points of a list that is announced weigh less.
    """
    _, pattern = OPENERS[form]
    found: list[Sign] = []
    for match in filter(None, map(pattern.match, repeat(text), lines)):
        shown = next(group for group in match.groups()[1:] if group)
        label = plain_label(shown.translate(SUPERSCRIPTS))
        weight = _opener_weight(text, match.start(), label, found)
        found.append(Sign(match.start(1), match.end(1), label, form, weight))
    return found


def _opener_weight(text: str, start: int, label: str, before: list[Sign]) -> float:
    """``Three things:`` announces a list; its other points follow the first in order."""
    if heads_section(text, start):
        return LISTED
    if label in ("1", "a"):
        return LISTED if text[max(0, start - 4) : start].rstrip().endswith(":") else 1.0
    last = before[-1] if before else None
    due = last and last.weight < 1 and text.count("\n", last.start, start) <= NEAR
    return LISTED if last and due and comes_after(label, last.label) else 1.0


LISTED = 0.5
"""What a number weighs as the opener of a note where it counts the points of a list."""

NEAR = 12
"""Lines between two points of a list."""


def find_late_openers(text: str, marks: list[Sign]) -> list[Sign]:
    """Signs at the end of a line that may open the note on the next line.

    Scraped pages lose the line end before a note and keep the one after its sign:
    ``… brain state.[2]`` and on the next line the second note.
    """
    return [
        sign._replace(end=sign.end + 1)
        for sign in marks
        if text[sign.end : sign.end + 1] == "\n" and text[sign.end + 1 : sign.end + 2].strip()
    ]


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def comes_after(label: str, before: str) -> bool:
    """Whether a letter, or a number in letters, comes after another: b after a, iv after iii.

    >>> comes_after("iv", "iii"), comes_after("a", "b")
    (True, False)
    """
    if (len(label), label) > (len(before), before):
        return True
    step = _value_of(label) - _value_of(before)
    return _value_of(before) > 0 and 0 < step <= 3


def _value_of(label: str) -> int:
    """What a roman number is worth; 0 where a label is none."""
    values = [_ROMAN.get(letter, 0) for letter in label.lower()]
    if not values or 0 in values:
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def plain_label(label: str) -> str:
    """A number without leading zeros."""
    return str(int(label)) if label.isdecimal() else label


def sort_of(form: str) -> str:
    """What labels of this form are: numbers, letters or symbols."""
    if form in BARE:
        return NUMBERS
    return (MARKS.get(form) or OPENERS[form])[0]


STRESSED = 600
"""Characters that stand between stars at most; a line end may be among them."""


def _emphasis(text: str, start: int, end: int) -> bool:
    """Whether stars stand around words (``*so*``) rather than hang from them."""
    signs = text[start:end]
    if signs[0] != "*":
        return False
    paragraph = text.rfind("\n\n", max(0, start - STRESSED), start) + 2
    before = text[max(paragraph, start - STRESSED, 0) : start]
    opening = before.rfind(signs)
    return (
        opening >= 0
        and not before[opening + len(signs) : opening + len(signs) + 1].isspace()
        and (opening == 0 or not before[opening - 1].isalnum())
        and "*" not in before[opening + len(signs) :]
    )
