"""Articles cited in full in a note: a title in quotation marks, a journal, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.cleaning.citations.full import Full, people, segment_start, trimmed
from anthology.cleaning.citations.locators import bare, locator_at, narrowed
from anthology.cleaning.citations.names import NO_NAMES
from anthology.cleaning.citations.parts import QUOTED
from anthology.cleaning.patterns import regex

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|janv|févr|mars|avr"
    r"|juin|juil|août|sept|oct|nov|déc|Spring|Summer|Autumn|Fall|Winter)[^\W\d_]*\.?"
)
_DATE = rf"(?P<date>(?:\d{{1,2}}\.? ?)?(?:{_MONTH}|\d{{1,2}}\.)(?: \d{{1,2}})?,? )?"
_JOURNAL = regex(
    r"[,.]?\s*(?:(?:[Ii]n|[Dd]ans|[Ee]n)\s?:? )?"
    r"(?P<journal>(?:The )?[A-ZÀ-Þ][^\d,;:.“”«»()\n\x00]{2,70}?)"
    r"(?:,? (?:vol|Jg|Bd|t)\.?)?(?:,? (?P<volume>\d{1,4}(?:[.:/]\d{1,3})?|[IVXLC]{1,6}))?"
    r"(?:,? ?\(?(?:no|n°|nº|H|Heft|issue|Nr)\.?\s?(?P<number>[\d/–-]{1,9})\)?)?"
    r"(?:\s?\((?P<issue>\d{1,3})\))?"
    rf"(?:,? |\s)(?P<bracket>\(?){_DATE}(?P<year>1[5-9]\d\d|20\d\d)(?!\d)\)?"
    r"(?:,? (?:no|n°|nº|H|Heft|issue|Nr)\.?\s?(?P<later>[\d/–-]{1,9}))?"
)
_TITLE = regex(QUOTED)
_AUTHORS = regex(r"(?P<authors>[^,;:.“”\x00][^;:“”\x00]{2,120}), ?$")
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


def find_articles(words: str) -> Iterator[Full]:
    """Find articles, and pages of the web, in order."""
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
    authors: list[str] = []
    before = words[start : title.start()]
    if before.rstrip().endswith((",", ":", ".")):
        for part in re.split(r", (?=\S)", before.rstrip(" ,:.")):
            found = people(part.strip(" ,"))
            if not found:
                authors = []
                break
            authors += found
    return (start if authors else title.start()), tuple(authors)


def _article(words: str, title: re.Match[str], after: int) -> Full | None:
    match = _JOURNAL.match(words, title.end())
    if match is None or match["journal"].split()[0] in NO_NAMES - {"The", "New", "Le", "La"}:
        return None
    start, authors = _head(words, title, after)
    date = (match["date"] or "").strip(" ,")
    volume = match["volume"] or ""
    number = match["number"] or match["issue"] or match["later"] or ""
    counted = number or (match["bracket"] and not date)  # ``Notes 12 (1999)`` is a volume
    pages, end = locator_at(words, match.end())
    locator, end = narrowed(words, end) if pages else ("", end)
    fields = [
        ("title", (title["double"] or title["single"]).strip(" ,.")),
        ("journal", match["journal"].strip()),
        ("volume" if counted else "number", volume),
        ("number", number),
        ("note", f"{date} {match['year']}" if date else ""),
        ("pages", bare(pages) if locator else ""),
    ]
    kept = tuple(dict.fromkeys(field for field in fields if field[1]))
    return Full(start, end, "article", authors, kept, match["year"], "", locator or pages)


def _page(words: str, title: re.Match[str], after: int) -> Full | None:
    """``Author, “Title,” Site, accessed 3 May 2019, https://…``."""
    match = _ADDRESS.match(words, title.end())
    if match is None:
        return None
    read = match["read"] or ""
    site = match["site"]
    told = _READ.search(site)
    if told:
        read = read or told["read"]
        site = site.replace(told.group(), "")
    year = re.findall(r"\b(1[5-9]\d\d|20\d\d)\b", site)
    start, authors = _head(words, title, after)
    fields = [
        ("title", (title["double"] or title["single"]).strip(" ,.")),
        ("organization", re.sub(rf",? ?\(?{_DATE}\d{{4}}\)?", "", site).strip(" ,.()")),
        ("url", match["url"]),
        ("note", f"accessed {read.strip()}" if read else ""),
    ]
    kept = tuple(field for field in fields if field[1])
    return Full(start, match.end(), "online", authors, kept, year[-1] if year else "", "", "")
