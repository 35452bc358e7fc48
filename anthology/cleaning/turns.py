"""What a text is told in: the speeches of several people, the days of a diary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from anthology.cleaning.dates import find_date
from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, SPAN, words_of

LONGEST = 100
"""Characters of a line that is a date."""

_TURN = regex(r"(?P<name>[QA])\. \S")
"""A question, or its answer; where both come, neither counts sections."""

_SPEAKER = regex(r"(?:[*_\ue022\ue024]*)([A-ZÀ-Þ][\w.’ -]{0,30}?)[*_\ue023\ue025]*:(?=\s)")

SPEECHES = 2
"""Lines that must begin with a name and a colon for the name to be that of a speaker."""


def _speaker(line: Line) -> str:
    match = _SPEAKER.match(line.text) if ":" in line.text else None
    return match[1] if match else ""


def speeches(lines: Sequence[Line]) -> set[int]:
    """Lines of those who speak in turns, as in an interview or a play: ``PM: How did …?``.

    A name that comes once is one where another answers it, or has just spoken.
    """
    names = [_speaker(line) for line in lines]
    turns = {match["name"] for line in lines if (match := _TURN.match(line.text))}
    if len(turns) > 1:
        names = ["Q" if _TURN.match(line.text) else _speaker(line) for line in lines]
    counts = Counter(filter(None, names))
    return {
        index
        for index, name in enumerate(names)
        if counts[name] >= SPEECHES
        or (name and any(one not in ("", name) for one in names[max(0, index - 1) : index + 2]))
    }


_DAY = regex(
    r"(?:[^\W\d_]{4,10},? )?(?:\d{1,2}\S{0,2} [^\W\d_]{3,10}|[^\W\d_]{3,10} \d{1,2}\S{0,2})"
    r"(?:,? \d{4})?\.?"
)
"""A date alone on its line, as each day of a diary has it."""


def days(lines: Sequence[Line], taken: set[int]) -> list[int]:
    """The dates over the days of a diary: several, with text under each."""
    found = [
        index
        for index, line in enumerate(lines[:-1])
        if index not in taken and line.text[0] not in BLOCKS and line.text[0] != SPAN
        if _is_day(words_of(line.text).strip())
    ]
    apart = all(other - one > 1 for one, other in pairwise(found))
    return found if len(found) > 1 and apart else []


def _is_day(words: str) -> bool:
    if len(words) > LONGEST or not _DAY.fullmatch(words):
        return False
    date = find_date(words if words[-4:].isdecimal() else f"{words} 1900")
    return date is not None and date[0].count("-") == 2
