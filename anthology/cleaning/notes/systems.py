"""Which forms the notes of a text have, and which places are their marks and openers.

A text may have one system of notes or several (the author's numbers, the editor's
asterisks). Every pair of a form of mark and a form of opener is a guess; the guess
that ties most together and leaves least over is taken, its places are set aside, and
the rest of the text is tried again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise

from anthology.cleaning.notes.forms import (
    EXPLICIT,
    MARKS,
    OPENERS,
    SYMBOLS,
    Sign,
    find_late_openers,
    find_marks,
    find_openers,
    sort_of,
)
from anthology.cleaning.notes.guesses import LATE, Guess, Guesses, in_runs


@dataclass(frozen=True, slots=True)
class Tie:
    """A note: its mark or marks, and where its words begin."""

    label: str
    marks: tuple[Sign, ...]
    opener: Sign | None
    """None where the words are missing in the source."""

    run: int = 0
    """Counts the times the numbering began anew."""


@dataclass(frozen=True, slots=True)
class System:
    """All notes of one form."""

    form: str
    opener_form: str
    ties: tuple[Tie, ...]
    spare: tuple[Sign, ...] = ()
    """Marks of its form that belong to no note and to no gap in the numbers."""

    orphans: tuple[Sign, ...] = field(default=())
    """Openers without a mark."""


YEARS = 1000
"""Numbers from which on a mark in brackets may be a year."""


MANY = 200
"""Places with one label, beyond which none is looked for among other forms."""

NEAR = 5
"""Notes on either side among which a neighbour with a mark is looked for."""


def find_systems(text: str) -> list[System]:
    """Find the systems of notes in a text, the surest first."""
    marks = {form: find_marks(text, form) for form in [*MARKS, "glued"]}
    openers = {form: find_openers(text, form) for form in OPENERS}
    openers |= {
        f"{LATE}:{form}": find_late_openers(text, form)
        for form in ("bracket-number", "paren-number")
    }
    systems: list[System] = []
    guesses = Guesses()
    while True:
        guess = guesses.best(marks, openers)
        if guess is None:
            return [*systems, *_without_notes(text, marks)]
        system = _system(guess, marks)
        systems.append(system)
        taken = _taken(system)
        marks = {form: _free(signs, taken) for form, signs in marks.items()}
        openers = {form: _free(signs, taken) for form, signs in openers.items()}


def _without_notes(text: str, marks: dict[str, list[Sign]]) -> list[System]:
    """Marks that count up from one while the source has no notes at all for them.

    One is enough where it is raised and in brackets: nothing else looks so.
    """
    bracketed = all("[" in text[sign.start : sign.end] for sign in marks["sup"])
    for form, least in (("sup", 1 if bracketed else 2), ("bracket-number", 3)):
        run: list[Sign] = []
        for sign in marks[form]:
            if sign.label == str(len(run) + 1):
                run.append(sign)
        if least <= len(run) >= 0.8 * len(marks[form]):
            ties = tuple(Tie(sign.label, (sign,), None) for sign in run)
            return [System(form, form, ties)]
    return []


def _taken(system: System) -> set[int]:
    """The places a system has used up, character by character."""
    signs = [sign for tie in system.ties for sign in (*tie.marks, tie.opener) if sign]
    signs += [*system.spare, *system.orphans]
    return {place for sign in signs for place in range(sign.start, sign.end)}


def _free(signs: list[Sign], taken: set[int]) -> list[Sign]:
    """The signs that are left; the list itself when none of it is taken."""
    free = [sign for sign in signs if sign.start not in taken]
    return free if len(free) < len(signs) else signs


def _system(guess: Guess, free: dict[str, list[Sign]]) -> System:
    """Turn the chain into notes: add second marks, gaps in the numbers and lone openers.

    Args:
        guess: The forms, and the pairs found.
        free: All places that may be marks, by form.
    """
    marks, openers = guess.marks, guess.openers
    by_opener = {pair.opener: pair.mark for pair in guess.pairs}
    used = set(by_opener.values())
    if guess.opener_form.startswith(LATE):
        starts = {openers[index].start for index in by_opener}
        used |= {index for index, sign in enumerate(marks) if sign.start in starts}
    ties: list[Tie] = []
    run = 0
    for index in _counted_on(guess):
        label = openers[index].label
        run += _anew(ties, label)
        signs = (marks[by_opener[index]],) if index in by_opener else ()
        ties.append(Tie(label, signs, openers[index], run))
    ties, used = _fill_gaps(ties, marks, used)
    ties, used = _second_marks(ties, marks, used, guess.form)
    ties = _in_other_forms(ties, guess.form, free)
    orphans = tuple(tie.opener for tie in ties if tie.opener and not tie.marks)
    highest = max((int(tie.label) for tie in ties if tie.label.isdecimal()), default=0)
    spare = (
        ()
        if guess.form in ("glued", "symbol")
        else tuple(
            sign
            for index, sign in enumerate(marks)
            if index not in used and not _is_year(sign.label, highest)
        )
    )
    return System(guess.form, guess.opener_form, tuple(ties), spare, orphans)


def _is_year(label: str, highest: int) -> bool:
    """Whether a number is a year among notes that do not go so far: ``[1861] 2 Q.B.``."""
    return label.isdecimal() and int(label) >= YEARS > highest


def _counted_on(guess: Guess) -> list[int]:
    """The openers of the chain, with those that count on from its ends.

    Works that are cited by their numbers stand in an order of their own; a chain that
    rises in both orders has only some of them.
    """
    chosen = in_runs(guess.pairs, guess.openers)
    if guess.form not in EXPLICIT or guess.opener_form.startswith(("plain", LATE)):
        return chosen
    labels = [int(one.label) if one.label.isdecimal() else 0 for one in guess.openers]
    while (
        chosen[0] and labels[chosen[0]] > 1 and labels[chosen[0] - 1] == labels[chosen[0]] - 1
    ):
        chosen.insert(0, chosen[0] - 1)
    last = len(labels) - 1
    while chosen[-1] < last and labels[chosen[-1] + 1] == labels[chosen[-1]] + 1 > 1:
        chosen.append(chosen[-1] + 1)
    return chosen


def _in_other_forms(ties: list[Tie], form: str, free: dict[str, list[Sign]]) -> list[Tie]:
    """Give a note without a mark the one of another form that stands in its place.

    A page that mixes ``[1]``, a raised 2 and ``[3]`` has one system of notes.
    """
    orphans = [place for place, tie in enumerate(ties) if tie.opener and not tie.marks]
    whole = list(ties)
    if not orphans:
        return whole
    others: dict[str, list[Sign]] = defaultdict(list)
    for other, signs in free.items():
        if other != form and other in EXPLICIT | {"half-paren", "paren-letter"}:
            for sign in signs:
                others[sign.label].append(sign)
    for place in orphans:
        low, high = _room(ties, place)
        found = [sign for sign in others[ties[place].label] if low <= sign.start < high]
        if len(found) == 1 and len(others[ties[place].label]) <= MANY:
            whole[place] = replace(ties[place], marks=(found[0],))
    return whole


def _room(ties: list[Tie], place: int) -> tuple[int, int]:
    """Where the mark of a note must stand: between those of its neighbours, if it has any."""
    tie = ties[place]
    before = next((one for one in ties[max(0, place - NEAR) : place][::-1] if one.marks), None)
    after = next((one for one in ties[place + 1 : place + 1 + NEAR] if one.marks), None)
    before = before if before and before.run == tie.run else None
    after = after if after and after.run == tie.run else None
    if tie.opener is None or not (before or after):
        return 0, 0
    low = before.marks[-1].end if before else 0
    return low, after.marks[0].start if after else tie.opener.start


def _anew(ties: list[Tie], label: str) -> int:
    if not ties or not label.isalnum():
        return 0
    last = ties[-1].label
    higher = int(label) > int(last) if label.isdecimal() and last.isdecimal() else label > last
    return 0 if higher else 1


def _fill_gaps(
    ties: list[Tie], marks: list[Sign], used: set[int]
) -> tuple[list[Tie], set[int]]:
    """Find marks whose notes are missing: their numbers lie between two others."""
    filled: list[Tie] = []
    anchored = [tie for tie in ties if tie.marks]
    used = set(used)
    following = {id(before): after for before, after in pairwise(anchored)}
    have = {(tie.run, tie.label) for tie in ties}
    for tie in ties:
        filled.append(tie)
        after = following.get(id(tie))
        if after is None or after.run != tie.run or not tie.label.isdecimal():
            continue
        for label in range(int(tie.label) + 1, int(after.label)):
            if (tie.run, str(label)) in have:
                continue
            low = filled[-1].marks[-1].end if filled[-1].marks else tie.marks[-1].end
            found = _lone(marks, used, str(label), low, after.marks[0].start)
            if found >= 0:
                used.add(found)
                filled.append(Tie(str(label), (marks[found],), None, tie.run))
    return filled, used


def _lone(marks: list[Sign], used: set[int], label: str, low: int, high: int) -> int:
    """The weightiest free mark with this label between two places, or -1."""
    first = bisect_left(marks, low, key=lambda sign: sign.start)
    last = bisect_left(marks, high, key=lambda sign: sign.start)
    found = [
        index
        for index in range(first, last)
        if marks[index].label == label and index not in used
    ]
    best = max(found, key=lambda index: marks[index].weight, default=-1)
    return best if best >= 0 and marks[best].weight >= 0.6 else -1


def _second_marks(
    ties: list[Tie], marks: list[Sign], used: set[int], form: str
) -> tuple[list[Tie], set[int]]:
    """Hang further marks with a label on the note that has it already.

    Only for forms that are marks wherever they stand: a second ``12`` stuck to a word
    is an accident, a second ``[12]`` is a second reference.
    """
    symbols = sort_of(form) == SYMBOLS and len({tie.label for tie in ties}) == len(ties)
    if form not in EXPLICIT and not symbols:
        return ties, used
    used = set(used)
    whole: list[Tie] = []
    owners = {(tie.run, tie.label): tie for tie in ties}
    runs = _run_ends(ties)
    extra: dict[tuple[int, str], list[int]] = {}
    for index, sign in enumerate(marks):
        if index in used:
            continue
        run = next((run for run, end in runs if sign.start < end), runs[-1][0] if runs else 0)
        if (run, sign.label) in owners:
            extra.setdefault((run, sign.label), []).append(index)
            used.add(index)
    for tie in ties:
        more = [marks[index] for index in extra.get((tie.run, tie.label), [])]
        signs = tuple(sorted((*tie.marks, *more)))
        whole.append(Tie(tie.label, signs, tie.opener, tie.run))
    return whole, used


def _run_ends(ties: list[Tie]) -> list[tuple[int, int]]:
    """For each run, where the marks of the next one begin."""
    firsts: dict[int, int] = {}
    for tie in ties:
        if tie.marks:
            firsts.setdefault(tie.run, tie.marks[0].start)
    runs = sorted(firsts)
    return [(run, firsts[after]) for run, after in pairwise(runs)] + [
        (run, 1 << 60) for run in runs[-1:]
    ]
