"""Lines that stand back to back: what shines through the paper is a line, not the gap."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

import pikepdf
import pytest

from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.geometry import geometry
from anthology.editions.pdf.medium import PageMedium
from anthology.editions.render import render_section
from anthology.editions.sections import sections
from anthology.model import Style, TrimSize
from anthology.passes import run_passes
from anthology.reading.markdown import read_markdown
from tests.editions.pdf.making import book, piece, prose, section_job

SLACK = 0.06
"""In points: a fiftieth of a millimetre."""


def text(size: int) -> str:
    """Return a text of some pages, with everything that stands between paragraphs."""
    said = [prose(size - 3 * number, number) for number in range(12)]
    return f"""{said[0]}

{said[1]} *{prose(9)}* [{prose(4)}]{{.smallcaps}} x^2^ H~2~O `code`.[^1]

> {said[2]}
>
> {said[3]}[^2]
>
> — Penn

## {prose(3)}

{said[4]}

- {prose(20)}
- {prose(31)}

  {prose(22)}

{said[5]}[^3]

1. {prose(13)}
2. {prose(37)}

| One line
|   of verse
|
| Another

{said[6]}

| Year | Sum |
|---|---|
| 1905 | {prose(13)} |
| 1906 | {prose(60)} |

: {prose(20)}

{said[10]}

| Year | Sum |
|---|---|
| 1905 | 12 |

{said[11]}

* * *

{said[7]}

### {prose(5)}

#### {prose(4)}

{said[9]}

Term
: {prose(25)}

{said[8]}

[^1]: {prose(14)}
[^2]: {prose(40)}
[^3]: {prose(90)}
"""


@dataclass(frozen=True)
class Drawn:
    """Words on a page."""

    page: int
    height: float
    """Of their baseline, in points from the top of the paper."""

    size: float
    """Of the type, in points."""

    face: str


def drawn(pdf: bytes) -> Iterator[Drawn]:
    """Yield all words of a file, as its pages say to draw them."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            yield from _on_page(page, number)


def _on_page(page: pikepdf.Page, number: int) -> Iterator[Drawn]:
    saved, here, words, face, size = [], pikepdf.Matrix(), pikepdf.Matrix(), "", 0.0
    for step in pikepdf.parse_content_stream(page):
        operands = list(step.operands)
        match str(step.operator):
            case "q":
                saved.append(here)
            case "Q":
                here = saved.pop()
            case "cm":
                here = _matrix(operands) @ here
            case "Tm":
                words = _matrix(operands)
            case "Tf":
                face = str(page.resources.Font[str(operands[0])].BaseFont)
                size = float(str(operands[1]))
            case "TJ" | "Tj":
                at = words @ here
                top = float(page.mediabox[3]) - at.f
                yield Drawn(number, top, abs(at.d) * size, face)
            case _:
                continue


def _matrix(operands: Iterable[object]) -> pikepdf.Matrix:
    return pikepdf.Matrix(*(float(str(number)) for number in operands))


@pytest.mark.parametrize("trim", [TrimSize(), TrimSize(360, 576)])
@pytest.mark.parametrize("style", Style)
def test_lines_stand_back_to_back(style: Style, trim: TrimSize) -> None:
    """Every baseline of the text is a whole number of lines from the top of its page.

    Titles are larger, notes smaller; headings of the modern style have a face of their own.
    """
    page = geometry(trim, style)
    read = read_markdown(text(70), "texts/quay.md")
    a_book, _ = run_passes(book(piece("quay", read.blocks, read.notes)))
    listing = sections(a_book)
    (section,) = (one for one in listing if one.slug == "quay")
    xhtml = str(render_section(section, a_book, PageMedium(), listing))

    laid_out = lay_out(section_job(xhtml, "", trim, style))

    text_lines = [
        (one.height - page.top) % page.line
        for one in drawn(laid_out.pdf)
        if 0.9 < one.size / page.size < 1.1 and "Sans" not in one.face
    ]
    grid = median(text_lines)
    assert laid_out.pages > 2
    assert laid_out.feet
    assert len(text_lines) > 2 * page.lines
    assert [line for line in text_lines if abs(line - grid) > SLACK] == []
