"""Read CSL-JSON, as Zotero exports it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from anthology.bibliographies.new_entries import NewEntry

Item = Mapping[str, Any]

TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "post": "online", "post-weblog": "online",
    "webpage": "online", "report": "report", "thesis": "thesis", "pamphlet": "booklet",
    "manuscript": "unpublished",
}  # fmt: skip
"""CSL type → BibLaTeX type (CSL 1.0.2, appendix III); others become ``misc``."""

_FIELDS = {
    "title": "title", "title-short": "shorttitle", "publisher": "publisher",
    "publisher-place": "location", "volume": "volume", "edition": "edition",
    "collection-title": "series", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn",
    "URL": "url", "language": "language", "note": "note", "keyword": "keywords",
    "number-of-pages": "pagetotal", "genre": "type",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_DATES = {"issued": "date", "accessed": "urldate", "original-date": "origdate"}


def read_csl_json(source: str) -> Iterator[NewEntry]:
    """Yield the items of a file.

    Raises:
        ValueError: the text is no JSON, or no list of items.
    """
    items = json.loads(source)
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError("no list of items")
    for item in items:
        yield _entry(item)


def _entry(item: Item) -> NewEntry:
    kind = TYPES.get(str(item.get("type", "")), "misc")
    fields = _people(item)
    fields |= {field: str(item[name]) for name, field in _FIELDS.items() if item.get(name)}
    dates = ((field, _date(item.get(name))) for name, field in _DATES.items())
    fields |= {field: date for field, date in dates if date}
    return NewEntry(kind, fields | _within(kind, item), _key(item))


def _people(item: Item) -> dict[str, str]:
    found = {}
    for role in _PEOPLE:
        people = [name for one in item.get(role, ()) if (name := _person(one))]
        if people:
            found[role] = " and ".join(people)
    return found


def _within(kind: str, item: Item) -> dict[str, str]:
    """Return where in what the work stands."""
    fields = {}
    if container := item.get("container-title"):
        fields["journaltitle" if kind == "article" else "booktitle"] = str(container)
    if item.get("type") == "article-newspaper":
        fields["entrysubtype"] = "newspaper"
    if number := item.get("issue") or item.get("number"):
        fields["number"] = str(number)
    if pages := item.get("page"):
        fields["pages"] = str(pages).replace("–", "-").replace("-", "--")
    return fields


def _key(item: Item) -> str:
    return str(item.get("citation-key") or item.get("id") or "")


def _person(name: Item) -> str:
    if literal := name.get("literal"):
        return f"{{{literal}}}"
    family = " ".join(
        str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part)
    )
    given = " ".join(
        str(name[part]) for part in ("given", "dropping-particle") if name.get(part)
    )
    if not (family and given):
        return f"{{{family or given}}}" if family or given else ""
    suffix = f", {name['suffix']}" if name.get("suffix") else ""
    return f"{family}{suffix}, {given}"


def _date(date: Any) -> str:
    if not isinstance(date, dict):
        return ""
    spans = [
        "-".join(str(part).zfill(2) for part in parts if part)
        for parts in date.get("date-parts", ())
        if parts and parts[0]
    ]
    return "/".join(spans) if spans else str(date.get("raw") or date.get("literal") or "")
