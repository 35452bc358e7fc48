"""Lines that say one small thing: a date, an issue, a volume, who wrote it."""

from __future__ import annotations

import re

from anthology.cleaning.dates import find_date, only_date
from anthology.cleaning.draft import Line, Person
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.names import all_names, recased, split_names

ISSUE = re.compile(
    r"(?:issue|number|no|nr|heft|numéro|número|núm|ausgabe)s?\.?:?\s*(?:no\.?\s*|nr\.?\s*|#)?"
    r"(?P<number>\d{1,5}(?:[/–-]\d{1,4})?)\.?",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"vol(?:ume|\.)?\s*(?P<volume>[\dIVXLC]+)[.,:;]?(?P<rest>.*)", re.IGNORECASE
)
_BY = re.compile(
    r"(?:written |text |story |article )?(?:by|von|par|por|di|door|af|av|autor|autora|author|"
    r"auteur|verfasser)s?:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)


_POSTED = re.compile(
    r"(?:(?:posted|published|written|veröffentlicht|publié|publicado|erstellt)"
    r"(?: (?:on|am|le|el))?:? )?(?P<date>.*\d.*?)(?: |,|\||·|•|–|—|»)+"
    r"(?:by|von|par|por) (?P<after>\S.*)"
    r"|(?:(?:posted|published|written|veröffentlicht|publié|publicado) )?(?:by|von|par|por) "
    r"(?P<before>\S.*?)(?: |,|\||·|•|–|—|»)+(?:on |am |le |el |at )?"
    r"(?P<when>(?:\w+,? ){0,2}\S*\d.*)",
    re.IGNORECASE,
)
"""A date and a name on one line: ``Posted on 12 June 2014 by Ann Bell``."""


def take_small(line: Line, words: str, found: Found) -> bool:
    """Take a line that is a date, an issue, a byline or a volume."""
    if _posted(line, words, found):
        return True
    date = only_date(words)
    if date and (not found.facts.date or len(date) > len(found.facts.date)):
        found.take(line, "date", date=date)
        return True
    issue = ISSUE.fullmatch(words)
    if issue:
        found.take(line, "issue", issue=found.facts.issue or issue.group("number"))
        return True
    if _volume(line, words, found):
        return True
    by = _BY.fullmatch(words)
    if by and all_names(by.group("names")):
        names = [recased(name) for name in split_names(by.group("names"))]
        known = {person.name.casefold() for person in found.facts.authors}
        new = tuple(Person(name) for name in names if name.casefold() not in known)
        found.take(line, "author", authors=found.facts.authors + new)
        return True
    return False


def _posted(line: Line, words: str, found: Found) -> bool:
    match = _POSTED.fullmatch(words)
    if not match or found.facts.authors or found.facts.date:
        return False
    date = only_date(match["date"] or match["when"])
    names = match["after"] or match["before"]
    if not date or not all_names(names):
        return False
    people = tuple(Person(recased(name)) for name in split_names(names))
    found.take(line, "author", authors=people, date=date)
    return True


def _volume(line: Line, words: str, found: Found) -> bool:
    match = _VOLUME.fullmatch(words)
    if not match:
        return False
    number = ISSUE.search(match.group("rest"))
    date = find_date(match.group("rest"))
    issue = match.group("volume") + (f", {number.group('number')}" if number else "")
    facts: dict[str, object] = {"issue": max(issue, found.facts.issue, key=len)}
    if date and len(date[0]) > len(found.facts.date):
        facts["date"] = date[0]
    found.take(line, "issue", **facts)
    return True
