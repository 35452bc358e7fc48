"""Make books from a few lines of Markdown and BibLaTeX."""

from __future__ import annotations

from pathlib import Path

from anthology.model import Book, CitationSettings, Inline, Piece, Text
from anthology.passes import run_passes
from anthology.passes.walk import inlines, runs_of_book
from anthology.problems import Place
from anthology.reading.bibliography import read_bibliography
from anthology.reading.markdown import read_markdown

SOURCES = Path(__file__).parent / "sources"
WORKS = (SOURCES / "works.bib").read_text(encoding="utf-8")
HARBOUR = (SOURCES / "harbour.md").read_text(encoding="utf-8")
PILOTS = (SOURCES / "pilots.md").read_text(encoding="utf-8")
HERE = Place("texts/harbour.md", 1)
IBID = "chicago-notes-bibliography-subsequent-ibid"


def piece_of(source: str, slug: str = "harbour", lang: str = "en-GB") -> Piece:
    """Return a piece with that text; the text must have no fault."""
    file = f"texts/{slug}.md"
    read = read_markdown(source, file)
    assert read.problems == ()
    return Piece(
        slug,
        file,
        (Text(slug.capitalize()),),
        Place(file, 1),
        lang,
        blocks=read.blocks,
        notes=read.notes,
    )


def book_of(
    *pieces: Piece, style: str = "chicago-notes-bibliography", bib: str = WORKS
) -> Book:
    """Return a book of the pieces, with the bibliography of the tests."""
    references, problems = read_bibliography(bib, "bib/works.bib")
    assert problems == []
    lang = pieces[0].lang
    return Book(
        "A Book",
        lang,
        "a-book",
        contents=pieces,
        references=references,
        citations=CitationSettings(("bib/works.bib",), style),
    )


def set_book(*pieces: Piece, style: str = "chicago-notes-bibliography") -> Book:
    """Return a book of the pieces after all passes, which must have found no fault."""
    book, problems = run_passes(book_of(*pieces, style=style))
    assert problems == []
    return book


def first(book: Book) -> Piece:
    """Return the first piece of a book."""
    return next(book.pieces())


def nodes(book: Book) -> list[Inline]:
    """Return all inlines of a book."""
    return [node for run in runs_of_book(book) for node in inlines(run)]
