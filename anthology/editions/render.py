"""Fill in the templates: a section of the book becomes XHTML."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from anthology.editions.blocks import write_blocks, write_notes
from anthology.editions.markup import Writer, language
from anthology.editions.medium import Medium
from anthology.editions.people import acknowledgements, contributors
from anthology.editions.sections import Kind, Section
from anthology.editions.templates import render
from anthology.editions.terms import terms
from anthology.model import Book

SEMANTICS: dict[Kind, tuple[str, str]] = {
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
    Kind.BIBLIOGRAPHY: ("bibliography", "doc-bibliography"),
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


def render_section(
    section: Section, book: Book, medium: Medium, listing: tuple[Section, ...]
) -> Markup:
    """Return one ``<section>`` of the book.

    Args:
        section: What to write.
        book: A finished book: every pass has run, no error remains.
        medium: The edition it is written for.
        listing: All sections of the book, for the contents.

    Raises:
        TemplateError: a template of the project cannot be used.
    """
    works = next((s.slug for s in listing if s.kind is Kind.BIBLIOGRAPHY), "")
    piece = section.piece
    writer = (
        Writer.for_piece(piece, medium, works)
        if piece
        else Writer(section.slug, medium, section.lang, works)
    )
    return render(
        "section.xhtml",
        book.folder,
        section=section,
        semantics=semantics(section),
        heading=medium.anchor(section.slug, "title"),
        book=book,
        piece=piece,
        part=section.part,
        sections=listing,
        medium=medium,
        terms=terms(section.lang),
        contributors=contributors,
        acknowledgements=acknowledgements,
        id=writer.own_id,
        language=language,
        inlines=writer.inlines,
        blocks=lambda blocks: write_blocks(blocks, writer),
        notes=lambda: "" if writer.at_marks or not piece else write_notes(piece.notes, writer),
    )
