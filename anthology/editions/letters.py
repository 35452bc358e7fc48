"""Counting letters, whatever markup they stand in: how one edition finds a place of another.

The same section is other XHTML in print and in an e-book: notes stand elsewhere, ids and
links differ. Its letters are the same, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

PICTURE = "\ufffc"
"""Counts as the letter of a picture (U+FFFC, object replacement character)."""

UNCOUNTED = frozenset(
    {"call", "continued", "entry-page", "locators", "mark", "marker", "page-reference"}
)
"""Classes of what only one of the editions shows, or each in its own way."""

UNPRINTED = re.compile(r"[\s\u00ad\u200b\u2010\u2060]+")
"""What comes and goes at line ends: space, of any width or none, hyphens of divided words."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where in the words of a section a printed page begins."""

    label: str
    """What the reader calls the page: ``iv``, ``17``."""

    slug: str
    """The section it shows."""

    note: str
    """Name of the note that its first words belong to (``note-3``), for a page that has
    nothing but notes; empty for others."""

    offset: int
    """Letters of the section, or of the note, before it."""

    opening: str
    """Its first letters, as far as they were looked at."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What an e-book has to know of the pages of the same book."""

    starts: tuple[PageStart, ...] = ()
    """Where they begin, blank ones left out."""

    notes_in_text: frozenset[tuple[str, str]] = frozenset()
    """Section and name of each note that stands in the run of its text; the others float
    to the foot."""

    marks: Mapping[str, str] = field(default_factory=dict)
    """Name of a mark for the index → label of the page it is printed on."""

    notes_on: Mapping[str, int] = field(default_factory=dict)
    """Label of a page → how many notes begin on it."""


NOT_PRINTED = Printed()
"""Of a book without pages."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in a tree."""

    owner: Element
    """The element whose words they are; a picture is its own owner."""

    after: Element | None
    """The child of the owner that they follow; None when they come first."""

    start: int
    """Letters before them."""

    words: str

    @property
    def end(self) -> int:
        """Letters before what follows them."""
        return self.start + len(letters(self.words))


def letters(words: str) -> str:
    """Return words without all that may differ between a source and a page.

    >>> letters("Com\u2010 mon sense")
    'commonsense'
    """
    return UNPRINTED.sub("", words).casefold()


def runs(tree: Element, left_out: Callable[[Element], bool] | None = None) -> Iterator[Run]:
    """Yield the words of a tree in reading order.

    Args:
        tree: Where to look.
        left_out: Tells which elements to pass over, beside those with an uncounted class;
            the words after them are not left out.
    """
    at = 0
    for owner, after, words in _words(tree, left_out or (lambda _: False)):
        run = Run(owner, after, at, words)
        at = run.end
        yield run


def _words(
    element: Element, left_out: Callable[[Element], bool]
) -> Iterator[tuple[Element, Element | None, str]]:
    if _name(element) == "img":
        yield element, None, PICTURE
    if element.text:
        yield element, None, element.text
    for child in element:
        if not UNCOUNTED.intersection(child.get("class", "").split()) and not left_out(child):
            yield from _words(child, left_out)
        if child.tail:
            yield element, child, child.tail


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
