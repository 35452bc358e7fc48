"""Author and year in the running text: ``(Cliff 1974, 121)``, ``Cliff (1974: 121)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from anthology.cleaning.citations.locators import IN_BRACKETS, WHEN, YEAR, locator_at
from anthology.cleaning.citations.names import AUTHORS, STOPPED, families_of, no_author
from anthology.cleaning.patterns import regex

_DATED = regex(
    rf"(?:\[(?P<first>{YEAR})\] ?|(?P<slash>{YEAR})/)?(?P<year>{WHEN})(?![\w/]|[-–]\d)"
    rf"(?: ?\[(?P<late>{YEAR})\])?"
)
_NEXT = regex(
    rf"(?:,\s|\s?;\s?|,? (?:and|und|et|&) )(?=\[?{YEAR}\b)|, ?(?P<letter>[a-j])(?!\w)"
)
_NAMED = regex(rf"(?<![\w’])(?P<authors>{AUTHORS}){STOPPED}(?:,? |\s)(?=\[?{YEAR}\b|{WHEN})")
_LEAD = regex(
    r"[\s;,]*(?:(?:[a-zà-ÿ&][\w.’'-]*|e\. ?g\.|z\. ?B\.|zit\. n\.|See|Cf\.?|Siehe|Vgl\.?|Voir"
    r"|Quoted|Cited|Zit\.?|For|Compare|Also|Dazu)(?:[.,:]|\s?:)?\s+){0,10}"
)
_SUFFIX = regex(r"(?:,\s[^()]{1,80}|\s(?:passim|note|n\.|fn\.?|Anm\.)[^()]{0,40})?\s*")
_AFTER = regex(rf"\((?=\[?{YEAR}\b|{WHEN})")
_REPEATED = regex(
    r"(?P<lead>(?:(?:see|cf\.|vgl\.|voir) )?)"
    r"(?:[Ii]bid(?:em)?|[Ee]bd|[Ee]benda|a\. ?a\. ?O)\b\.?"
)
_BRACKETS = regex(r"\((?P<inner>[^()\n]{2,300})\)")
_ENDING = regex(rf"(?:(?<=[\s(“„«\"/—–\x00])|^)(?P<authors>{AUTHORS}){STOPPED}$")

_OFFICIAL = regex(rf"[A-ZÀ-Þ][^();]* {YEAR}(?:$|[,:; ])")
"""A year after some words with a capital: an office may be their author."""

FARTHEST = 160
"""Letters before a bracket among which its authors stand."""


class Dated(NamedTuple):
    """One year of an author, and where in the work."""

    year: str
    earlier: str
    """The year of the first edition, where it is told: ``[1948] 1979``."""

    locator: str


class Cite(NamedTuple):
    """Works of one author, or of several together, in brackets."""

    start: int
    end: int
    authors: str
    families: tuple[str, ...]
    works: tuple[Dated, ...]


class Bracket(NamedTuple):
    """Brackets in a line, and what they seem to cite."""

    start: int
    end: int
    """After the closing bracket."""

    kind: str
    """``named``: the authors stand within; ``narrated``: before; ``again``: ibid."""

    cites: tuple[Cite, ...]
    inner: str


def find_brackets(words: str) -> Iterator[Bracket]:
    """Find the brackets of a line that cite something by its year, or cite it again."""
    for match in _BRACKETS.finditer(words):
        inner = match["inner"]
        place = (match.start(), match.end())
        again = _REPEATED.match(inner)
        locator, end = locator_at(inner, again.end() if again else 0, IN_BRACKETS)
        if again and end == len(inner):
            cite = Cite(0, len(inner), again["lead"], (), (Dated("", "", locator),))
            yield Bracket(*place, "again", (cite,), inner)
        elif _AFTER.match(words, match.start()):
            found = _years(inner, 0)
            if found and _SUFFIX.fullmatch(inner, found[1]):
                cite = Cite(0, found[1], "", (), found[0])
                yield Bracket(*place, "narrated", (cite,), inner)
        else:
            cites = tuple(_cites(inner))
            if cites or _OFFICIAL.search(inner):
                yield Bracket(*place, "named", cites, inner)


def _cites(inner: str) -> Iterator[Cite]:
    """The citations in brackets, each segment led by no more than a few small words."""
    here = 0
    while match := _NAMED.search(inner, here):
        found = _years(inner, match.end())
        lead = inner[inner.rfind(";", 0, match.start()) + 1 : match.start()]
        families = families_of(match["authors"])
        bare = lead if here <= inner.rfind(";", 0, match.start()) + 1 else inner[
            here : match.start()
        ]  # fmt: skip
        if found is None or no_author(families) or not _LEAD.fullmatch(bare):
            here = match.end()
            continue
        works, here = found
        yield Cite(match.start(), here, match["authors"], families, works)


def _years(words: str, at: int) -> tuple[tuple[Dated, ...], int] | None:
    """The years that follow one another at a place, each with its locator."""
    found: list[Dated] = []
    match = _DATED.match(words, at)
    while match:
        earlier = match["first"] or match["slash"] or match["late"] or ""
        locator, end = locator_at(words, match.end(), IN_BRACKETS)
        found.append(Dated(match["year"], earlier, locator))
        after = _NEXT.match(words, end)
        while after and after["letter"] and found[-1].year[-1].isalpha():
            found.append(Dated(found[-1].year[:-1] + after["letter"], "", ""))
            end = after.end()
            after = _NEXT.match(words, end)
        if not after or after["letter"]:
            return tuple(found), end
        match = _DATED.match(words, after.end())
    return (tuple(found), end) if found else None


_IMPRINT = regex(rf"\([A-ZÀ-Þ][^,;:()]*, {YEAR}\)")
_PAGED = regex(r",? (?:pp?|SS?)\. ?\d")


def imprint_like(words: str, start: int, end: int) -> bool:
    """Whether brackets are a title’s place and year: ``Wages of the Vale (Orin, 1904), p. 8``.

    A page after the brackets belongs to what stands before them.
    """
    before = re.search(r"[^\W\d_]\S* $", words[:start])
    paged = _PAGED.match(words, end)
    return bool(before and paged and _IMPRINT.fullmatch(words[start:end]))


class Before(NamedTuple):
    """The authors that stand before brackets."""

    start: int
    authors: str
    owning: bool
    """``Smith’s (2001)``."""


def authors_before(words: str, at: int) -> Before | None:
    """The authors in the sentence right before brackets that open with a year."""
    first = max(0, at - FARTHEST)
    tail = words[first:at].rstrip()
    bare = re.sub(r"(?<=[^\W\d_])(?:[’']s?)$", "", tail)
    match = _ENDING.search(bare)
    if match is None:
        return None
    return Before(first + match.start("authors"), match["authors"], bare != tail)
