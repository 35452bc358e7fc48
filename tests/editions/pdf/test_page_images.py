"""How pages look, compared with pictures that somebody has looked at.

Small and few: they catch what no count catches, a heading that slid, a face that changed.
Rewritten with ``--update-golden``; look at each before it is committed.
"""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from anthology.model import Style
from tests.conftest import GOLDEN
from tests.editions.pdf.making import made
from tests.editions.specimen import BOOK
from tests.validators import program

DPI = 36
"""A page is 216 × 324 points of grey: large enough to see where everything stands."""

SHOWN = {"title-page": 3, "contents": 5, "opening": 11, "second": 12}
"""Pages of the specimen, by what they show."""

MOST = 1.5
"""Difference of two pages on average, in 256 levels of grey: poppler’s versions draw edges
differently. A line of text moved by a line makes 3 and more."""


@pytest.fixture(scope="module", params=Style)
def drawn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The style, and a folder with a picture of each page of the specimen."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "book.pdf").write_bytes(made(replace(BOOK, style=request.param)).content)
    command = [program("pdftoppm"), "-r", str(DPI), "-gray", "-png", "book.pdf", "page"]
    subprocess.run(command, check=True, cwd=folder)
    return request.param, folder


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_looks_as_it_did(
    name: str, drawn: tuple[str, Path], request: pytest.FixtureRequest
) -> None:
    """In each style; whatever fonts the machine has."""
    style, folder = drawn
    golden = GOLDEN / "pages" / f"{style}-{name}.png"
    page = folder / f"page-{SHOWN[name]:02}.png"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        Image.open(page).save(golden, optimize=True)

    found = difference(Image.open(page), Image.open(golden))

    assert found <= MOST, f"{golden.name} differs by {found:.1f} from {page}: compare the two"


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ on average, in levels of grey."""
    assert one.size == other.size
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def test_a_line_out_of_place_is_seen(drawn: tuple[str, Path]) -> None:
    """The tolerance is for edges of letters, not for letters."""
    page = Image.open(drawn[1] / f"page-{SHOWN['opening']:02}.png")

    moved = ImageChops.offset(page, 0, 7)

    assert difference(page, moved) > MOST
