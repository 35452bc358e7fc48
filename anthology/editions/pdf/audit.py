"""Whether the layout has every word of the text, and every note where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.letters import letters
from anthology.editions.pdf.boxes import is_marker, note_areas, note_words, outer_lines
from anthology.editions.pdf.parts import Fault

SLACK = 0.5
"""In CSS pixels: how far a line may reach into another area before that is a fault."""


@dataclass(slots=True)
class _NoteSet:
    """What became of one note."""

    marked: int = -1
    """Page of its mark, from 0; -1 when the mark is not set."""

    pages: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


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
    before = _NoteSet()
    for note in notes:
        seen = found[note.get("id", "")]
        faults += _note_faults(note, seen, before)
        before = seen
    return [*faults, *_text_faults(pages, tree)]


def _see_page(number: int, page: Any, notes: Mapping[str, _NoteSet]) -> None:
    for box in page.descendants():
        note = getattr(box, "footnote", None)
        if note is not None:
            seen = notes[note.element.get("data-note")]
            seen.marked = number if seen.marked < 0 else seen.marked
    for area in note_areas(page):
        for box in area.children:
            if box.element is None:
                continue
            seen = notes[box.element.get("data-note")]
            seen.pages.append(number)
            seen.words += [
                text.text
                for text in box.descendants()
                if isinstance(text, kinds.TextBox) and not is_marker(text)
            ]


def _note_faults(note: Element, seen: _NoteSet, before: _NoteSet) -> Iterator[Fault]:
    """Find what is wrong with a note.

    One that waits for a long note before it may begin on a later page than its mark: there
    is no other place for it. That is told, but keeps nobody from making the book.
    """
    name = note.get("id", "")
    if not seen.pages:
        yield Fault(name, "the note is not set")
    elif letters("".join(note_words(note))) != letters("".join(seen.words)):
        yield Fault(name, "the note is not set whole")
    elif seen.pages[0] != seen.marked:
        waits = bool(before.pages) and seen.marked < seen.pages[0] <= before.pages[-1]
        message = "the note begins on a later page than its mark"
        yield Fault(name, f"{message}, after a long one" if waits else message, lost=not waits)


def _collisions(number: int, page: Any) -> Iterator[Fault]:
    """Find text that runs into the notes, and text or notes that run off the page."""
    bottom = page.content_box_y() + page.height
    for area in note_areas(page):
        last = max((_bottom(line) for line in outer_lines(area)), default=0.0)
        if last > bottom + SLACK:
            yield Fault("", f"notes run off the foot of page {number + 1}")
        bottom = area.position_y
    body = max((_bottom(line) for line in outer_lines(page.children[0])), default=0.0)
    if body > bottom + SLACK:
        yield Fault("", f"text runs off the foot of page {number + 1}")
    for box in page.descendants():
        if isinstance(box, kinds.TextBox) and not 0 <= box.position_x + SLACK < _right(
            box, page
        ):
            yield Fault(
                "", f"“{box.text[:20].strip()}…” runs off the edge of page {number + 1}"
            )


def _right(box: Any, page: Any) -> float:
    """Where the left edge of some words may be at most, for all of them to be on the paper."""
    return float(page.margin_width() - box.width + 2 * SLACK)


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
