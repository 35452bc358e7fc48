"""A list of references at the end of a text becomes entries of the bibliography."""

from __future__ import annotations

import re

from anthology.cleaning import signs
from anthology.cleaning.citations.accounting import UNPRINTED, unheld
from anthology.cleaning.citations.entries import Entry, read_entry
from anthology.cleaning.citations.names import NAME
from anthology.cleaning.citations.plain import Plain
from anthology.cleaning.citations.works import Works
from anthology.cleaning.draft import Finding, Line, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

_HEADING = regex(
    r"(?:\d+\.? |[IVX]+\.? )?(?:(?:list of |selected? |further |cited |primary |general )?"
    r"(?:references|bibliography|works cited|literature(?: cited)?|sources|reading)"
    r"|(?:works|sources|literature) (?:cited|consulted|quoted)|reference list"
    r"|(?:zitierte |verwendete |weiterführende )?literatur(?:verzeichnis|hinweise|angaben)?"
    r"|quellen(?: und literatur)?(?:verzeichnis)?|bibliograph?ie(?: sommaire| sélective)?"
    r"|(?:références|orientations|indications)(?: bibliographiques)?|ouvrages cités"
    r"|sources et bibliographie|bibliografía|obras citadas|referencias(?: bibliográficas)?"
    r"|riferimenti(?: bibliografici)?|bibliografia|opere citate|referências"
    r"(?: bibliográficas)?|literatuur(?:lijst)?|litteratur|källor)\W*",
    re.IGNORECASE,
)
_ENTERED = regex(rf"[^\w]*{NAME}, |.{{0,120}}\b(?:1[5-9]|20)\d\d\b")
"""How a line of a list may look that is not understood."""

_DATED = regex(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
UNDERSTOOD = 0.6
"""Share of the lines that must be references for the list to be one."""


def read_list(
    lines: list[Line], works: Works, edits: Edits, findings: list[Finding]
) -> tuple[int, bool]:
    """Read the list, add its entries, and take it out if every line was understood.

    Returns:
        The number of the line its heading stands on, or that of the end of the text where
        there is no list; and whether there is one that could be read.
    """
    for heading in range(len(lines) - 1, 0, -1):
        words = signs.words_of(lines[heading].text).strip()
        if len(words) < 60 and _HEADING.fullmatch(words):
            read = _entries(lines, heading)
            if read:
                _take(lines[heading], read, works, edits, findings)
                return heading, True
            if _looks_like_one(lines[heading + 1 :]):
                place = lines[heading].start
                message = "this list of references could not be read; it was left as it is"
                findings.append(
                    Finding("reference-unread", place, message, Weight.DOUBT, words)
                )
                return heading, False
    return len(lines), False


def _looks_like_one(lines: list[Line]) -> bool:
    """Whether most lines have a year, which no prose has."""
    dated = [bool(_DATED.search(line.text)) for line in lines if line.text[0] != signs.NOTE]
    return sum(dated) >= 2 and sum(dated) > UNDERSTOOD * len(dated)


_Read = list[tuple[Line, Entry | None]]


def _entries(lines: list[Line], heading: int) -> _Read:
    """The lines under a heading, each with what was read in it; nothing if it is no list."""
    found: _Read = []
    understood = 0
    last: Entry | None = None
    for line in lines[heading + 1 :]:
        if line.text[0] == signs.NOTE:
            break
        title = line.text[0] in signs.HEADINGS.values()
        if title and understood:
            break  # a second part of the list, or what comes after it: left alone
        if title:
            continue
        entry = read_entry(_plain(line), last)
        understood += entry is not None
        last = entry or last
        found.append((line, entry))
    while found and found[-1][1] is None and not _ENTERED.match(found[-1][0].text):
        found.pop()  # what follows the list
    enough = understood >= 2 and understood >= UNDERSTOOD * len(found)
    return found if enough else []


def _plain(line: Line) -> Plain:
    bare = line.text.lstrip("".join(signs.BLOCKS) + " \t")
    return Plain(re.sub(r"^[-–•*]\s+", "", bare))


def _take(
    heading: Line, read: _Read, works: Works, edits: Edits, findings: list[Finding]
) -> None:
    for line, entry in read:
        if entry is None:
            message = "this line of the references could not be read"
            sample = signs.words_of(line.text)[:60]
            findings.append(
                Finding("reference-unread", line.start, message, Weight.DOUBT, sample)
            )
            continue
        edits.delete(line.start, line.end, "references")
        fields = dict(entry.fields)
        known = works.find_titled(entry.families, entry.year, fields.get("title", ""))
        if known:
            works.listed[known[0]] = line.start
        else:
            words = " ".join(signs.words_of(line.text).split())
            fields |= _left(line, words, entry, findings)
            fields |= {"keywords": "imported, unverified", "annote": f"listed as: {words}"}
            key = works.add(entry.families, entry.year, entry.type, fields)
            works.listed[key] = line.start
    if all(entry for _, entry in read):
        edits.delete(heading.start, heading.end, "references")


def _left(line: Line, words: str, entry: Entry, findings: list[Finding]) -> dict[str, str]:
    """Words of a reference that no field would hold: they go along, and are told."""
    printed = [value for name, value in entry.fields if name not in UNPRINTED]
    left = " ".join(unheld(words, [*printed, entry.year]))
    if left:
        message = f"no field of this reference would hold these words: {left}"
        sample = words[:60]
        findings.append(Finding("reference-unread", line.start, message, Weight.DOUBT, sample))
    return {"addendum": left} if left else {}


def uncited(works: Works, cited: set[str]) -> list[Finding]:
    """Works that the list has and the text does not cite: no bibliography will show them."""
    message = "listed, but nothing here cites it: “citations: nocite” lists it in the book"
    return [
        Finding("reference-uncited", place, message, Weight.DOUBT, key)
        for key, place in works.listed.items()
        if key not in cited
    ]
