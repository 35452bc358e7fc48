"""Number the notes of each piece in the order the reader meets their marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from anthology.model import Book, Change, Inline, Note, NoteMark, Piece, Stream
from anthology.passes.walk import (
    Run,
    every_inline,
    inlines,
    map_piece,
    map_pieces,
    runs_of_text,
)
from anthology.problems import Problem

SYMBOLS = "*†‡§‖¶"
"""In the order English printers use them; then doubled, tripled …"""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def number_notes(book: Book) -> tuple[Book, list[Problem]]:
    """Give each note its mark, counted in each stream apart.

    Counting begins afresh in each piece, unless the stream counts through the book.
    Notes come out in the order of their marks: title, subtitle, headnote, text; tables
    row by row. A second mark of the same note shows the same. Notes that nothing calls
    come last and stay without a mark (the reader has reported them), but those called
    only by words that an editor proposes to add are left out with these words.
    """
    streams = {stream.prefix: stream for stream in book.streams}
    through = {stream.prefix: 0 for stream in book.streams if stream.scope == "book"}

    def number(piece: Piece) -> Piece:
        return _number_piece(piece, streams, through)

    return map_pieces(number, book), []


def mark_text(number: int, numbering: str) -> str:
    """Return what stands for a number from 1.

    >>> [mark_text(number, "symbols") for number in (1, 6, 7, 8, 13)]
    ['*', '¶', '**', '††', '***']
    >>> [mark_text(number, "letters") for number in (1, 26, 27, 53)]
    ['a', 'z', 'aa', 'ba']
    """
    if numbering == "symbols":
        times, symbol = divmod(number - 1, len(SYMBOLS))
        return SYMBOLS[symbol] * (times + 1)
    if numbering == "letters":
        higher, letter = divmod(number - 1, len(LETTERS))
        return (mark_text(higher, numbering) if higher else "") + LETTERS[letter]
    return str(number)


def marks_in_order(runs: Iterable[Run]) -> list[NoteMark]:
    """Return the marks the reader meets, in order, those of proposed words left out."""
    return [mark for run in runs for mark in _marks(run)]


def _marks(run: Run) -> Iterable[NoteMark]:
    for node in run:
        if isinstance(node, NoteMark):
            yield node
        elif isinstance(node, Change):
            yield from _marks(node.old)
        else:
            yield from _marks(getattr(node, "children", ()))


def _number_piece(piece: Piece, streams: dict[str, Stream], through: dict[str, int]) -> Piece:
    if not piece.notes:
        return piece
    bodies = {note.label: note for note in piece.notes}
    called = [mark for mark in marks_in_order(runs_of_text(piece)) if mark.label in bodies]
    order = list(dict.fromkeys(mark.label for mark in called))
    marks = _mark_texts([bodies[label] for label in order], streams, through)

    def number(node: Inline) -> Inline:
        if isinstance(node, NoteMark) and node.label in marks:
            return replace(node, mark=marks[node.label])
        return node

    marked = map_piece(every_inline(number), piece)
    notes = {note.label: note for note in marked.notes}
    rest = [label for label in notes if label not in marks]
    if rest:
        proposed = _labels(runs_of_text(marked))
        rest = [label for label in rest if label not in proposed]
    return replace(
        marked,
        notes=(
            *(replace(notes[label], mark=marks[label]) for label in order),
            *(notes[label] for label in rest),
        ),
    )


def _mark_texts(
    notes: Iterable[Note], streams: dict[str, Stream], through: dict[str, int]
) -> dict[str, str]:
    """Return the mark of each note by its label.

    Args:
        notes: Those of one piece, in order.
        streams: By prefix.
        through: How far the streams have come that count through the book; it goes on.
    """
    counts: dict[str, int] = {}
    marks = {}
    for note in notes:
        so_far = through if note.stream in through else counts
        so_far[note.stream] = so_far.get(note.stream, 0) + 1
        stream = streams.get(note.stream)
        numbering = stream.numbering if stream else "decimal"
        marks[note.label] = mark_text(so_far[note.stream], numbering)
    return marks


def _labels(runs: Iterable[Run]) -> set[str]:
    """The labels of all marks, also of those an editor only proposes."""
    return {node.label for run in runs for node in inlines(run) if isinstance(node, NoteMark)}
