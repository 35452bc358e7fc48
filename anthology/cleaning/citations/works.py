"""The works a text cites: known ones by their keys, new ones as stubs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from anthology.cleaning.draft import Work


@dataclass(slots=True)
class Stub:
    """An entry for a work that no bibliography of the project has."""

    key: str
    type: str
    fields: dict[str, str]
    families: tuple[str, ...]
    year: str

    def bibtex(self) -> str:
        """The entry as it is added to ``bib/imported.bib``."""
        lines = [
            f"  {name:<9} = {{{_braced(value)}}}"
            for name, value in self.fields.items()
            if value
        ]
        return f"@{self.type}{{{self.key},\n" + ",\n".join(lines) + "\n}\n"


@dataclass(slots=True)
class Works:
    """Finds the key of a work, or makes one."""

    known: tuple[Work, ...]
    stubs: dict[str, Stub] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    """Keys by short titles that the text has introduced in brackets."""

    _shelves: dict[str, list[Work | Stub]] = field(default_factory=dict)
    """Works by the first of their authors."""

    _keys: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Shelve what is known already."""
        for work in self.known:
            self._shelve(work)

    def _shelve(self, work: Work | Stub) -> None:
        self._keys.add(work.key)
        if work.families:
            self._shelves.setdefault(fold(work.families[0]), []).append(work)

    def find(self, families: tuple[str, ...], year: str) -> tuple[str, ...]:
        """The keys of all works that fit authors and year."""
        shelf = self._shelves.get(fold(families[0]), []) if families else []
        found = [
            work.key
            for work in shelf
            if _fits(work.families, work.year, work.key, families, year)
        ]
        return tuple(dict.fromkeys(found))

    def by_author(self, family: str) -> list[str]:
        """The keys of the works of an author that the text has cited or listed."""
        return [work.key for work in self._shelves.get(fold(family), [])]

    def title_of(self, key: str) -> str:
        """The title of a work; empty where it is not known."""
        stub = self.stubs.get(key)
        if stub:
            return stub.fields.get("title", "")
        return next((work.title for work in self.known if work.key == key), "")

    def add(
        self, families: tuple[str, ...], year: str, type_: str, fields: Mapping[str, str]
    ) -> str:
        """Make a stub and return its key."""
        first = families[0] if families else next(iter(fields.get("title", "").split()), "work")
        base = f"{fold(first)}{year}" or f"work{year}"
        key, number = base, 1
        if key in self._keys and len(families) > 1:
            key = base = f"{fold(first)}{fold(families[1])}{year}"
        while key in self._keys:
            number += 1
            key = f"{base}-{number}"
        self.stubs[key] = Stub(key, type_, dict(fields), families, year)
        self._shelve(self.stubs[key])
        return key


def _fits(
    names: tuple[str, ...], known_year: str, key: str, families: tuple[str, ...], year: str
) -> bool:
    """Whether a work by the same first author is meant."""
    if len(families) > 1 and len(names) > 1 and fold(names[1]) != fold(families[1]):
        return False
    if (len(families) > 1) != (len(names) > 1) and len(families) != 1:
        return False
    if known_year == year or key.endswith(year):
        return len(families) == len(names) or len(names) > 2 or len(families) > 1
    return False


def fold(name: str) -> str:
    """A name as keys have it: ASCII letters, lower case.

    >>> fold("Zbavitelová")
    'zbavitelova'
    """
    plain = unicodedata.normalize(
        "NFKD", name.replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    )
    return re.sub(r"[^a-z]", "", plain.encode("ascii", "ignore").decode().lower())


def _braced(value: str) -> str:
    """A value whose braces balance."""
    value = value.replace("\\", "").replace("\x00", "").strip()
    return (
        value
        if value.count("{") == value.count("}")
        else value.replace("{", "(").replace("}", ")")
    )


def author_field(names: Iterable[str]) -> str:
    """Names as BibTeX divides them."""
    return " and ".join(names)
