"""Write a ``.bib`` file tidily: the same words, in a form that gives small differences."""

from __future__ import annotations

import re

from anthology.bibliographies.source import Between, Entry, Field, blocks

ORDER = (
    "crossref", "author", "editor", "editora", "translator", "title", "subtitle",
    "titleaddon", "origtitle", "maintitle", "booktitle", "journal", "journaltitle",
    "series", "edition", "volume", "number", "issue", "pages", "publisher",
    "organization", "institution", "school", "address", "location", "year", "month",
    "date", "origdate", "doi", "isbn", "issn", "url", "urldate", "langid", "language",
    "note", "addendum", "annote", "keywords",
)  # fmt: skip
"""Of fields; those that are not here follow in the order they have."""

_PLACES = {name: place for place, name in enumerate(ORDER)}


def format_source(source: str) -> str:
    """Return the text of a tidy file.

    Entries stay in their order; comments, @strings and what cannot be read stay as they
    are, but for spaces at line ends and runs of empty lines. In an entry each field has a
    line, with two spaces before it and a comma after it, so that adding one changes one
    line. Doing it twice changes nothing.
    """
    parts = [
        _tidy(block.text) if isinstance(block, Between) else format_entry(block)
        for block in blocks(source)
    ]
    text = re.sub(r"\n{3,}", "\n\n", "".join(_apart(parts)))
    return f"{text.strip()}\n" if text.strip() else ""


def _apart(parts: list[str]) -> list[str]:
    """Put an empty line between entries that nothing but space divides."""
    return [part if part.strip() else "\n\n" for part in parts if part]


def _tidy(text: str) -> str:
    begins = "\n" if text.startswith("\n") else ""
    tidy = "\n".join(line.rstrip() for line in text.split("\n"))
    return tidy if tidy.strip() else f"{begins}\n"


def format_entry(entry: Entry) -> str:
    """Return one entry, its fields in the usual order."""
    fields = sorted(entry.fields, key=lambda field: _PLACES.get(field.name.lower(), len(ORDER)))
    lines = "".join(f"  {field.name.lower()} = {_value(field)},\n" for field in fields)
    return f"@{entry.type.lower()}{{{entry.key},\n{lines}}}"


def _value(field: Field) -> str:
    """Write a value on one line, in braces; paragraphs and joined values stay."""
    value = field.value
    if "\n\n" in value:
        return value
    value = " ".join(value.split())
    inner = value[1:-1]
    plain = value.startswith('"') and value.endswith('"') and len(value) > 1
    if plain and '"' not in inner and "#" not in inner:
        return f"{{{inner}}}"
    return value
