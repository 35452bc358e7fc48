"""All the words of a book that are printed, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from anthology.model import Book, Change, Code, Listing, PageMark, Query, Text
from anthology.problems import Place

PRINTED = frozenset({"credit", "name", "short_title"})
"""Fields of plain text that readers see."""


def printed_signs(book: Book) -> set[str]:
    """Return the characters of all words of a book: here a search for rare ones begins."""
    signs: set[str] = set()
    for words in (book.title, book.subtitle, book.publisher, book.rights):
        signs.update(words)
    parts = (*book.editors, *book.front, *book.contents, *book.back, *book.bibliography)
    _collect(parts, signs)
    return signs


def _collect(node: Any, signs: set[str]) -> None:
    """Add the characters of all that is written in a node, and perhaps some more.

    This goes through every book at every save, and so makes nothing on its way.
    """
    kind = node.__class__
    if kind is str:
        signs.update(node)
    elif kind is tuple:
        for child in node:
            _collect(child, signs)
    else:
        for name in _fields(kind):
            _collect(getattr(node, name), signs)


def printed_words(book: Book) -> Iterator[tuple[Place, str]]:
    """Yield the words of a book in reading order, with the nearest place above them."""
    yield book.place, " ".join((book.title, book.subtitle, book.publisher, book.rights))
    for editor in book.editors:
        yield editor.place, editor.name
    for part_or_piece in (*book.front, *book.contents, *book.back):
        yield from _words(part_or_piece, book.place)
    yield from _words(book.bibliography, book.place)


def _words(node: Any, place: Place) -> Iterator[tuple[Place, str]]:
    match node:
        case tuple():
            for child in node:
                yield from _words(child, place)
        case Text(words) | Code(words) | Listing(words):
            yield place, words
        case PageMark(label):
            yield node.place, label
        case Change(old):
            yield from _words(old, node.place)
        case _:
            yield from _parts(node, getattr(node, "place", place))


def _parts(node: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """The words in the fields of a node; names are printed, slugs and keys are not."""
    for name in _fields(node.__class__):
        value = getattr(node, name)
        if not isinstance(value, str):
            yield from _words(value, place)
        elif name in PRINTED:
            yield place, value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Name the fields of a sort of node that may hold words."""
    if not is_dataclass(kind) or issubclass(kind, Place | Query):
        return ()
    return tuple(field.name for field in fields(kind))
