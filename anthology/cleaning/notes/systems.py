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

from anthology.cleaning.aside import aside
from anthology.cleaning.notes.forms import (
    BARE,
    EXPLICIT,
    MARKS,
    OPENERS,
    Sign,
    comes_after,
    find_late_openers,
    find_marks,
    find_openers,
    opening_lines,
)
from anthology.cleaning.notes.gaps import Tie, add_second_marks, fill_gaps, lone_symbols
from anthology.cleaning.notes.guesses import LATE, Guess, Guesses, in_runs
from anthology.cleaning.notes.strays import with_strays
from anthology.cleaning.signs import SUP


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
    opening = aside(text, lambda: _openers(text))
    marks = {form: find_marks(text, form) for form in [*MARKS, *BARE]}
    openers = opening()
    for form in set(openers) & EXPLICIT | {"paren-number"}:
        openers[form] = _less_wrapped_marks(text, openers[form], marks[form])
    openers |= {
        f"{LATE}:{form}": find_late_openers(text, marks[form])
        for form in ("bracket-number", "paren-number")
    }
    systems: list[System] = []
    guesses = Guesses()
    while True:
        guess = guesses.best(marks, openers)
        if guess is None:
            return [*systems, *_without_notes(text, marks)]
        system = _system(text, guess, marks)
        systems.append(system)
        taken = _taken(text, system)
        marks = {form: _free(signs, taken) for form, signs in marks.items()}
        openers = {form: _free(signs, taken) for form, signs in openers.items()}


def _openers(text: str) -> dict[str, list[Sign]]:
    """By form, every line that may open a note."""
    lines = opening_lines(text)
    return {form: find_openers(text, form, lines) for form in OPENERS}


def _less_wrapped_marks(text: str, openers: list[Sign], marks: list[Sign]) -> list[Sign]:
    """The openers without those that are marks which came to stand at the start of a line.

    Such a one stands within a paragraph, and the next note of its number begins one, with
    no mark between the two.
    """
    starts = {sign.start for sign in openers}
    places: dict[str, list[int]] = defaultdict(list)
    for sign in marks:
        if sign.start not in starts:
            places[sign.label].append(sign.start)
    kept: list[Sign] = []
    following: dict[str, Sign] = {}
    for sign in reversed(openers):
        after = following.get(sign.label)
        if after and _is_inside(text, sign.start) and not _is_inside(text, after.start):
            own = places[sign.label]
            if bisect_left(own, sign.start) == bisect_left(own, after.start):
                continue
        following[sign.label] = sign
        kept.append(sign)
    return kept[::-1]


def _is_inside(text: str, place: int) -> bool:
    """Whether the line of a place goes on with a sentence of the line above."""
    start = text.rfind("\n", 0, place) + 1
    return start > 1 and text[start - 2] not in "\n \t"


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


def _taken(text: str, system: System) -> set[int]:
    """The places a system has used up, each character, and the sign that raised a mark."""
    signs = [sign for tie in system.ties for sign in (*tie.marks, tie.opener) if sign]
    signs += [*system.spare, *system.orphans]
    raised = {sign.start - 1 for sign in signs if text[sign.start - 1 : sign.start] == SUP}
    return raised | {place for sign in signs for place in range(sign.start, sign.end)}


def _free(signs: list[Sign], taken: set[int]) -> list[Sign]:
    """The signs that are left; the list itself when none of it is taken."""
    free = [sign for sign in signs if sign.start not in taken]
    return free if len(free) < len(signs) else signs


def _system(text: str, guess: Guess, free: dict[str, list[Sign]]) -> System:
    """Turn the chain into notes: add second marks, gaps in the numbers and lone openers.

    Args:
        text: Of the piece.
        guess: The forms, and the pairs found.
        free: All places that may be marks, by form.
    """
    marks, openers = guess.marks, guess.openers
    by_opener = {openers[pair.opener].start: pair.mark for pair in guess.pairs}
    used = set(by_opener.values())
    if guess.opener_form.startswith(LATE):
        used |= {index for index, sign in enumerate(marks) if sign.start in by_opener}
    ties: list[Tie] = []
    run = 0
    chosen = [openers[index] for index in _counted_on(guess)]
    if not guess.opener_form.startswith(LATE):
        chosen = with_strays(text, chosen, marks)
    for opener in chosen:
        run += _anew(ties, opener.label)
        signs = (marks[by_opener[opener.start]],) if opener.start in by_opener else ()
        ties.append(Tie(opener.label, signs, opener, run))
    ties, used = fill_gaps(ties, marks, used, guess.form)
    ties, used = add_second_marks(ties, marks, used, guess.form)
    ties = _in_other_forms(ties, guess.form, free)
    if guess.form == "symbol":
        ties = lone_symbols(ties, marks, used, text)
    orphans = tuple(tie.opener for tie in ties if tie.opener and not tie.marks)
    highest = max((int(tie.label) for tie in ties if tie.label.isdecimal()), default=0)
    spare = (
        ()
        if guess.form == "symbol"
        else tuple(
            sign
            for index, sign in enumerate(marks)
            if index not in used
            and not _is_year(sign.label, highest)
            and (guess.form not in BARE or _seems_due(sign, ties, highest))
        )
    )
    return System(guess.form, guess.opener_form, tuple(ties), spare, orphans)


def _seems_due(sign: Sign, ties: list[Tie], highest: int) -> bool:
    """Whether a bare number may be a mark that is out of its turn, in the text above notes."""
    first = next((tie.opener for tie in ties if tie.opener), sign)
    return sign.weight >= 1 and int(sign.label) <= highest + 1 and sign.end < first.start


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
    numbers = label.isdecimal() and last.isdecimal()
    higher = int(label) > int(last) if numbers else comes_after(label, last)
    return 0 if higher else 1
