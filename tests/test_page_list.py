"""The page list: every printed page, found at its first word, whatever the page begins with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from anthology.build import BuildOptions, build
from anthology.editions.epub import write_epub
from anthology.editions.pdf import write_pdf
from anthology.model import (
    Block,
    Book,
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    ItemList,
    NotesPlace,
    Paragraph,
    Piece,
    Row,
    Table,
    Text,
    Verse,
)
from tests.bench.corpus import write_corpus
from tests.bench.project import write_project
from tests.editions.pdf.making import HERE, SCREEN, note, paragraph, prose
from tests.page_breaks import misplaced_pages, page_list
from tests.validators import Epubcheck

SIGNS = Row((Cell((Text("§"),)), Cell((Text("¶"),))), HERE)
"""The head of a table, which is printed again on each page: it has no letters."""


def _mixed(number: int) -> tuple[Paragraph, ...]:
    """A paragraph with words of every sort of markup at whatever place a page may break."""
    words = [Text(f"{word} ") for word in prose(160, number * 7).split()]
    nodes = (Emphasis((word,)) if n % 5 == 0 else word for n, word in enumerate(words))
    return (Paragraph(tuple(nodes), HERE),)


def _piece(number: int) -> Piece:
    """Prose with notes, some longer than a page, a table, verse, lists and definitions."""
    rows = tuple(
        Row((Cell((Text(prose(2, n)),)), Cell((Text(prose(5, n + 3)),))), HERE)
        for n in range(30)
    )
    lines = tuple((Text(prose(6, n)),) for n in range(24))
    items = tuple((paragraph(prose(14, n)),) for n in range(12))
    terms = tuple(Definition((Text(prose(2, n)),), items[n], HERE) for n in range(12))
    blocks: tuple[Block, ...] = (
        *_mixed(number),
        paragraph(prose(190, number), "1"),
        *_mixed(number + 1),
        paragraph(prose(340, number + 2), "2"),
        Table(SIGNS, rows, HERE),
        Verse(lines, HERE),
        ItemList(items, HERE, ordered=True),
        *_mixed(number + 4),
        DefinitionList(terms, HERE),
        paragraph(prose(50, number + 5), "3"),
    )
    notes = (note("1", prose(30)), note("2", prose(900, 3), prose(40)), note("3", prose(12)))
    title = (Text(prose(4, number)),)
    return Piece(
        f"piece-{number}", "texts/x.md", title, HERE, "en-GB", blocks=blocks, notes=notes
    )


@pytest.mark.parametrize("place", NotesPlace)
def test_a_book_of_every_construct(
    place: NotesPlace, epubcheck: Epubcheck, tmp_path: Path
) -> None:
    """Wherever the notes stand, in paragraphs, tables, verse, lists and notes."""
    pieces = tuple(_piece(number) for number in range(4))
    book = Book("Quays", "en-GB", "quays", contents=pieces, notes_place=place)
    made = write_pdf(book, SCREEN)
    pdf, epub = tmp_path / "quays.pdf", tmp_path / "quays.epub"
    pdf.write_bytes(made.content)

    epub.write_bytes(write_epub(book, made.printed))

    assert len(page_list(epub)) > 35
    assert misplaced_pages(epub, pdf) == []
    assert epubcheck(epub) == []


def test_notes_may_stand_elsewhere_in_print(tmp_path: Path) -> None:
    """The e-book has them after each piece, print at the foot or at the end: pages agree."""
    book = Book("Quays", "en-GB", "quays", contents=(_piece(1),), notes_place=NotesPlace.PIECE)
    made = write_pdf(replace(book, notes_place=NotesPlace.PAGE), SCREEN)
    pdf, epub = tmp_path / "quays.pdf", tmp_path / "quays.epub"
    pdf.write_bytes(made.content)

    epub.write_bytes(write_epub(book, made.printed))

    assert misplaced_pages(epub, pdf) == []


def test_the_epub_is_the_same_whether_or_not_the_pdf_is_asked_for(
    project: Path, tmp_path: Path
) -> None:
    """Its pages are those of the edition that is declared, not of the command."""
    build(project, BuildOptions(output=tmp_path / "both"))
    build(project, BuildOptions(editions=("epub",), output=tmp_path / "one"))

    (both,), (one,) = (tmp_path.glob(f"{name}/*.epub") for name in ("both", "one"))
    assert both.read_bytes() == one.read_bytes()
    assert not list(tmp_path.glob("one/*.pdf"))


def test_a_book_of_150_pages(tmp_path: Path) -> None:
    """The bench book S: five texts of 7,000 words, 60 notes each."""
    corpus, project = tmp_path / "corpus", tmp_path / "project"
    write_corpus("S", corpus)
    write_project(corpus, project, "epub", "screen")

    build(project)

    (epub,), (pdf,) = (project.glob(f"build/*{suffix}") for suffix in (".epub", ".pdf"))
    assert len(page_list(epub)) > 150
    assert misplaced_pages(epub, pdf) == []
