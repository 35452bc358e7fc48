"""The joined file beside the same book laid out in one go: nobody could tell which is which.

That way of making it is kept for this comparison only: it is slow, and holds a whole book
in memory.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.furniture import Furniture
from anthology.editions.pdf.join import Binding, join
from anthology.editions.pdf.medium import PageMedium
from anthology.editions.pdf.metadata import Metadata
from anthology.editions.pdf.parts import LaidOut
from anthology.editions.pdf.plan import Page
from anthology.editions.render import render_section
from anthology.editions.sections import Kind, printed_sections
from tests.editions.pdf.making import book, long_piece, page_texts, section_job
from tests.validators import program

QUAYS = book(long_piece("ropes", 7), long_piece("tides", 8), long_piece("lamps", 5))
ON_RECTOS = "section + section { break-before: right }"
DPI = 60


def bound(parts: list[LaidOut], pages: list[Page]) -> bytes:
    """Join parts with nothing around their text: heads and folios are set apart."""
    bare = Furniture((), {})
    return join(Binding(parts, pages, bare, [], 0, [], Metadata.of(QUAYS)))


def pieces() -> list[str]:
    """Return the XHTML of each piece."""
    sections = printed_sections(QUAYS)
    medium = PageMedium()
    return [
        str(render_section(one, QUAYS, medium, sections))
        for one in sections
        if one.kind is Kind.PIECE
    ]


@pytest.fixture(scope="module")
def joined() -> bytes:
    """Each piece laid out by itself, with a blank verso where a recto must follow."""
    parts = [lay_out(section_job(xhtml)) for xhtml in pieces()]
    pages: list[Page] = []
    for number, part in enumerate(parts):
        if len(pages) % 2:
            pages.append(Page(str(len(pages))))
        pages += [Page(str(len(pages)), number, local) for local in range(part.pages)]
    return bound(parts, pages)


@pytest.fixture(scope="module")
def whole() -> bytes:
    """All pieces in one document."""
    part = lay_out(section_job("".join(pieces()), ON_RECTOS))
    return bound([part], [Page(str(number), 0, number) for number in range(part.pages)])


def test_every_page_has_the_same_words(joined: bytes, whole: bytes, tmp_path: Path) -> None:
    """Pages break at the same letter."""
    one, other = page_texts(joined, tmp_path), page_texts(whole, tmp_path)

    assert len(one) > 9
    assert one == other


def test_every_page_has_the_same_pixels(joined: bytes, whole: bytes, tmp_path: Path) -> None:
    """Not a letter stands elsewhere."""
    for one, other in zip(
        images(joined, tmp_path / "joined"), images(whole, tmp_path / "whole"), strict=True
    ):
        assert ImageChops.difference(one, other).getbbox() is None


def images(content: bytes, folder: Path) -> list[Image.Image]:
    """Draw all pages."""
    folder.mkdir()
    (folder / "book.pdf").write_bytes(content)
    command = [program("pdftoppm"), "-r", str(DPI), "-gray", "book.pdf", "page"]
    subprocess.run(command, check=True, cwd=folder)
    return [Image.open(file) for file in sorted(folder.glob("page-*.pgm"))]
