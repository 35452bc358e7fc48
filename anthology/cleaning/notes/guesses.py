"""Guesses at the forms of a text’s notes, and what speaks for each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from anthology.cleaning.notes.forms import (
    BARE,
    EXPLICIT,
    LETTERS,
    NUMBERS,
    SYMBOLS,
    Sign,
    comes_after,
    sort_of,
)
from anthology.cleaning.notes.pairing import Pair, pair_up

LATE = "late"
"""The form of openers that stand at the end of the line before their note."""
TYPICAL_STEP = 8
"""Numbers that jump by more than this are not one run of notes."""
ENOUGH = 0.5
"""Share of a guess's openers that must have marks."""


FEWEST = 3
"""Pairs that numbers between words must make before they are taken for marks."""


NAMED = 0.3
"""Weight of marks, less than which numbers of sections have: ``as in subsection (2)``."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A form of mark with a form of opener, and how well they go together."""

    form: str
    opener_form: str
    marks: list[Sign]
    openers: list[Sign]
    pairs: list[Pair]
    value: float


class Guesses:
    """Guesses at one text, each made again only when its marks or openers have changed."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[list[Sign], list[Sign], Guess | None]] = {}

    def best(
        self, marks: dict[str, list[Sign]], openers: dict[str, list[Sign]]
    ) -> Guess | None:
        """The guess that ties most together; None when none is plausible."""
        guesses = [
            self._guess(form, opener_form, places, lines)
            for form, places in marks.items()
            for opener_form, lines in openers.items()
            if places and lines and _fit(form, opener_form)
        ]
        plausible = [guess for guess in guesses if guess is not None]
        return max(plausible, key=lambda guess: guess.value, default=None)

    def _guess(
        self, form: str, opener_form: str, marks: list[Sign], openers: list[Sign]
    ) -> Guess | None:
        known = self._made.get((form, opener_form))
        if known and known[0] is marks and known[1] is openers:
            return known[2]
        guess = _guess(form, opener_form, marks, openers)
        self._made[form, opener_form] = (marks, openers, guess)
        return guess


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


def _guess(form: str, opener_form: str, marks: list[Sign], openers: list[Sign]) -> Guess | None:
    at_start = {sign.start for sign in openers}
    if not opener_form.startswith(LATE):
        marks = [sign for sign in marks if sign.start not in at_start]
    pairs = pair_up(marks, openers)
    pairs = _steady(form, opener_form, pairs, marks, openers)
    if not pairs or not _plausible(form, opener_form, pairs, marks, openers):
        return None
    return Guess(
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
    run = in_runs(pairs, openers)
    share = len(pairs) / max(1, len(run))
    if opener_form.startswith(LATE):
        return len(pairs) >= 3 and _apart(pairs, marks, openers)
    if _may_count(form, opener_form, pairs, marks) and not _all_before(pairs, marks, openers):
        return False
    lone = len(pairs) == 1 and opener_form.startswith(("plain", "paren-n"))
    if lone and not _single(marks[pairs[0].mark], openers[pairs[0].opener], openers):
        return False
    weight = sum(marks[pair.mark].weight for pair in pairs) / len(pairs)
    bare = form not in EXPLICIT or opener_form.startswith("plain")
    if sort_of(form) == SYMBOLS:
        return True
    least = 0.5 if opener_form.startswith("plain") or form == "paren-letter" else NAMED
    if weight < least:
        return False
    if form in BARE:
        least, share_of = (0.65, 0.9) if form == "spaced" else (0.5, ENOUGH)
        few = form == "spaced" and len(pairs) < FEWEST
        return not few and share >= share_of and weight >= least and _counts_up(pairs, openers)
    if bare:
        return share >= ENOUGH and (sort_of(form) == LETTERS or _counts_up(pairs, openers))
    return share >= 0.3


def _may_count(form: str, opener_form: str, pairs: list[Pair], marks: list[Sign]) -> bool:
    """Whether chapters, or sections and formulas, may be numbered like these openers."""
    apart = form == "paren-number" and any(marks[pair.mark].weight < 1 for pair in pairs)
    return opener_form == "plain-lone" or (apart and opener_form == "plain-number")


def _all_before(pairs: list[Pair], marks: list[Sign], openers: list[Sign]) -> bool:
    """Whether numbers alone on their lines come after all their marks, as no chapters do."""
    first = openers[pairs[0].opener].start
    for before, after in pairwise(pairs):
        if int(openers[after.opener].label) <= int(openers[before.opener].label):
            first = openers[after.opener].start
        if marks[after.mark].end > first:
            return False
    return marks[pairs[0].mark].end <= openers[pairs[0].opener].start


def _single(mark: Sign, opener: Sign, openers: list[Sign]) -> bool:
    """Whether one lone pair is convincing: the first number, and no list that counts on."""
    listed = any(other.label == "2" and other.start > opener.start for other in openers)
    sure = mark.weight >= 1.0 and opener.weight >= 1.0
    return opener.label in ("1", "a") and sure and not listed


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
    run = in_runs(pairs, openers)
    tied = sum(marks[pair.mark].weight for pair in pairs)
    left = 0.3 * (len(run) - len(pairs))
    loose = 0.0 if form in BARE else 0.2 * (len(marks) - len(pairs))
    same = 0.05 * len(pairs) if form.split("-")[0] == opener_form.split("-")[0] else 0.0
    sure = 0.2 * len(pairs) if form in EXPLICIT else 0.0
    late = 0.1 * len(pairs) if opener_form.startswith(LATE) else 0.0
    return tied + same + sure - left - loose - late


def in_runs(pairs: list[Pair], openers: list[Sign]) -> list[int]:
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
    return before.isalpha() and label.isalpha() and comes_after(label, before)


def _restarts(low: str, high: str) -> bool:
    return not _follows(low, high) and low.isalnum()
