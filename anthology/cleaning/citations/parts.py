"""What stands in a reference after its authors: title, journal or book, place, pages."""

from __future__ import annotations

import re

from anthology.cleaning.citations.helpers import without_helpers
from anthology.cleaning.citations.people import people_joined
from anthology.cleaning.patterns import regex

QUOTED = (
    r"(?:[“\"„«] ?(?P<double>[^“”\"„«»\n]{3,250}?)[,.]? ?[”\"“»]"
    r"|[‘‚](?P<single>(?:[^‘’\n]|’(?=\w)){3,250}?)[,.]?[’‘](?!\w))"
)
"""A title in quotation marks of any sort."""

PLACE = (
    r"[A-ZÀ-Þ][^\W\d_’']*(?:[ ’'./-](?:[A-ZÀ-Þ]?[^\W\d_]+|\.)){0,3}"
    r"(?:,? (?:[A-Z]{2}|[A-Z][a-z]+\.)(?=:))?"
)
_IMPRINT = regex(
    rf"(?:^|[.,?!)’”»] |\()(?P<place>{PLACE})\s?: (?P<publisher>[^.,;:()]{{2,60}})"
    r"(?=[.,;)]|$)"
)
_FRENCH = regex(
    rf"^(?P<title>[^,]+), (?P<place>{PLACE}), (?P<publisher>[^,.\d]{{2,60}})"
    r"(?:, (?:1[4-9]|20)\d\d\b.{0,40})?\.?$"
)
_CONTAINER = regex(r"(?:^|(?<=[.,?!:»”’\"] ))(?:[Ii]n|[Dd]ans|[Ee]n)\s?:? (?=[A-ZÀ-Þ“‘„])")
_EDITORS = regex(
    r"^(?P<editors>[^():]{3,120}?),? "
    r"\(?(?:[Ee]ds?|Hrsg|Hg|Hgg|dirs?|éds?|coords?)\.?\)?[.,:]* "
)
_BY = regex(
    r",? (?:ed(?:ited|s)?\.?|hrsg\.?|éd\.)(?: by| von)? "
    r"(?P<editors>[A-ZÀ-Þ](?:[^,.(]|(?<=\b[A-ZÀ-Þ])\.){3,80})"
)
_PAGES = regex(
    r"(?:\b(?:pp?|S)\.?\s?|: ?|, )(?P<pages>\d+\s?[-–—]\s?\d+|(?<=[pS]\. )\d+)(?!\d|[-–])"
)
_VOLUME = regex(
    r"^[, ]*(?:(?:vol|Jg|Bd|t)\.?\s?)?(?P<volume>\d{1,4})?"
    r"(?:\s?\((?P<issue>[\d/–-]{1,9})\)"
    r"|[.:/](?P<dotted>\d{1,3})(?!\d)"
    r"|,? ?(?:no|nos|n°|nº|H|Heft|issue|Nr)\.?\s?(?P<number>[\d/–-]{1,9}))?",
)
_UNSTRESSED = regex(
    r"[\s.,;:]*[A-ZÀ-Þ][^,.:;(\d]{2,80}, \d{1,4} ?(?:\(\d{1,3}(?:[/–-]\d{1,3})?\))?[,:] ?"
    r"(?:pp?\. ?|S\. ?)?\d+[–-]\d+"
)
"""A journal that nothing sets off: ``. Journal of Wells, 3(2), 12–40``."""

_IN_JOURNAL = regex(r"[^,.:(\d]{3,80},? (?:(?:Jg|Bd|vol|t)\.?\s?)?\d{1,4}(?![\d–-])")
_EDITION = regex(
    r"[.,]? \(?(?:(?P<english>\d+)(?:st|nd|rd|th) ed(?:n|ition)?"
    r"|(?P<german>\d+)\. Aufl(?:age)?)\.?\)?$"
)
_ADDRESS = regex(r"https?://[^\s<>\x00]+[^\s<>\x00.,;)]")


def fields_of(rest: str, stressed: str) -> tuple[str, dict[str, str]]:
    """Read what follows authors and year.

    Args:
        rest: The words.
        stressed: What of them stands in italics: the title of a book, or the journal.

    Returns:
        The type of the entry, and its fields.

    >>> fields_of("Stone Walls. London: Harrow.", "")[1]
    {'title': 'Stone Walls', 'address': 'London', 'publisher': 'Harrow'}
    """
    fields: dict[str, str] = {}
    address = _ADDRESS.search(rest)
    if address:
        fields["url"] = address.group()
        rest = rest[: address.start()].rstrip(" .,;(<") or rest
    title, after = _title(rest, stressed)
    edition = _EDITION.search(title)
    if edition:
        fields["edition"] = edition["english"] or edition["german"]
        title = title[: edition.start()]
    title, helpers = without_helpers(title)
    fields = {"title": title, **dict(helpers), **fields}
    within = _CONTAINER.search(after)
    if within and not after[: within.start()].strip(" .,;:"):
        container = after[within.end() :]
        if _IN_JOURNAL.match(container):
            return "article", fields | journal_of(container)
        return "incollection", fields | _book(container)
    if re.match(QUOTED, rest) or (stressed and _begins(after, stressed) and title != stressed):
        fields |= journal_of(after)
        return ("article" if "journal" in fields else "misc"), fields
    if _UNSTRESSED.match(after):
        return "article", fields | journal_of(after)
    fields |= imprint_of(after)
    return ("book" if "publisher" in fields else "misc"), fields


def _begins(words: str, with_: str) -> bool:
    return words.lstrip(" .,;:").startswith(with_.strip(" .,;:"))


def _title(rest: str, stressed: str) -> tuple[str, str]:
    """The title, and what follows it."""
    quoted = re.match(QUOTED, rest)
    if quoted:
        return (quoted["double"] or quoted["single"]).strip(" ,."), rest[quoted.end() :]
    bare = stressed.strip(" .,;:")
    if bare and rest.startswith(bare):
        return bare, rest[len(bare) :]
    if bare and 3 < rest.find(bare) < 200:
        title = rest[: rest.find(bare)]
        return re.sub(r"[\s.,;:]*(?:\b[Ii]n)?[\s.,;:]*$", "", title), rest[rest.find(bare) :]
    within = _CONTAINER.search(rest)
    if within and within.start() > 3:
        return rest[: within.start()].strip(" .,:"), rest[within.start() :]
    french = _FRENCH.match(rest)
    if french:
        return french["title"].strip(), f", {french['place']}: {french['publisher']}"
    imprint = _IMPRINT.search(rest)
    end = imprint.start() if imprint else _stop(rest)
    return rest[:end].strip(" ,.*_("), rest[end:]


def _stop(rest: str) -> int:
    """Where a title ends that no imprint follows: at the first stop that is none of a word."""
    match = re.search(r"(?<=[^\W\d_]{2})[.?!](?=\s)", rest)
    return match.end() if match else len(rest)


def _book(words: str) -> dict[str, str]:
    """The book a chapter stands in: its title, editors, imprint, and the pages."""
    editors = _EDITORS.match(words)
    fields: dict[str, str] = {}
    if editors:
        fields["editor"] = people_joined(editors["editors"])
        words = words[editors.end() :]
    imprint = _IMPRINT.search(words)
    by = _BY.search(words)
    ends = [found.start() for found in (imprint, by) if found]
    pages = re.search(r",? \(?(?:pp?|S)\.\s?\d", words)
    ends += [pages.start()] if pages else []
    title = words[: min(ends)] if ends else words[: _stop(words)]
    fields["booktitle"] = title.strip(" ,.:(*_")
    if by and not editors:
        fields["editor"] = people_joined(by["editors"].strip())
        fields |= _pages_of(words[by.end() : imprint.start() if imprint else None])
    bracketed = _pages_of(pages.group() + words[pages.end() :]) if pages else {}
    return fields | imprint_of(words) | bracketed


def imprint_of(words: str) -> dict[str, str]:
    """Place and publisher, and the pages after them."""
    imprint = _IMPRINT.search(words)
    if not imprint:
        return _pages_of(words) if re.search(r"\b(?:pp|S)\.", words) else {}
    found = {
        "address": imprint["place"].strip(),
        "publisher": imprint["publisher"].strip(),
    }
    return found | _pages_of(words[imprint.end() :])


def journal_of(words: str) -> dict[str, str]:
    """Journal, volume, number, pages: ``, Field Studies 12(3): 40–62``."""
    match = re.match(
        r"[\s.,;:]*(?:(?:[Ii]n|[Dd]ans|[Ee]n)\s?:? )?(?P<journal>[A-ZÀ-Þ][^,.:;(\d]{2,80})",
        words,
    )
    if not match:
        return {}
    name = re.sub(r"\s(?:vol|Jg|Bd|no|n°|t)$", "", match["journal"].strip())
    found = {"journal": name}
    rest = words[match.start("journal") + len(match["journal"].rstrip()) :]
    volume = _VOLUME.match(re.sub(r"^\s?(?:vol|Jg|Bd)\b\.?", "", rest))
    if volume:
        number = volume["issue"] or volume["dotted"] or volume["number"]
        found |= {"volume": volume["volume"] or "", "number": number or ""}
    found |= _pages_of(rest)
    return {name: value for name, value in found.items() if value}


def _pages_of(words: str) -> dict[str, str]:
    match = _PAGES.search(words)
    if not match:
        return {}
    return {"pages": re.sub(r"\s?[-–—]\s?", "–", match["pages"])}
