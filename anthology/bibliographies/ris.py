"""Read RIS, the form in which most catalogues and reference managers export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.bibliographies.new_entries import NewEntry

TYPES = {
    "BOOK": "book", "EDBOOK": "collection", "CHAP": "incollection", "ECHAP": "incollection",
    "JOUR": "article", "JFULL": "article", "MGZN": "article", "NEWS": "article",
    "EJOUR": "article", "THES": "thesis", "RPRT": "report", "CONF": "inproceedings",
    "CPAPER": "inproceedings", "ELEC": "online", "BLOG": "online", "WEB": "online",
    "PAMP": "booklet", "UNPB": "unpublished",
}  # fmt: skip
"""RIS type → BibLaTeX type; others become ``misc``."""

_LINE = re.compile(r"^([A-Z][A-Z0-9])  ?- ?(.*)$")

_FIELDS = {
    "TI": "title", "T1": "title", "CT": "title", "PB": "publisher", "CY": "location",
    "PP": "location", "VL": "volume", "IS": "number", "ET": "edition", "LA": "language",
    "DO": "doi", "UR": "url", "ST": "shorttitle", "N1": "note", "KW": "keywords",
}  # fmt: skip
_PEOPLE = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}


def read_ris(source: str) -> Iterator[NewEntry]:
    """Yield the records of a file; tags that name nothing for a bibliography are left out."""
    record: list[tuple[str, str]] = []
    for line in source.splitlines():
        found = _LINE.match(line.lstrip("\ufeff").rstrip())
        if found and found[1] == "ER":
            yield _entry(record)
            record = []
        elif found:
            record.append((found[1], found[2].strip()))
        elif record and line.strip():
            tag, words = record[-1]
            record[-1] = (tag, f"{words} {line.strip()}")
    if record:
        yield _entry(record)


def _entry(record: list[tuple[str, str]]) -> NewEntry:
    tags: dict[str, list[str]] = {}
    for tag, words in record:
        if words:
            tags.setdefault(tag, []).append(words)
    kind = TYPES.get(tags.get("TY", [""])[0].upper(), "misc")
    fields: dict[str, str] = {}
    for tag, name in _PEOPLE.items():
        people = " and ".join(_person(words) for words in tags.get(tag, ()))
        if people:
            fields[name] = f"{fields[name]} and {people}" if name in fields else people
    for tag, name in _FIELDS.items():
        if tag in tags:
            fields.setdefault(name, ", ".join(tags[tag]) if tag == "KW" else tags[tag][0])
    fields |= _container(kind, tags) | _numbers(kind, tags)
    return NewEntry(kind, fields, tags.get("ID", [""])[0])


def _person(words: str) -> str:
    """Return a name as BibTeX has it: “Last, First, Jr” has its parts in another order."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if len(parts) == 3:
        return f"{parts[0]}, {parts[2]}, {parts[1]}"
    return ", ".join(parts) if len(parts) > 1 else (f"{{{words}}}" if " " in words else words)


def _container(kind: str, tags: dict[str, list[str]]) -> dict[str, str]:
    name = next((tags[tag][0] for tag in ("T2", "JF", "JO", "BT", "JA") if tag in tags), "")
    if not name:
        return {}
    if kind == "article":
        return {"journaltitle": name}
    if kind in {"incollection", "inproceedings"}:
        return {"booktitle": name}
    return {"series": name}


def _numbers(kind: str, tags: dict[str, list[str]]) -> dict[str, str]:
    fields = {}
    date = next((tags[tag][0] for tag in ("DA", "PY", "Y1") if tag in tags), "")
    parts = [part for part in date.split("/")[:3] if part.strip().isdigit()]
    if parts:
        fields["date"] = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
    first, last = (tags.get(tag, [""])[0] for tag in ("SP", "EP"))
    if first:
        fields["pages"] = f"{first}--{last}" if last else first.replace("-", "--")
    if "SN" in tags:
        fields["issn" if kind == "article" else "isbn"] = tags["SN"][0]
    return fields
