"""The cover for the printer: measured, looked at as an image, its bar code read."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from anthology.editions.faults import TemplateError
from anthology.editions.pdf.preflight import preflight
from anthology.editions.pdf.press import Press
from anthology.editions.pdf.wrap import Wrap, spine_width, write_wrap
from anthology.model import EditionSettings, Identifiers, TrimSize
from anthology.problems import Code
from tests.conftest import Command
from tests.editions.pdf.making import book, long_piece, opened
from tests.validators import program

ISBN = "978-3-16-148410-0"
INCH = 72.0
PRINT = EditionSettings("print", bleed=9.0, leaf=0.36)


VOLUME = replace(
    book(long_piece("ropes", 1)),
    title="Of Ropes and Quays",
    description="What holds a ship, and who ties it.",
    identifiers=Identifiers(print=ISBN),
)
"""A book with an ISBN and a blurb."""


@pytest.fixture(scope="module")
def wrapped() -> bytes:
    """The cover of a thick volume."""
    content, problems = write_wrap(VOLUME, PRINT, 200)
    assert problems == []
    return content


def words(content: bytes, folder: Path) -> str:
    """Return what stands on a sheet."""
    file = folder / "cover.pdf"
    file.write_bytes(content)
    command = [program("pdftotext"), "-enc", "UTF-8", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def image(content: bytes, folder: Path) -> Image.Image:
    """Return a sheet as a picture of 150 dots per inch."""
    (folder / "cover.pdf").write_bytes(content)
    command = [program("pdftoppm"), "-r", "150", "-png", "-singlefile", "cover.pdf", "cover"]
    subprocess.run(command, check=True, cwd=folder)
    return Image.open(folder / "cover.png")


@pytest.mark.parametrize(
    ("pages", "leaf", "bleed", "marks"),
    [(200, 0.36, 9.0, False), (92, 0.324288, 0.0, False), (400, 0.36, 9.0, True)],
)
def test_the_sheet_is_back_spine_front_and_bleed(
    pages: int, leaf: float, bleed: float, marks: bool
) -> None:
    """To a hundredth of a point; a printer refuses what is off by more than 1⁄16 in."""
    settings = EditionSettings("print", TrimSize(360, 576), bleed, marks, leaf=leaf)

    content, problems = write_wrap(VOLUME, settings, pages)

    assert problems == []
    with opened(content) as pdf:
        (page,) = pdf.pages
        left, bottom, right, top = (float(side) for side in page.trimbox)
        outer = [float(side) for side in page.obj["/BleedBox"]]
    assert right - left == pytest.approx(2 * 360 + pages / 2 * leaf, abs=0.01)
    assert top - bottom == pytest.approx(576, abs=0.01)
    assert outer == pytest.approx([left - bleed, bottom - bleed, right + bleed, top + bleed])


def test_the_colour_reaches_into_the_bleed(wrapped: bytes, tmp_path: Path) -> None:
    """To the last dot on every side; the fold between back and front shows no seam."""
    picture = image(wrapped, tmp_path).convert("RGB")

    across, down = picture.size
    corners = [(1, 1), (across - 2, 1), (1, down - 2), (across - 2, down - 2)]
    seam = [(x, 3) for x in range(across // 2 - 80, across // 2 + 80)]
    assert len({picture.getpixel(spot) for spot in (*corners, *seam)}) == 1


def test_the_bar_code_can_be_read(wrapped: bytes, tmp_path: Path) -> None:
    """By a reader that shares nothing with what drew it."""
    (found,) = zxingcpp.read_barcodes(image(wrapped, tmp_path))

    assert found.text == ISBN.replace("-", "")
    assert found.format == zxingcpp.BarcodeFormat.EAN13
    assert f"ISBN {ISBN}" in words(wrapped, tmp_path)


def test_the_bar_code_is_drawn_not_painted(wrapped: bytes) -> None:
    """Vector, in black alone; nothing on the sheet is in the colours of a screen."""
    with opened(wrapped) as pdf:
        kinds = {str(thing.get("/Subtype")) for thing in pdf.objects if hasattr(thing, "get")}
        drawn = pikepdf.parse_content_stream(pdf.pages[0])
        inks = {str(one.operator) for one in drawn}
    assert "/Image" not in kinds
    assert not {"rg", "RG", "sc", "scn"} & inks


def test_a_wrong_check_digit_makes_no_bar_code() -> None:
    """The settings refuse it before; here it would be a fault of ours."""
    with pytest.raises(ValueError, match="check digit"):
        write_wrap(
            replace(VOLUME, identifiers=Identifiers(print="978-3-16-148410-1")), PRINT, 200
        )


def test_without_an_isbn_there_is_no_bar_code(tmp_path: Path) -> None:
    """And no empty white field."""
    content, problems = write_wrap(replace(VOLUME, identifiers=Identifiers()), PRINT, 200)

    assert problems == []
    assert zxingcpp.read_barcodes(image(content, tmp_path)) == []


@pytest.mark.parametrize(("pages", "times"), [(60, 1), (200, 2)])
def test_the_spine_has_words_where_they_have_room(
    pages: int, times: int, tmp_path: Path
) -> None:
    """The title is on the front, and on the spine of a book that is thick enough."""
    content, _ = write_wrap(VOLUME, PRINT, pages)

    assert " ".join(words(content, tmp_path).split()).count("Of Ropes and Quays") == times


def test_words_stay_away_from_the_folds() -> None:
    """They are a good deal smaller than the spine is wide."""
    for pages in range(2, 900, 2):
        wrap = Wrap(432, 648, spine_width(pages, 0.36), 9.0)
        assert wrap.spine_type == 0 or 6 <= wrap.spine_type <= wrap.spine - 9


def test_a_leaf_has_two_pages() -> None:
    """An odd number is a fault of ours."""
    with pytest.raises(ValueError, match="even"):
        spine_width(201, 0.36)


def test_the_preflight_finds_colours_of_a_screen(wrapped: bytes) -> None:
    """What it passes over in silence is not what it never looked at."""
    with pikepdf.open(io.BytesIO(wrapped)) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"1 0 0 rg 0 0 10 10 re f")
        out = io.BytesIO()
        pdf.save(out)
    trim = 2 * 432 + spine_width(200, 0.36)
    press = Press(
        trim, 648, 9.0, marks=False, date=datetime(1980, 1, 1, tzinfo=UTC), cover=True
    )

    assert preflight(wrapped, press) == []
    (found,) = preflight(out.getvalue(), press)
    assert found.message == "it has colour that is not of the four inks"


def test_a_coarse_picture_is_refused(tmp_path: Path) -> None:
    """Three hundred dots to the inch, as printers want."""
    Image.new("RGB", (600, 900), "teal").save(tmp_path / "front.png")

    _, problems = write_wrap(replace(VOLUME, folder=tmp_path, cover="front.png"), PRINT, 200)

    (problem,) = problems
    assert problem.code is Code.OUTPUT_INVALID
    assert "dots per inch" in problem.message


def test_a_template_of_the_project_that_is_wrong_is_named(tmp_path: Path) -> None:
    """With its file."""
    folder = tmp_path / "styles" / "templates"
    folder.mkdir(parents=True)
    (folder / "wrap.xhtml").write_text("<section><p></section>", encoding="utf-8")

    with pytest.raises(TemplateError) as fault:
        write_wrap(replace(VOLUME, folder=tmp_path), PRINT, 200)

    assert fault.value.problem.place.file == "styles/templates/wrap.xhtml"


def test_it_lies_beside_the_print_edition(anthology: Command, project: Path) -> None:
    """As wide as the block that was laid out in the same build."""
    settings = project / "anthology.yaml"
    more = "editions: {print: {bleed: 0.125in, caliper: 0.13mm}}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")

    done = anthology("build", "--jobs", "1", cwd=project)

    assert done.returncode == 0, done.stderr
    report = json.loads((project / "build" / "report.json").read_text(encoding="utf-8"))
    pages = report["editions"][0]["pages"]
    with pikepdf.open(project / "build" / "folded-sheets-print-cover.pdf") as pdf:
        left, _, right, _ = (float(side) for side in pdf.pages[0].trimbox)
    assert right - left == pytest.approx(12 * INCH + pages / 2 * 0.13 * INCH / 25.4, abs=0.02)


def test_the_same_cover_is_the_same_file(wrapped: bytes) -> None:
    """Byte for byte."""
    assert write_wrap(VOLUME, PRINT, 200)[0] == wrapped
