"""Which forms the notes of a text have, and which places are their marks and openers.

A text may have one system of notes or several (the author's numbers, the editor's
asterisks). Every pair of a form of mark and a form of opener is a guess; the guess
that ties most together and leaves least over is taken, its places are set aside, and
the rest of the text is tried again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from anthology.cleaning.notes.forms import (
    EXPLICIT,
    LETTERS,
    MARKS,
    NUMBERS,
    OPENERS,
    SYMBOLS,
    Sign,
    find_late_openers,
    find_marks,
    find_openers,
    sort_of,
)
from anthology.cleaning.notes.pairing import Pair, pair_up

LATE = "late"
"""The form of openers that stand at the end of the line before their note."""

TYPICAL_STEP = 8
"""Numbers that jump by more than this are not one run of notes."""

ENOUGH = 0.5
"""Share of a guess's openers that must have marks."""


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


@dataclass(frozen=True, slots=True)
class _Guess:
    form: str
    opener_form: str
    marks: list[Sign]
    openers: list[Sign]
    pairs: list[Pair]
    value: float


def find_systems(text: str) -> list[System]:
    """Find the systems of notes in a text, the surest first."""
    marks = {form: find_marks(text, form) for form in [*MARKS, "glued"]}
    openers = {form: find_openers(text, form) for form in OPENERS}
    openers |= {
        f"{LATE}:{form}": find_late_openers(text, form)
        for form in ("bracket-number", "paren-number")
    }
    systems: list[System] = []
    while True:
        guess = _best_guess(marks, openers)
        if guess is None:
            return systems
        system = _system(guess)
        systems.append(system)
        taken = _taken(system)
        marks = {form: _free(signs, taken) for form, signs in marks.items()}
        openers = {form: _free(signs, taken) for form, signs in openers.items()}


def _taken(system: System) -> set[int]:
    """The places a system has used up, character by character."""
    signs = [sign for tie in system.ties for sign in (*tie.marks, tie.opener) if sign]
    signs += [*system.spare, *system.orphans]
    return {place for sign in signs for place in range(sign.start, sign.end)}


def _free(signs: list[Sign], taken: set[int]) -> list[Sign]:
    return [sign for sign in signs if sign.start not in taken]


def _best_guess(marks: dict[str, list[Sign]], openers: dict[str, list[Sign]]) -> _Guess | None:
    guesses = []
    for form, places in marks.items():
        for opener_form, lines in openers.items():
            if places and lines and _fit(form, opener_form):
                guess = _guess(form, opener_form, places, lines)
                if guess is not None:
                    guesses.append(guess)
    return max(guesses, key=lambda guess: guess.value, default=None)


def _fit(form: str, opener_form: str) -> bool:
    """Whether notes with such openers may have such marks."""
    if opener_form.startswith(LATE):
        return opener_form == f"{LATE}:{form}"
    if sort_of(form) != sort_of(opener_form):
        return False
    if sort_of(form) == SYMBOLS:
        return True
    same = form == opener_form or form.split("-")[0] == opener_form.split("-")[0]
    plain = opener_form.startswith(("plain", "word"))
    loose = form in ("glued", "sup", "raised", "caret", "sup-letter")
    return same or plain or (loose and sort_of(form) == NUMBERS)


def _guess(
    form: str, opener_form: str, marks: list[Sign], openers: list[Sign]
) -> _Guess | None:
    at_start = {sign.start for sign in openers}
    if not opener_form.startswith(LATE):
        marks = [sign for sign in marks if sign.start not in at_start]
    pairs = pair_up(marks, openers)
    pairs = _steady(form, opener_form, pairs, marks, openers)
    if not pairs or not _plausible(form, opener_form, pairs, marks, openers):
        return None
    return _Guess(
        form,
        opener_form,
        marks,
        openers,
        pairs,
        _value(form, opener_form, pairs, marks, openers),
    )


def _steady(
    form: str, opener_form: str, pairs: list[Pair], marks: list[Sign], openers: list[Sign]
) -> list[Pair]:
    """Drop pairs at the ends of a chain of bare numbers that jump too far to belong."""
    if sort_of(form) != NUMBERS or not opener_form.startswith("plain"):
        return pairs
    while len(pairs) > 1:
        labels = [int(openers[pair.opener].label) for pair in pairs]
        if labels[-1] - labels[-2] > TYPICAL_STEP:
            pairs = pairs[:-1]
        elif labels[1] - labels[0] > 0 and labels[1] - labels[0] > TYPICAL_STEP:
            pairs = pairs[1:]
        else:
            break
    return pairs


def _plausible(
    form: str, opener_form: str, pairs: list[Pair], marks: list[Sign], openers: list[Sign]
) -> bool:
    run = _in_runs(pairs, openers)
    share = len(pairs) / max(1, len(run))
    if opener_form.startswith(LATE):
        return len(pairs) >= 3 and _apart(pairs, marks, openers)
    if len(pairs) == 1 and opener_form.startswith("plain"):
        if not _single(marks[pairs[0].mark], openers[pairs[0].opener], openers):
            return False
    weight = sum(marks[pair.mark].weight for pair in pairs) / len(pairs)
    bare = form not in EXPLICIT or opener_form.startswith("plain")
    if sort_of(form) == SYMBOLS:
        return True
    if opener_form.startswith("plain") and weight < 0.5:
        return False
    if form == "glued":
        return share >= ENOUGH and weight >= 0.5 and _counts_up(pairs, openers)
    if bare:
        return share >= ENOUGH and (sort_of(form) == LETTERS or _counts_up(pairs, openers))
    return share >= 0.3


def _single(mark: Sign, opener: Sign, openers: list[Sign]) -> bool:
    """Whether one lone pair is convincing: the first number, and no list that counts on."""
    listed = any(other.label == "2" and other.start > opener.start for other in openers)
    return opener.label in ("1", "a") and mark.weight >= 1.0 and not listed


def _counts_up(pairs: list[Pair], openers: list[Sign]) -> bool:
    """Whether the numbers begin low or go on long enough to be no accident."""
    labels = [int(openers[pair.opener].label) for pair in pairs]
    if len(labels) > 1 and len(set(labels)) == 1:
        return False
    steady = all(after - before == 1 for before, after in pairwise(labels))
    return labels[0] <= 3 or len(pairs) >= (3 if steady else 4)


def _apart(pairs: list[Pair], marks: list[Sign], openers: list[Sign]) -> bool:
    """Late openers fill a stretch of the text alone, counting by one."""
    first, last = openers[pairs[0].opener].start, openers[pairs[-1].opener].start
    within = [sign for sign in marks if first <= sign.start <= last]
    labels = [int(openers[pair.opener].label) for pair in pairs]
    steps = all(after - before == 1 for before, after in pairwise(labels))
    return steps and len(within) == len(pairs)


def _value(
    form: str, opener_form: str, pairs: list[Pair], marks: list[Sign], openers: list[Sign]
) -> float:
    """What a guess ties together, less what it leaves over."""
    run = _in_runs(pairs, openers)
    tied = sum(marks[pair.mark].weight for pair in pairs)
    left = 0.3 * (len(run) - len(pairs))
    loose = 0.0 if form == "glued" else 0.2 * (len(marks) - len(pairs))
    same = 0.05 * len(pairs) if form.split("-")[0] == opener_form.split("-")[0] else 0.0
    sure = 0.2 * len(pairs) if form in EXPLICIT else 0.0
    late = 0.1 * len(pairs) if opener_form.startswith(LATE) else 0.0
    return tied + same + sure - left - loose - late


def _in_runs(pairs: list[Pair], openers: list[Sign]) -> list[int]:
    """The openers of the chain with those that stand between them in the numbers' order."""
    chosen = []
    for pair, following in pairwise(pairs):
        chosen.append(pair.opener)
        chosen += _between(openers, pair.opener, following.opener)
    return [*chosen, pairs[-1].opener] if pairs else []


def _between(openers: list[Sign], first: int, last: int) -> list[int]:
    """Openers between two of the chain whose labels lie between theirs."""
    low, high = openers[first].label, openers[last].label
    kept: list[int] = []
    for index in range(first + 1, last):
        after = openers[kept[-1]].label if kept else low
        label = openers[index].label
        if _follows(after, label) and (_follows(label, high) or _restarts(low, high)):
            kept.append(index)
    return kept


def _follows(before: str, label: str) -> bool:
    if before.isdecimal() and label.isdecimal():
        return 0 < int(label) - int(before) <= TYPICAL_STEP
    return before.isalpha() and label.isalpha() and (len(before), before) < (len(label), label)


def _restarts(low: str, high: str) -> bool:
    return not _follows(low, high) and low.isalnum()


def _system(guess: _Guess) -> System:
    """Turn the chain into notes: add second marks, gaps in the numbers and lone openers."""
    marks, openers = guess.marks, guess.openers
    by_opener = {pair.opener: pair.mark for pair in guess.pairs}
    used = set(by_opener.values())
    if guess.opener_form.startswith(LATE):
        starts = {openers[index].start for index in by_opener}
        used |= {index for index, sign in enumerate(marks) if sign.start in starts}
    ties: list[Tie] = []
    orphans: list[Sign] = []
    run = 0
    for index in _in_runs(guess.pairs, openers):
        label = openers[index].label
        run += _anew(ties, label)
        if index in by_opener:
            ties.append(Tie(label, (marks[by_opener[index]],), openers[index], run))
        else:
            orphans.append(openers[index])
            ties.append(Tie(label, (), openers[index], run))
    ties, used = _fill_gaps(ties, marks, used)
    ties, used = _second_marks(ties, marks, used, guess.form)
    spare = (
        ()
        if guess.form in ("glued", "symbol")
        else tuple(sign for index, sign in enumerate(marks) if index not in used)
    )
    return System(guess.form, guess.opener_form, tuple(ties), spare, tuple(orphans))


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
    if form not in EXPLICIT:
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
