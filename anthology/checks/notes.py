"""Find marks and notes that are not one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anthology.model import Book, Note, NoteMark, Piece
from anthology.passes.notes import marks_in_order
from anthology.passes.walk import runs_of_text
from anthology.problems import Code, Place, Problem, error


def unpaired_notes(book: Book) -> Iterator[Problem]:
    """Report, stream by stream, a mark that is not its note’s, and signs that two notes share.

    The reader compares marks and notes as they are written; this compares them as they
    will be printed, after all passes.
    """
    through = {stream.prefix for stream in book.streams if stream.scope == "book"}
    printed: dict[tuple[str, str], Place] = {}
    for piece in book.pieces():
        yield from _unpaired(piece)
        for note in piece.notes:
            if note.stream not in through:
                continue
            first = printed.setdefault((note.stream, note.mark), note.place)
            if note.mark and first != note.place:
                yield _shared(note, first)


def _unpaired(piece: Piece) -> Iterator[Problem]:
    notes = {note.label: note for note in piece.notes}
    marks = marks_in_order(runs_of_text(piece))
    for mark in marks:
        note = notes.get(mark.label)
        if note and (note.mark, note.stream) != (mark.mark, mark.stream):
            yield _differs(mark, note)
    counts = Counter((note.stream, note.mark) for note in piece.notes if note.mark)
    for note in piece.notes:
        if counts[note.stream, note.mark] > 1:
            yield _shared(note, piece.place)
    called = {mark.label for mark in marks}
    for note in piece.notes:
        if note.mark and note.label not in called:
            message = f"nothing leads to note {note.mark}"
            hint = "this is a fault of the program; please report it with the text"
            yield error(note.place, Code.NOTE_UNUSED, message, hint)


def _differs(mark: NoteMark, note: Note) -> Problem:
    message = f"the mark “{mark.mark}” leads to note “{note.mark}”"
    hint = "this is a fault of the program; please report it with the text"
    return error(mark.place, Code.NOTE_UNDEFINED, message, hint)


def _shared(note: Note, first: Place) -> Problem:
    message = f"two notes of one stream have the mark “{note.mark}”"
    hint = f"the other is in {first}: give the streams in anthology.yaml other prefixes"
    return error(note.place, Code.NOTE_REPEATED, message, hint)
