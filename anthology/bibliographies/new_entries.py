"""Entries that come from other programs: their keys, and how they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import count, product
from string import ascii_lowercase

from anthology.bibliographies.people import family_and_given, names
from anthology.bibliographies.tex import VERBATIM, as_tex, title_as_tex

TITLES = frozenset(("title", "shorttitle", "booktitle", "journaltitle", "series"))
"""Fields that may have markup, and whose names must keep their capitals."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A work as another program describes it, in the terms of BibLaTeX."""

    type: str
    fields: Mapping[str, str]
    """Plain words; names as “Last, First and Last, First”, institutions in braces."""

    key: str = ""
    """Given by the other program, where it can be a key here."""


def written(entry: NewEntry, key: str) -> str:
    """Return the entry as it stands in a file."""
    lines = "".join(
        f"  {name} = {{{_value(name, words)}}},\n"
        for name, words in entry.fields.items()
        if words.strip()
    )
    return f"@{entry.type}{{{key},\n{lines}}}"


def _value(name: str, words: str) -> str:
    words = " ".join(words.split())
    if name in VERBATIM:
        return words
    if name in {"author", "editor", "translator"}:
        return re.sub(r"[&%$#_]", r"\\\g<0>", words)
    return title_as_tex(words) if name in TITLES else as_tex(unescape(words))


def key_for(entry: NewEntry, taken: Container[str]) -> str:
    """Return a key: the given one, else family name and year, with a letter if it must be."""
    base = entry.key if re.fullmatch(r"[A-Za-z][\w:-]*\w", entry.key) else _made(entry)
    if base not in taken:
        return base
    tails = (
        "".join(letters) for n in count(1) for letters in product(ascii_lowercase, repeat=n)
    )
    return next(key for tail in tails if (key := f"{base}{tail}") not in taken)


def _made(entry: NewEntry) -> str:
    people = names(entry.fields.get("author") or entry.fields.get("editor") or "")
    title = re.findall(r"\w{4,}", entry.fields.get("title", "")) or ["untitled"]
    name = family_and_given(people[0])[0] if people else title[0]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    year = re.search(r"\d{4}", entry.fields.get("date", ""))
    word = re.sub(r"[^a-z]", "", plain) or "work"
    return word + (year.group() if year else "")
