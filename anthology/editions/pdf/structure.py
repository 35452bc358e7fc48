"""What the words on the pages are: a tree that passes from the engine to the joined file.

The engine marks each run of words with a number; the tree says which runs make a
paragraph, a note, a cell. It is plain data, so that it can be sent and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of words, or a picture, that the drawing of a page marks."""

    page: int
    """From 0, within the section."""

    mcid: int
    """Its marked-content identifier on that page (ISO 32000-1, 14.7.4.2)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An area of a page that can be clicked."""

    page: int
    index: int
    """Which of the annotations of that page, from 0."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the structure."""

    tag: str
    """A standard structure type (ISO 32000-1, 14.8.4): ``P``, ``Note``, ``TH``."""

    kids: tuple[Node | Marked | Hit, ...] = ()
    lang: str = ""
    """Language of its words; empty where it is that of what it stands in."""

    words: str = ""
    """Of a picture: what it shows. Of a link: what it is called."""

    name: str = ""
    """What a note is known by, unique in the book."""

    box: tuple[float, ...] = ()
    """Of a picture: left, bottom, right and top on its page, in points."""

    sort: str = ""
    """Of a heading cell: ``Column`` or ``Row``. Of a numbered list: ``Decimal``."""


def node(values: dict[str, Any]) -> Node:
    """Read a tree from what ``dataclasses.asdict`` makes of one."""
    kids = tuple(map(_kid, values["kids"]))
    return Node(**{**values, "kids": kids, "box": tuple(values["box"])})


def _kid(values: dict[str, Any]) -> Node | Marked | Hit:
    if "mcid" in values:
        return Marked(**values)
    return node(values) if "tag" in values else Hit(**values)
