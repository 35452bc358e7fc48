"""Make a bound file ready for a press: boxes, black ink alone, nothing to click on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfImage, Stream, String
from PIL import Image

STANDARD = "PDF/X-1a:2003"
"""What print-on-demand houses and offset printers alike accept (ISO 15930-4)."""

VERSION = "1.4"
"""Of the format: the one that the standard is of."""

CONDITION = "CGATS TR 001"
"""The printing condition named: web offset on coated paper, in the registry of the ICC.

A book in black alone comes out the same under any; the standard wants one to be named.
"""

MARK = 18.0
"""In points: length of a crop mark."""

GAP = 9.0
"""In points: how far crop marks stand from the trim, where there is no more bleed."""

HAIRLINE = 0.25
"""In points: width of a crop mark."""

_RGB = re.compile(rb"(?<!\S)([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+(rg|RG)(?!\S)")
_NAVIGATION = ("/Annots", "/Tabs", "/StructParents", "/Group")


@dataclass(frozen=True, slots=True)
class Press:
    """What the printer is told of the paper, in points."""

    width: float
    """Of the trimmed page."""

    height: float
    bleed: float
    marks: bool
    date: datetime
    """That the file states."""

    cover: bool = False
    """Whether it is a cover: drawn with its bleed, in four inks, on one side of one sheet."""

    @property
    def margin(self) -> float:
        """Paper around the trim: the bleed, and room for crop marks."""
        return self.gap + MARK if self.marks else self.bleed

    @property
    def gap(self) -> float:
        """From the trim to a crop mark."""
        return max(self.bleed, GAP)

    def box(self, beyond: float) -> tuple[float, float, float, float]:
        """Return the box that reaches so far beyond the trim on every side."""
        low = self.margin - beyond
        high = self.margin + beyond
        return low, low, round(high + self.width, 3), round(high + self.height, 3)


def prepare(pdf: Pdf, press: Press) -> None:
    """Turn the pages of a bound book into pages for a press.

    Colours become their greys: a book is printed in black; those of a cover become the
    four inks of a press. What cannot be turned is left for the preflight to find.
    """
    for page in pdf.pages:
        for key in _NAVIGATION:
            if key in page.obj:
                del page.obj[key]
        page.contents_coalesce()
        _put_on_paper(pdf, page.obj, press)
    for thing in list(pdf.objects):
        if isinstance(thing, Stream):
            _take_colour_off(thing, press)
        elif isinstance(thing, Dictionary) and "/XObject" in thing and "/ColorSpace" in thing:
            del thing["/ColorSpace"]  # the engine’s own, which nothing uses
    _describe(pdf, press)


def _put_on_paper(pdf: Pdf, page: Any, press: Press) -> None:
    page.MediaBox = Array(press.box(press.margin))
    page.BleedBox = Array(press.box(press.bleed))
    page.TrimBox = Array(press.box(0.0))
    content = page.Contents.read_bytes() if "/Contents" in page else b""
    content = _RGB.sub(_inks(press), content)
    moved = press.margin - press.bleed if press.cover else press.margin
    if moved and content:
        content = b"q 1 0 0 1 %g %g cm\n%s\nQ" % (moved, moved, content)
    if press.marks:
        content = b"\n".join((content, *crop_marks(press)))
    if content:
        page.Contents = pdf.make_stream(content)


def crop_marks(press: Press) -> Iterator[bytes]:
    """Draw two hairlines at each corner, outside trim and bleed."""
    left, bottom, right, top = press.box(0.0)
    yield b"q 0 G %g w" % HAIRLINE
    for x in (left, right):
        for y, way in ((bottom, -1), (top, 1)):
            near, far = y + way * press.gap, y + way * (press.gap + MARK)
            yield b"%g %g m %g %g l S" % (x, near, x, far)
    for y in (bottom, top):
        for x, way in ((left, -1), (right, 1)):
            near, far = x + way * press.gap, x + way * (press.gap + MARK)
            yield b"%g %g m %g %g l S" % (near, y, far, y)
    yield b"Q"


def _inks(press: Press) -> Callable[[re.Match[bytes]], bytes]:
    return _four if press.cover else _grey


def _four(found: re.Match[bytes]) -> bytes:
    """Return the operator for a colour in four inks, with as much black as there can be.

    So no place takes more ink than paper holds, and black is black alone.
    """
    parts = [float(found[n]) for n in (1, 2, 3)]
    light = max(parts)
    inks = [round(1 - part / light, 3) if light else 0.0 for part in parts]
    operator = b"k" if found[4] == b"rg" else b"K"
    cyan, magenta, yellow = inks
    return b"%g %g %g %g %s" % (cyan, magenta, yellow, round(1 - light, 3), operator)


def _grey(found: re.Match[bytes]) -> bytes:
    """Return the operator for the grey of a colour, by how bright it looks (ITU-R BT.601)."""
    red, green, blue = (float(found[n]) for n in (1, 2, 3))
    value = round(0.299 * red + 0.587 * green + 0.114 * blue, 3)
    return b"%g %s" % (value, b"g" if found[4] == b"rg" else b"G")


def _take_colour_off(stream: Stream, press: Press) -> None:
    kind = stream.get("/Subtype")
    if kind == Name.Form:
        stream.write(_RGB.sub(_inks(press), stream.read_bytes()))
        if "/Group" in stream:
            del stream["/Group"]
    elif kind == Name.Image and not stream.get("/ImageMask", False) and not _is_grey(stream):
        _make_plain(stream, "CMYK" if press.cover else "L")


def _is_grey(image: Object) -> bool:
    return image.get("/ColorSpace") == Name.DeviceGray and "/SMask" not in image


def _make_plain(image: Any, inks: str) -> None:
    """Turn a picture into inks, on white where it lets the page show through.

    Args:
        image: Of the file.
        inks: ``L`` for greys, ``CMYK`` for four inks, as Pillow names them.
    """
    picture = PdfImage(image).as_pil_image().convert("RGB")
    if "/SMask" in image:
        mask = PdfImage(image.SMask).as_pil_image().convert("L").resize(picture.size)
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=mask)
        picture = paper
    picture = picture.convert(inks)
    for key in ("/SMask", "/Mask", "/Decode"):
        if key in image:
            del image[key]
    image.ColorSpace = Name.DeviceGray if inks == "L" else Name.DeviceCMYK
    image.BitsPerComponent = 8
    image.write(picture.tobytes())


def _describe(pdf: Pdf, press: Press) -> None:
    """Say which standard the file keeps to, as that standard wants it said."""
    intent = {
        "/Type": Name.OutputIntent,
        "/S": Name("/GTS_PDFX"),
        "/OutputConditionIdentifier": String(CONDITION),
        "/OutputCondition": String(CONDITION),
        "/RegistryName": String("http://www.color.org"),
    }
    pdf.Root.OutputIntents = Array([pdf.make_indirect(Dictionary(intent))])
    stamp = press.date.strftime("D:%Y%m%d%H%M%SZ")
    for key, value in (
        ("/GTS_PDFXVersion", STANDARD),
        ("/Creator", "anthology"),
        ("/CreationDate", stamp),
        ("/ModDate", stamp),
    ):
        pdf.docinfo[key] = value
    pdf.docinfo["/Trapped"] = Name("/False")
