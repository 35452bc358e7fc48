"""References given in full in a note: author, title, place, publisher, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anthology.cleaning.citations.locators import (
    IN_NOTE,
    LOCATOR,
    Located,
    bare,
    located,
    narrowed,
)
from anthology.cleaning.citations.names import NAME, NO_NAMES, PERSON, SAME
from anthology.cleaning.citations.parts import PLACE, QUOTED, people_joined
from anthology.cleaning.citations.places import PLACES
from anthology.cleaning.patterns import regex

_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)(?!\d|[-–]\d)"
_NAME_OF_HOUSE = r"[A-ZÀ-Þ][^,;:()\n\x00\d]{1,60}"
_STOPPED = regex(
    rf"(?:{LOCATOR})?"
    r"(?=[.;)\]\s]*(?:$|[;)\].\n\x00]|, (?:at|hier|ici|esp|see|vgl|n\.|note))|[.,;] )"
)
"""A locator or none, behind which no name goes on."""

_IMPRINTS = (
    (
        regex(
            rf"(?P<open>[,.] \(?|\s\()(?P<place>{PLACE})\s?: "
            rf"(?P<publisher>[A-ZÀ-Þ][^,;:()\n]{{1,60}}?),? {_YEAR}\)?"
        ),
        IN_NOTE,
    ),
    (
        regex(
            rf"(?P<open>\s\()(?:(?P<place>{PLACE}), )?(?P<publisher>{_NAME_OF_HOUSE}?),? "
            rf"{_YEAR}\)"
        ),
        IN_NOTE,
    ),
    (
        regex(rf"(?P<open>, )(?P<place>{PLACE}), (?P<publisher>{_NAME_OF_HOUSE}), {_YEAR}"),
        _STOPPED,
    ),
    (regex(rf"(?P<open>, )(?P<place>{PLACE}) (?P<publisher>){_YEAR}"), _STOPPED),
)
"""An imprint, and what follows it; of all but the first, whose colon tells, an author must
stand before it."""

_LEAD = regex(
    r"^(?:(?:see [^,;:.]{3,60} in(?= [A-ZÀ-Þ])|see|see also|cf\.?|compare|quoted in|cited in"
    r"|in|for [^,;:]{3,60},? see|vgl\.?|siehe|voir|véase|zit\. nach|cité dans|also|and|und|et|y"
    r"|auch|aussi|dazu|e\.g\.,?)\s+)+",
    re.IGNORECASE,
)
_FOUND_IN = regex(
    r".*\b(?:abgedr(?:uckt|\.)|zit(?:iert|\.)|cité|citado|quoted|cited|(?:re)?printed|repr\.)"
    r",? (?:bei|in|nach|dans|en|from|by):? ",
    re.IGNORECASE | re.DOTALL,
)
"""What stands before it is the source; the work is what it was found in."""

_HELPER = regex(
    r"^(?:(?:and )?(?:translated|edited|introduced|ed\.?|eds\.?|trans\.?|transl\.?|with an? "
    r"|vol\.?|vols\.?|volume|\d+(?:st|nd|rd|th) (?:edn?|edition|rev)|\d+\. Aufl|\d+e éd"
    r"|\d+ vols|rev\.|revised|second ed|third ed|new ed|reprint|hrsg|hg\.?|übers|dir\.?"
    r"|trad\.?)(?![a-z]).*"
    r"|\(eds?\.?\))$",
    re.IGNORECASE,
)
_EDITED_BY = regex(
    r"(?:edited by|(?:eds?|hrsg|hgg?)\.(?: by| von| v\.)?) (?P<editors>[A-ZÀ-Þ].+)$",
    re.IGNORECASE,
)
_EDITING = regex(r"^(?:\(?(?:eds?|hrsg|hg|hgg|dir|comps?)\.?\)?)$", re.IGNORECASE)
_WITHIN = regex(r"[\s,.]*(?:in|dans|en)\s?:? (?P<book>.+)$", re.IGNORECASE)
_PARTED = regex(r", |\. (?=(?:Hrsg|Hgg?|Übers)\. |Edited by |Translated by )")
_NTH = regex(r"(\d+)(?:st|nd|rd|th|\.|e) (?:ed|éd|Aufl)")
_SHORT = regex(r"\s*\[(?P<short>[^\[\]\d][^\[\]]{1,40})\]")
_OWNED = regex(rf"(?:^|[a-z]+ )(?P<who>{NAME}(?: {NAME})?)[’']s (?=[A-Z“\"])")
_PERSON = regex(PERSON)
_COLON = regex(rf"^({PERSON}(?:(?:, | und | / ?){PERSON})*): (?=[A-ZÀ-Þ“„«])")
"""``Karl Böhm: Nacht am Wasser``."""

_BREAK = regex(
    r"[;] |(?<=\d) and (?=[A-Z])"
    r"|(?<=[^\W\d_A-Z][a-zß-ÿ\d)”\"’»])\. (?!(?:Hrsg|Hgg?|Übers)\.|Edited by |Translated by )"
    r"(?=[A-ZÀ-Þ“\"„«‘])"
)
_SHORTENED = regex(
    r"\b(?:eds?|trans|transl|vol|no|Hg|Hrsg|hrsg|übers|dir|St|Dr|Mrs?|Prof|comp|rev|intro|cf|vgl"
    r"|pp?|al|Jr|Nachw|Bearb|trad|coll|introd)$",
    re.IGNORECASE,
)
_EDITED = regex(
    rf"(?P<editor>{NAME}(?: {NAME})?), (?:eds?|hrsg|dir|comps?)\.?,? "
    rf"(?P<title>[A-ZÀ-Þ][^,.;()\n]{{3,90}}), {_YEAR}"
)


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


def find_books(words: str) -> Iterator[Full]:
    """Find books, and chapters in them, by their imprints."""
    taken: list[tuple[int, int]] = []
    for sort, (form, tail) in enumerate(_IMPRINTS):
        for imprint in located(form, words, tail):
            start = imprint.match.start()
            if _overlaps((start, imprint.end), taken):
                continue
            after = max((end for _, end in taken if end <= start), default=0)
            found = _book(words, imprint, after, weak=bool(sort))
            if found and not _overlaps((found.start, found.end), taken):
                taken.append((found.start, found.end))
                yield found
    for match, locator, end in located(_EDITED, words):
        start, editor = match.start(), match["editor"]
        if not _overlaps((start, end), taken):
            fields = (("editor", editor), ("title", match["title"].strip()))
            yield Full(start, end, "book", (editor,), fields, match["year"], "", locator)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def segment_start(words: str, after: int, before: int) -> int:
    """Where the reference that a place belongs to begins: behind the last break."""
    breaks = [
        match.end()
        for match in _BREAK.finditer(words, after, before)
        if not _SHORTENED.search(
            words[max(0, match.start() - 12) : match.start() + 1].rstrip(" .")
        )
    ]
    return max([after, *breaks])


def trimmed(words: str, start: int, end: int) -> int:
    """Where a reference begins behind “see” and its like."""
    head = words[start:end]
    start += len(head) - len(head.lstrip(" ,.;\x00"))
    lead = _FOUND_IN.match(words[start:end]) or _LEAD.match(words[start:end])
    return start + lead.end() if lead else start


def _book(words: str, imprint: Located, after: int, *, weak: bool) -> Full | None:
    """The book whose imprint was found: what stands before it back to the last break."""
    match = imprint.match
    start = trimmed(words, segment_start(words, after, match.start()), match.start())
    head = words[start : match.start()]
    owned = _OWNED.search(head)
    if owned:
        start += owned.end()
        head = f"{owned['who']}, {head[owned.end() :]}"
    elif re.match(r"and ", head):
        start += 4
        head = head[4:]
    head = _COLON.sub(r"\1, ", head)
    short = _SHORT.search(head)
    head = _SHORT.sub("", head)
    if len(head) > 400 or "\x00" in head or "://" in head:
        return None
    fields, authors = _parts(head)
    title = dict(fields).get("title", "")
    place, publisher = _house(match)
    if not title or (weak and not _sound(authors, title, publisher)):
        return None
    fields += [("address", place), ("publisher", publisher)]
    chapter = any(name == "booktitle" for name, _ in fields)
    page, end = narrowed(words, imprint.end) if chapter and imprint.locator else ("", 0)
    if page:
        fields.append(("pages", bare(imprint.locator)))
    return Full(
        start,
        end or imprint.end,
        "incollection" if chapter else "book",
        authors,
        tuple(fields),
        match["year"],
        short["short"] if short else "",
        page or imprint.locator,
        owned is not None,
    )


def _house(match: re.Match[str]) -> tuple[str, str]:
    """Place and publisher of an imprint; a city that stands alone is no publisher."""
    place, publisher = match["place"] or "", match["publisher"].strip()
    return (publisher, "") if not place and publisher in PLACES else (place, publisher)


def _sound(authors: tuple[str, ...], title: str, publisher: str) -> bool:
    """Whether an imprint without its colon is one: an author, a title, no month."""
    words = publisher.split()
    quoted = re.search(QUOTED, title) is not None
    return (
        bool(authors)
        and bool(re.search(r"[^\W\d_]{3}", title))
        and not quoted
        and not (words and words[0] in NO_NAMES - {"New", "La", "Le", "Les"})
    )


def people(part: str) -> tuple[str, ...]:
    """The people that a part of a reference names; nothing where it is none.

    >>> people("Ann Harvey and Peter Lloyd")
    ('Ann Harvey', 'Peter Lloyd')
    >>> people("The People of Orrin")
    ()
    """
    part = re.sub(r"^and ", "", part.strip())
    names = re.split(r" (?:and|&|und|et|y) ", part)
    if SAME.match(part):
        return (part,)
    return tuple(names) if all(_PERSON.fullmatch(name) for name in names) else ()


def _parts(head: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Divide what stands before an imprint into authors, title and helpers."""
    quoted = re.search(QUOTED, head)
    if quoted:
        return _chapter(head, quoted)
    parts = [part.strip() for part in _PARTED.split(head) if part.strip()]
    editing = [part for part in parts if _EDITING.match(part)]
    helpers = [part for part in parts if _HELPER.match(part)]
    parts = [part for part in parts if part not in helpers]
    authors: list[str] = []
    while len(parts) > 1 and (found := people(parts[0])):
        if authors and len(parts) == 2 and not people(parts[1]) and len(found) == 1:
            break_here = parts[0].startswith("and ") or editing
            if not break_here:
                break
        authors += found
        parts.pop(0)
    title = re.sub(r"\s*\((?:eds?|Hg|Hrsg|dir)\.?\)$", "", ", ".join(parts))
    fields: list[tuple[str, str]] = [("title", title.strip(' ,.*“”"'))]
    if editing and authors:
        fields.append(("editor", " and ".join(authors)))
    return [*fields, *_helped(helpers)], tuple(authors)


def _helped(helpers: list[str]) -> Iterator[tuple[str, str]]:
    """Who edited and translated a book, and which edition it is."""
    edited = next((by for part in helpers if (by := _EDITED_BY.match(part))), None)
    if edited:
        yield "editor", people_joined(edited["editors"])
    translated = next(
        (part for part in helpers if part.lower().startswith(("trans", "übers"))), ""
    )
    by = re.search(r"\b(?:by|von|trans(?:l)?\.) (.+)$", translated)
    if by:
        yield "translator", by[1]
    edition = next((nth for part in helpers if (nth := _NTH.match(part))), None)
    if edition:
        yield "edition", edition[1]


def _chapter(head: str, quoted: re.Match[str]) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """``Kay, “A War”, in Jeff Rutherford and David Stahel (eds), Nazi Policy``."""
    before = [part for part in head[: quoted.start()].split(", ") if part.strip()]
    authors = tuple(name for part in before for name in people(part.strip(" ,")))
    title = (quoted["double"] or quoted["single"]).strip(" ,.")
    fields = [("title", title)]
    within = _WITHIN.match(head[quoted.end() :])
    if not within:
        return [("title", head.strip(" ,.*"))], authors
    book = within["book"]
    marked = re.match(
        r"(?P<editors>.{3,90}?),? (?:\((?:eds?|Hg|Hrsg|Hgg|dirs?)\.?\)[,:]?"
        r"|(?:eds?\.|Hrsg\.|Hg\.)[,:]) ",
        book,
    )
    by = re.search(r", (?:ed(?:ited|s)?\.?|hrsg\.?)(?: by| von)? (?P<editors>[A-Z].+)$", book)
    if marked:
        return [
            *fields,
            ("booktitle", book[marked.end() :].strip(" ,.")),
            ("editor", people_joined(marked["editors"])),
        ], authors
    if by:
        book_title = book[: by.start()].strip(" ,.")
        editors = ("editor", people_joined(by["editors"]))
        return [*fields, ("booktitle", book_title), editors], authors
    title, editors_ = _editors(book)
    return [*fields, ("booktitle", title), ("editor", editors_)], authors


def _editors(book: str) -> tuple[str, str]:
    """``Kay, Jeff Rutherford, and David Stahel, Nazi Policy`` is editors and a title."""
    parts = re.split(r", (?:and )?", book)
    editors: list[str] = []
    while len(parts) > 1 and _PERSON.fullmatch(parts[0]):
        editors.append(parts.pop(0))
    return ", ".join(parts), " and ".join(editors)
