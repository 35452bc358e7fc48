"""What a reading system offers to go to: contents, landmarks, lists by author and date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from anthology.editions.sections import CREDITED, Division, Kind, Section
from anthology.passes.source_lines import short_date

LANDMARKS: dict[Kind, str] = {
    Kind.COVER: "cover",
    Kind.TITLE_PAGE: "titlepage",
    Kind.CONTENTS: "toc",
    Kind.NOTES: "endnotes",
    Kind.BIBLIOGRAPHY: "bibliography",
    Kind.INDEX: "index",
}
"""Places worth going to, with their ``epub:type``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and those below it."""

    section: Section
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pieces that have something in common."""

    name: str
    """What they have in common: an author, a year."""

    sections: tuple[Section, ...]


def outline(listing: Iterable[Section]) -> tuple[Entry, ...]:
    """Return the contents as a tree: parts hold their pieces."""
    entries: list[Entry] = []
    for section in listing:
        if not section.listed:
            continue
        if section.level > 1:
            last = entries.pop()
            entries.append(Entry(last.section, (*last.children, Entry(section))))
        else:
            entries.append(Entry(section))
    return tuple(entries)


def landmarks(listing: Iterable[Section]) -> tuple[tuple[str, Section], ...]:
    """Return the places a reading system offers to go to, with their ``epub:type``."""
    found: list[tuple[str, Section]] = []
    in_body = False
    for section in listing:
        if section.division is Division.BODY and not in_body:
            found.append(("bodymatter", section))
            in_body = True
        kind = LANDMARKS.get(section.kind)
        if section.kind is Kind.MATTER and section.slug == "glossary":
            kind = "glossary"
        if kind:
            found.append((kind, section))
    return tuple(found)


def by_author(listing: Iterable[Section]) -> tuple[Shelf, ...]:
    """Return the pieces under the names of those who wrote them, in the order of names."""
    names: dict[str, str] = {}
    shelves: dict[str, list[Section]] = {}
    for section in _pieces(listing):
        people = section.piece.authors if section.piece else ()
        for person in (person for person in people if person.role in CREDITED):
            names.setdefault(person.name, person.sort or person.name)
            shelves.setdefault(person.name, []).append(section)
    return _shelved(shelves, lambda name: (names[name].casefold(), name))


def by_date(listing: Iterable[Section]) -> tuple[Shelf, ...]:
    """Return the pieces under the years in which they first appeared, the oldest first."""
    shelves: dict[str, list[Section]] = {}
    for section in sorted(_pieces(listing), key=_day):
        if section.piece and section.piece.date:
            shelves.setdefault(short_date(section.piece.date), []).append(section)
    return _shelved(shelves, lambda year: ("".join(re.findall(r"\d+", year)), year))


def _day(section: Section) -> str:
    return section.piece.date.removeprefix("c.").strip() if section.piece else ""


def _pieces(listing: Iterable[Section]) -> list[Section]:
    return [section for section in listing if section.kind is Kind.PIECE]


def _shelved(
    shelves: dict[str, list[Section]], key: Callable[[str], tuple[str, str]]
) -> tuple[Shelf, ...]:
    """Put shelves in order; a single one would say nothing that the contents do not."""
    ordered = tuple(Shelf(name, tuple(shelves[name])) for name in sorted(shelves, key=key))
    return ordered if len(ordered) > 1 else ()
