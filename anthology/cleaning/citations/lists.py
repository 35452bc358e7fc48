"""A list of references at the end of a text becomes entries of the bibliography."""

from __future__ import annotations

import re

from anthology.cleaning import signs
from anthology.cleaning.citations.forms import NAME
from anthology.cleaning.citations.works import Works
from anthology.cleaning.draft import Finding, Line, Weight
from anthology.cleaning.ledger import Edits

_HEADING = re.compile(
    r"(?:references|bibliography|works cited|literature(?: cited)?|sources"
    r"|literatur(?:verzeichnis)?|"
    r"bibliograph?ie|bibliografía|références|riferimenti|bibliografia|quellen)\W*",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    rf"(?P<authors>{NAME},? (?:[^\d()“”\"]{{1,120}}?))[ ,.]*\(?(?P<year>(?:1[4-9]\d\d"
    rf"|20\d\d)[a-z]?)\)?[.:,]?\s+"
    r"(?P<rest>\S.*)$"
)
_IMPRINT = re.compile(
    r"(?:^|[.,] )(?P<place>[A-ZÀ-Þ][^.:,]{1,30}(?:, [A-Z]{2})?): "
    r"(?P<publisher>[^.,;:]{2,60})\.?$"
)
_QUOTED = re.compile(
    r"[“\"‘](?P<title>[^”\"’]{4,250})[”\"’][.,]?\s*(?P<journal>[^,.\d]{3,80})?"
)


def read_list(lines: list[Line], works: Works, edits: Edits, findings: list[Finding]) -> int:
    """Read the list, add its entries, and take it out if every line was understood.

    Returns:
        The number of the line its heading stands on, or -1 where there is no list.
    """
    heading = next(
        (
            index
            for index in range(len(lines) - 1, len(lines) // 5, -1)
            if _HEADING.fullmatch(signs.words_of(lines[index].text).strip())
        ),
        -1,
    )
    if heading < 0:
        return -1
    entries = []
    for line in lines[heading + 1 :]:
        if line.text[0] in (*signs.HEADINGS.values(), signs.NOTE):
            break
        entries.append(line)
    read = [(line, _ENTRY.match(_words(line))) for line in entries]
    understood = sum(match is not None for _, match in read)
    if understood < 2 or understood < 0.6 * len(entries):
        return -1
    for line, match in read:
        if match is None:
            message = "this line of the references could not be read"
            sample = _words(line)[:60]
            findings.append(
                Finding("reference-unread", line.start, message, Weight.DOUBT, sample)
            )
        else:
            _add(works, line, match)
            edits.delete(line.start, line.end, "references")
    if understood == len(entries):
        edits.delete(lines[heading].start, lines[heading].end, "references")
    return heading


def _words(line: Line) -> str:
    return signs.words_of(line.text).strip(" -–—•*\t")


def _add(works: Works, line: Line, match: re.Match[str]) -> None:
    year = match["year"]
    authors = _authors(match["authors"])
    families = tuple(author.split(",")[0].strip() for author in authors)
    if works.find(families, year):
        return
    fields = {"author": " and ".join(authors), "year": year.rstrip("abcdefghij")}
    fields |= _fields(match["rest"])
    fields |= {"keywords": "imported, unverified", "annote": f"listed as: {_words(line)}"}
    kind = "article" if "journal" in fields else "book" if "publisher" in fields else "misc"
    works.add(families, year, kind, fields)


def _authors(words: str) -> list[str]:
    """Names as a list of references has them: ``Cliff, Tony, and Chris Harman``."""
    words = re.sub(
        r"\s*\((?:eds?|hrsg)\.?\)\s*$|,? (?:eds?|hrsg)\.\s*$",
        "",
        words.strip(" ,.("),
        flags=re.IGNORECASE,
    )
    first, *others = re.split(r",? (?:and|&|und|et|y) |; ", words)
    parts = first.split(", ")
    names = [", ".join(parts[:2])]
    names += [f"{a}, {b}" for a, b in zip(parts[2::2], parts[3::2], strict=False)]
    return [name.strip(" ,") for name in [*names, *others] if name.strip(" ,")]


def _fields(rest: str) -> dict[str, str]:
    quoted = _QUOTED.match(rest)
    if quoted:
        fields = {"title": quoted["title"].strip(" ,.")}
        if quoted["journal"]:
            fields["journal"] = re.sub(r"^in ", "", quoted["journal"].strip())
        return fields
    imprint = _IMPRINT.search(rest)
    title = rest[: imprint.start()] if imprint else rest.split(". ")[0]
    fields = {"title": title.strip(" ,.*_(")}
    if imprint:
        fields |= {
            "address": imprint["place"].strip(),
            "publisher": imprint["publisher"].strip(),
        }
    return fields
