"""What every pass changed, so that the raw text can be had back from the clean one.

A pass reports its changes as ``(offset, old, new, rule)`` against its own input.
Undoing the passes from last to first gives the decoded text back, and with the
facts of its decoding the very bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Change(NamedTuple):
    """One replacement a pass made; an insertion has no ``old``, a removal no ``new``."""

    offset: int
    """In characters of the text the pass was given."""

    old: str
    new: str
    rule: str
    """Which rule did it, or the class of what was removed: ``newsletter``, ``comment``."""


@dataclass(frozen=True, slots=True)
class Step:
    """All that one pass changed, in the order of the text."""

    name: str
    changes: tuple[Change, ...]


class LedgerError(ValueError):
    """The ledger does not belong to this text."""


class Edits:
    """Collects the changes of one pass and makes them all at once.

    Edits may be given in any order. Of two that overlap the longer wins (a line
    that goes takes the corrections inside it along), the earlier given of equals.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[_Edit] = []

    def replace(self, start: int, end: int, new: str, rule: str) -> None:
        """Put ``new`` in the place of ``text[start:end]``."""
        if self.text[start:end] != new:
            self._edits.append((start, end > start, len(self._edits), end, new, rule))

    def insert(self, at: int, new: str, rule: str) -> None:
        """Put ``new`` before the character at ``at``."""
        self._edits.append((at, False, len(self._edits), at, new, rule))

    def delete(self, start: int, end: int, rule: str) -> None:
        """Take ``text[start:end]`` out."""
        if start < end:
            self._edits.append((start, True, len(self._edits), end, "", rule))

    def done(self) -> tuple[str, tuple[Change, ...]]:
        """Return the new text and the changes that lead to it, in order."""
        changes = tuple(self._changes())
        return apply_changes(self.text, changes), changes

    def _changes(self) -> Iterable[Change]:
        """The edits in order; insertions at one place are one change."""
        waiting: Change | None = None
        for start, _, _, end, new, rule in _without_overlaps(self._edits):
            change = Change(start, self.text[start:end], new, rule)
            if waiting and not waiting.old and not change.old and waiting.offset == start:
                waiting = Change(start, "", waiting.new + new, waiting.rule)
                continue
            if waiting:
                yield waiting
            waiting = change
        if waiting:
            yield waiting


_Edit = tuple[int, bool, int, int, str, str]
"""Where it starts, whether something goes there, its number: so edits are sorted. Then its
end, the new words and the rule."""


def _without_overlaps(edits: list[_Edit]) -> list[_Edit]:
    kept: list[_Edit] = []
    for edit in sorted(edits):
        start, end = edit[0], edit[3]
        if kept and start < kept[-1][3]:
            if end - start > kept[-1][3] - kept[-1][0]:
                kept[-1] = edit
            continue
        if kept and start == kept[-1][0] and kept[-1][3] > start:
            continue
        kept.append(edit)
    return _check_order(kept)


def _check_order(edits: list[_Edit]) -> list[_Edit]:
    """Drop what a longer edit, taken late, has run into."""
    kept: list[_Edit] = []
    for edit in edits:
        while kept and kept[-1][3] > edit[0]:
            kept.pop()
        kept.append(edit)
    return kept


def apply_changes(text: str, changes: Sequence[Change]) -> str:
    """Make the changes of one pass.

    >>> apply_changes("soft­ly", [Change(4, "­", "", "soft-hyphen")])
    'softly'
    """
    parts: list[str] = []
    here = 0
    for offset, old, new, _ in changes:
        parts.append(text[here:offset])
        parts.append(new)
        here = offset + len(old)
    parts.append(text[here:])
    return "".join(parts)


def undo_changes(text: str, changes: Sequence[Change]) -> str:
    """Take the changes of one pass back.

    Raises:
        LedgerError: the text is not what these changes led to.

    >>> undo_changes("softly", [Change(4, "", "·", "x")])
    Traceback (most recent call last):
    anthology.cleaning.ledger.LedgerError: change 0 (x) is not in the text
    """
    parts: list[str] = []
    here = moved = 0
    for number, (offset, old, new, rule) in enumerate(changes):
        start = offset + moved
        if start < here or not text.startswith(new, start):
            raise LedgerError(f"change {number} ({rule}) is not in the text")
        parts.append(text[here:start])
        parts.append(old)
        here = start + len(new)
        moved += len(new) - len(old)
    parts.append(text[here:])
    return "".join(parts)


def undo_all(text: str, steps: Sequence[Step]) -> str:
    """Take all passes back, from the last to the first.

    Raises:
        LedgerError: the text is not what these passes led to.
    """
    for step in reversed(steps):
        try:
            text = undo_changes(text, step.changes)
        except LedgerError as fault:
            raise LedgerError(f"pass {step.name}: {fault}") from None
    return text


class Way:
    """Finds the place in the decoded text that a place in a later text came from."""

    def __init__(self) -> None:
        self._passes: list[tuple[list[int], list[int], list[tuple[int, int]]]] = []

    def add(self, changes: Sequence[Change]) -> None:
        """Take in the changes of one more pass."""
        starts: list[int] = []
        shifts: list[int] = []
        spans: list[tuple[int, int]] = []
        moved = 0
        for offset, old, new, _ in changes:
            starts.append(offset + moved)
            spans.append((offset, len(new)))
            moved += len(new) - len(old)
            shifts.append(moved)
        self._passes.append((starts, shifts, spans))

    def back(self, offset: int, passes: int) -> int:
        """Where ``offset``, in the text after so many passes, was in the first text."""
        for starts, shifts, spans in reversed(self._passes[:passes]):
            index = bisect_right(starts, offset) - 1
            if index < 0:
                continue
            old_start, new_length = spans[index]
            inside = offset < starts[index] + new_length
            offset = old_start if inside else offset - shifts[index]
        return offset
