"""Reading the layout engine’s result: the lines of notes, and whether every word is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.letters import UNPRINTED, letters
from anthology.editions.pdf.footnotes import HYPHEN, Line
from anthology.editions.pdf.parts import Fault, Foot

SLACK = 0.5
"""In CSS pixels: how far a line may reach into another area before that is a fault."""


@dataclass(slots=True)
class _NoteSet:
    """What became of one note."""

    marked: int = -1
    """Page of its mark, from 0; -1 when the mark is not set."""

    pages: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def measured_lines(pages: Iterable[Any], notes: Sequence[Element]) -> dict[str, list[Line]]:
    """Return the lines of each note, by its id.

    Args:
        pages: Page boxes, each with one of the notes set as wide as it will be.
        notes: The same notes as elements, without their markers’ links resolved.
    """
    sources = {note.get("id", ""): note for note in notes}
    found: dict[str, list[Line]] = {}
    for page in pages:
        for area in _note_areas(page):
            for box in area.children:
                name = box.element.get("id", "") if box.element is not None else ""
                if name in sources:
                    found[name] = _lines(box, sources[name])
    return found


def _lines(box: Any, note: Element) -> list[Line]:
    """Find where in the words of a note the lines of its box end.

    Returns nothing for a note whose words the style sheet changes, so that it is left whole.
    """
    source = "".join(_words(note))
    bounds = _paragraph_ends(note)
    lines: list[Line] = []
    at = 0
    for line in _outer_lines(box):
        end, hyphenated = _follow(source, at, _line_words(line))
        if end < 0:
            return []
        if end > at:
            lines.append(Line(end, hyphenated, end in bounds))
        at = end
    return lines if at in bounds and len(source[at:].strip()) == 0 else []


def _words(element: Element) -> Iterator[str]:
    """The words of a note, without its marker."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "marker":
            yield from _words(child)
        yield child.tail or ""


def _paragraph_ends(note: Element) -> frozenset[int]:
    """Where its paragraphs end, counted in letters, spaces at the end left out."""
    at, ends = len(note.text or ""), set()
    for child in note:
        words = "" if child.get("class") == "marker" else "".join(_words(child))
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


def _outer_lines(box: Any) -> Iterator[Any]:
    """The lines of a block, not those of boxes within its lines."""
    for child in getattr(box, "children", ()):
        if isinstance(child, kinds.LineBox):
            yield child
        else:
            yield from _outer_lines(child)


def _line_words(line: Any) -> str:
    texts = (box for box in line.descendants() if isinstance(box, kinds.TextBox))
    return "".join(box.text for box in texts if not _is_marker(box)).strip()


def _is_marker(box: Any) -> bool:
    return "::" in box.element_tag or box.element.get("class") == "marker"


def _note_areas(page: Any) -> Iterator[Any]:
    return (child for child in page.children if isinstance(child, kinds.FootnoteAreaBox))


def feet(pages: Sequence[Any]) -> Iterator[Foot]:
    """Find where the notes of each page begin."""
    for number, page in enumerate(pages):
        for area in _note_areas(page):
            first = next(
                (box.element for box in area.children if box.element is not None), None
            )
            if first is not None:
                top = (area.border_box_y() - page.content_box_y()) * 0.75
                yield Foot(number, round(top, 3), "rest" in first.get("class", "").split())


def audit(pages: Sequence[Any], tree: Element, notes: Sequence[Element]) -> list[Fault]:
    """Check that the layout has every word of the text and every note where it belongs.

    Args:
        pages: Page boxes of the laid-out section.
        tree: The section as it was laid out.
        notes: Its notes as they were before the long ones were cut.
    """
    found: dict[str, _NoteSet] = {note.get("id", ""): _NoteSet() for note in notes}
    for number, page in enumerate(pages):
        _see_page(number, page, found)
    faults = [fault for number, page in enumerate(pages) for fault in _collisions(number, page)]
    for note in notes:
        faults += _note_faults(note, found[note.get("id", "")])
    return [*faults, *_text_faults(pages, tree)]


def _see_page(number: int, page: Any, notes: Mapping[str, _NoteSet]) -> None:
    for box in page.descendants():
        note = getattr(box, "footnote", None)
        if note is not None:
            seen = notes[note.element.get("data-note")]
            seen.marked = number if seen.marked < 0 else seen.marked
    for area in _note_areas(page):
        for box in area.children:
            if box.element is None:
                continue
            seen = notes[box.element.get("data-note")]
            seen.pages.append(number)
            seen.words += [
                text.text
                for text in box.descendants()
                if isinstance(text, kinds.TextBox) and not _is_marker(text)
            ]


def _note_faults(note: Element, seen: _NoteSet) -> Iterator[Fault]:
    name = note.get("id", "")
    if not seen.pages:
        yield Fault(name, "the note was not set")
    elif letters("".join(_words(note))) != letters("".join(seen.words)):
        yield Fault(name, "the note was not set whole")
    elif seen.pages[0] != seen.marked:
        yield Fault(name, "the note does not begin on the page of its mark")


def _collisions(number: int, page: Any) -> Iterator[Fault]:
    """Find text that runs into the notes, and notes that run off the page."""
    bottom = page.content_box_y() + page.height
    for area in _note_areas(page):
        last = max((_bottom(line) for line in _outer_lines(area)), default=0.0)
        if last > bottom + SLACK:
            yield Fault("", f"notes run off page {number + 1}")
        bottom = area.position_y
    body = max((_bottom(line) for line in _outer_lines(page.children[0])), default=0.0)
    if body > bottom + SLACK:
        yield Fault("", f"text runs off page {number + 1}")


def _bottom(line: Any) -> float:
    return float(line.position_y + line.height)


def _text_faults(pages: Sequence[Any], tree: Element) -> Iterator[Fault]:
    """Find elements of the text whose words are not all on a page.

    A heading of a table may come again on each page, so words may be there repeatedly.
    """
    printed: dict[Element, list[str]] = {}
    for page in pages:
        for box in page.children[0].descendants():
            if isinstance(box, kinds.TextBox) and "::" not in box.element_tag:
                printed.setdefault(box.element, []).append(box.text)
    near = ""
    for element in _text_elements(tree):
        near = element.get("id", near)
        wanted = letters("".join((element.text or "", *(c.tail or "" for c in element))))
        found = letters("".join(printed.get(element, ())))
        if wanted and (not found or found.replace(wanted, "")):
            yield Fault(near, f"not all words are printed: “{wanted[:40]}…”")


def _text_elements(tree: Element) -> Iterator[Element]:
    """The elements of text, headnote and opening, without what stands in notes."""
    for division in tree.iter():
        if division.get("class") in {"text", "headnote"} or division.tag == "header":
            yield from _outside_notes(division)


def _outside_notes(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if child.get("class") != "call":
            yield from _outside_notes(child)
