"""Sections kept from build to build: nothing is done twice, nothing comes out wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from anthology.editions.pdf import Made, Means, write_pdf
from anthology.editions.pdf.keeping import decode, encode
from anthology.editions.pdf.parts import Complaint
from anthology.model import Book, Figure, Text
from anthology.store import Store
from tests.editions.pdf.making import (
    HERE,
    SCREEN,
    book,
    laid_out,
    long_piece,
    paragraph,
    piece,
)
from tests.editions.pdf.test_pictures import SVG


def volume(folder: Path, words: str = "The tide is out.") -> Book:
    """A book of two pieces, the second with a picture."""
    figure = Figure("map.svg", "A map", (Text("The quays."),), HERE)
    pieces = (
        piece("tide", [paragraph(words)]),
        piece("map", [figure, paragraph("It is high.")]),
    )
    return replace(book(*pieces), folder=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a picture."""
    (tmp_path / "map.svg").write_text(SVG, encoding="utf-8")
    return tmp_path


def build(volume: Book) -> Made:
    """Make the book, keeping what can be kept."""
    return write_pdf(volume, SCREEN, Means(1, Store(volume.folder / ".cache")))


def test_what_has_not_changed_is_not_laid_out_again(folder: Path) -> None:
    """The second build takes every section as it was, and its file is the same."""
    first = build(volume(folder))
    second = build(volume(folder))

    assert (first.hits, second.misses) == (0, 0)
    assert second.content == first.content


def test_one_changed_word_costs_one_section(folder: Path) -> None:
    """And the file is the one that a build from nothing makes."""
    build(volume(folder))
    edited = volume(folder, "The tide comes in.")

    again = build(edited)

    assert again.misses == 1
    assert again.content == write_pdf(edited, SCREEN, Means(jobs=1)).content


def test_a_changed_picture_costs_the_section_that_shows_it(folder: Path) -> None:
    """Though its XHTML is the same."""
    before = build(volume(folder))
    (folder / "map.svg").write_text(SVG.replace("h9v9z", "h5v5z"), encoding="utf-8")

    again = build(volume(folder))

    assert again.misses == 1
    assert again.content == write_pdf(volume(folder), SCREEN, Means(jobs=1)).content
    assert again.content != before.content


def test_a_damaged_store_changes_nothing(folder: Path) -> None:
    """Whatever happened to its files, the book is the same."""
    first = build(volume(folder))
    for entry in (folder / ".cache").glob("??/*"):
        entry.write_bytes(entry.read_bytes()[:-100])

    assert build(volume(folder)).content == first.content


def test_later_page_numbers_do_not_touch_the_pieces(folder: Path) -> None:
    """A piece that grows by pages moves the others, which are not laid out again."""
    later = long_piece("later", 4)
    build(book(long_piece("first", 3), later, folder=folder))

    grown = build(book(long_piece("first", 14), later, folder=folder))

    assert grown.misses == 3  # the piece, the contents, and the numbers of its new pages
    assert (
        grown.content
        == write_pdf(
            book(long_piece("first", 14), later, folder=folder), SCREEN, Means(jobs=1)
        ).content
    )


def test_a_section_comes_out_of_the_store_as_it_went_in() -> None:
    """Notes, spots, starts, faults and complaints, and the PDF to the byte."""
    section = laid_out(
        '<section id="quay"><p id="a">Rope.<span class="note" id="n" data-mark="1">'
        '<span class="note-paragraph">Tarred.</span></span></p></section>',
    )
    told = replace(section, complaints=(Complaint("no such colour", "own.css", 3),))

    assert decode(encode(told)) == told
