"""Notes stand together at the end of the piece, in the order of their marks."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.cleaning.draft import Draft, Line, Outcome, lines_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import MARK, MARK_END, MORE, NOTE, NOTE_END

RULES = {"note-moved": "notes stand at the end, in the order of their marks"}

_MARK = regex(f"{MARK}([^{MARK_END}]*){MARK_END}")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a note stands, with all its paragraphs."""

    label: str
    start: int
    end: int


def gather_notes(draft: Draft) -> Outcome:
    """Move all notes to the end of the text, sorted by their first marks."""
    text = draft.text
    lines = [line for line in lines_of(text) if not line.blank]
    notes = notes_in(lines)
    order = {label: place for place, label in enumerate(draft.facts.title_marks)}
    for match in _MARK.finditer(text):
        order.setdefault(match.group(1), len(order))
    wanted = sorted(notes, key=lambda note: order.get(note.label, len(order)))
    at_end = bool(notes) and len(lines) > 0 and _tail(lines, notes)
    if wanted == notes and (at_end or not notes):
        return draft, ()
    edits = Edits(text)
    for note in notes:
        start = note.start
        while start and text[start - 1] == "\n":
            start -= 1
        edits.delete(start, note.end, "note-moved")
    moved = "".join(f"\n\n{text[note.start : note.end]}" for note in wanted)
    edits.insert(len(text), moved, "note-moved")
    new, changes = edits.done()
    return draft.then(new), changes


def notes_in(lines: list[Line]) -> list[Standing]:
    """The notes among some lines, in their order."""
    notes: list[Standing] = []
    within = False
    for line in lines:
        if line.text[0] == NOTE:
            notes.append(Standing(line.text[1:].partition(NOTE_END)[0], line.start, line.end))
            within = True
        elif line.text[0] == MORE and within:
            notes[-1] = Standing(notes[-1].label, notes[-1].start, line.end)
        else:
            within = False
    return notes


def _tail(lines: list[Line], notes: list[Standing]) -> bool:
    """Whether nothing but notes comes after the first note."""
    rest = [line for line in lines if line.start >= notes[0].start]
    return all(line.text[0] in (NOTE, MORE) for line in rest)
