"""The XHTML of pieces, kept from build to build.

A piece is written from itself, and from the book around it without the words of its
texts: so much decides whether it must be written again, and no more can get into it.
"""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from anthology.again import program
from anthology.editions.house import template_folders
from anthology.editions.medium import Medium
from anthology.editions.render import render_section
from anthology.editions.sections import Section
from anthology.model import Book, Part, Piece
from anthology.passes.walk import map_pieces
from anthology.problems import Place
from anthology.store import Results, key_of

NOWHERE = Place("")


class Pieces:
    """Writes the pieces of a book, or takes what was written before."""

    def __init__(
        self, book: Book, listing: tuple[Section, ...], medium: Medium, kept: Results | None
    ) -> None:
        """Look at what all pieces have in common.

        Args:
            book: A finished book.
            listing: All its sections.
            medium: The edition it is written for.
            kept: Where XHTML is kept; None keeps none. Templates of the project may show
                any words of the book in any place: with such nothing is kept.
        """
        self._medium = medium
        self._book, self._listing, self._kept = book, listing, None
        if template_folders(book.folder)[0].is_dir():
            return
        self._book = map_pieces(bare, book)
        self._listing = _of_book(self._book, listing)
        if kept is None:
            return
        self._kept = kept
        titles = [repr(replace(section, piece=None, part=None)) for section in listing]
        self._around = key_of((*program(), repr(self._book), repr(medium), *titles))

    def write(self, section: Section) -> Markup:
        """Return the ``<section>`` of a piece.

        Raises:
            TemplateError: a template of the project cannot be used.
        """
        if self._kept is None:
            return render_section(section, self._book, self._medium, self._listing)
        key = key_of(("piece", self._around, repr(section)))
        known = self._kept.get(key)
        if known is not None:
            return Markup(known.decode("utf-8"))
        written = render_section(section, self._book, self._medium, self._listing)
        self._kept.put(key, written.encode("utf-8"))
        return written


def _of_book(book: Book, listing: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections with pieces and parts as a book has them."""
    pieces = {piece.slug: piece for piece in book.pieces()}
    parts = {item.slug: item for item in book.contents if isinstance(item, Part)}
    return tuple(
        replace(
            section,
            piece=section.piece and pieces[section.piece.slug],
            part=section.part and parts[section.part.slug],
        )
        for section in listing
    )


def bare(piece: Piece) -> Piece:
    """Return a piece as others know it: with the names of its notes, without their words."""
    notes = tuple(replace(note, blocks=(), place=NOWHERE) for note in piece.notes)
    return replace(piece, blocks=(), headnote=(), notes=notes)
