"""References given in full in a note: author, title, place, publisher, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anthology.cleaning.citations.accounting import UNPRINTED, unheld
from anthology.cleaning.citations.heads import divide
from anthology.cleaning.citations.locators import (
    DATED,
    IN_NOTE,
    LOCATOR,
    Located,
    bare,
    located,
    narrowed,
)
from anthology.cleaning.citations.names import NAME, NO_NAMES
from anthology.cleaning.citations.parts import PLACE, QUOTED
from anthology.cleaning.citations.people import goes_on, names_in
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
            rf"(?P<open>[,.\s](?:(?<=[,.]) \(?|(?<=\s)\())(?P<place>{PLACE})\s?: "
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
    r"|auch|aussi|dazu|e\.g\.,?|(?:(?:taken|adapted|excerpted|an extract) )?from:?|sources?:"
    r"|quellen?:|aus:?|nach:?|d['’]après|tiré de|fuentes?:|fonti?:)\s+)+",
    re.IGNORECASE,
)
_FOUND_IN = regex(
    r".*\b(?:abgedr(?:uckt|\.)|zit(?:iert|\.)|cité|citado|quoted|cited|(?:re)?printed|repr\.)"
    r",? (?:bei|in|nach|dans|en|from|by):? ",
    re.IGNORECASE | re.DOTALL,
)
"""What stands before it is the source; the work is what it was found in."""

_SHORT = regex(r"\s*\[(?P<short>[^\[\]\d][^\[\]]{1,40})\]")
_OWNED = regex(rf"(?:^|[a-z]+ )(?P<who>{NAME}(?: {NAME})?)[’']s (?=[A-Z“\"])")
_BREAK = regex(
    r"[;] |(?<=\d) and (?=[A-Z])"
    r"|(?<=[^\W\d_A-Z][a-zß-ÿ\d)”\"’»])\. (?!(?:Hrsg|Hgg?|Übers|Trans|Eds?|Rev|Vol)\."
    r"|(?:Edited|Translated) )"
    r"(?=[A-ZÀ-Þ“\"„«‘])"
)
_SHORTENED = regex(
    r"\b(?:eds?|trans|transl|vol|no|Hg|Hrsg|hrsg|übers|dir|St|Dr|Mrs?|Prof|comp|rev|intro|cf|vgl"
    r"|pp?|al|Jr|Nachw|Bearb|trad|coll|introd)$",
    re.IGNORECASE,
)
_EDITING = regex(r", (?:ed|hrsg|dir|comp)")
_EDITED = regex(
    rf"(?P<editor>{NAME}(?: {NAME})?), (?:eds?|hrsg|dir|comps?)\.?,? "
    rf"(?P<title>[A-ZÀ-Þ][^,.;()\n]{{3,90}}), {_YEAR}"
)


_QUOTED = regex(QUOTED)
_WHOLE = regex(r", (?P<pages>\d+[-–]\d+)(?=, )")
"""The pages of a chapter, before the one that is meant: ``, 1–26, at 5``."""


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

    held: str = ""
    """Words that fields have in another form: a date."""

    def unheld(self, said: str) -> list[str]:
        """Those of the words it was read from that no field has."""
        fields = dict(self.fields)  # of two editors an entry keeps the last
        printed = (value for name, value in fields.items() if name not in UNPRINTED)
        held = (self.year, self.short, self.locator, self.held)
        return unheld(said, [*printed, *self.authors, *held])


def find_books(words: str, lang: str = "") -> Iterator[Full]:
    """Find books, and chapters in them, by their imprints.

    Args:
        words: Of a note, titles in italics masked.
        lang: Of the text.
    """
    taken: list[tuple[int, int]] = []
    if not DATED.search(words):
        return
    for sort, (form, tail) in enumerate(_IMPRINTS):
        for imprint in located(form, words, tail):
            start = imprint.match.start()
            if _overlaps((start, imprint.end), taken):
                continue
            after = max((end for _, end in taken if end <= start), default=0)
            found = _book(words, imprint, after, lang, weak=bool(sort))
            if found and not _overlaps((found.start, found.end), taken):
                taken.append((found.start, found.end))
                yield found
    for match, locator, end in located(_EDITED, words) if _EDITING.search(words) else ():
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
        and not (words[match.start()] == "." and goes_on(words[after : match.start()]))
    ]
    return max([after, *breaks])


def trimmed(words: str, start: int, end: int) -> int:
    """Where a reference begins behind “see” and its like."""
    head = words[start:end]
    start += len(head) - len(head.lstrip(" ,.;\x00"))
    lead = _FOUND_IN.match(words[start:end]) or _LEAD.match(words[start:end])
    return start + lead.end() if lead else start


def _book(words: str, imprint: Located, after: int, lang: str, *, weak: bool) -> Full | None:
    """The book whose imprint was found: what stands before it back to the last break."""
    match = imprint.match
    start = trimmed(words, segment_start(words, after, match.start()), match.start())
    head = words[start : match.start()]
    place, publisher = _house(match)
    if place and weak and publisher and names_in(head):
        head, place = f"{head}, {place}", ""  # ``Ann Hale, Weirs, Heron, 1949``
    owned = _OWNED.search(head)
    if owned:
        start += owned.end()
        head = f"{owned['who']}, {head[owned.end() :]}"
    elif head.startswith("and "):
        start += 4
        head = head[4:]
    short = _SHORT.search(head)
    head = _SHORT.sub("", head)
    if len(head) > 400 or "\x00" in head or "://" in head:
        return None
    found = divide(head, lang)
    if not found or (weak and not _sound(found.authors, found.title, publisher)):
        return None
    fields = [*found.fields, ("address", place), ("publisher", publisher)]
    chapter = any(name == "booktitle" for name, _ in fields)
    whole = _WHOLE.match(words, imprint.end) if not imprint.locator else None
    pages = whole["pages"] if whole else imprint.locator
    page, end = "", 0
    if chapter and pages:
        page, end = narrowed(words, whole.end() if whole else imprint.end)
    if page:
        fields.append(("pages", bare(pages)))
    return Full(
        start if owned else start + found.start,
        end or imprint.end,
        "incollection" if chapter else "book",
        found.authors,
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
    quoted = _QUOTED.search(title) is not None
    return (
        bool(authors)
        and bool(re.search(r"[^\W\d_]{3}", title))
        and not quoted
        and not (words and words[0] in NO_NAMES - {"New", "La", "Le", "Les"})
    )
