"""Reading the layout engine’s result: its lines, its notes, where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.letters import UNPRINTED
from anthology.editions.pdf.footnotes import HYPHEN, Line
from anthology.editions.pdf.parts import Foot


def measured_lines(pages: Iterable[Any], notes: Sequence[Element]) -> dict[str, list[Line]]:
    """Return the lines of each note, by its id.

    Args:
        pages: Page boxes, each with one of the notes set as wide as it will be.
        notes: The same notes as elements, without their markers’ links resolved.
    """
    sources = {note.get("id", ""): note for note in notes}
    found: dict[str, list[Line]] = {}
    for page in pages:
        for area in note_areas(page):
            for box in area.children:
                name = box.element.get("id", "") if box.element is not None else ""
                if name in sources:
                    found[name] = _lines(box, sources[name])
    return found


def _lines(box: Any, note: Element) -> list[Line]:
    """Find where in the words of a note the lines of its box end.

    Returns nothing for a note whose words the style sheet changes, so that it is left whole.
    """
    source = "".join(note_words(note))
    bounds = _paragraph_ends(note)
    lines: list[Line] = []
    at = 0
    for line in outer_lines(box):
        end, hyphenated = _follow(source, at, _linewords(line))
        if end < 0:
            return []
        if end > at:
            lines.append(Line(end, hyphenated, end in bounds))
        at = end
    return lines if at in bounds and len(source[at:].strip()) == 0 else []


def note_words(element: Element) -> Iterator[str]:
    """Yield the words of a note, without its marker."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "marker":
            yield from note_words(child)
        yield child.tail or ""


def _paragraph_ends(note: Element) -> frozenset[int]:
    """Where its paragraphs end, counted in letters, spaces at the end left out."""
    at, ends = len(note.text or ""), set()
    for child in note:
        words = "" if child.get("class") == "marker" else "".join(note_words(child))
        ends.add(at + len(words.rstrip()))
        at += len(words) + len(child.tail or "")
    return frozenset(ends)


def _follow(source: str, at: int, words: str) -> tuple[int, bool]:
    """Walk along the source as far as the words of a line go.

    Returns:
        Where the line ends in the source, and whether it ends within a word; -1 for
        words that do not stand there.
    """
    for number, letter in enumerate(words):
        while at < len(source) and source[at] != letter and UNPRINTED.match(source[at]):
            at += 1
        if at < len(source) and source[at] == letter:
            at += 1
        elif letter == HYPHEN and number == len(words) - 1:
            return at, True
        elif not UNPRINTED.match(letter):
            return -1, False
    return at, False


def outer_lines(box: Any) -> Iterator[Any]:
    """Yield the lines of a block, not those of boxes within its lines."""
    for child in getattr(box, "children", ()):
        if isinstance(child, kinds.LineBox):
            yield child
        else:
            yield from outer_lines(child)


def _linewords(line: Any) -> str:
    texts = (box for box in line.descendants() if isinstance(box, kinds.TextBox))
    return "".join(box.text for box in texts if not is_marker(box)).strip()


def is_marker(box: Any) -> bool:
    """Tell whether a box shows the number of a note, or something the style sheet adds."""
    return "::" in box.element_tag or box.element.get("class") == "marker"


def note_areas(page: Any) -> Iterator[Any]:
    """Yield the foot of a page, where it has notes."""
    return (
        child
        for child in page.children
        if isinstance(child, kinds.FootnoteAreaBox) and child.children
    )


def feet(pages: Sequence[Any]) -> Iterator[Foot]:
    """Find where the notes of each page begin."""
    for number, page in enumerate(pages):
        for area in note_areas(page):
            first = next(
                (box.element for box in area.children if box.element is not None), None
            )
            if first is not None:
                top = (area.border_box_y() - page.content_box_y()) * 0.75
                yield Foot(number, round(top, 3), "rest" in first.get("class", "").split())
