"""The cover: drawn from the book’s own data, or the editor’s picture."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from anthology.editions.cover import begin_cover, make_cover, painting
from anthology.editions.cover.cover import HEIGHT, MARGIN, PALETTES, WIDTH
from anthology.editions.cover.pattern import is_settled, rays
from anthology.editions.cover.type import set_lines
from anthology.editions.epub import write_epub
from anthology.editions.epub.navigation import LANDMARKS
from anthology.editions.sections import Kind
from anthology.model import Book, Citation, Cite, Paragraph, Person, Piece
from anthology.passes import run_passes
from anthology.reading.book import read_book
from anthology.store import Store
from tests.conftest import SMALL
from tests.editions.specimen import BOOK, HERE
from tests.editions.test_epub import members
from tests.test_halves import children
from tests.validators import Epubcheck

SVG = "{http://www.w3.org/2000/svg}"
LONG = replace(
    BOOK,
    title="Correspondences, Recollections and Disagreements of a Generation of Harbourmasters",
    subtitle="With a Dictionary of Tidal Circumlocutions and Three Hundred Tables of the Moon",
    editors=tuple(Person(f"Ludovica Featherstonehaugh-{n}", HERE) for n in range(4)),
)


def test_it_has_the_size_that_shops_ask_for() -> None:
    """1600 × 2560, as a JPEG and as a drawing."""
    cover = make_cover(BOOK)

    with Image.open(io.BytesIO(cover.picture)) as image:
        assert (image.size, image.format) == ((1600, 2560), "JPEG")
    assert etree.fromstring(cover.drawing).get("viewBox") == "0 0 1600 2560"


def test_it_is_the_same_every_time() -> None:
    """No clock, no chance: the same book has the same cover."""
    first, second = make_cover(BOOK), make_cover(BOOK)

    assert (first.drawing, first.picture) == (second.drawing, second.picture)


def test_the_pattern_is_the_text() -> None:
    """Another text draws another ring; each note there is has its dot."""
    _, river = BOOK.contents
    assert isinstance(river, Piece)
    shorter = replace(BOOK, contents=(river,))

    assert rays(BOOK, 0, 0) != rays(shorter, 0, 0)
    assert sum(len(ray.dots) for ray in rays(BOOK, 0, 0)) >= len(list(BOOK.pieces())[1].notes)
    assert sum(len(ray.dots) for ray in rays(shorter, 0, 0)) == 0


@pytest.mark.parametrize(
    "book", [BOOK, LONG, Book("I", "en", "i")], ids=["usual", "long", "bare"]
)
def test_nothing_runs_off_it_or_over_anything(book: Book) -> None:
    """Whatever the title is: words within the margins, lines one below the other."""
    tree = etree.fromstring(make_cover(book).drawing)
    texts = [
        (float(text.get("y")), float(text.get("font-size"))) for text in tree.iter(f"{SVG}text")
    ]
    below = [y for y, _ in texts if y > 1000]

    assert below == sorted(below) and len(set(below)) == len(below)
    assert all(MARGIN / 2 < y < HEIGHT - MARGIN / 2 for y, _ in texts)
    spoken = " ".join(text.text for text in tree.iter(f"{SVG}text"))
    assert book.title in " ".join(spoken.split())


def test_lines_of_a_title_are_even() -> None:
    """No last line of one short word below a full one."""
    lines = set_lines("The Decline and Fall of It All", width=900, sizes=(120,), most=3)

    lengths = [len(line.words) for line in lines]
    assert max(lengths) - min(lengths) < 8


def test_ink_stands_out_from_every_ground() -> None:
    """At least 7 : 1 (WCAG 2.2, 1.4.6)."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for ground, ink, _ in PALETTES:
        low, high = sorted((light(ground), light(ink)))
        assert (high + 0.05) / (low + 0.05) >= 7


def test_the_editor_may_give_a_picture(tmp_path: Path) -> None:
    """It is used as it is, scaled when it is too large; nothing is drawn."""
    Image.new("RGB", (3200, 5120), "navy").save(tmp_path / "own.png")

    cover = make_cover(replace(BOOK, folder=tmp_path, cover="own.png"))

    with Image.open(io.BytesIO(cover.picture)) as image:
        assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
    assert cover.drawing == b""
    assert cover.suffix == ".png"


def test_the_e_book_begins_with_it(epubcheck: Epubcheck, tmp_path: Path) -> None:
    """As its first page, as the picture of its shelf, and among the landmarks."""
    file = tmp_path / "book.epub"
    cover = make_cover(BOOK)
    file.write_bytes(write_epub(BOOK, cover=cover))

    files = members(file.read_bytes())
    package = etree.fromstring(files["EPUB/content.opf"])

    (item,) = (i for i in package.iter("{*}item") if i.get("properties") == "cover-image")
    assert files[f"EPUB/{item.get('href')}"] == cover.picture
    assert next(package.iter("{*}itemref")).get("idref") == "page-cover"
    assert b'epub:type="cover" href="cover.xhtml"' in files["EPUB/text/contents.xhtml"]
    assert LANDMARKS[Kind.COVER] == "cover"
    assert epubcheck(file) == []


def test_a_piece_may_be_called_cover(epubcheck: Epubcheck, tmp_path: Path) -> None:
    """Its file keeps its name; that of the cover gives way."""
    _, river = BOOK.contents
    assert isinstance(river, Piece)
    book = replace(BOOK, contents=(replace(river, slug="cover"),))
    file = tmp_path / "book.epub"

    file.write_bytes(write_epub(book, cover=replace(make_cover(book), drawing=b"")))

    assert b"The River" in members(file.read_bytes())["EPUB/text/cover.xhtml"]
    assert epubcheck(file) == []


def test_a_cover_is_painted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again when the drawing is another; what is kept is the same to the byte."""
    store = Store(tmp_path)
    painted = make_cover(BOOK, store).picture
    monkeypatch.setattr(painting, "PROGRAM", tmp_path / "nothing")  # nobody can paint
    before = children()

    assert make_cover(BOOK, store).picture == painted
    assert children() == before
    with pytest.raises(RuntimeError, match="not painted"):
        _ = make_cover(replace(BOOK, title="Another"), store).picture


def test_it_is_begun_before_the_passes() -> None:
    """From the texts as they were read: what the passes make of them has the same."""
    read, _ = read_book(SMALL)
    assert read
    read = replace(read, front=(), back=())
    texts = [one for one in read.pieces() if is_settled(replace(read, contents=(one,)))]
    read = replace(read, contents=tuple(texts))
    assert any(piece.notes for piece in texts)
    begun = begin_cover(read)
    book, _ = run_passes(read)

    cover = make_cover(book, begun=begun)

    assert cover is begun
    assert cover == make_cover(book)


def test_it_is_not_begun_where_words_are_to_come() -> None:
    """A citation in the text is set first; and a cover that was begun too early is left."""
    words = Paragraph((Cite((Citation("hale1990", HERE),), HERE, "@hale1990"),), HERE)
    _, river = BOOK.contents
    assert isinstance(river, Piece)
    citing = replace(BOOK, contents=(replace(river, blocks=(*river.blocks, words)),))
    early = make_cover(BOOK)

    assert begin_cover(citing) is None
    assert make_cover(replace(BOOK, contents=(river,)), begun=early) != early
