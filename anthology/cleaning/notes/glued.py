"""Bare numbers left where a superscript was: ``Petrograd12 and``, ``in Petrograd. 12 And``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.cleaning.patterns import regex

_GLUED = regex(
    r"\d(?<=[^\W\d_].|[.,;:!?…”’“‘\"'»«)\]—–%\u2010-].)\d{0,2}"
    r"(?![\d\w%°]|[.,:/]\d|[-–]\d)"
)
_REFERENCE = regex(
    r"(?:^|[\s(\[])(?:pp?|vol|no|nr|art|arts|ch|cap|sec|bd|fig|figs|tab|s|v|vv|n|f|ff|t|col|"
    r"par|pág|págs|seite|cf|bk|pt|eq|ver|q|qq|c|l|ll)$",
    re.IGNORECASE,
)


_SECTION = regex(r"[ \t\ue000-\ue006]*(?:§ ?)?(?:\d{1,3}\.)+")
"""What stands before the last figure of the number of a section: ``2.`` of ``2.1``."""


def glued(text: str) -> Iterator[tuple[int, int, float]]:
    """Every number stuck to the word or point before it: from where to where, and weight.

    The weight is how much the place alone speaks for a mark, from 0 to 1.
    """
    for match in _GLUED.finditer(text):
        weight = _glued_weight(text, match)
        if weight:
            start, end = match.span()
            number = match.group()
            if not number.startswith("0"):
                yield start, end, weight


_LETTERED = regex(r"(?:^|[^\w.])[A-Z]$")
"""What stands before the point of a section that has a letter: ``section B.1``."""


def _glued_weight(text: str, match: re.Match[str]) -> float:
    start, end = match.span()
    before = text[start - 1]
    after = text[end : end + 2]
    if before.isalpha():
        return _after_letter(text, start, after)
    earlier = text[max(0, start - 12) : start - 1]
    if before in "-\u2010–" or not earlier.strip():
        return 0.0
    if before in ".:" and _REFERENCE.search(earlier):
        return 0.0
    if before == "." and _LETTERED.search(earlier):
        return 0.3
    if earlier[-1].isdigit():
        if _SECTION.fullmatch(text, text.rfind("\n", 0, start) + 1, start):
            return 0.0
        return _after_digit(before, match.group(), after)
    if earlier[-1].isspace() and before in "([“‘«»\"'":
        return 0.0
    return 1.0 if not after.strip() or not after[0].isalnum() else 0.6


def _after_letter(text: str, start: int, after: str) -> float:
    """``Petrograd12 and`` may be a mark, ``Cop26`` hardly, ``G20`` not."""
    word = re.search(r"[^\W_]+$", text[max(0, start - 30) : start])
    letters = word.group() if word else ""
    if after[:1] == "-" or len(letters) < 3 or any(letter.isdigit() for letter in letters):
        return 0.1
    return 0.3 if letters[0].isupper() and len(letters) < 5 else 0.7


def _after_digit(before: str, number: str, after: str) -> float:
    """``in 1991.1 Yet`` ends a sentence; ``1.3 percent`` does not, ``1,588`` is one number."""
    if before in ",:":
        return 0.2 if before == "," and len(number) < 3 and after[:1] == " " else 0.0
    ends = not after.strip() or after[0] == "\n" or after[0] in '”’"»)—\ue02f'
    starts = after[:1] == " " and (after[1:].isupper() or after[1:] in '“‘«"([')
    if before == ".":
        return 0.9 if ends or starts else 0.0
    return 0.9


_SPACED = regex(
    r" (?=\d)(?<=\S )(\d{1,3})(?:(?=[ \t]*$)|(?= [^\W\d_]| [“‘«\"(\[]))", re.MULTILINE
)


def spaced(text: str) -> Iterator[tuple[int, int, float]]:
    """Every number alone between two words, as PDF has them: place and weight.

    ``So it was. 12 And so`` may be a mark, ``after 12 years`` hardly.
    """
    for match in _SPACED.finditer(text):
        start, end = match.span(1)
        before = text[start - 2]
        after = text[end : end + 2].strip()
        if before in '.!?…”’"»)':
            number_of = _REFERENCE.search(text[max(0, start - 12) : start - 2])
            begins = not after or not after.islower()
            yield start, end, 0.1 if number_of else 0.9 if begins else 0.3
        else:
            yield start, end, 0.5 if before in ",;:" else 0.1


_POINT = regex(r"[.!?…][\"”’'»)]* ?$")
_NAMED = regex(
    r"\b(?:(?:sub-?)?(?:section|paragraph|clause|rule|para|art)s?|articles?|equations?|formula"
    r"|eqs?|abs(?:atz|\.)?|nr|satz|gleichung|points?|alinéa|artículo|apartado)\.? $",
    re.IGNORECASE,
)
_AFTER = regex(r"[ \t]*(?:$|[.,;:!?)\]”»\ue013\ue02f])|[ \t]+[^\W\d_a-z]", re.MULTILINE)


def parenthesis_weight(text: str, start: int, end: int) -> float:
    """``so it was.(1)`` hangs on its word; ``(1) first, (2) second`` counts points.

    With a space before, it hangs where a clause ends: ``so it was (1). Later``.
    """
    before = text[max(0, start - 4) : start]
    if not before[-1:].isspace():
        return 1.0
    if _NAMED.search(text[max(0, start - 16) : start]):
        return 0.1
    if not before.strip() or before.rstrip()[-1] in ",:;–—":
        return 0.2
    if before[-1] == "\n" and text[max(0, start - 3) : start - 1].rstrip()[-1:] in ".!?\n;:":
        return 0.3
    ended = bool(_POINT.search(before.rstrip(" \t")))
    after = _AFTER.match(text, end)
    return 0.8 if after and (ended or text[end : end + 1] in ".,;:!?)]”»\n") else 0.4
