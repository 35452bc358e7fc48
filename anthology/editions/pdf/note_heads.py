"""Running heads over the notes at the end of the book: which pages they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from anthology.editions.markup import note_names
from anthology.editions.pdf.parts import LaidOut
from anthology.editions.pdf.plan import Page, labels
from anthology.editions.sections import Kind, Section, end_notes, pieces_with_end_notes
from anthology.editions.terms import terms
from anthology.model import Book


def with_note_heads(
    pages: Sequence[Page],
    laid_out: Sequence[LaidOut],
    sections: Sequence[Section],
    book: Book,
) -> list[Page]:
    """Put “Notes to pages 23–31” over the pages of notes (CMOS 18, 1.58).

    The numbers are those of the pages with the marks, of all notes that stand on the page,
    begun there or continued.
    """
    number = next((n for n, one in enumerate(sections) if one.kind is Kind.NOTES), -1)
    if number < 0:
        return list(pages)
    named = labels(pages, laid_out)
    section, spots = sections[number], laid_out[number].spots
    found = [
        (spots[note], named[mark])
        for note, mark in _anchors(section, book)
        if note in spots and mark in named
    ]

    def headed(page: Page) -> Page:
        if page.section != number or not page.head:
            return page
        marked = [label for spot, label in found if spot.page <= page.number <= spot.last]
        return replace(page, head=_head(marked, section.lang)) if marked else page

    return [headed(page) for page in pages]


def _anchors(section: Section, book: Book) -> Iterator[tuple[str, str]]:
    """The anchors of each note in the section and of its mark, in order."""
    for piece in pieces_with_end_notes(book):
        names = note_names(piece.notes)
        for note in end_notes(book, piece):
            name = names[note.label]
            own = f"{section.slug}--note-{piece.slug}-{name}"
            yield own, f"{piece.slug}--mark-{name}"


def _head(marked: Sequence[str], lang: str) -> str:
    """Return the head over notes whose marks are on those pages.

    >>> _head(["23", "23", "31"], "en"), _head(["ix"], "de")
    ('Notes to pages 23–31', 'Anmerkungen zu Seite ix')
    """
    words = terms(lang)
    if marked[0] == marked[-1]:
        return f"{words['notes-to-page']} {marked[0]}"
    return f"{words['notes-to-pages']} {marked[0]}–{marked[-1]}"
