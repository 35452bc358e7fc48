"""A large book goes to the processor in slices, and comes back as if it had gone whole.

What tells works apart (initials, first names, 2020a) depends on every form in which some
work is cited anywhere. So each slice takes along, from the rest of the book, sections that
have a form which nothing before them has: bare citations, in the order of the book.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

MOST = 5000
"""Citations in a slice: so many take pandoc some 300 MB."""

NEAR = re.compile(r'near-note-distance="(\d+)"')
"""In a style: how many notes apart a work still counts as cited just before."""

USUAL_NEAR = 5
"""Where a style does not say (CSL 1.0.2, near-note-distance)."""

Form = tuple[str, ...]
"""A work, and all that the form of its citation may depend on."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slice:
    """What goes to the processor at once."""

    blocks: tuple[bytes, ...]
    """Divisions, as JSON: sections, and between them what others take along."""

    places: tuple[int, ...]
    """Where each of the sections stands among them."""


def slices(sections: Sequence[bytes], style: Path, most: int = MOST) -> list[Slice]:
    """Divide the sections of a book, in their order.

    Args:
        sections: Divisions of pandoc’s, as JSON. Short forms start afresh in each.
        style: The file of the style.
        most: How many citations go at once; a section is never divided.
    """
    counts = [section.count(b'"citationId"') for section in sections]
    if sum(counts) <= most:
        return [Slice(tuple(sections), tuple(range(len(sections))))]
    found = NEAR.search(style.read_text(encoding="utf-8"))
    near = int(found[1]) if found else USUAL_NEAR
    bare = [_bare(section, near) for section in sections]
    return [_slice(sections, bare, own) for own in _shares(counts, most)]


def _shares(counts: Sequence[int], most: int) -> Iterator[range]:
    first = held = 0
    for number, count in enumerate(counts):
        if held and held + count > most:
            yield range(first, number)
            first, held = number, 0
        held += count
    yield range(first, len(counts))


@dataclass(frozen=True, slots=True)
class _Bare:
    """The citations of a section without words."""

    division: bytes
    forms: frozenset[Form]


def _slice(sections: Sequence[bytes], bare: Sequence[_Bare], own: range) -> Slice:
    """Take sections, and from before and after them what shows another form."""
    blocks: list[bytes] = []
    places: list[int] = []
    seen: set[Form] = set()
    for number, (section, rest) in enumerate(zip(sections, bare, strict=True)):
        if number in own:
            places.append(len(blocks))
            blocks.append(section)
        elif not rest.forms <= seen:
            blocks.append(rest.division)
        seen |= rest.forms
    return Slice(tuple(blocks), tuple(places))


def _bare(section: bytes, near: int) -> _Bare:
    division = json.loads(section)
    cites = [_wordless(cite) for cite in _cites(division)]
    paragraph = {"t": "Para", "c": [{"t": "Cite", "c": [cite, []]} for cite in cites]}
    whole = {"t": "Div", "c": [division["c"][0], [paragraph]]}
    return _Bare(json.dumps(whole).encode(), frozenset(_forms(cites, near)))


def _cites(node: Any) -> Iterator[list[Json]]:
    """Yield the citations within a node, each as a list of works, in reading order."""
    match node:
        case {"t": "Cite", "c": [works, _]}:
            yield works
        case {"c": content}:
            yield from _cites(content)
        case list():
            yield from chain.from_iterable(map(_cites, node))
        case _:
            return


def _wordless(works: list[Json]) -> list[Json]:
    return [{**work, "citationPrefix": [], "citationSuffix": []} for work in works]


def _forms(cites: Sequence[list[Json]], near: int) -> Iterator[Form]:
    """Yield what the forms of all citations in a section depend on (CSL 1.0.2, position)."""
    last: dict[str, tuple[int, int, int, bool]] = {}  # citation, note, place, alone in it
    for number, works in enumerate(cites):
        note = works[0]["citationNoteNum"]
        for place, work in enumerate(works):
            key, mode = work["citationId"], work["citationMode"]["t"]
            how: tuple[object, ...] = ()
            if key in last:
                citation, earlier, before, alone = last[key]
                apart = note - earlier
                how = (
                    min(number - citation, 2),
                    min(place - before, 2) if number == citation else min(place, 1),
                    apart if apart < 2 else 2 if apart <= near else 3,
                    alone,
                )
            yield (key, mode, *map(str, how))
            last[key] = (number, note, place, len(works) == 1)
