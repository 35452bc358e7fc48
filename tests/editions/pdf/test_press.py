"""The edition for print, as a printer looks at it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from anthology.editions.pdf import Made
from anthology.editions.pdf.plan import Page, with_blank_end
from anthology.editions.pdf.preflight import preflight
from anthology.editions.pdf.press import STANDARD, Press
from anthology.model import (
    Book,
    EditionSettings,
    Figure,
    Link,
    Paragraph,
    Style,
    Text,
    TrimSize,
)
from anthology.problems import Code
from tests.conftest import Command
from tests.editions.pdf.making import (
    HERE,
    book,
    long_piece,
    made,
    opened,
    paragraph,
    piece,
)

PRINT = EditionSettings("print")
INCH = 72.0
PRESS = Press(432, 648, 0, marks=False, date=datetime(1980, 1, 1, tzinfo=UTC))


def quays() -> Book:
    """A book with a note, a heading and a link."""
    link = Paragraph((Link((Text("a link"),), "https://example.org/", HERE),), HERE)
    ropes = long_piece("ropes", 3)
    return book(replace(ropes, blocks=(*ropes.blocks, link)))


@pytest.fixture(scope="module")
def printed() -> Made:
    """The book as it goes to the printer."""
    return made(quays(), PRINT)


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    ("width", "height"), [(5, 8), (5.5, 8.5), (6, 9), (148 / 25.4, 210 / 25.4)]
)
def test_every_size_and_style_passes(style: Style, width: float, height: float) -> None:
    """With a bleed; the boxes are those that were asked for."""
    trim = TrimSize(width * INCH, height * INCH)

    result = made(replace(quays(), style=style), replace(PRINT, trim=trim, bleed=9.0))

    assert result.problems == ()
    with opened(result.content) as pdf:
        for page in pdf.pages:
            media, bleed, edges = (
                [float(side) for side in page.obj[name]]
                for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media == bleed
            assert edges == pytest.approx([9, 9, 9 + trim.width, 9 + trim.height], abs=0.01)


def test_crop_marks_stand_outside_trim_and_bleed() -> None:
    """They are drawn only when asked for; what is printed lies where it lay."""
    result = made(quays(), replace(PRINT, bleed=9.0, marks=True))

    assert result.problems == ()
    with opened(result.content) as pdf:
        page = pdf.pages[0]
        assert [float(side) for side in page.obj.TrimBox] == [27, 27, 459, 675]
        lines = [
            [float(number) for number in one.operands]
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) in {"m", "l"}
        ]
    assert len(lines) == 16
    assert all(not (18 < x < 468 and 18 < y < 684) for x, y in lines)


def test_the_file_has_nothing_to_click_on(printed: Made) -> None:
    """No links, no bookmarks, no structure; it says what it is."""
    with opened(printed.content) as pdf:
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert not {"/Outlines", "/Names", "/StructTreeRoot"} & set(pdf.Root.keys())
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == STANDARD
        assert pdf.pdf_version == "1.4"


def test_colours_become_greys(tmp_path: Path) -> None:
    """Of words, as a style sheet has them, and of pictures; white shows through."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_text("p { color: #a00 }", encoding="utf-8")
    picture = Image.new("RGBA", (1300, 900), (200, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 100, 100))
    picture.save(tmp_path / "quay.png")
    figure = Figure("quay.png", "a quay", (Text("The quay"),), HERE)

    result = made(
        book(piece("quay", [paragraph("Red."), figure]), folder=tmp_path),
        replace(PRINT, trim=TrimSize(300, 500)),
    )

    assert result.problems == ()
    with opened(result.content) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, Stream) and _is_picture(one)]
        assert [str(one.ColorSpace) for one in pictures] == ["/DeviceGray"]
        grey = pikepdf.PdfImage(pictures[0]).as_pil_image()
        assert (grey.getpixel((5, 5)), grey.getpixel((800, 500))) == (255, 60)


def _is_picture(stream: Stream) -> bool:
    return stream.get("/Subtype") == Name.Image


def test_a_picture_of_too_few_dots_is_refused(tmp_path: Path) -> None:
    """The message names page and text."""
    Image.new("L", (300, 200)).save(tmp_path / "quay.png")
    figure = Figure("quay.png", "a quay", (Text("The quay"),), HERE)
    quay = piece("quay", [paragraph("Text."), figure])

    (problem,) = made(book(quay, folder=tmp_path), PRINT).problems

    assert problem.code is Code.OUTPUT_INVALID
    assert str(problem.place) == "texts/quay.md:1"
    assert "page 1: it has a picture of 96 dots per inch" in problem.message


@pytest.mark.parametrize(("count", "wanted"), [(3, 4), (4, 6)])
def test_the_last_page_is_blank_and_even(count: int, wanted: int) -> None:
    """Printers put a code of their own on it."""
    pages = with_blank_end([Page(str(n), section=0) for n in range(count)])

    assert (len(pages), pages[-1].section) == (wanted, -1)


def test_a_blank_last_page_is_left_at_that() -> None:
    """No leaf is added to one that is blank already."""
    pages = [Page("1", section=0), Page("")]

    assert with_blank_end(pages) == pages


def _add_link(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _add_outline(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Quays", 0))


def _draw(operators: bytes) -> Callable[[Pdf], None]:
    def draw(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(operators)

    return draw


def _make_translucent(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources = Dictionary(ExtGState=Dictionary(x=Dictionary(ca=0.5)))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/x gs 0 0 9 9 re f")


def _move_trim(pdf: Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([1, 0, 432, 648])


def _drop_font_file(pdf: Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    for font in fonts.values():
        del font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]


def _drop_page(pdf: Pdf) -> None:
    del pdf.pages[-1]


def _drop_intent(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_add_link, "links"),
        (_add_outline, "bookmarks"),
        (_draw(b"1 0 0 rg 0 0 9 9 re f"), "colour"),
        (_draw(b"0 1 0 0 k 0 0 9 9 re f"), "colour"),
        (_draw(b"/DeviceRGB cs 0 0 0 sc 0 0 9 9 re f"), "colour"),
        (_make_translucent, "transparency"),
        (_move_trim, "trim box"),
        (_drop_font_file, "not embedded"),
        (_drop_page, "odd number"),
        (_drop_intent, "printed on"),
    ],
)
def test_what_a_printer_refuses_is_found(
    printed: Made, spoil: Callable[[Pdf], None], message: str
) -> None:
    """A sound file is spoiled in one way, and that one thing is said."""
    assert preflight(printed.content, PRESS) == []
    spoilt = io.BytesIO()
    with opened(printed.content) as pdf:
        spoil(pdf)
        pdf.save(spoilt)

    found = preflight(spoilt.getvalue(), PRESS)

    assert any(message in finding.message for finding in found)


def test_a_refused_edition_ends_the_command_with_4(project: Path, anthology: Command) -> None:
    """Nothing is written."""
    settings = project / "anthology.yaml"
    text = settings.read_text(encoding="utf-8").partition("editions:")[0]
    settings.write_text(f"{text}editions:\n  print: {{}}\n", encoding="utf-8")
    Image.new("L", (90, 60)).save(project / "quay.png")
    piece_file = project / "texts" / "paper.md"
    with piece_file.open("a", encoding="utf-8") as file:
        file.write("\n![A quay](quay.png)\n")

    done = anthology("build", project)

    assert done.returncode == 4, done.stderr
    assert "a printer would refuse page" in done.stderr
    assert not list((project / "build").glob("*.pdf"))
