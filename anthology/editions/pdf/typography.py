"""What a compositor would mark on the proofs, counted on the finished layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.pdf.boxes import is_marker, note_areas, outer_lines
from anthology.editions.pdf.footnotes import HYPHEN
from anthology.editions.pdf.parts import Blemish, Flaw
from anthology.editions.pdf.shaping import type_of

LOOSEST = 1.6
"""In normal word spaces: what is wider looks like a hole in the line."""

MOST_HYPHENS = 2
"""In a row (CMOS 18, 2.117 allows three; two is what good books keep to)."""

DEEPEST_HOLE = 2.0
"""In lines: what may be left white above the notes or the foot, where text goes on."""

SLACK = 0.1
"""In lines: sums of heights are not exact."""

OVERHANG = 2.0
"""In CSS pixels: how far a line may reach into the margin without being seen to."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_DASHES = "–—"
_OPENING = "“‘«‹„‚([¿¡"
"""Of quotations, brackets and questions. Where » opens, as in German, « stands for the end:
those are not looked at."""


@dataclass(slots=True)
class _Line:
    """A line as it is set."""

    page: int
    box: Any
    words: str
    first: bool
    """Of its paragraph."""

    last: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What is found on the pages of a section."""

    lines: int
    """How many are justified: what loose ones are compared with."""

    blemishes: tuple[Blemish, ...]


def proofread(pages: Sequence[Any]) -> Proof:
    """Count the flaws of a section.

    Args:
        pages: Page boxes of the laid-out section.
    """
    found = [blemish for number in range(len(pages)) for blemish in _foot(number, pages)]
    found += [blemish for number, page in enumerate(pages) for blemish in _over(number, page)]
    justified = 0
    for paragraph in _paragraphs(pages):
        found += _broken(paragraph)
        found += _ends(paragraph)
        spaces = [(line.page, looseness(line.box)) for line in paragraph if _is_justified(line)]
        justified += len(spaces)
        found += [Blemish(page, Flaw.LOOSE) for page, space in spaces if space > LOOSEST]
    return Proof(justified, tuple(sorted(found)))


def _paragraphs(pages: Sequence[Any]) -> list[list[_Line]]:
    """Gather the lines of each paragraph of the text and of the notes."""
    found: dict[Any, list[_Line]] = {}
    for number, page in enumerate(pages):
        for area in (page.children[0], *note_areas(page)):
            for element, lines in groupby(_lines(number, area), lambda line: line.box.element):
                found.setdefault(element, []).extend(lines)
    for paragraph in found.values():
        paragraph[0].first = paragraph[-1].last = True
    return list(found.values())


def _lines(number: int, area: Any) -> Iterator[_Line]:
    for box in outer_lines(area):
        words = _words(box)
        if words:
            yield _Line(number, box, words, first=False, last=False)


def _words(line: Any) -> str:
    texts = (box for box in line.descendants() if isinstance(box, kinds.TextBox))
    return "".join(text.text for text in texts if not is_marker(text)).strip()


def _broken(paragraph: Sequence[_Line]) -> Iterator[Blemish]:
    """Find what is wrong where a paragraph goes over the page."""
    if paragraph[0].box.element_tag in {"td", "th"}:
        return
    runs = [list(lines) for _, lines in groupby(paragraph, lambda line: line.page)]
    for here, there in pairwise(runs):
        if len(here) == 1 and here[0].first:
            yield Blemish(here[0].page, Flaw.ORPHAN)
        if len(there) == 1 and there[0].last:
            yield Blemish(there[0].page, Flaw.WIDOW)
        if here[-1].words.endswith(HYPHEN):
            yield Blemish(here[-1].page, Flaw.DIVIDED)


def _ends(paragraph: Sequence[_Line]) -> Iterator[Blemish]:
    """Find what is wrong at the ends of lines."""
    hyphens = 0
    for line in paragraph:
        hyphens = hyphens + 1 if line.words.endswith(HYPHEN) else 0
        if hyphens > MOST_HYPHENS:
            yield Blemish(line.page, Flaw.HYPHENS)
        if line.words[0] in _DASHES and not line.first and not _opens(line):
            yield Blemish(line.page, Flaw.DASH)
        if line.words[-1] in _OPENING and not line.last:
            yield Blemish(line.page, Flaw.QUOTE)
        if line.last and not line.first and _is_scrap(line.box):
            yield Blemish(line.page, Flaw.SCRAP)


def _opens(line: _Line) -> bool:
    """Tell whether a dash stands where Spanish has it: before what it sets apart."""
    spanish = (line.box.style["lang"] or "").startswith("es")
    return spanish and line.words[1:2].isalpha()


def _is_scrap(line: Any) -> bool:
    """Tell whether a last line is shorter than the indent of the paragraph after it."""
    style = line.style
    if style["text_align_all"] != "justify" or style["text_align_last"] != "auto":
        return False
    return bool(line.width < style["line_height"].value)


def _is_justified(line: _Line) -> bool:
    style = line.box.style
    align = style["text_align_all"]
    if line.last and style["text_align_last"] != "auto":
        align = style["text_align_last"]
    elif line.last:
        return False
    return align == "justify" and " " in line.words


def looseness(line: Any) -> float:
    """Return how wide the spaces of a line are, in normal word spaces."""
    texts = (box for box in line.descendants() if isinstance(box, kinds.TextBox))
    for text in texts:
        if " " in text.text.strip():
            more = text.justification_spacing / type_of(text.style).space
            return float((1 + more) * getattr(text, "scale", 1))
    return 1.0


def _foot(number: int, pages: Sequence[Any]) -> Iterator[Blemish]:
    """Find what is wrong at the foot of a page that is not the last."""
    if number == len(pages) - 1:
        return
    last = _last(pages[number])
    if last is not None and _inside_heading(last):
        yield Blemish(number, Flaw.HEADING)
    if white(pages[number]) > DEEPEST_HOLE + SLACK:
        yield Blemish(number, Flaw.HOLE)


def _over(number: int, page: Any) -> Iterator[Blemish]:
    """Find lines that reach into the margin."""
    edge = page.content_box_x() + page.width + OVERHANG
    for area in (page.children[0], *note_areas(page)):
        for line in outer_lines(area):
            if line.position_x + line.width > edge:
                yield Blemish(number, Flaw.OVER)


def white(page: Any) -> float:
    """Return how much is left white above the notes of a page or its foot, in lines."""
    last = _last(page)
    if last is None:
        return 0.0
    bottom = page.content_box_y() + page.height
    for area in note_areas(page):
        bottom = area.position_y
    return float((bottom - _bottom(last)) / page.children[0].style["line_height"].value)


def divided(page: Any) -> bool:
    """Tell whether the text of a page ends within a word."""
    lines = [box for box in outer_lines(page.children[0]) if _words(box)]
    last = max(lines, key=_bottom, default=None)
    return last is not None and _words(last).endswith(HYPHEN)


def _last(page: Any) -> Any:
    """Return the last line or picture of a page."""
    return max(_set(page.children[0]), key=_bottom, default=None)


def _set(box: Any) -> Iterable[Any]:
    """Yield the lines and pictures of a page."""
    return (
        child
        for child in box.descendants()
        if isinstance(child, kinds.LineBox | kinds.ReplacedBox)
    )


def _inside_heading(box: Any) -> bool:
    return box.element_tag in HEADINGS


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height())
