"""Faults that their form gives away: punctuation, doubled words, numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from anthology.cleaning import signs
from anthology.cleaning.draft import Line
from anthology.cleaning.faults.excuses import Excuses
from anthology.cleaning.faults.table import RULES, SPACED_ELLIPSIS, FormRule
from anthology.cleaning.patterns import regex


class Fault(NamedTuple):
    """A place that looks wrong, and what an editor is asked about it."""

    rule: str
    start: int
    end: int
    message: str


_SKIPPED = frozenset((
    *signs.HEADINGS.values(), signs.LISTING, signs.ROW, signs.DROP, signs.FACT,
))  # fmt: skip
_LISTED = regex(f"^{signs.LISTING}.*$", re.MULTILINE)
_URL = regex(r"(?:http(?=s?://)|www\.)\S+")
_MAIL = regex(r"(?<!\S)[^\s@]{1,64}@\S+")


def blank_out(text: str) -> str:
    """The text with labels, addresses and signs painted over, place for place."""
    forms = (_LISTED, signs.HIDDEN, _URL, *([_MAIL] if "@" in text else []))
    for form in forms:
        text = form.sub(lambda match: signs.LAST * len(match.group()), text)
    return text


def plain_faults(lines: list[Line], blanked: str, lang: str) -> Iterator[Fault]:
    """Find what each rule's form gives away."""
    starts = [line.start for line in lines]
    excuses = Excuses(blanked, lang)
    for one in _rules(blanked, lang):
        skipped = _SKIPPED if one.notes else _SKIPPED | {signs.NOTE, signs.MORE}
        for match in one.form.finditer(blanked):
            line = lines[bisect_right(starts, match.start()) - 1]
            if line.text[0] not in skipped and not excuses.holds(one.rule, match):
                yield Fault(one.rule, *match.span(), one.message)


def _rules(blanked: str, lang: str) -> list[FormRule]:
    """The rules that hold for a language, and for what is usual in the text."""
    code = lang.split("-")[0]
    rules = [one for one in RULES if not one.langs or code in one.langs]
    if len(re.findall(r"…\.", blanked)) > 2:
        rules = [one for one in rules if one.rule != "ellipsis-stop"]
    if _spaced_ellipses(blanked):
        rules.append(SPACED_ELLIPSIS)
    return rules


def _spaced_ellipses(text: str) -> bool:
    """Whether ellipses with spaces are the exception here."""
    if "…" not in text:
        return False
    spaced, tight = len(re.findall(r"\w … \w", text)), len(re.findall(r"\w…\s?\w", text))
    return 0 < spaced <= 3 and tight >= 2 * spaced


_OPENING = "“«„"
_MARKS = regex("[“”„]")

MOST_QUOTES = 3
"""Questions about quotation marks in one paragraph: the first fault makes the others."""


def quote_faults(lines: list[Line], blanked: str) -> Iterator[Fault]:
    """Quotation marks that never close, or never opened, within a paragraph.

    A quotation of several paragraphs opens each of them and closes the last, so a
    paragraph may stay open when the next begins with the mark.
    """
    skipped = _SKIPPED | {signs.VERSE}
    pairs = [line for line in lines if line.text[0] not in skipped]
    curly = sum(blanked.count(mark) for mark in "“”")
    for line, after in zip(pairs, [*pairs[1:], None], strict=False):
        words = blanked[line.start : line.end].rstrip(signs.LAST + " ")
        following = signs.words_of(after.text).lstrip()[:1] if after else ""
        if curly:
            found = _curly(line, words, following in _OPENING and bool(following))
            yield from islice(found, MOST_QUOTES)
        elif (words.count('"') + words.count("„")) % 2 and following != '"':
            at = line.start + words.rfind('"')
            yield Fault("quotes", at, at + 1, "a quotation mark without its partner")


def _curly(line: Line, words: str, goes_on: bool) -> Iterator[Fault]:
    open_at: list[int] = []
    for match in _MARKS.finditer(words):
        if match.group() in "“„":
            if match.group() == "“" and open_at and words[open_at[-1]] == "„":
                open_at.pop()
                continue
            if open_at:
                place = line.start + match.start()
                yield Fault(
                    "quotes", place, place + 1, "a quotation mark within another of its kind"
                )
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        elif not (match.start() < 2):
            place = line.start + match.start()
            yield Fault(
                "quotes", place, place + 1, "a closing quotation mark that nothing opened"
            )
    if open_at and not goes_on:
        place = line.start + open_at[-1]
        yield Fault(
            "quotes", place, place + 1, "a quotation that is not closed in its paragraph"
        )


_TERMINAL = frozenset(".!?:;…\"”“’‘'»«)]*—")
_NOTE_STOP = frozenset(".!?…\"”“’‘'»«)]*")
"""Quotation marks of any language: where the wrong one stands another rule asks."""

_BROKEN_OFF = ("--", " –", " -")
"""How a speaker is cut short."""
_CUT_SHORT = regex(r"(?:^|[.;:(] ?)(?:see|siehe|voir|ver|vedi)[.,]?$", re.IGNORECASE)
LONGEST_HEAD = 120
"""Letters of a line that may stand over a text: a subtitle, a place and a date."""

MOST_OPEN = 0.08
"""Share of paragraphs that may lack a full stop before it counts as the text's way; of a few,
half."""


def open_ends(lines: list[Line], blanked: str) -> Iterator[Fault]:
    """Paragraphs and notes that end without a point, where the others have one."""
    kinds: tuple[tuple[bool, frozenset[str], str], ...] = (
        (False, _TERMINAL, "a full stop missing, or the end of the paragraph lost?"),
        (True, _NOTE_STOP, "the end of this note is lost?"),
    )
    for noted, stop, message in kinds:
        ends = []
        total = 0
        begun = False
        for index, line in enumerate(lines):
            plain = line.text[0] not in signs.BLOCKS and len(line.text) > 60
            if not (line.text[0] in (signs.NOTE, signs.MORE) if noted else plain):
                continue
            total += 1
            bare = blanked[line.start : line.end].rstrip(signs.LAST + " \t")
            closed = bare[-1:] in stop or bare.endswith(_BROKEN_OFF)
            over = not (noted or begun or closed) and len(bare) <= LONGEST_HEAD
            begun = begun or not over
            after = lines[index + 1].text[0] if index + 1 < len(lines) else ""
            if (bare and not (closed or over or _excused(line, bare, after))) or (
                noted and _CUT_SHORT.search(bare[-9:])
            ):
                ends.append(
                    Fault(
                        "open-end", line.start + len(bare) - 1, line.start + len(bare), message
                    )
                )
        if len(ends) <= max(3, MOST_OPEN * total) and 2 * len(ends) <= max(2, total):
            yield from ends


def _excused(line: Line, bare: str, after: str) -> bool:
    """Whether no point is needed: a list or a quotation follows, or a note is brief."""
    noted = line.text[0] in (signs.NOTE, signs.MORE)
    hidden = line.text.rstrip().endswith(signs.QUERY_END) or "/" in line.text[-12:]
    listed = after in (signs.BULLET, signs.NUMBERED, signs.VERSE)
    leading = bare.endswith(":") and after in (signs.MORE, signs.QUOTE)
    brief = noted and len(signs.words_of(line.text).split()) < 6
    return hidden or listed or leading or brief
