"""Where in the words of a section each of its pages begins, read off the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.letters import PICTURE, letters, runs
from anthology.editions.pdf.parts import Start

ENOUGH = 60
"""Letters of a page that are looked at to know it again."""


def starts(pages: Sequence[Any], tree: Element) -> list[Start]:
    """Return where the pages begin; a page without words or pictures is left out.

    Args:
        pages: Page boxes of the laid-out section.
        tree: The section as it was laid out.
    """
    body = tree.find("body")
    text = _Text(tree if body is None else body)
    noted: dict[str, int] = {}
    found = []
    for number, page in enumerate(pages):
        first = text.read(page)
        notes = list(_notes(page))
        if first >= 0:
            found.append(Start(number, "", first, text.letters[first : first + ENOUGH]))
        elif notes:
            name, words = notes[0]
            found.append(Start(number, name, noted.get(name, 0), words[:ENOUGH]))
        for name, words in notes:
            noted[name] = noted.get(name, 0) + len(words)
    return found


class _Text:
    """The text of a section, as it is read off page after page."""

    def __init__(self, tree: Element) -> None:
        self._runs: dict[Element, list[tuple[int, int]]] = {}
        """Of each run of words: letters before it, and its own."""

        found = list(runs(tree))
        for run in found:
            own = run.start, run.end - run.start
            self._runs.setdefault(run.owner, []).append(own)
        self._read: dict[Element, int] = {}
        """Letters of each element that stood on the pages so far."""

        self.letters = letters("".join(run.words for run in found))

    def read(self, page: Any) -> int:
        """Read a page; return how many letters of the text stand before it, -1 for none.

        What is printed again, such as the head of a table, counts only once.
        """
        first = -1
        for box in page.children[0].descendants(placeholders=True):
            owner, count = _letters_of(box)
            place = self._place(owner) if count else -1
            if place >= 0:
                first = place if first < 0 else first
                self._read[owner] = self._read.get(owner, 0) + count
        return first

    def _place(self, owner: Element) -> int:
        """Return where the next letter of an element stands; -1 when all were read."""
        left = self._read.get(owner, 0)
        for start, length in self._runs.get(owner, ()):
            if left < length:
                return start + left
            left -= length
        return -1


def _letters_of(box: Any) -> tuple[Any, int]:
    """Return whose words a box shows, and how many letters of them."""
    if isinstance(box, kinds.TextBox) and "::" not in box.element_tag:
        return box.element, len(letters(box.text))
    if isinstance(box, kinds.ReplacedBox) and box.element_tag == "img":
        return box.element, len(PICTURE)
    return None, 0


def _notes(page: Any) -> Iterator[tuple[str, str]]:
    """Yield the notes at the foot of a page, or what it has of them: name and letters."""
    for area in page.children:
        if not isinstance(area, kinds.FootnoteAreaBox):
            continue
        for box in area.children:
            if box.element is not None:
                texts = (text for text in box.descendants() if _letters_of(text)[1])
                words = (t.text for t in texts if t.element.get("class") != "marker")
                yield box.element.get("data-note", ""), letters("".join(words))
