"""Notes stand together at the end of the piece, in the order of their marks.

A heading over them has nothing left to stand over, and goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from anthology.cleaning.draft import Draft, Line, Outcome, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.notes import NOTES_HEADING
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import HEADINGS, MARK, MARK_END, MORE, NOTE, NOTE_END, words_of

RULES = {
    "note-moved": "notes stand at the end, in the order of their marks",
    "notes-heading": "a heading over notes with nothing under it: they have gone to the end",
}

_RANKS = {sign: level for level, sign in HEADINGS.items()}

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
    lines = written_lines(text)
    notes = notes_in(lines)
    order = {label: place for place, label in enumerate(draft.facts.title_marks)}
    for match in _MARK.finditer(text):
        order.setdefault(match.group(1), len(order))
    wanted = sorted(notes, key=lambda note: order.get(note.label, len(order)))
    at_end = bool(notes) and len(lines) > 0 and _tail(lines, notes)
    empty = _empty_heads(lines) if notes else []
    stays = wanted == notes and (at_end or not notes)
    if stays and not empty:
        return draft, ()
    edits = Edits(text)
    for head in empty:
        edits.delete(head.start, head.end, "notes-heading")
    for note in () if stays else notes:
        start = note.start
        while start and text[start - 1] == "\n":
            start -= 1
        edits.delete(start, note.end, "note-moved")
    moved = "".join(f"\n\n{text[note.start : note.end]}" for note in wanted)
    if not stays:
        edits.insert(len(text), moved, "note-moved")
    new, changes = edits.done()
    return draft.then(new), changes


def _empty_heads(lines: list[Line]) -> list[Line]:
    """Headings that say “Notes”, with none but notes between them and the next section."""
    found = []
    for index, line in enumerate(lines):
        level = _RANKS.get(line.text[0])
        words = words_of(line.text).strip(" \t:.*_#=-[]") if level else ""
        if level and len(words) < LONGEST and NOTES_HEADING.fullmatch(words):
            rest = (
                one.text[0] for one in lines[index + 1 :] if one.text[0] not in (NOTE, MORE)
            )
            if _RANKS.get(next(rest, HEADINGS[1]), level + 1) <= level:
                found.append(line)
    return found


LONGEST = 40
"""Characters of such a heading."""


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
