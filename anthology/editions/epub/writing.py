"""The files of the text of an e-book, kept from build to build.

A section is written from itself, and from the book around it without the words of its
texts: so much decides whether it must be written again, and no more can get into it.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from markupsafe import Markup

from anthology.editions.epub.archive import Packed, packed
from anthology.editions.faults import TemplateError, template_place
from anthology.editions.house import template_folders
from anthology.editions.medium import Medium
from anthology.editions.render import Whole, render_within
from anthology.editions.sections import Division, Kind, Section
from anthology.editions.templates import render
from anthology.kept import Kept
from anthology.model import Book, Part, Piece
from anthology.passes.walk import map_pieces
from anthology.problems import Place
from anthology.store import Results

NOWHERE = Place("")

MATTER: dict[Division, str] = {
    Division.FRONT: "frontmatter",
    Division.BODY: "bodymatter",
    Division.BACK: "backmatter",
}
"""``epub:type`` of the body of a page (EPUB Structural Semantics Vocabulary 1.1)."""

WORDLESS = frozenset(
    {Kind.HALF_TITLE, Kind.TITLE_PAGE, Kind.IMPRINT, Kind.PART, Kind.BIBLIOGRAPHY}
)
"""Sections without a piece that say nothing of the words of any."""


class Writing:
    """Writes the sections of a book, or takes what was written before."""

    def __init__(
        self, book: Book, listing: tuple[Section, ...], medium: Medium, kept: Results | None
    ) -> None:
        """Look at what all sections have in common.

        Args:
            book: A finished book.
            listing: All its sections.
            medium: The edition it is written for.
            kept: Where files are kept; None keeps none. Templates of the project may show
                any words of the book in any place: with such nothing is kept.
        """
        self._book = book
        self._whole = Whole(book, medium, listing)
        self._bare: Whole | None = None
        if template_folders(book.folder)[0].is_dir():
            return
        wordless = map_pieces(bare, book)
        self._bare = Whole(wordless, medium, _of_book(wordless, listing))
        self._bare_sections = {section.slug: section for section in self._bare.listing}
        self._kept = Kept(kept)
        titles = [replace(section, piece=None, part=None) for section in listing]
        self._around = self._kept.key(wordless, medium, titles)

    @property
    def keeps(self) -> bool:
        """Whether files are kept."""
        return self._bare is not None and self._kept.keeps

    def write(self, section: Section) -> Packed:
        """Return the file of a section.

        Raises:
            TemplateError: a template of the project cannot be used, or what it makes is
                not well-formed XHTML.
        """
        if self._bare is None or not (section.piece or section.kind in WORDLESS):
            inner = render_within(section, self._whole)
            return packed(whole(section, self._book, inner))
        around = self._bare
        own = section if section.piece else self._bare_sections[section.slug]

        def make() -> tuple[bytes, int, int]:
            file = packed(whole(own, around.book, render_within(own, around)))
            return file.content, file.check, file.size

        return Packed(*self._kept.recall(make, "section", self._around, own))


def whole(section: Section, book: Book, inner: Markup) -> bytes:
    """Return a file with a section in it.

    Raises:
        TemplateError: it is not well-formed, or a template of the project cannot be used.
    """
    matter = MATTER[section.division]
    xhtml = render("page.xhtml", book.folder, section=section, matter=matter, inner=inner)
    data = xhtml.encode("utf-8")
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        place = template_place(f"{section.kind}.xhtml")
        message = f"what it makes of “{section.title}” is not well-formed: {fault.msg}"
        raise TemplateError(place, message) from fault
    return data


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
