"""The note on the texts as it is printed: each change with its page and the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from anthology.editions.markup import Places
from anthology.editions.medium import Medium
from anthology.model import Book, Piece, TextualNote


@dataclass(frozen=True, slots=True)
class Change:
    """One emendation."""

    href: str
    page: str
    """Label of its page; empty where there are no pages."""

    old: str
    new: str
    note: str
    """The mark of the note it stands in; empty for the text."""


def noted_pieces(book: Book) -> Iterator[tuple[Piece, TextualNote]]:
    """Each piece that was imported, with what is to be said of it, in reading order."""
    notes = {note.piece: note for note in book.textual_notes}
    for piece in book.pieces():
        if piece.slug in notes:
            yield piece, notes[piece.slug]


def changes(
    piece: Piece, said: TextualNote, here: str, medium: Medium, places: Places
) -> Iterator[Change]:
    """The emendations of a piece; ``here`` is the section that lists them."""
    marks = {note.label: note.mark for note in piece.notes}
    for one in said.emendations:
        slug = places.notes[piece.slug][one.note].section if one.note else piece.slug
        page = medium.page(slug, one.id) if one.id else ""
        href = medium.link(here, slug, one.id)
        yield Change(href, page, one.old, one.new, marks.get(one.note, ""))
