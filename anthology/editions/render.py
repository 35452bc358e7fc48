"""Fill in the templates: a section of the book becomes XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from anthology.editions.blocks import write_blocks, write_notes
from anthology.editions.index import Locations
from anthology.editions.markup import Places, Writer, language
from anthology.editions.medium import Medium
from anthology.editions.note_homes import NoteHomes
from anthology.editions.people import acknowledgements, contributors, picture_credits
from anthology.editions.sections import (
    Kind,
    Section,
    byline,
    end_notes,
    pieces_with_end_notes,
)
from anthology.editions.spaces import tied
from anthology.editions.templates import render
from anthology.editions.terms import terms
from anthology.editions.textual import changes, noted_pieces
from anthology.editions.works import ways_back, work_groups
from anthology.model import Book, IndexEntry, Piece, plain

SEMANTICS: dict[Kind, tuple[str, str]] = {
    Kind.COVER: ("cover", ""),
    Kind.HALF_TITLE: ("halftitlepage", ""),
    Kind.TITLE_PAGE: ("titlepage", ""),
    Kind.IMPRINT: ("imprint", ""),
    Kind.CONTENTS: ("", ""),
    Kind.PART: ("part", "doc-part"),
    Kind.INTRODUCTION: ("introduction", "doc-introduction"),
    Kind.PIECE: ("chapter", "doc-chapter"),
    Kind.MATTER: ("", ""),
    Kind.NOTES: ("endnotes", "doc-endnotes"),
    Kind.CONTRIBUTORS: ("contributors", ""),
    Kind.ACKNOWLEDGEMENTS: ("acknowledgments", "doc-acknowledgments"),
    Kind.TEXTUAL_NOTE: ("", ""),
    Kind.BIBLIOGRAPHY: ("bibliography", "doc-bibliography"),
    Kind.INDEX: ("index", "doc-index"),
    Kind.COLOPHON: ("colophon", "doc-colophon"),
}
"""``epub:type`` and ``role`` of each kind of section (EPUB SSV 1.1, DPUB-ARIA 1.1)."""

MATTER: dict[str, tuple[str, str]] = {
    "afterword": ("afterword", "doc-afterword"),
    "appendix": ("appendix", "doc-appendix"),
    "conclusion": ("conclusion", "doc-conclusion"),
    "epilogue": ("epilogue", "doc-epilogue"),
    "foreword": ("foreword", "doc-foreword"),
    "glossary": ("glossary", "doc-glossary"),
    "introduction": ("introduction", "doc-introduction"),
    "preface": ("preface", "doc-preface"),
    "prologue": ("prologue", "doc-prologue"),
}
"""The same for matter by editors, which its file name tells apart."""


@dataclass(frozen=True, slots=True)
class Semantics:
    """What a section is, for reading systems and screen readers."""

    type: str
    """``epub:type``; may be empty."""

    role: str
    """DPUB-ARIA role; may be empty."""


def semantics(section: Section) -> Semantics:
    """Return what a section is."""
    known = SEMANTICS[section.kind]
    return Semantics(
        *(MATTER.get(section.slug, known) if section.kind is Kind.MATTER else known)
    )


class Whole:
    """The book that a section stands in: what all sections of an edition look up."""

    def __init__(self, book: Book, medium: Medium, listing: tuple[Section, ...]) -> None:
        """Go through the book, once for all its sections.

        Args:
            book: A finished book: every pass has run, no error remains.
            medium: The edition it is written for.
            listing: All sections of the book, for the contents.
        """
        self.book, self.medium, self.listing = book, medium, listing
        self.places = _places(book, listing, medium)
        self.pieces = {one.slug: one for one in book.pieces()}


def render_section(
    section: Section, book: Book, medium: Medium, listing: tuple[Section, ...]
) -> Markup:
    """Return one ``<section>`` of the book, as ``render_within`` does."""
    return render_within(section, Whole(book, medium, listing))


def render_within(section: Section, whole: Whole) -> Markup:
    """Return one ``<section>`` of the book.

    Raises:
        TemplateError: a template of the project cannot be used.
    """
    book, medium, places = whole.book, whole.medium, whole.places
    locations = cache(lambda: Locations(book, section.slug, medium, places))
    piece = section.piece
    writer = (
        Writer.for_piece(piece, section.slug, medium, places)
        if piece
        else Writer(
            section.slug, medium, section.lang, places, bibliography=places.bibliography
        )
    )
    return render(
        "section.xhtml",
        book.folder,
        section=section,
        semantics=semantics(section),
        heading=medium.anchor(section.slug, "title"),
        book=book,
        piece=piece,
        author=byline(piece) if piece else "",
        part=section.part,
        sections=whole.listing,
        medium=medium,
        terms=terms(section.lang),
        contributors=contributors,
        acknowledgements=acknowledgements,
        picture_credits=picture_credits,
        plain=plain,
        id=writer.own_id,
        language=language,
        inlines=writer.inlines,
        tied=tied,
        blocks=lambda blocks: write_blocks(blocks, writer),
        notes=lambda: _notes_after(writer),
        end_notes=lambda: _end_notes(book, section, medium, places),
        noted_pieces=noted_pieces,
        emendations=lambda piece, said: changes(piece, said, section.slug, medium, places),
        work_groups=work_groups,
        locators=lambda entry: locations().of(entry),
        continued=lambda entry, place: _continued(entry, place, section, medium),
        ways_back=lambda entry: ways_back(entry, whole.pieces, section.slug, medium, places),
    )


def _is_glossary(section: Section) -> bool:
    return section.kind is Kind.MATTER and section.slug == "glossary"


def _places(book: Book, listing: tuple[Section, ...], medium: Medium) -> Places:
    slugs = {section.kind: section.slug for section in listing}
    return Places(
        slugs.get(Kind.BIBLIOGRAPHY, ""),
        {stream.prefix: stream.sign for stream in book.streams},
        NoteHomes(book, medium, slugs.get(Kind.NOTES, "")),
        glossary="glossary" if any(_is_glossary(section) for section in listing) else "",
    )


def _continued(entry: IndexEntry, place: int, section: Section, medium: Medium) -> bool:
    """Tell whether a subheading begins a page that its heading is not on."""
    names = [entry.name, *(sub.name for sub in entry.subentries)][place : place + 2]
    before, page = (medium.page(section.slug, name) for name in names)
    return before != page


def _notes_after(writer: Writer) -> Markup:
    """Write the notes that stand after the text of their piece."""
    homes = ((note, writer.home(note)) for note in writer.notes.values())
    here = [note for note, home in homes if home.section == writer.slug and not home.at_mark]
    return write_notes(here, writer)


def _end_notes(
    book: Book, section: Section, medium: Medium, places: Places
) -> Iterator[tuple[Piece, Markup]]:
    for piece in pieces_with_end_notes(book):
        writer = Writer.for_piece(piece, section.slug, medium, places)
        yield piece, write_notes(end_notes(book, piece), writer)
