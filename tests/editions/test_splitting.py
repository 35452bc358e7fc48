"""Long texts in several files: nothing lost, nothing cut in two, every link led on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from anthology.editions.epub import write_epub
from anthology.editions.epub.pages import make_pages
from anthology.editions.epub.splitting import LARGEST, divided
from anthology.editions.letters import PageStart, Printed
from anthology.model import Book, NotesPlace
from tests.editions.pdf.making import note, paragraph, piece, prose
from tests.editions.test_epub import XHTML, members
from tests.finished import words
from tests.validators import Epubcheck

MARKS = 240
PRINTED = Printed(
    (PageStart("1", "long", "", 0, "long"), PageStart("2", "long", "", 300_000, ""))
)


def _book() -> Book:
    """A text of about half a megabyte, with notes to match."""
    labels = [str(number) for number in range(1, MARKS + 1)]
    blocks = [paragraph(f"{label} {prose(230, int(label))}", label) for label in labels]
    notes = [note(label, f"{label} {prose(60, int(label))}") for label in labels]
    return Book("Quays", "en-GB", "quays", contents=(piece("long", blocks, notes),))


def _texts(pages: dict[str, bytes]) -> list[str]:
    trees = [etree.fromstring(content).find(f"{XHTML}body") for content in pages.values()]
    return [word for tree in trees for word in words(" ".join(tree.itertext()))]


def _pages(book: Book) -> dict[str, bytes]:
    files = members(write_epub(book, PRINTED))
    return {name: files[name] for name in files if "text/long" in name}


@pytest.mark.parametrize("place", [NotesPlace.PAGE, NotesPlace.BOOK])
def test_no_file_is_too_large_and_no_word_is_lost(place: NotesPlace) -> None:
    """The parts together are the text, in its order."""
    book = replace(_book(), notes_place=place)
    (whole,) = (page for page in make_pages(book, PRINTED) if page.section.slug == "long")

    parts = _pages(book)

    assert len(whole.xhtml) > LARGEST
    assert len(parts) > 1
    assert all(len(content) <= LARGEST for content in parts.values())
    assert _texts(parts) == _texts({"": whole.xhtml})


def test_paragraphs_stay_whole() -> None:
    """As many as before, each with its end."""
    (whole,) = (page for page in make_pages(_book()) if page.section.slug == "long")
    count = len(list(etree.fromstring(whole.xhtml).iter(f"{XHTML}p")))

    parts = _pages(_book())

    assert (
        sum(len(list(etree.fromstring(p).iter(f"{XHTML}p"))) for p in parts.values()) == count
    )


def test_every_link_leads_to_its_place() -> None:
    """Marks to notes in other files, and back; the page list into the second file."""
    files = members(write_epub(_book(), PRINTED))
    trees = {
        name.removeprefix("EPUB/text/"): etree.fromstring(content)
        for name, content in files.items()
        if name.endswith(".xhtml")
    }
    ids = {(name, e.get("id")) for name, tree in trees.items() for e in tree.iter()}

    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            file, _, uid = link.get("href").partition("#")
            assert (file or name) in trees
            assert not uid or (file or name, uid) in ids
    assert b'href="long--2.xhtml#page-2"' in files["EPUB/text/contents.xhtml"]


def test_a_book_of_usual_texts_is_left_alone() -> None:
    """Not a byte of it changes."""
    pages = make_pages(Book("Quays", "en-GB", "quays", contents=(piece("a", []),)))

    assert divided(pages) == pages


def test_epubcheck_has_nothing_against_it(epubcheck: Epubcheck, tmp_path: Path) -> None:
    """Ids are unique in each file, the parts are sections with names."""
    file = tmp_path / "book.epub"
    file.write_bytes(write_epub(_book(), PRINTED))

    assert epubcheck(file) == []
