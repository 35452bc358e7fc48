"""References given in full: author, title, place, publisher, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anthology.cleaning.citations.forms import LOCATOR, NAME, NO_NAMES, tidy_locator

_PLACE = r"[A-ZÀ-Þ][^\W\d_’']*(?:[ ’'.-][A-ZÀ-Þ]?[^\W\d_]+){0,3}(?:, [A-Z]{2})?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_IMPRINT = re.compile(
    rf"(?P<open>[,.] \(?|\s\()(?P<place>{_PLACE}): "
    rf"(?P<publisher>[A-ZÀ-Þ][^,;:()\n]{{1,60}}), {_YEAR}\)?"
    rf"(?P<locator>{LOCATOR})?"
)
_ARTICLE = re.compile(
    rf"(?:(?P<author>(?:{NAME}|[A-Z]\.)(?: (?:{NAME}|[A-Z]\.)){{1,3}}), "
    rf")?[“\"](?P<title>[^“”\"\n]{{5,200}}?)[,.]?[”\"],? "
    rf"(?:in )?(?P<journal>(?:The )?[A-Z][^\d,;:“”()\n]{{3,60}}?),? "
    rf"(?:(?P<number>\d{{1,4}}(?:[.:/]\d+)?),? )?\(?(?P<date>(?:[A-Z][a-z]+ "
    rf")?(?:\d{{1,2}},? )?){_YEAR}\)?"
    rf"(?P<locator>{LOCATOR})?"
)
_EDITED = re.compile(
    rf"(?P<editor>{NAME}(?: {NAME})?), (?:eds?|hrsg|dir|comps?)\.?,? "
    rf"(?P<title>[A-ZÀ-Þ][^,.;()\n]{{3,90}}), {_YEAR}"
    rf"(?P<locator>{LOCATOR})?"
)
_LEAD = re.compile(
    r"^(?:(?:see|see also|cf\.?|compare|quoted in|cited in|in|for [^,]{3,60}, see|vgl\.?"
    r"|siehe|voir|véase|"
    r"also|and|und|et|y)\s+)+",
    re.IGNORECASE,
)
_HELPER = re.compile(
    r"^(?:(?:and )?(?:translated|edited|introduced|ed\.?|eds\.?|trans\.?|transl\.?|with "
    r"an? |vol\.?|volume|"
    r"\d+(?:st|nd|rd|th) ed|rev|hrsg|übers)\b.*)$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s*\[(?P<short>[^\[\]\d][^\[\]]{1,40})\]")
_OWNED = re.compile(rf"(?:^|[a-z]+ )(?P<who>{NAME}(?: {NAME})?)[’']s (?=[A-Z“\"])")
_PERSON = re.compile(rf"(?:(?:{NAME}|[A-Z]\.)(?:[ -](?:{NAME}|[A-Z]\.?)){{0,3}})(?: et al\.?)?")
_BREAK = re.compile(r"[;] |(?<=[a-z\d)”\"’])\. (?=[A-Z“\"])|(?<=\d) and (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Full:
    """A reference given in full."""

    start: int
    end: int
    type: str
    authors: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    year: str
    short: str
    locator: str
    named: bool = False
    """Whether the author stands in the sentence before it: ``Losurdo’s War …``."""


def find_full(words: str) -> Iterator[Full]:
    """Find references given in full, in order."""
    end = 0
    taken: list[tuple[int, int]] = []
    for match in _IMPRINT.finditer(words):
        found = _book(words, match, end)
        if found:
            taken.append((found.start, found.end))
            end = found.end
            yield found
    for match in _EDITED.finditer(words):
        if not any(start < match.end() and match.start() < stop for start, stop in taken):
            taken.append(match.span())
            fields = (("editor", match["editor"]), ("title", match["title"].strip()))
            locator = tidy_locator(match["locator"] or "")
            yield Full(
                *match.span(), "book", (match["editor"],), fields, match["year"], "", locator
            )
    for match in _ARTICLE.finditer(words):
        if match["journal"].split()[0] in NO_NAMES:
            continue
        if not any(start < match.end() and match.start() < stop for start, stop in taken):
            yield _article(match)


def _book(words: str, match: re.Match[str], after: int) -> Full | None:
    """The book whose imprint was found: what stands before it back to the last break."""
    start = max([after, *(one.end() for one in _BREAK.finditer(words, after, match.start()))])
    head = words[start : match.start()]
    start += len(head) - len(head.lstrip(" ,.;\x00"))
    head = head.lstrip(" ,.;\x00")
    lead = _LEAD.match(head)
    if lead:
        start += lead.end()
        head = head[lead.end() :]
    owned = _OWNED.search(head)
    if owned:
        start += owned.end()
        head = f"{owned['who']}, {head[owned.end() :]}"
    elif re.match(r"and ", head):
        start += 4
        head = head[4:]
    short = _SHORT.search(head)
    head = _SHORT.sub("", head)
    parts = [part.strip() for part in head.split(", ") if part.strip()]
    if not parts or len(head) > 400 or "\x00" in head:
        return None
    fields, authors = _parts(parts)
    if not dict(fields).get("title"):
        return None
    fields += [("address", match["place"]), ("publisher", match["publisher"].strip())]
    chapter = any(name == "booktitle" for name, _ in fields)
    return Full(
        start,
        match.end(),
        "incollection" if chapter else "book",
        authors,
        tuple(fields),
        match["year"],
        short["short"] if short else "",
        tidy_locator(match["locator"] or ""),
        owned is not None,
    )


def _parts(parts: list[str]) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Divide what stands before an imprint into authors, title and helpers."""
    authors: list[str] = []
    while parts and _PERSON.fullmatch(parts[0]) and len(parts) > 1:
        authors.append(parts.pop(0))
        if len(authors) > 1 and not _PERSON.fullmatch(parts[0]):
            break
        if len(authors) == 1 and not (_PERSON.fullmatch(parts[0]) and len(parts) > 2):
            break
    helpers = [part for part in parts if _HELPER.match(part)]
    rest = ", ".join(part for part in parts if not _HELPER.match(part))
    fields: list[tuple[str, str]] = []
    quoted = re.match(r"[“\"](?P<title>[^”\"]+?)[,.]?[”\"],?\s*in (?P<book>.+)$", rest)
    if quoted:
        book, editors = _editors(quoted["book"])
        fields += [("title", quoted["title"]), ("booktitle", book), ("editor", editors)]
    else:
        fields.append(("title", rest.strip(' ,.*“”"')))
    translated = next((part for part in helpers if part.lower().startswith("trans")), "")
    by = re.search(r"\bby (.+)$", translated)
    if by:
        fields.append(("translator", by[1]))
    return fields, tuple(authors)


def _editors(book: str) -> tuple[str, str]:
    """``Kay, Jeff Rutherford, and David Stahel, Nazi Policy`` is editors and a title."""
    parts = re.split(r", (?:and )?", book)
    editors = []
    while len(parts) > 1 and _PERSON.fullmatch(parts[0]):
        editors.append(parts.pop(0))
    return ", ".join(parts), " and ".join(editors)


def _article(match: re.Match[str]) -> Full:
    fields = [
        ("title", match["title"]),
        ("journal", match["journal"].strip()),
        ("number", match["number"] or ""),
        ("note", f"{match['date'] or ''}{match['year']}" if match["date"] else ""),
    ]
    author = (match["author"],) if match["author"] else ()
    return Full(
        *match.span(), "article", author, tuple(fields), match["year"], "",
        tidy_locator(match["locator"] or ""),
    )  # fmt: skip


def family_of(person: str) -> str:
    """The family name of a person written first name first.

    >>> family_of("Leon Trotsky")
    'Trotsky'
    """
    return (re.sub(r" et al\.?$", "", person).split() or [""])[-1]
