"""Notes of a list whose signs are not as those of the others, or have no marks.

Somebody has typed ``9 Ibid.`` or ``8)`` among ``[7]`` and ``[10]``; a scan has lost a
bracket; a number is left out, and no mark calls the last. The list itself says that such
lines are notes: the number is one that is due there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from anthology.cleaning.comments import is_cue
from anthology.cleaning.notes.bodies import line_before
from anthology.cleaning.notes.forms import Sign
from anthology.cleaning.patterns import regex

_OPENER = regex(
    r"^[ \t]{0,40}(?P<sign>[\[({/<*^]{0,2} ?(?P<number>\d{1,3}) ?[\])}/>.:,;^°]{0,3}"
    r"(?:[ \t]+(?=\S)|(?=[^\W\d_a-zß-ÿ]|[“‘«\"'_])|(?=(?:ibid|ebd|cf|see|vgl|op)\b)))",
    re.MULTILINE,
)
_ENDED = regex(r"[.!?:;…][\"”’'»)\]]*[ \t]*$")

STEP = 2
"""How far the number of a note without a mark may be from that of the note before."""

ASTRAY = 3
"""Lines of the last note before the next may come."""


def with_strays(text: str, openers: Sequence[Sign], marks: Sequence[Sign]) -> list[Sign]:
    """Add to the openers of a list of notes those that look otherwise.

    Args:
        text: Of the piece.
        openers: In order; their labels are numbers, else there are no strays.
        marks: In order; they tell where the text above a list ends.
    """
    if len(openers) < STEP or not all(sign.label.isdecimal() for sign in openers):
        return list(openers)
    starts = [sign.start for sign in marks]
    whole = _earlier(text, openers[0], _before(marks, starts, 0, openers[0].start), 0)
    for number, (one, after) in enumerate(pairwise(openers)):
        whole.append(one)
        low, high = int(one.label), int(after.label)
        begin = _last_mark(marks, starts, one.end, after.start)
        if high - low > 1:
            found = list(_between(text, (begin, after.start), low, high))
            if not found and begin == one.end and high - low == STEP:
                found = _unnumbered(text, openers, number, marks)
            whole += found
        elif high <= low:
            if number:
                whole += _next(text, one, begin if begin > one.end else after.start)
            called = _before(marks, starts, one.end, after.start)
            whole += _earlier(text, after, called, begin)
    return [*whole, openers[-1], *_next(text, openers[-1], len(text))]


def _before(
    marks: Sequence[Sign], starts: Sequence[int], low: int, high: int
) -> Sequence[Sign]:
    return marks[bisect_left(starts, low) : bisect_left(starts, high)]


def _last_mark(marks: Sequence[Sign], starts: Sequence[int], low: int, high: int) -> int:
    """Where the last mark between two places ends; the first place where there is none."""
    index = bisect_right(starts, high) - 1
    return max(low, marks[index].end) if index >= 0 else low


def _between(text: str, span: tuple[int, int], low: int, high: int) -> Iterator[Sign]:
    """The lines between two notes that open with a number between theirs."""
    for match in _OPENER.finditer(text, *span):
        number = int(match["number"])
        if low < number < high and _begins(text, match.start()):
            low = number
            yield _sign(match)


def _unnumbered(
    text: str, openers: Sequence[Sign], number: int, marks: Sequence[Sign]
) -> list[Sign]:
    """The paragraph between two notes whose number is lost: called, due, and one too many.

    Where the notes near by have one paragraph each, a second is the note that is missing.
    """
    one, after = openers[number : number + 2]
    label = str(int(one.label) + 1)
    near = openers[max(0, number - ASTRAY) : number + 2 + ASTRAY]
    lone = [len(_lines(text, *pair)) == 1 for pair in pairwise(near)]
    lines = _lines(text, one, after)
    called = any(sign.label == label and sign.end <= one.start for sign in marks)
    if not called or len(lines) != STEP or lone.count(False) > 1 or len(lone) < STEP:
        return []
    first, second = lines
    if not (_ENDED.search(first) and _ENDED.search(second) and second[0].isupper()):
        return []
    start = text.index(second, one.end + len(first))
    return [Sign(start, start, label, "stray", 1.0)]


def _lines(text: str, one: Sign, after: Sign) -> list[str]:
    return [line for line in text[one.end : after.start].split("\n") if line.strip()]


def _next(text: str, last: Sign, end: int) -> Iterator[Sign]:
    """The lines right after the last note that look as it does, and count on."""
    place = last.end
    for _ in range(ASTRAY):
        place = text.find("\n", place)
        while 0 <= place < end and text[place : place + 1] == "\n":
            place += 1
        if not 0 <= place < end:
            return
        match = _OPENER.match(text, place)
        if match is None:
            if text[place - 2 : place] == "\n\n":
                return
            continue
        number = int(match["number"])
        if not 0 < number - int(last.label) <= STEP or not _alike(text, last, match):
            return
        if is_cue(text[match.start() : text.find("\n", match.end())].strip()):
            return
        last = _sign(match)
        yield last
        yield from _next(text, last, end)
        return


def _earlier(text: str, first: Sign, called: Sequence[Sign], low: int) -> list[Sign]:
    """The lines right before the first note of a list whose numbers lead up to it.

    Each must be called by a mark above it, or they must look as it does and begin with
    one: what else stands over a list is no note.
    """
    found: list[Sign] = []
    alike = True
    for number in range(int(first.label) - 1, 0, -1):
        line = line_before(text, first.start)
        match = _OPENER.match(line.text)
        if line.start < low or match is None or int(match["number"]) != number:
            break
        alike = alike and _alike(text, first, match)
        asked = any(sign.label == str(number) and sign.end <= line.start for sign in called)
        if not alike and not asked:
            break
        first = _sign(match, line.start)
        found.append(first)
    if alike and found and found[-1].label != "1":
        called_ones = {sign.label for sign in called}
        return [sign for sign in found[::-1] if sign.label in called_ones]
    return found[::-1]


def _alike(text: str, sign: Sign, match: re.Match[str]) -> bool:
    """Whether a line opens with the same signs about its number, and as far from the edge."""
    before = text.rfind("\n", 0, sign.start) + 1
    one, other = text[before : sign.end], match.group()
    return re.sub(r"\d+", "1", one) == re.sub(r"\d+", "1", other)


def _begins(text: str, start: int) -> bool:
    """Whether a new sentence may begin at the start of a line."""
    before = text[max(0, start - 80) : start].rstrip("\n")
    return text[max(0, start - 2) : start] == "\n\n" or bool(_ENDED.search(before))


def _sign(match: re.Match[str], shift: int = 0) -> Sign:
    start, end = match.span("sign")
    return Sign(start + shift, end + shift, str(int(match["number"])), "stray", 1.0)
