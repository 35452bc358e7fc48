"""Notes made ready for the foot of the page: marker, links, and long ones cut in parts.

WeasyPrint moves a note that does not fit, wholly, and cuts off the end of one that is
taller than the page. So a long note is handed over as a run of short ones, called at the
same point and cut where its lines end: they flow from page to page, and as each but the
last of a paragraph is justified to its end, no seam shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

HYPHEN = "\u2010"
"""What the engine puts at the end of a line where it divides a word."""

WORD_JOINER = "\u2060"
"""Keeps a mark on the line of the word or the stop that it follows."""

LONG = 240
"""In letters: a shorter note surely has fewer lines than a note is cut for."""

FEWEST_LINES = 4
"""A note of fewer lines is not cut: at least two lines must stay and two go over."""


@dataclass(frozen=True, slots=True)
class Line:
    """The end of one line of a note, in letters from its beginning."""

    end: int
    hyphenated: bool = False
    last: bool = False
    """Whether a paragraph ends here."""


_LOW = re.compile(r"[^\W\d_]|[§‖¶]")
"""Signs that stand on the line in a face that has no raised ones: a style may raise them."""


def notes_in(tree: Element) -> list[Element]:
    """Return the notes of a section that float to the foot, in the order of their marks."""
    return [element for element in tree.iter("span") if element.get("class") == "note"]


def dress_notes(tree: Element) -> None:
    """Give every note its mark in the text and its marker at the foot, linked both ways."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for note in notes_in(tree):
        name = note.get("id", "")
        call = f"{name}--mark"
        note.set("data-note", name)
        _wrap(
            note, parents[note], Element("a", {"class": "call", "id": call, "href": f"#{name}"})
        )
        marker = Element("a", {"class": "marker", "href": f"#{call}"})
        marker.text = note.get("data-mark", "")
        if not marker.text.isalnum():
            marker.set("data-symbol", "")
        if _LOW.search(marker.text):
            note.set("data-low", "")
        note.set("data-mark", f"{WORD_JOINER}{marker.text}")
        note.insert(0, marker)
    for mark in tree.iter("a"):
        if mark.get("class") == "mark" and _LOW.search(mark.text or ""):
            mark.set("data-low", "")


def _wrap(element: Element, parent: Element, wrapper: Element) -> None:
    wrapper.tail, element.tail = element.tail, None
    parent[list(parent).index(element)] = wrapper
    wrapper.append(element)


def long_notes(tree: Element) -> list[Element]:
    """Return the notes that may have to be cut."""
    return [note for note in notes_in(tree) if len("".join(note.itertext())) > LONG]


def split_notes(tree: Element, lines: Mapping[str, Sequence[Line]]) -> None:
    """Replace long notes by runs of short ones.

    Args:
        tree: The section; it is changed.
        lines: Id of a note → its lines, as measured.
    """
    parents = {child: parent for parent in tree.iter() for child in parent}
    for note in long_notes(tree):
        measured = lines.get(note.get("id", ""), ())
        if len(measured) < FEWEST_LINES:
            continue
        parent = parents[note]
        place = list(parent).index(note)
        parts = list(_parts(note, seams(measured)))
        parts[-1].tail = note.tail
        parent[place : place + 1] = parts


def seams(lines: Sequence[Line]) -> list[Line]:
    """Choose the line ends to cut a note at; the last is its end.

    Two lines stay together at the beginning of a note and of each of its paragraphs, and
    two at their ends.

    >>> [seam.end for seam in seams([Line(n) for n in (1, 2, 3, 4)] + [Line(5, last=True)])]
    [2, 3, 5]
    >>> [s.end for s in seams([Line(1), Line(2, last=True), Line(3), Line(4, last=True)])]
    [2, 4]
    """
    chosen = []
    first = 0
    for number, line in enumerate(lines):
        if line.last:
            chosen.append(line)
            first = number + 1
        elif number > first and not lines[number + 1].last:
            chosen.append(line)
    return chosen


def _parts(note: Element, ends: Iterable[Line]) -> Iterator[Element]:
    start = 0
    for seam in ends:
        part = _Slice(start, seam.end).of(note)
        if start:
            part.set("class", "note rest")
            part.attrib.pop("id", None)
        if not seam.last:
            part.set("class", f"{part.get('class')} runs-on")
        if seam.hyphenated:
            _append(part, HYPHEN)
        yield part
        start = seam.end


def _append(element: Element, words: str) -> None:
    """Add words at the very end of an element, inside its innermost last child."""
    while len(element) and not element[-1].tail:
        element = element[-1]
    if len(element):
        element[-1].tail = f"{element[-1].tail}{words}"
    else:
        element.text = f"{element.text or ''}{words}"


class _Slice:
    """Copies an element with only the letters from ``start`` to ``end``.

    The marker of the note is copied with the first slice and not counted.
    """

    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self._end = end
        self._at = 0

    def of(self, element: Element) -> Element:
        begun = self._at < self._start
        copy = Element(element.tag, element.attrib)
        if begun:
            copy.attrib.pop("id", None)
            copy.set("class", f"{copy.get('class', '')} continued".strip())
        copy.text = self._take(element.text)
        for child in element:
            if child.get("class") == "marker":
                if self._start == 0:
                    copy.append(deepcopy(child))
                continue
            before = self._at
            inner = self.of(child)
            if self._holds(before):
                copy.append(inner)
            tail = self._take(child.tail)
            if tail:
                self._add_tail(copy, tail)
        return copy

    def _holds(self, before: int) -> bool:
        """Tell whether what lay between ``before`` and here is part of the slice."""
        if before == self._at:  # something without words: a line break, an anchor
            return self._start <= before < self._end
        return before < self._end and self._at > self._start

    def _take(self, words: str | None) -> str:
        words = words or ""
        begin = max(self._start - self._at, 0)
        end = max(self._end - self._at, 0)
        self._at += len(words)
        return words[begin:end]

    @staticmethod
    def _add_tail(copy: Element, tail: str) -> None:
        if len(copy):
            copy[-1].tail = f"{copy[-1].tail or ''}{tail}"
        else:
            copy.text = f"{copy.text or ''}{tail}"
