"""Find the same work under two keys: by its numbers, or by title, year and authors."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from anthology.bibliographies.people import PEOPLE, family_and_given, names
from anthology.bibliographies.source import Entry

TITLE = 92.0
"""Likeness of titles, of 100, from which two works may be one: a slip, an article more."""

FAMILIES = 80.0
"""The same for the family names of those who wrote it."""

APART = ("volume", "number", "issue", "edition", "part", "chapter", "pages")
"""Fields in which one work has one value: if both entries have it, it must be the same."""

NUMBERS = ("doi", "isbn")
WINDOW = 12
"""How many entries of alike beginnings are compared with each."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What two entries are compared by."""

    place: int
    title: str
    year: str
    families: str
    apart: tuple[str, ...]
    figures: tuple[str, ...]
    """In the title: “1905” and “1917” are two works."""


def duplicates(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places of entries that seem to be one work, the earlier first."""
    works = [_work(place, entry) for place, entry in enumerate(entries)]
    found = set(_same_number(entries))
    for one, other in _candidates(works):
        if _alike(one, other):
            found.add((one.place, other.place))
    yield from sorted(found)


def _same_number(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    seen: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(entries):
        if entry.type.lower() in {"incollection", "inbook", "inproceedings"}:
            continue  # has the number of the book it stands in
        for name in NUMBERS:
            if number := re.sub(r"[\s–-]", "", entry.words(name).lower()):
                first = seen.setdefault((name, number), place)
                if first != place:
                    yield first, place


def _candidates(works: Sequence[_Work]) -> Iterator[tuple[_Work, _Work]]:
    """Yield pairs worth a closer look: neighbours by title, or by author and year."""
    keys: tuple[Callable[[_Work], str], ...] = (
        lambda work: work.title[:6],
        lambda work: f"{work.families[:6]} {work.year}" if work.families and work.year else "",
    )
    for key in keys:
        groups: dict[str, list[_Work]] = defaultdict(list)
        for work in works:
            if key(work) and work.title:
                groups[key(work)].append(work)
        for group in groups.values():
            # Alike titles stand side by side; so even a group of thousands costs little.
            group.sort(key=lambda work: (work.title, work.place))
            for at, one in enumerate(group):
                for other in group[at + 1 : at + 1 + WINDOW]:
                    yield (one, other) if one.place < other.place else (other, one)


def _alike(one: _Work, other: _Work) -> bool:
    if one.year and other.year and one.year != other.year:
        return False
    if any(a and b and a != b for a, b in zip(one.apart, other.apart, strict=True)):
        return False
    if one.figures != other.figures:
        return False
    if fuzz.ratio(one.title, other.title, score_cutoff=TITLE) < TITLE:
        return False
    if not (one.families and other.families):
        return bool(one.year and one.year == other.year)
    return fuzz.token_sort_ratio(one.families, other.families) >= FAMILIES


def _work(place: int, entry: Entry) -> _Work:
    people = names(entry.words(*PEOPLE))
    families = " ".join(folded(family_and_given(name)[0]) for name in people)
    apart = tuple(re.sub(r"\W+", "", entry.words(name).lower()) for name in APART)
    title = folded(entry.words("title"))
    return _Work(place, title, entry.year, families, apart, tuple(re.findall(r"\d+", title)))


def folded(words: str) -> str:
    r"""Return words without case, accents, TeX, punctuation and a first article.

    >>> folded(r"The {USSR}: \'Etude")
    'ussr etude'
    """
    bare = re.sub(r"\\[a-zA-Z]+\s*|\\.", "", words)
    flat = unicodedata.normalize("NFKD", bare).casefold()
    letters = "".join(sign for sign in flat if not unicodedata.combining(sign))
    plain = " ".join(re.findall(r"[^\W_]+", letters.replace("{", "").replace("}", "")))
    return re.sub(r"^(?:the|a|an|der|die|das|le|la|les|el)\s+", "", plain)
