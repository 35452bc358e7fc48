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


Row = list[Any]
"""A tree as lists, which are written and read several times as fast as dictionaries."""


def row(node: Node) -> Row:
    """Return a tree as lists of strings and numbers; what is empty at an end is left out.

    >>> row(Node("P", (Marked(0, 7), Node("Link", (Hit(0, 2),), words="12"))))
    ['P', [[0, 7], ['Link', [[0, 2, 'hit']], '', '12']]]
    """
    found: Row = [
        node.tag,
        [_row(kid) for kid in node.kids],
        node.lang,
        node.words,
        node.name,
        [*node.box],
        node.sort,
    ]
    while not found[-1]:
        found.pop()
    return found


def _row(kid: Node | Marked | Hit) -> Row:
    match kid:
        case Marked(page, mcid):
            return [page, mcid]
        case Hit(page, index):
            return [page, index, "hit"]
        case Node():
            return row(kid)


def node(found: Row) -> Node:
    """Read what ``row`` made of a tree."""
    tag, kids, lang, words, name, box, sort = (*found, *_EMPTY[len(found) :])
    return Node(tag, tuple([_kid(kid) for kid in kids]), lang, words, name, tuple(box), sort)


_EMPTY: Row = ["", (), "", "", "", (), ""]


def _kid(found: Row) -> Node | Marked | Hit:
    if isinstance(found[0], str):
        return node(found)
    return Marked(*found) if len(found) == 2 else Hit(*found[:2])
