"""Articles cited in full in a note: a title in quotation marks, a journal, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.cleaning.citations.full import Full, segment_start, trimmed
from anthology.cleaning.citations.heads import MASKED, bared
from anthology.cleaning.citations.locators import bare, locator_at, narrowed
from anthology.cleaning.citations.names import NO_FAMILIES, NO_NAMES
from anthology.cleaning.citations.parts import QUOTED
from anthology.cleaning.citations.people import ending
from anthology.cleaning.dates import only_date
from anthology.cleaning.patterns import regex

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|janv|févr|mars|avr"
    r"|juin|juil|août|sept|oct|nov|déc|Spring|Summer|Autumn|Fall|Winter)[^\W\d_]*\.?"
)
_DATE = rf"(?P<date>(?:\d{{1,2}}\.? ?)?(?:{_MONTH}|\d{{1,2}}\.)(?: \d{{1,2}})?,? )?"
_JOURNAL = regex(
    r"[,.]?\s*(?:(?:[Ii]n|[Dd]ans|[Ee]n)\s?:? )?"
    rf"(?P<journal>{MASKED}|(?:The )?[A-ZÀ-Þ][^\d,;:.“”«»()\n\x00]{{2,70}}?)"
    r"(?:,? (?:vol|Jg|Bd|t)\.?)?(?:,? (?P<volume>\d{1,4}(?:[.:/]\d{1,3})?(?!\d)|[IVXLC]{1,6})"
    rf"(?!\.? {_MONTH} (?:1[5-9]|20)\d\d))?"
    r"(?:,? ?\(?(?:no|n°|nº|H|Heft|issue|Nr)\.?\s?(?P<number>[\d/–-]{1,9})\)?)?"
    r"(?:\s?\((?P<issue>\d{1,3})\))?"
    rf"(?:,? |\s)(?P<bracket>\(?){_DATE}(?P<year>1[5-9]\d\d|20\d\d)(?!\d)\)?"
    r"(?:,? (?:no|n°|nº|H|Heft|issue|Nr)\.?\s?(?P<later>[\d/–-]{1,9}))?"
)
_TITLE = regex(QUOTED)
_ADDRESS = regex(
    r"(?P<site>(?:[,.]? [^;“”«»\n\x00]{0,120}?)?)[,.:;]?\s*[(<]?"
    r"(?P<url>https?://[^\s<>()\x00]+[^\s<>().,;\x00])[>)]?"
    r"(?:,?\s?[(\[]?(?:last |zuletzt |abgerufen |consulté |accessed |retrieved |visited )+"
    r"(?:on |am |le )?(?P<read>[^)\];\n]{4,30}?\d{4})[)\]]?)?",
)
_READ = regex(
    r",? \(?(?:last )?(?:accessed|retrieved|consulté le|abgerufen am)(?: on)? "
    r"(?P<read>[^,;()]{4,25}\d{4})\)?",
    re.IGNORECASE,
)

_SITE = regex(r"[A-ZÀ-Þ\d][^,;.:“”]{1,60}(?:\.[a-z]{2,4})?")
"""The name of a site, which nothing but a capital tells from words of the sentence."""


def find_articles(words: str) -> Iterator[Full]:
    """Find articles, and pages of the web, in order.

    Args:
        words: Of a note, titles in italics masked.
    """
    end = 0
    for match in _TITLE.finditer(words):
        if match.start() < end:
            continue
        found = _article(words, match, end) or _page(words, match, end)
        if found:
            end = found.end
            yield found


def _head(words: str, title: re.Match[str], after: int) -> tuple[int, tuple[str, ...]]:
    """Where the reference begins, and its authors: those that a comma ties to the title."""
    first = segment_start(words, after, title.start())
    start = trimmed(words, first, title.start())
    before = words[start : title.start()]
    if not before.rstrip().endswith((",", ":", ".")):
        return title.start(), ()
    at, authors = ending(before)
    return start + at, authors


def _article(words: str, title: re.Match[str], after: int) -> Full | None:
    match = _JOURNAL.match(words, title.end())
    if match is None or match["journal"].split()[0] in NO_NAMES - {"The", "New", "Le", "La"}:
        return None
    start, authors = _head(words, title, after)
    date = (match["date"] or "").strip(" ,")
    volume = match["volume"] or ""
    number = match["number"] or match["issue"] or match["later"] or ""
    counted = number or (match["bracket"] and not date)  # ``Notes 12 (1999)`` is a volume
    when, journal = _when(date, match["year"]), bared(match["journal"].strip())
    pages, end = locator_at(words, match.end())
    locator, end = narrowed(words, end) if pages else ("", end)
    fields = [
        ("title", bared((title["double"] or title["single"]).strip(" ,."))),
        ("journal", journal),
        ("volume" if counted else "number", volume),
        ("number", number),
        ("date", when),
        ("entrysubtype", _paper(journal, authors, when, f"{volume}{number}")),
        ("pages", bare(pages) if locator else ""),
    ]
    year, told = match["year"], (date if when else "")
    online = _ADDRESS.match(words, end)
    if online and (read := _read(online)) is not None:
        fields += [("url", online["url"]), ("urldate", only_date(read))]
        told, end = f"{told} {read if only_date(read) else ''}", online.end()
    kept = tuple(dict.fromkeys(field for field in fields if field[1]))
    return Full(start, end, "article", authors, kept, year, "", locator or pages, held=told)


def _read(online: re.Match[str]) -> str | None:
    """When an address that ends a reference was looked up; None where other words stand."""
    site = online["site"].strip(" ,.;")
    seen = _READ.fullmatch(f" {site}")
    if site and not seen:
        return None
    return online["read"] or (seen["read"] if seen else "")


_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""As EDTF counts them on from the months."""


def _when(date: str, year: str) -> str:
    """A date as an entry has it; empty where a month or season is not understood.

    >>> _when("4 May", "1926"), _when("Autumn", "1999")
    ('1926-05-04', '1999-23')
    """
    season = _SEASONS.get(date.lower())
    found = f"{year}-{season}" if season else only_date(f"{date} {year}")
    return found if found != year else ""


def _paper(journal: str, authors: tuple[str, ...], when: str, number: str) -> str:
    """What kind of paper an article stood in, if it is known by its day alone."""
    if number or not re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        return ""
    return "newspaper" if not authors or journal.split()[-1] in NO_FAMILIES else "magazine"


def _page(words: str, title: re.Match[str], after: int) -> Full | None:
    """``Author, “Title,” Site, accessed 3 May 2019, https://…``."""
    match = _ADDRESS.match(words, title.end())
    if match is None:
        return None
    read = match["read"] or ""
    site = bared(match["site"])
    seen = _READ.search(site)
    if seen:
        read = read or seen["read"]
        site = site.replace(seen.group(), "")
    told = re.search(
        rf",? ?\(?(?P<whole>{_DATE}(?P<year>(?:1[5-9]|20)\d\d))\)?$", site.rstrip(" ,.")
    )
    site = site[: told.start()] if told else site
    when = (_when(told["date"], told["year"]) if told["date"] else "") if told else ""
    start, authors = _head(words, title, after)
    fields = [
        ("title", bared((title["double"] or title["single"]).strip(" ,."))),
        ("organization", site.strip(" ,.()") if _SITE.fullmatch(site.strip(" ,.()")) else ""),
        ("url", match["url"]),
        ("date", when),
        ("urldate", only_date(read)),
    ]
    kept = tuple(field for field in fields if field[1])
    held = f"{read if only_date(read) else ''} {told['whole'] if told else ''}"
    year = told["year"] if told else ""
    return Full(start, match.end(), "online", authors, kept, year, "", "", held=held)
