"""What a chain of pairs leaves out: missing notes, and notes that are called twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from anthology.cleaning.notes.forms import EXPLICIT, SYMBOLS, Sign, sort_of
from anthology.cleaning.patterns import regex

LEAST = 0.6
"""Weight of a mark that fills a gap; less only where the marks of the text weigh less."""

FEWEST = 3
"""Marks a run must have before the number after its last is taken for one more."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A note: its mark or marks, and where its words begin."""

    label: str
    marks: tuple[Sign, ...]
    opener: Sign | None
    """None where the words are missing in the source."""

    run: int = 0
    """Counts the times the numbering began anew."""


def fill_gaps(
    ties: Sequence[Tie], marks: Sequence[Sign], used: set[int], form: str
) -> tuple[list[Tie], set[int]]:
    """Find marks whose notes are missing: their numbers lie between two others.

    Numbers that count on after the last note of a run are missing, too, where they hang
    from their words as marks do.

    Args:
        ties: In the order of their openers.
        marks: All that may be marks of this form.
        used: The places of those that are.
        form: Of the marks.

    Returns:
        The ties with those found, and the places of all marks.
    """
    ends = dict(_run_ends(ties))
    filler = _Filler(marks, set(used), form, _least(ties))
    whole: list[Tie] = []
    for run, group in groupby(ties, key=lambda tie: tie.run):
        own = list(group)
        if all(tie.label.isdecimal() for tie in own):
            own = filler.fill(own, ends.get(run, 0))
        whole += own
    return whole, filler.used


def _least(ties: Sequence[Tie]) -> float:
    """The weight a mark needs: that of most of its kind, where it is a light one."""
    weights = sorted(tie.marks[0].weight for tie in ties if tie.marks)
    return min(LEAST, weights[len(weights) // 2]) if weights else LEAST


class _Filler:
    def __init__(self, marks: Sequence[Sign], used: set[int], form: str, least: float) -> None:
        self.used = used
        self._marks = marks
        self._form = form
        self._least = least
        self._starts = [sign.start for sign in marks]

    def fill(self, own: Sequence[Tie], end: int) -> list[Tie]:
        """Fill the gaps of one run; ``end`` is where the marks of the next one begin."""
        nexts = _next_marks(own, self._limit(own, end))
        filled: list[Tie] = []
        low = 0
        for tie, high in zip(own, nexts, strict=True):
            if filled and low:
                for label in range(int(filled[-1].label) + 1, int(tie.label)):
                    low = self._missing(filled, label, low, high)
            if not tie.marks and low:
                found = self._find(tie.label, low, high, self._least)
                tie = replace(tie, marks=found)
            filled.append(tie)
            low = max(low, tie.marks[-1].end) if tie.marks else low
        if sum(bool(tie.marks) for tie in own) >= FEWEST:
            self._count_on(filled, low, self._limit(own, end))
        return filled

    def _limit(self, own: Sequence[Tie], end: int) -> int:
        """Where a mark of a run must stand before: bare numbers before the last note."""
        last = own[-1].opener
        return min(end, last.start) if last and self._form not in EXPLICIT else end

    def _missing(self, filled: list[Tie], label: int, low: int, high: int) -> int:
        found = self._find(str(label), low, high, self._least)
        if not found:
            return low
        filled.append(Tie(str(label), found, None, filled[-1].run))
        return found[0].end

    def _count_on(self, filled: list[Tie], low: int, limit: int) -> None:
        label = int(filled[-1].label) + 1
        while found := self._find(str(label), low, limit, 1.0):
            filled.append(Tie(str(label), found, None, filled[-1].run))
            label, low = label + 1, found[0].end

    def _find(self, label: str, low: int, high: int, least: float) -> tuple[Sign, ...]:
        """The weightiest free mark with this label between two places, if there is one."""
        first, last = bisect_left(self._starts, low), bisect_left(self._starts, high)
        found = [
            index
            for index in range(first, last)
            if self._marks[index].label == label and index not in self.used
        ]
        best = max(found, key=lambda index: self._marks[index].weight, default=-1)
        if best < 0 or self._marks[best].weight < least:
            return ()
        self.used.add(best)
        return (self._marks[best],)


def _next_marks(own: Sequence[Tie], limit: int) -> list[int]:
    """For each note, where the first mark of those after it stands."""
    nexts: list[int] = []
    high = limit
    for tie in reversed(own):
        high = tie.marks[0].start if tie.marks else high
        nexts.append(high)
    return nexts[::-1]


def add_second_marks(
    ties: Sequence[Tie], marks: Sequence[Sign], used: set[int], form: str
) -> tuple[list[Tie], set[int]]:
    """Hang further marks with a label on the note that has it already.

    A second ``[12]`` is a second reference wherever it stands; a second ``12`` stuck to
    a word may be an accident, but not right where another 12 is due.
    """
    symbols = sort_of(form) == SYMBOLS and len({tie.label for tie in ties}) == len(ties)
    glued = form == "glued"
    if form not in EXPLICIT and not symbols and not glued:
        return list(ties), used
    used = set(used)
    owners = {(tie.run, tie.label): tie for tie in ties}
    runs = _run_ends(ties)
    extra: dict[tuple[int, str], list[Sign]] = {}
    for index, sign in enumerate(marks):
        if index in used or (glued and sign.weight < 1):
            continue
        run = next((run for run, end in runs if sign.start < end), runs[-1][0] if runs else 0)
        if (run, sign.label) in owners and (not glued or _due(owners, run, sign)):
            extra.setdefault((run, sign.label), []).append(sign)
            used.add(index)
    return [
        replace(tie, marks=tuple(sorted((*tie.marks, *extra.get((tie.run, tie.label), ())))))
        for tie in ties
    ], used


def lone_symbols(
    ties: Sequence[Tie], marks: Sequence[Sign], used: set[int], text: str
) -> list[Tie]:
    """Put in the stars and daggers that hang from words as marks do, but have no note.

    Only before the last of several notes: one star may be anything.
    """
    if len(ties) < FEWEST or any(
        sort_of(tie.opener.form) != SYMBOLS for tie in ties if tie.opener
    ):
        return list(ties)
    end = max(tie.opener.start for tie in ties if tie.opener)
    lone = [
        Tie(sign.label, (sign,), None)
        for index, sign in enumerate(marks)
        if index not in used and sign.end <= end and _HANGS.match(text, sign.start - 1)
    ]
    return sorted([*ties, *lone], key=_place)


_HANGS = regex(
    r"(?:[^\W\d_]|[.,;:!?”’\"')»]|\d(?=[†‡]))[*†‡§¶‖]+(?=[\s.,;:!?—–)”’\"'»]|$)(?! \d)"
)
"""A sign right after a word or a point, and not before a number, as that of a section is."""


def _place(tie: Tie) -> int:
    first = tie.marks[0] if tie.marks else tie.opener
    return first.start if first else 0


def _due(owners: dict[tuple[int, str], Tie], run: int, sign: Sign) -> bool:
    """Whether a mark stands between those of the notes before and after its own."""
    number = int(sign.label)
    before, after = (owners.get((run, str(number + step))) for step in (-1, 1))
    if not (before and before.marks and after and after.marks):
        return False
    return before.marks[-1].end <= sign.start < after.marks[0].start


def _run_ends(ties: Sequence[Tie]) -> list[tuple[int, int]]:
    """For each run, where the marks of the next one begin."""
    firsts: dict[int, int] = {}
    for tie in ties:
        if tie.marks:
            firsts.setdefault(tie.run, tie.marks[0].start)
    runs = sorted(firsts)
    return [(run, firsts[after]) for run, after in pairwise(runs)] + [
        (run, 1 << 60) for run in runs[-1:]
    ]
