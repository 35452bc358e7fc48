"""Where each note of a book stands in one edition: at its mark, after its piece, at the end."""

from __future__ import annotations

from collections.abc import Mapping

from anthology.editions.markup import NoteHome, note_names
from anthology.editions.medium import Medium
from anthology.model import Book, NotesPlace


def note_homes(book: Book, medium: Medium, end: str) -> Mapping[str, Mapping[str, NoteHome]]:
    """Return by slug of the piece and label of the note where it stands.

    Args:
        book: A finished book.
        medium: The edition; it decides whether notes for the foot of a page go there.
        end: Slug of the section for notes at the end of the book.
    """
    homes: dict[str, dict[str, NoteHome]] = {}
    for piece in book.pieces():
        names = note_names(piece.notes)
        own = homes[piece.slug] = {}
        for note in piece.notes:
            place, name = book.place_of_notes(piece, note.stream), names[note.label]
            if medium.notes_at_marks(place):
                own[note.label] = NoteHome(piece.slug, f"note-{name}", at_mark=True)
            elif place is NotesPlace.BOOK:
                # Among the notes of all pieces its name says whose it is.
                own[note.label] = NoteHome(end, f"note-{piece.slug}-{name}")
            else:
                own[note.label] = NoteHome(piece.slug, f"note-{name}")
    return homes
