"""Look through a file before it goes to a printer, as the printer will.

This shares nothing with what made the file but the measures of the paper.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

from pikepdf import Matrix, Name, Pdf, parse_content_stream

from anthology.editions.pdf.press import STANDARD, Press

FINEST = 300
"""Dots per inch a picture must have on paper."""

_ROUNDING = 0.01
"""In points: how far a side of a box may be off; of the dots, in parts of one."""

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_PAINTED = "q Q cm Do gs sh rg RG k K cs CS sc SC scn SCN INLINE IMAGE"
_COLOURED = frozenset({"rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"})


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a printer would refuse."""

    page: int
    """From 0; -1 for the file as a whole."""

    message: str


def preflight(content: bytes, press: Press) -> list[Finding]:
    """Return what a printer would refuse, each thing once a page."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        found = {Finding(-1, message) for message in _of_file(pdf)}
        if not press.cover:
            found |= {Finding(-1, message) for message in _of_leaves(pdf)}
        for number, page in enumerate(pdf.pages):
            found |= {Finding(number, message) for message in _of_page(page.obj, press)}
    return sorted(found)


def _of_file(pdf: Pdf) -> Iterator[str]:
    for key, name in (("/Outlines", "bookmarks"), ("/AcroForm", "a form")):
        if key in pdf.Root:
            yield f"it has {name}"
    intents = [str(one.get("/S")) for one in pdf.Root.get("/OutputIntents", ())]
    if intents != ["/GTS_PDFX"]:
        yield "it does not say what it is to be printed on"
    if str(pdf.docinfo.get("/GTS_PDFXVersion", "")) != STANDARD:
        yield f"it does not say that it keeps to {STANDARD}"


def _of_leaves(pdf: Pdf) -> Iterator[str]:
    if len(pdf.pages) % 2:
        yield "it has an odd number of pages"
    if _shows_anything(pdf.pages[-1].obj):
        yield "its last page is not blank"


def _shows_anything(page: Any) -> bool:
    return "/Contents" in page and any(
        str(one.operator) in {"Tj", "TJ", "Do", "sh", "f", "f*", "B"}
        for one in parse_content_stream(page)
    )


def _of_page(page: Any, press: Press) -> Iterator[str]:
    if "/Annots" in page:
        yield "it has links or comments"
    for name, beyond in (("Media", press.margin), ("Bleed", press.bleed), ("Trim", 0.0)):
        sides = [float(side) for side in page.get(f"/{name}Box", ())]
        wanted = press.box(beyond)
        if len(sides) != len(wanted) or any(
            abs(side - other) > _ROUNDING for side, other in zip(sides, wanted, strict=True)
        ):
            yield f"its {name.lower()} box is not where it should be"
    yield from _drawn(page, page.get("/Resources", {}), Matrix(), press)
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        yield from _of_font(font)


def _of_font(font: Any) -> Iterator[str]:
    name = str(font["/BaseFont"])
    whole = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(whole["/FontDescriptor"].keys()):
        yield f"the font {name[1:]} is not embedded"
    if not _SUBSET.match(name):
        yield f"the font {name[1:]} is embedded whole"


def _drawn(drawing: Any, resources: Any, start: Matrix, press: Press) -> Iterator[str]:
    """Follow a drawing as far as colour, transparency and pictures go."""
    if "/Group" in drawing:
        yield "it has transparency"
    if "/Contents" not in drawing and drawing.get("/Subtype") != Name.Form:
        return
    matrix, kept = start, list[Matrix]()
    for one in parse_content_stream(drawing, _PAINTED):
        operator, operands = str(one.operator), list(one.operands)
        if operator == "q":
            kept.append(matrix)
        elif operator == "Q":
            matrix = kept.pop()
        elif operator == "cm":
            matrix = Matrix(*map(float, operands)) @ matrix
        else:
            yield from _painted(one, resources, matrix, press)


def _painted(one: Any, resources: Any, at: Matrix, press: Press) -> Iterator[str]:
    operator, operands = str(one.operator), list(one.operands)
    if operator in _COLOURED:
        yield f"it has colour that is not {'of the four inks' if press.cover else 'black'}"
    elif operator in {"k", "K"}:
        if not press.cover and any(map(float, operands[:3])):
            yield "it has colour that is not black"
    elif operator == "INLINE IMAGE":
        yield "it has a picture within its text"
    elif operator == "gs":
        yield from _of_state(resources["/ExtGState"][str(operands[0])])
    elif operator == "Do":
        thing = resources["/XObject"][str(operands[0])]
        if thing.get("/Subtype") == Name.Image:
            yield from _of_picture(thing, at, press)
        else:
            inner = Matrix(thing["/Matrix"]) @ at if "/Matrix" in thing else at
            yield from _drawn(thing, thing.get("/Resources", resources), inner, press)


def _of_state(state: Any) -> Iterator[str]:
    opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
    plain: Iterable[Any] = (state.get("/BM", Name.Normal), state.get("/SMask", Name("/None")))
    if not opaque or list(plain) != [Name.Normal, Name("/None")]:
        yield "it has transparency"


def _of_picture(image: Any, at: Matrix, press: Press) -> Iterator[str]:
    if "/SMask" in image:
        yield "it has transparency"
    inks = {Name.DeviceGray, Name.DeviceCMYK} if press.cover else {Name.DeviceGray}
    if not image.get("/ImageMask", False) and image.get("/ColorSpace") not in inks:
        yield "it has a picture in colour"
    across = 72 * int(image.Width) / hypot(at.a, at.b)
    down = 72 * int(image.Height) / hypot(at.c, at.d)
    finest = int(min(across, down) + _ROUNDING)
    if finest < FINEST:
        yield f"it has a picture of {finest} dots per inch, where {FINEST} are needed"
