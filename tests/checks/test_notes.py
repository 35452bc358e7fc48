"""Marks and notes of the finished book."""

from __future__ import annotations

from dataclasses import replace

from anthology.checks.notes import unpaired_notes
from anthology.model import Book, Note, Piece, Stream
from anthology.passes import run_passes
from anthology.problems import Code
from tests.passes.making import book_of, piece_of

STREAMS = (Stream("author", ""), Stream("editor", "ed-", "symbols", scope="book"))
SOURCE = "One[^1] two.[^ed-a] Three.[^2]\n\n[^1]: a\n\n[^2]: b\n\n[^ed-a]: c\n"


def _book() -> Book:
    pieces = (piece_of(SOURCE), piece_of(SOURCE, "pilots"))
    book, problems = run_passes(replace(book_of(*pieces), streams=STREAMS))
    assert problems == []
    return book


def _with_first(book: Book, *, label: str = "1", mark: str = "1") -> Book:
    first, second = book.pieces()
    note, *rest = first.notes
    changed: Note = replace(note, label=label, mark=mark)
    piece: Piece = replace(first, notes=(changed, *rest))
    return replace(book, contents=(piece, second))


def test_a_numbered_book_is_in_order() -> None:
    """Each stream for itself, within pieces and through the book."""
    assert list(unpaired_notes(_book())) == []


def test_a_mark_that_shows_another_note() -> None:
    """At the mark; so is a note that nothing calls."""
    book = _with_first(_book(), mark="2")

    codes = {problem.code for problem in unpaired_notes(book)}

    assert codes == {Code.NOTE_UNDEFINED, Code.NOTE_REPEATED}


def test_a_note_that_nothing_leads_to() -> None:
    """It would be printed, and nobody would know why."""
    book = _with_first(_book(), label="lost")

    assert [problem.code for problem in unpaired_notes(book)] == [Code.NOTE_UNUSED]


def test_a_stream_through_the_book_has_each_mark_once() -> None:
    """Two pieces may not share one."""
    first, second = _book().pieces()
    notes = tuple(replace(n, mark="*") if n.stream else n for n in second.notes)
    book = replace(_book(), contents=(first, replace(second, notes=notes)))

    assert Code.NOTE_REPEATED in [problem.code for problem in unpaired_notes(book)]
