"""Where each note of a book stands in one edition: at its mark, after its piece, at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from anthology.editions.markup import NoteHome, note_names
from anthology.editions.medium import Medium
from anthology.model import Book, Note, NotesPlace, Piece


class NoteHomes(Mapping[str, Mapping[str, NoteHome]]):
    """By slug of the piece and label of the note, where it stands; found when asked for.

    A section asks for its own notes and those it refers to, not for all of the book.
    """

    def __init__(self, book: Book, medium: Medium, end: str) -> None:
        """Find nothing yet.

        Args:
            book: A finished book.
            medium: The edition; it decides whether notes for the foot of a page go there.
            end: Slug of the section for notes at the end of the book.
        """
        self._book = book
        self._medium = medium
        self._end = end
        self._pieces = {piece.slug: piece for piece in book.pieces()}
        self._found: dict[str, Mapping[str, NoteHome]] = {}

    def __getitem__(self, slug: str) -> Mapping[str, NoteHome]:
        if slug not in self._found:
            piece = self._pieces[slug]
            names = note_names(piece.notes)
            self._found[slug] = {
                note.label: self._home(piece, note, names[note.label]) for note in piece.notes
            }
        return self._found[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pieces)

    def __len__(self) -> int:
        return len(self._pieces)

    def _home(self, piece: Piece, note: Note, name: str) -> NoteHome:
        place = self._book.place_of_notes(piece, note.stream)
        if self._medium.notes_at_marks(place):
            return NoteHome(piece.slug, f"note-{name}", at_mark=True)
        if place is NotesPlace.BOOK:
            # Among the notes of all pieces its name says whose it is.
            return NoteHome(self._end, f"note-{piece.slug}-{name}")
        return NoteHome(piece.slug, f"note-{name}")
