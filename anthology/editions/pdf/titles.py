"""Titles of more than one line, divided evenly instead of into a full line and a scrap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from anthology.faces import letter_widths

SCALE = 2.0
"""Size of a title in sizes of the text; as in ``book.css``."""

EASE = 1.03
"""How much wider the lines may be than we reckon: we know nothing of kerning."""

_SPACE = " "
_GAPS = re.compile(r"[ \t\r\n]+")
"""Where a line may end: not at every sort of space."""


def balance(tree: Element, measure: float) -> None:
    """Tell each title how wide its lines should be, for the style sheet to use.

    Args:
        tree: A section; its ``h1`` get the property ``--balance``, in ems.
        measure: Width of the text, in sizes of the text.
    """
    for title in tree.iter("h1"):
        words = split_words("".join(printed_words(title)).strip())
        width = balanced(words, measure / SCALE)
        if width:
            title.set("style", f"--balance: {width * EASE:.2f}em")


def printed_words(element: Element) -> Iterable[str]:
    """Yield the words of an element, without its notes and their marks."""
    yield element.text or ""
    for child in element:
        if child.get("class") not in {"call", "mark", "note"}:
            yield from printed_words(child)
        yield child.tail or ""


def split_words(text: str) -> list[str]:
    """Return the words between which a line may end."""
    return _GAPS.split(text)


def balanced(words: Sequence[str], measure: float) -> float:
    """Return the narrowest width that takes no more lines than the measure; 0 for one line.

    Args:
        words: Of a title.
        measure: The width there is, in ems.

    >>> balanced(["Short"], 14)
    0.0
    >>> words = "Looking Back: A History and a Manuscript".split()
    >>> width = balanced(words, 14)
    >>> lines(words, width), lines(words, width - 0.1)
    (2, 3)
    """
    count = lines(words, measure)
    if count == 1:
        return 0.0
    edges = sorted(
        {width_of(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    )
    return next((edge for edge in edges if lines(words, edge) <= count), measure)


def lines(words: Sequence[str], width: float) -> int:
    """Return how many lines the words take when each line is filled in turn."""
    count, line = 1, list[str]()
    for word in words:
        if line and width_of([*line, word]) > width + 1e-9:
            count, line = count + 1, []
        line.append(word)
    return count


def width_of(words: Sequence[str]) -> float:
    """Return the width of words on a line, in ems."""
    widths = letter_widths()
    return sum(widths.get(letter, 0.5) for letter in _SPACE.join(words))
