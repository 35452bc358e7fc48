"""The cover for the printer: back, spine and front on one sheet, in a file of its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from barcode import EAN13
from markupsafe import Markup

from anthology.editions.cover import palette, rays
from anthology.editions.dates import stated_date
from anthology.editions.faults import TemplateError, template_place
from anthology.editions.house import stylesheet
from anthology.editions.pdf.furniture import Furniture
from anthology.editions.pdf.join import Binding, join
from anthology.editions.pdf.metadata import Metadata
from anthology.editions.pdf.parts import HOUSE, PROJECT, Job, NotWellFormed, Sheet
from anthology.editions.pdf.plan import Page
from anthology.editions.pdf.pool import lay_out
from anthology.editions.pdf.preflight import preflight
from anthology.editions.pdf.press import Press
from anthology.editions.templates import render
from anthology.editions.terms import terms
from anthology.model import Book, EditionSettings
from anthology.problems import Code, Problem, error

TEMPLATE = "wrap.xhtml"

EDGE = 4.5
"""In points: how far spine text stays from the folds; binding is not exact to 1⁄16 in."""

LARGEST, SMALLEST = 13.0, 6.0
"""Sizes of spine text, in points; a spine too narrow for the smallest has none."""

UPWARD = frozenset({"fr", "es", "it", "pt", "ro", "ca", "ru"})
"""Languages whose spines are read from foot to head; elsewhere as ISO 6357 has it."""

MODULE = 0.936
"""Width of the narrowest bar in points: 0.33 mm, the nominal size of EAN-13 (GS1, 5.2.6)."""

QUIET = (11, 7)
"""Modules left blank before the bars and behind them."""

BARS, GUARDS = 62.0, 67.0
"""Height of the bars, and of those that part its halves, in points."""

GUARD_MODULES = frozenset({0, 2, 46, 48, 92, 94})


@dataclass(frozen=True, slots=True)
class Wrap:
    """The measures of a cover, in points."""

    width: float
    """Of the trimmed page; front and back are as wide."""

    height: float
    spine: float
    bleed: float

    @property
    def spine_type(self) -> float:
        """Size of what stands on the spine; 0 where there is no room."""
        size = min(LARGEST, (self.spine - 2 * EDGE) / 1.2)
        return round(size, 2) if size >= SMALLEST else 0.0


def spine_width(pages: int, leaf: float) -> float:
    """Return the width of the spine of a paperback, without its cover.

    Args:
        pages: Printed pages. A leaf has two, so the number is even.
        leaf: Thickness of one leaf in points, from the paper maker’s sheet (ISO 534).

    Raises:
        ValueError: ``pages`` is odd.

    >>> spine_width(200, 0.36)
    36.0
    """
    if pages % 2:
        raise ValueError(f"{pages} pages: a leaf has two, so the number must be even")
    return pages / 2 * leaf


def write_wrap(
    book: Book, settings: EditionSettings, pages: int
) -> tuple[bytes, list[Problem]]:
    """Return the cover as a PDF of one page, and what a printer would refuse of it.

    Args:
        book: A finished book.
        settings: Of its print edition: trim, bleed, paper.
        pages: Of the finished block, the blank ones at its end included.

    Raises:
        TemplateError: a template of the project cannot be used.
    """
    trim = settings.trim
    wrap = Wrap(trim.width, trim.height, spine_width(pages, settings.leaf), settings.bleed)
    xhtml = _filled_in(book, wrap)
    names = (f"{book.style}.css", "wrap.css")
    files = (stylesheet(name, book.folder) for name in names)
    sheets = [
        Sheet(file.name, file.read_text(encoding="utf-8"), _base(file.parent, book))
        for file in files
        if file.is_file()
    ]
    job = Job(
        "wrap",
        xhtml,
        (Sheet("page", _page_css(wrap)), *sheets),
        book.folder,
        book.lang,
        book.title,
        width=2 * wrap.width + wrap.spine,
    )
    try:
        part = lay_out(job)
    except NotWellFormed as fault:
        message = f"the XHTML of the cover is not well formed: {fault.cause}"
        raise TemplateError(template_place(TEMPLATE), message) from fault
    press = Press(
        2 * wrap.width + wrap.spine,
        wrap.height,
        wrap.bleed,
        settings.marks,
        stated_date(book),
        cover=True,
    )
    nothing = Furniture((), {})
    about = Metadata.of(book)
    content = join(Binding((part,), (Page("", 0),), nothing, (), 0, (), about, press=press))
    return content, [_refused(finding.message, book) for finding in preflight(content, press)]


def _base(folder: object, book: Book) -> str:
    return f"{PROJECT}styles/" if folder == book.folder / "styles" else HOUSE


def _refused(message: str, book: Book) -> Problem:
    return error(
        book.place, Code.OUTPUT_INVALID, f"a printer would refuse the cover: {message}"
    )


def _filled_in(book: Book, wrap: Wrap) -> Markup:
    ground, ink, accent = palette(book)
    isbn = book.identifiers.print.removeprefix("urn:isbn:")
    return render(
        TEMPLATE,
        book.folder,
        book=book,
        wrap=wrap,
        terms=terms(book.lang),
        blurb=[part for part in book.description.split("\n") if part.strip()],
        isbn=isbn,
        barcode=_address("".join(_barcode(isbn))) if isbn else "",
        ring=_address("".join(_ring(book, ink, accent))),
        upward=book.lang.partition("-")[0].lower() in UPWARD,
        ground=ground,
        ink=ink,
        accent=accent,
    )


def _page_css(wrap: Wrap) -> str:
    """Place the three faces; their grounds reach into the bleed."""
    bleed, width, height = wrap.bleed, wrap.width, wrap.height
    across, down = 2 * (width + bleed) + wrap.spine, height + 2 * bleed
    folds = bleed + width, bleed + width + wrap.spine
    return f"""\
@page {{ size: {across:g}pt {down:g}pt; margin: 0 }}
.back {{ left: 0; width: {folds[0]:g}pt; --outer: {bleed:g}pt; --inner: 0pt }}
.front {{ left: {folds[1]:g}pt; width: {folds[0]:g}pt; --outer: 0pt; --inner: {bleed:g}pt }}
.back, .front {{ top: 0; height: {down:g}pt; --bleed: {bleed:g}pt; --height: {height:g}pt }}
.spine {{ left: 0; top: 0; width: {height:g}pt; height: {wrap.spine:g}pt;
  line-height: {wrap.spine:g}pt; font-size: {wrap.spine_type:g}pt; transform-origin: 0 0;
  transform: translate({folds[1]:g}pt, {bleed:g}pt) rotate(90deg) }}
.spine.upward {{ transform: translate({folds[0]:g}pt, {bleed + height:g}pt) rotate(-90deg) }}
"""


def _address(drawing: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode('ascii')}"


def _ring(book: Book, ink: str, accent: str) -> Iterator[str]:
    """Draw the pattern of the front, each stroke opaque: a press has no transparency."""
    side = 1320.0
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side:g} {side:g}">'
    found = rays(book, side / 2, side / 2)
    yield f'<path fill="none" stroke="{ink}" stroke-width="6" stroke-linecap="round" d="'
    yield from (f"M{ray.x1:g} {ray.y1:g}L{ray.x2:g} {ray.y2:g}" for ray in found)
    yield f'"/><g fill="{accent}">'
    yield from (f'<circle cx="{x:g}" cy="{y:g}" r="7"/>' for ray in found for x, y in ray.dots)
    yield "</g></svg>"


def _barcode(isbn: str) -> Iterator[str]:
    """Draw an ISBN as EAN-13, black on white, with its quiet zones.

    Raises:
        ValueError: its check digit does not agree with the others.
    """
    digits = "".join(filter(str.isdigit, isbn))
    code = EAN13(digits)
    if code.get_fullcode() != digits:
        raise ValueError(f"the check digit of {isbn} should be {code.get_fullcode()[-1]}")
    modules: str = code.build()[0]
    before, after = QUIET
    width, height = (before + len(modules) + after) * MODULE, GUARDS + 18
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}pt" height="{height:g}pt" '
    yield f'viewBox="0 0 {width:g} {height:g}">'
    yield f'<path fill="#fff" d="M0 0h{width:g}v{height:g}h-{width:g}z"/><path fill="#000" d="'
    for place, module in enumerate(modules):
        if module == "1":
            tall = GUARDS if place in GUARD_MODULES else BARS
            left = (before + place) * MODULE
            yield f"M{left:g} 4h{MODULE:g}v{tall:g}h-{MODULE:g}z"
    yield '"/></svg>'
