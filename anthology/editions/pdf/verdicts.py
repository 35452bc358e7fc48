"""Say what is wrong with the pages: where in the sources it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anthology.editions.markup import note_names
from anthology.editions.pdf.parts import PROJECT, Died, Fault, LaidOut
from anthology.editions.pdf.plan import Page
from anthology.editions.pdf.preflight import Finding
from anthology.editions.sections import Section
from anthology.model import Book
from anthology.problems import Code, Place, Problem, error, warning


def problems_of(
    parts: Sequence[LaidOut], sections: Sequence[Section], book: Book
) -> list[Problem]:
    """Return what the layout lost, and what the engine had to say."""
    complaints = dict.fromkeys(_complaints(parts, sections, book))
    return [*_faults(parts, sections, book), *complaints]


def refused(
    finding: Finding, pages: Sequence[Page], sections: Sequence[Section], book: Book
) -> Problem:
    """Say what a printer would refuse, and in which text it stands."""
    if finding.page < 0:
        message = f"a printer would refuse the file: {finding.message}"
        return error(book.place, Code.OUTPUT_INVALID, message)
    page = pages[finding.page]
    place = _place(sections[page.section], book) if page.section >= 0 else book.place
    message = f"a printer would refuse page {page.label}: {finding.message}"
    return error(place, Code.OUTPUT_INVALID, message)


def died(fault: Died, section: Section | None, book: Book) -> Problem:
    """Say which text could not be laid out; None for what stands around all of them."""
    what = (section.title or section.slug) if section else "running heads and folios"
    return error(
        _place(section, book) if section else book.place,
        Code.LAYOUT_FAILED,
        f"“{what}” cannot be laid out: {fault.cause}",
        "look for a very large table or picture, or for markup nested very deep; "
        "--limit allows more time and memory.",
    )


def _faults(
    parts: Sequence[LaidOut], sections: Sequence[Section], book: Book
) -> Iterator[Problem]:
    for section, part in zip(sections, parts, strict=True):
        places = _places(section)
        for fault in part.faults:
            yield _lost(fault, places.get(fault.anchor, _place(section, book)))


def _complaints(
    parts: Sequence[LaidOut], sections: Sequence[Section], book: Book
) -> Iterator[Problem]:
    """What the engine said, once: all sections share their style sheets."""
    for section, part in zip(sections, parts, strict=True):
        for complaint in part.complaints:
            place = _place(section, book)
            if complaint.sheet:
                place = Place(f"styles/{complaint.sheet}", complaint.line)
            yield warning(place, Code.LAYOUT, _as_message(complaint.message))


def _as_message(words: str) -> str:
    """Return words of the engine in our manner: no capital, no full stop."""
    words = words.replace(PROJECT, "").rstrip(". ")
    return f"{words[:1].lower()}{words[1:]}"


def _place(section: Section, book: Book) -> Place:
    if section.piece:
        return section.piece.place
    return section.part.place if section.part else book.place


def _places(section: Section) -> dict[str, Place]:
    """Where the notes of a section are written, by their anchors."""
    if section.piece is None:
        return {}
    names = note_names(section.piece.notes)
    notes = section.piece.notes
    return {f"{section.slug}--note-{names[note.label]}": note.place for note in notes}


def _lost(fault: Fault, place: Place) -> Problem:
    say = error if fault.lost else warning
    return say(
        place,
        Code.NOTE_UNSET,
        fault.message,
        "shorten it, or set the notes of this piece after its text with “notes: piece”.",
    )


def unsettled(book: Book) -> Problem:
    """Say that page numbers that are printed move what they number, and do not settle."""
    return warning(
        book.place,
        Code.LAYOUT,
        "the page numbers in the text do not settle",
        "reword a sentence with {page} in it.",
    )
