"""The XHTML pages of an EPUB, one for each section of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from anthology.editions.cover import Cover
from anthology.editions.epub.archive import Packed, packed
from anthology.editions.epub.navigation import by_author, by_date, landmarks, outline
from anthology.editions.epub.page_marks import mark_pages, page_id
from anthology.editions.epub.writing import Writing, whole
from anthology.editions.letters import NOT_PRINTED, PageStart, Printed
from anthology.editions.markup import language
from anthology.editions.medium import WebMedium
from anthology.editions.sections import Kind, Section, sections
from anthology.editions.templates import render
from anthology.editions.terms import terms
from anthology.halves import in_two
from anthology.model import Book
from anthology.store import Results


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the book’s text."""

    section: Section
    packed: Packed
    """Its content: of ten thousand files, compressed."""

    part: int = 1
    """Which file of its section it is."""

    divided: bool = False
    """Whether the section has other files beside it."""

    @property
    def xhtml(self) -> bytes:
        """Its content."""
        return self.packed.unpacked

    @property
    def stem(self) -> str:
        """Its name without an ending: no slug has two hyphens together."""
        return self.section.slug if self.part == 1 else f"{self.section.slug}--{self.part}"

    @property
    def file(self) -> str:
        """Its name."""
        return f"{self.stem}.xhtml"

    @property
    def name(self) -> str:
        """Its path within the package."""
        return f"text/{self.file}"


def make_pages(
    book: Book,
    printed: Printed = NOT_PRINTED,
    cover: Cover | None = None,
    kept: Results | None = None,
) -> tuple[Page, ...]:
    """Return the pages in reading order; that of the contents is the navigation document.

    Args:
        book: A finished book.
        printed: The pages of print, where there are any.
        cover: The front cover, where there is one.
        kept: Where the XHTML of pieces is kept; None keeps none.

    Raises:
        TemplateError: see ``write_epub``.
    """
    listing = sections(book, cover=cover is not None)
    slugs = {section.slug for section in listing}
    starts = [start for start in printed.starts if start.slug in slugs]
    medium = WebMedium(printed=printed)
    writing = Writing(book, listing, medium, kept)

    def write(section: Section) -> Page:
        if section.kind is Kind.CONTENTS:
            file = packed(whole(section, book, _navigation(section, book, listing, starts)))
        elif section.kind is Kind.COVER and cover:
            file = packed(whole(section, book, _cover(section, book, cover)))
        else:
            file = writing.write(section)
        begun = [start for start in starts if start.slug == section.slug]
        if begun:
            file = packed(mark_pages(file.unpacked, begun, _notes_in(section, printed)))
        return Page(section, file)

    return tuple(in_two([partial(write, one) for one in listing], helped=writing.keeps))


def _navigation(
    section: Section, book: Book, listing: tuple[Section, ...], starts: Sequence[PageStart]
) -> Markup:
    return render(
        "navigation.xhtml",
        book.folder,
        section=section,
        book=book,
        terms=terms(book.lang),
        entries=outline(listing),
        landmarks=landmarks(listing),
        by_author=by_author(listing),
        by_date=by_date(listing),
        printed=[(start, page_id(start.label)) for start in starts],
        medium=WebMedium(),
        language=language,
    )


def _cover(section: Section, book: Book, cover: Cover) -> Markup:
    return render(
        "cover.xhtml",
        book.folder,
        section=section,
        book=book,
        terms=terms(book.lang),
        cover=f"../{cover_name(cover)}",
    )


def cover_name(cover: Cover) -> str:
    """Return the path of the cover within the package."""
    return f"cover{cover.suffix}"


def _notes_in(section: Section, printed: Printed) -> frozenset[str]:
    return frozenset(name for slug, name in printed.notes_in_text if slug == section.slug)
