"""Set the marks of notes before or after the punctuation they meet, if a book asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from anthology.model import Book, Inline, NoteMark, Piece, Query, Text
from anthology.passes.walk import HOLDERS, Run, map_pieces, map_text
from anthology.problems import Problem

BY_LANGUAGE = {"en": "after", "fr": "before"}
"""The custom of the languages that have one (CMOS 18, 13.29; Lexique, “appel de note”)."""

AFTER = re.compile(r"[.,;:!?]+[”’\"'»]*|[”’»]+[.,;:!?]*")
"""What a mark that stands after punctuation lets pass: signs, and closing quotation marks."""

BEFORE = re.compile(r"[\u00a0\u202f]?[.,;:!?]+$")
"""What a mark that stands before punctuation steps over, with its space."""


def order_marks(book: Book) -> tuple[Book, list[Problem]]:
    """Move marks past punctuation, if ``notes: punctuation`` says to which side.

    Only marks move, and only past signs that stand right beside them in the same run of
    words; no sign is added or taken away. The full stop of an abbreviation is not one to
    step over: after it the sentence goes on in lower case.
    """
    if not book.notes_punctuation:
        return book, []

    def in_piece(piece: Piece) -> Piece:
        side = book.notes_punctuation
        if side == "language":
            side = BY_LANGUAGE.get(piece.lang.partition("-")[0].lower(), "")
        return map_text(lambda run: _ordered(run, side), piece) if side else piece

    return map_pieces(in_piece, book), []


def _ordered(run: Run, side: str) -> Run:
    nodes = [_inside(node, side) for node in run]
    for start, end in reversed(_marks(nodes)):
        if side == "after":
            _let_pass(nodes, start, end)
        else:
            _step_back(nodes, start, end)
    changed = tuple(node for node in nodes if node != Text(""))
    return run if changed == run else changed


def _inside(node: Inline, side: str) -> Inline:
    if isinstance(node, HOLDERS):
        return replace(node, children=_ordered(node.children, side))
    return node


def _marks(nodes: Sequence[Inline]) -> list[tuple[int, int]]:
    """Return the stretches of marks that stand together, with the queries among them."""
    found: list[tuple[int, int]] = []
    for place, node in enumerate(nodes):
        goes_on = bool(found) and found[-1][1] == place
        if goes_on and isinstance(node, NoteMark | Query):
            found[-1] = (found[-1][0], place + 1)
        elif isinstance(node, NoteMark):
            found.append((place, place + 1))
    return found


def _let_pass(nodes: list[Inline], start: int, end: int) -> None:
    """Put the signs after some marks before them."""
    after = nodes[end] if end < len(nodes) else None
    if not isinstance(after, Text) or not start:
        return
    signs = AFTER.match(after.words)
    if signs is None or after.words[signs.end() : signs.end() + 1].isalnum():
        return
    nodes[end] = Text(after.words[signs.end() :])
    before = nodes[start - 1]
    if isinstance(before, Text):
        nodes[start - 1] = Text(before.words + signs.group())
    else:
        nodes.insert(start, Text(signs.group()))


def _step_back(nodes: list[Inline], start: int, end: int) -> None:
    """Put the signs before some marks after them."""
    before = nodes[start - 1] if start else None
    if not isinstance(before, Text):
        return
    signs = BEFORE.search(before.words)
    after = nodes[end] if end < len(nodes) else None
    rest = after.words if isinstance(after, Text) else ""
    if signs is None or (signs.group() == "." and rest.lstrip()[:1].islower()):
        return
    nodes[start - 1] = Text(before.words[: signs.start()])
    if isinstance(after, Text):
        nodes[end] = Text(signs.group() + rest)
    else:
        nodes.insert(end, Text(signs.group()))
