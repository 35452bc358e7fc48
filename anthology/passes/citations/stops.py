"""Where the stops go that pandoc puts beside citations: its nodes are mended in place.

A link around a work keeps its stop from going where it would go without the link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from anthology.passes.citations.processor import Json

_CLOSED = re.compile(r"(.*)([”’])", re.DOTALL)
"""What ends with a closing quotation mark."""


def take_stops(nodes: Sequence[Json]) -> None:
    """Take the stop away that ends a citation where the note goes on: “13; see”.

    It is the style’s own when it stands after the link; that of “ibid.” stands within.
    """
    for node, after in pairwise(nodes):
        if (
            node["t"] == "Cite"
            and after["t"] == "Str"
            and after["c"].startswith((",", ";", ":"))
        ):
            _take_last(node["c"][1])


def _take_last(content: list[Json]) -> None:
    if len(content) == 1 and content[0]["t"] == "Span":
        _take_last(content[0]["c"][1])
    elif len(content) > 1 and content[-2]["t"] == "Link" and content[-1] == _STOP:
        content[-1]["c"] = ""


_STOP = {"t": "Str", "c": "."}


def put_stops_inside(nodes: Any) -> None:
    """Put a stop that follows a linked work before the quotation mark that ends it."""
    for inner in _lists_in(nodes):
        put_stops_inside(inner)
    for node, after in pairwise(nodes):
        if node["t"] != "Link" or after["t"] != "Str" or after["c"][:1] not in {".", ","}:
            continue
        if _put_inside(node["c"][1], after["c"][0]):
            after["c"] = after["c"][1:]


def _put_inside(content: list[Json], stop: str) -> bool:
    """Put a stop before the last of some inlines, when that is a closing quotation mark."""
    last = content[-1] if content else {"t": "Space"}
    if last["t"] != "Str":
        inner = list(_lists_in([last]))
        return bool(inner) and _put_inside(inner[-1], stop)
    closed = _CLOSED.fullmatch(last["c"])
    if closed:
        last["c"] = f"{closed[1]}{stop}{closed[2]}"
    return closed is not None


def _lists_in(nodes: Any) -> Iterator[list[Json]]:
    """Yield the lists of nodes within some nodes, of whatever sort these are."""
    for node in nodes:
        content = node.get("c")
        parts = content if isinstance(content, list) else []
        if node["t"] not in _WITH_KIND and _begins_with_node(parts):
            yield content
        else:
            yield from filter(_begins_with_node, parts)


_WITH_KIND = frozenset({"Quoted", "Math"})
"""Nodes that say first what kind of marks, or formula, they are."""


def _begins_with_node(value: Any) -> bool:
    return (
        isinstance(value, list) and isinstance(next(iter(value), 0), dict) and "t" in value[0]
    )
