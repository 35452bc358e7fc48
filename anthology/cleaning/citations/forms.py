"""How notes cite by author and year: ``Cliff, 1974, p. 121``; and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from anthology.cleaning.citations.locators import FIGURES, YEAR, located
from anthology.cleaning.citations.names import (
    AUTHORS,
    FIRST_NAMES,
    NO_NAMES,
    STOPPED,
    families_of,
    no_author,
    no_person,
)
from anthology.cleaning.citations.parts import PLACE
from anthology.cleaning.patterns import regex

_CITED = regex(rf"(?P<authors>{AUTHORS}){STOPPED}(?P<comma>,?) (?P<year>{YEAR})(?!\d|[-–]\d)")
_HINT = regex(rf" (?:(?<=[^\W\d_] )|(?<=[^\W\d_], )|(?<=\. )|(?<=\., )){YEAR}")
"""A year after a name: quickly looked for, where most notes have none."""

_CASE = regex(
    r"[^;.\x00]{0,80}?[^\W\d_][\w.)]* (?:v|vs|c)\.? (?:the )?[A-ZÀ-Þ][^;()\n]{1,80}?"
    r",? [\[(]?\d{4}[\])]?"
    r"|\b(?:Re|In re|Ex parte) [A-Z][^;\n]{1,60}?\d{4}"
    r"|\b[A-Z][\w’-]*(?: [\w’()-]+){0,6}? (?:Act|Acts|Bill|Order|Statutes?|Ordinance|Decree"
    r"|Regulations?|Gesetz|Verordnung|Loi|Décret),?(?: of| vom| du)? [^;]{0,20}?\d{4}"
)
"""Cases and laws: ``Board v. Caledonian Assurance, 1886``."""
_CASE_HINT = regex(
    r" (?:v|vs|c)\.? |Re |In re |parte |Act|Bill|Order|Stat|Ordi|Decr|Regu|Gese|Vero|Loi|Décr"
)
"""What each of them has in it: cheap to look for, where most notes have none."""

_SMALL = frozenset((
    "see", "also", "cf", "in", "by", "per", "after", "example", "quoted", "cited", "compare",
    "further", "following", "e.g", "from", "eg", "esp", "especially", "generally", "notably",
    "siehe", "vgl", "auch", "dazu", "nach", "bei", "hierzu", "etwa", "so", "vor", "allem",
    "voir", "aussi", "dans", "selon", "chez", "notamment", "véase", "ver", "según", "vedi",
    "cfr", "zie", "and", "und", "et", "y", "as", "like", "work", "study", "account", "idem",
))  # fmt: skip
"""Words that lead up to a work cited."""


class Cited(NamedTuple):
    """A work named by author and year."""

    start: int
    end: int
    families: tuple[str, ...]
    year: str
    """With its letter: ``1965a``."""

    locator: str
    """As the house writes it: ``p. 121``."""

    sure: bool
    """Whether the form alone tells: a comma before the year, or a page after it."""

    authors: str = ""
    """As the text has them."""


def without_cases(words: str) -> str:
    """Words in which cases and laws are painted over: they are no works of an author."""
    if not (FIGURES.search(words) and _CASE_HINT.search(words)):
        return words
    return _CASE.sub(lambda match: "\x00" * len(match.group()), words)


def find_cited(words: str) -> Iterator[Cited]:
    """Find works named by author and year."""
    if not _HINT.search(words):
        return
    for match, locator, end in located(_CITED, words):
        families = families_of(match["authors"])
        if no_author(families):
            continue
        start, led = _beginning(words, match.start())
        if start < 0:
            continue
        sure = bool(match["comma"] or locator) and led and not no_person(families)
        yield Cited(start, end, families, match["year"], locator, sure, match["authors"])


def _beginning(words: str, start: int) -> tuple[int, bool]:
    """Where a citation begins, first names included; -1 inside a title or an imprint.

    It begins a segment: after a point, a dash, a bracket, or a small word like ``see``.
    ``Toward the United Front, 2011`` and ``Kerns Verlag, Tübingen, 2012`` do not.

    Returns:
        The place, and whether what leads up to it leads to works: after ``interview
        with`` stands a person.
    """
    before = words[max(0, start - 80) : start]
    names = FIRST_NAMES.search(before)
    if names and not set(names.group().split()) & NO_NAMES:
        start -= len(names.group())
        before = before[: names.start()]
    tail = before.rstrip(" ")
    if _PLACED.search(tail):
        return -1, False  # a publisher, not an author
    if not tail or tail[-1] in '.;:(—–“"\x00[':
        return start, True
    last = re.search(r"[^\W\d_]+$", tail)
    small = last.group() if last else ""
    if small in ("and", "und", "et", "y"):
        joined = re.search(r"[\d,\x00]$", tail[: -len(small)].rstrip())
        return (start, True) if joined else (-1, False)
    if small and small[0].islower() and small not in _TITLE_WORDS:
        return start, small in _SMALL
    return -1, False


_PLACED = regex(rf"[^\W\d_)”»“]{{2}}[.,] {PLACE}\s?:$")
"""The place before a publisher: ``… of the Weir. Grünau: Kerns 1911``."""

_TITLE_WORDS = frozenset((
    "the", "of", "a", "an", "and", "to", "toward", "for", "on", "der", "die", "das", "des",
    "la", "le", "el", "los", "und", "et", "y",
))  # fmt: skip
"""Small words within titles."""
