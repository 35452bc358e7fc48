"""The list of works as it is printed: in its groups, each work with the ways back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from anthology.editions.markup import Places
from anthology.editions.medium import Medium
from anthology.editions.terms import terms
from anthology.model import BibliographyEntry, Book, Inline, Mention, Piece, Text


@dataclass(frozen=True, slots=True)
class Group:
    """Works under one heading."""

    title: tuple[Inline, ...]
    """Empty for a list that is not divided."""

    entries: tuple[BibliographyEntry, ...]


@dataclass(frozen=True, slots=True)
class WayBack:
    """A place in the book that an entry names."""

    href: str
    title: str
    page: str
    """Its label; empty where there are no pages."""


def work_groups(book: Book) -> Iterator[Group]:
    """Divide the list of works as the book asks; a group without works is left out.

    A work with several of the keywords stands in the first of their groups. What belongs
    to no group comes last, under a heading of ours.
    """
    if not book.citations.groups:
        yield Group((), book.bibliography)
        return
    left = list(book.bibliography)
    groups: dict[int, list[BibliographyEntry]] = {}
    order = sorted(enumerate(book.citations.groups), key=lambda pair: not pair[1].keyword)
    for place, group in order:  # the one for all that is left takes last
        groups[place] = [
            entry
            for entry in left
            if not group.keyword or group.keyword in book.references[entry.key].keywords
        ]
        left = [entry for entry in left if entry not in groups[place]]
    for place, group in enumerate(book.citations.groups):
        if groups[place]:
            yield Group(group.title, tuple(groups[place]))
    if left:
        yield Group((Text(terms(book.lang)["other-works"]),), tuple(left))


def ways_back(
    entry: BibliographyEntry,
    pieces: Mapping[str, Piece],
    here: str,
    medium: Medium,
    places: Places,
) -> tuple[WayBack, ...]:
    """Return where an entry is cited first in each piece.

    Args:
        entry: A work.
        pieces: Those of the book, by slug.
        here: The section that lists the work.
        medium: The edition.
        places: Where things stand in it.
    """

    def way(mention: Mention) -> WayBack:
        slug = mention.piece
        if mention.note:
            slug = places.notes[slug][mention.note].section
        return WayBack(
            medium.link(here, slug, mention.id),
            pieces[mention.piece].running_title,
            medium.page(slug, mention.id),
        )

    return tuple(way(mention) for mention in entry.mentions)
