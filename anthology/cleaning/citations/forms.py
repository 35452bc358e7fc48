"""How works are cited by author and year, and how pages are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PARTICLES = r"(?:(?:van|von|de|der|den|du|da|dos|di|del|la|le|ter|ten|al|el|ibn|bin)\s)*"
NAME = rf"{_PARTICLES}[A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐŐŰ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_INITIALS = r"(?:[A-Z]\.[ -]?)*"
AUTHORS = (
    rf"{_INITIALS}{NAME}(?:(?:, {_INITIALS}{NAME})*,? (?:and|&|und|et|y|e|en) "
    rf"{_INITIALS}{NAME})?"
    r"(?: et al\.?| u\. ?a\.)?"
)
YEAR = r"(?:1[4-9]\d\d|20\d\d)[a-z]?"

_PAGES = r"\d+(?:[-–]\d+)?(?:, ?\d+(?:[-–]\d+)?)*(?:ff?\b\.?)?|[ivxlc]+(?:[-–][ivxlc]+)?\b"
LOCATOR = (
    rf"(?:(?:,? ?\b|: ?|, ?)(?:pp?|pgs?|pages?|S|s|Seite|Seiten|pág|págs|str)\.? ?(?:{_PAGES})"
    rf"|:? ?(?<=: )(?:{_PAGES})|, (?:{_PAGES})(?=[.;)\]\s]*(?:$|[;)\].\n]))"
    r"|,? (?:ch(?:ap(?:ter)?)?s?|vol(?:ume)?|bk|book|part|§|sec(?:tion)?|Kap|Bd|cap)\.? "
    r"?[\dIVXLC]+"
    rf"(?:, ?(?:pp?|S)\.? ?(?:{_PAGES}))?)"
)

CITED = re.compile(
    rf"(?P<authors>{AUTHORS})(?P<comma>,?) (?P<year>{YEAR})(?!\d|[-–]\d)(?P<locator>{LOCATOR})?"
)
NARRATED = re.compile(
    rf"(?P<authors>{AUTHORS}) \((?P<year>{YEAR})(?!\d|[-–]\d)(?P<locator>{LOCATOR})?\)"
)
NO_NAMES = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Januar", "Februar", "März", "Mai", "Juni", "Juli",
    "Oktober", "Dezember", "Janvier", "Février", "Mars", "Avril", "Juin", "Juillet", "Août",
    "Septembre", "Octobre", "Novembre", "Décembre", "Spring", "Summer", "Autumn", "Fall",
    "Winter", "In", "On", "By", "Since", "Until", "From", "After", "Before", "During",
    "Between", "And", "Or", "But", "The", "This", "That", "About", "Around", "For", "Of",
    "To", "As", "At", "Year", "Im", "Am", "Seit", "Nach", "Vor", "Bis", "Das", "Die", "Der",
    "En", "Le", "La", "El", "Los", "Les", "Dès", "Depuis", "Vol", "No", "Issue", "Chapter",
    "Number", "Christmas", "Easter", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "Copyright", "London", "Paris", "Berlin", "Moscow", "New", "York",
    "Act", "War", "Congress", "Revolution",
))  # fmt: skip


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


def find_cited(words: str, pattern: re.Pattern[str] = CITED) -> Iterator[Cited]:
    """Find works named by author and year."""
    for match in pattern.finditer(words):
        families = families_of(match["authors"])
        if not families or any(part in NO_NAMES for name in families for part in name.split()):
            continue
        start = _beginning(words, match.start())
        if start < 0:
            continue
        comma = pattern is CITED and bool(match["comma"])
        locator = tidy_locator(match["locator"] or "")
        yield Cited(
            start, match.end(), families, match["year"], locator, comma or bool(locator)
        )


_FIRST_NAMES = re.compile(r"(?:(?:[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?|[A-Z]\.) ){1,2}$")
_SMALL = frozenset((
    "the", "of", "a", "an", "and", "to", "toward", "for", "on", "der", "die", "das", "des",
    "la", "le", "el", "los", "und", "et", "y",
))  # fmt: skip


def _beginning(words: str, start: int) -> int:
    """Where a citation begins, first names included; -1 inside a title or an imprint.

    It begins a segment: after a point, a dash, a bracket, or a small word like ``see``.
    ``Toward the United Front, 2011`` and ``Kerns Verlag, Tübingen, 2012`` do not.
    """
    before = words[max(0, start - 80) : start]
    names = _FIRST_NAMES.search(before)
    if names and not set(names.group().split()) & NO_NAMES:
        start -= len(names.group())
        before = before[: names.start()]
    tail = before.rstrip(" ")
    if not tail or tail[-1] in '.;:(—–“"\x00[':
        return start
    last = re.search(r"[^\W\d_]+$", tail)
    small = last.group() if last else ""
    if small in ("and", "und", "et", "y"):
        return start if re.search(r"[\d,\x00]$", tail[: -len(small)].rstrip()) else -1
    return start if small and small[0].islower() and small not in _SMALL else -1


def families_of(names: str) -> tuple[str, ...]:
    """The family names of a list of authors.

    >>> families_of("Chang and Halliday")
    ('Chang', 'Halliday')
    """
    names = re.sub(r" et al\.?| u\. ?a\.", "", names)
    parts = re.split(r",? (?:and|&|und|et|y|e|en) |, ", names)
    return tuple(re.sub(rf"^{_INITIALS}", "", part).strip() for part in parts if part.strip())


def tidy_locator(words: str) -> str:
    """A page as the house writes it.

    >>> tidy_locator(", pp118-119")
    'pp. 118–119'
    >>> tidy_locator(": 121")
    'p. 121'
    """
    words = words.strip(" ,:")
    words = re.sub(r"(?<=[\divxlc])-(?=[\divxlc])", "–", words)
    match = re.match(r"(pp?|S|s|pgs?|pages?|Seiten?|págs?|str)?\.? ?(?=[\divxlc])(.*)$", words)
    if not match or not words:
        return words
    several = bool(re.search(r"[–,]|ff", match[2]))
    return f"{'pp' if several else 'p'}. {match[2].rstrip('.')}"
