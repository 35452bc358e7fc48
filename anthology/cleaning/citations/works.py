"""The works a text cites: known ones by their keys, new ones as stubs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from anthology.cleaning.citations.casing import protected
from anthology.cleaning.draft import Work
from anthology.cleaning.patterns import regex

_SMALL = frozenset((
    "a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une",
    "el", "los", "las", "il", "lo",
))  # fmt: skip
"""Articles: no work is filed by one."""

APART = ("volume", "number", "edition", "date", "booktitle", "journal", "url")
"""Fields in which two entries differ that are two works, or two editions of one."""


@dataclass(slots=True)
class Stub:
    """An entry for a work that no bibliography of the project has."""

    key: str
    type: str
    fields: dict[str, str]
    families: tuple[str, ...]
    year: str

    def _written(self, name: str, value: str, names: Collection[str]) -> str:
        if name == "url":
            return value
        titled = name in ("title", "booktitle") and "langid" not in self.fields
        return protected(_braced(value), names) if titled else _braced(value)

    def bibtex(self, names: Collection[str] = ()) -> str:
        """The entry as it is added to ``bib/imported.bib``.

        Args:
            names: Words that are names, whose capitals titles must keep.
        """
        lines = [
            f"  {name:<9} = {{{self._written(name, value, names)}}}"
            for name, value in self.fields.items()
            if value
        ]
        return f"@{self.type}{{{self.key},\n" + ",\n".join(lines) + "\n}\n"


@dataclass(slots=True)
class Works:
    """Finds the key of a work, or makes one."""

    known: tuple[Work, ...]
    langid: str = ""
    """The language of the text as BibLaTeX names it: that of its titles, or no English one."""

    stubs: dict[str, Stub] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)
    """Where the list of references has a work."""

    seen: set[str] = field(default_factory=set)
    """Keys that the text has cited so far."""

    shorts: dict[str, str] = field(default_factory=dict)
    """Keys by short titles that the text has introduced in brackets."""

    _shelves: dict[str, list[Work | Stub]] = field(default_factory=dict)
    """Works by the first of their authors."""

    _years: dict[str, list[Work | Stub]] = field(default_factory=dict)
    """Works by their year, its letter left out."""

    _by_key: dict[str, Work | Stub] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Shelve what is known already."""
        for work in self.known:
            self._shelve(work)

    def _shelve(self, work: Work | Stub) -> None:
        self._by_key[work.key] = work
        self._years.setdefault(work.year[:4], []).append(work)
        if work.families:
            self._shelves.setdefault(fold(work.families[0]), []).append(work)

    def find(
        self, families: tuple[str, ...], year: str, *, more: bool = False
    ) -> tuple[str, ...]:
        """The keys of all works that fit authors and year; those that fit best.

        Of several, those are meant that the text’s own list has.

        Args:
            families: As the text names them.
            year: With its letter.
            more: Whether the text says that there are other authors.
        """
        shelf = self._shelves.get(fold(families[0]), []) if families else []
        ranks = [(_fits(work, families, year, more=more), work.key) for work in shelf]
        best = max((rank for rank, _ in ranks), default=0)
        found = dict.fromkeys(key for rank, key in ranks if rank == best > 0)
        return tuple(key for key in found if key in self.listed) or tuple(found)

    def find_titled(self, families: tuple[str, ...], year: str, title: str) -> list[str]:
        """The keys of the works that fit, and have this title or none."""
        shelf = self._shelves.get(fold(families[0]), []) if families else []
        return [
            work.key
            for work in shelf
            if _fits(work, families, year, more=False)
            and (not self.title_of(work.key) or same_title(self.title_of(work.key), title))
        ]

    def find_edition(
        self, families: tuple[str, ...], year: str, type_: str, fields: Mapping[str, str]
    ) -> str:
        """The key of a work as this reference has it, or nothing: of another volume, say.

        A stub learns what it lacks of its imprint.
        """
        for key in self.find_titled(families, year, fields.get("title", "")):
            stub = self.stubs.get(key)
            if stub is None:
                return key
            more = {name: value for name, value in fields.items() if value}
            if not _apart(stub, more):
                stub.type = type_ if stub.type == "misc" else stub.type
                stub.fields |= {name: more[name] for name in more if name not in stub.fields}
                return key
        return ""

    def named_last(self, words: str, year: str) -> tuple[str, str]:
        """The work of a year whose author, an office or a society, the words end with.

        Returns:
            Its key, and the name; both empty where there is none.
        """
        for work in self._years.get(re.sub(r"\W", "", year.lower())[:4], ()):
            name = work.families[0] if work.families else ""
            start = len(words) - len(name)
            fits = len(name) > 1 and words.lower().endswith(name.lower())
            whole = fits and not words[max(0, start - 1) : start].isalnum()
            if whole and len(work.families) == 1 and _same_year(work, year):
                return work.key, name
        return "", ""

    def spoken_of(self, words: str, year: str) -> str:
        """The one work of a year whose first author the words name; empty if not one."""
        found = [
            work.key
            for work in self._years.get(re.sub(r"\W", "", year.lower())[:4], ())
            if work.families
            and _same_year(work, year)
            and work.families[0] in words
            and re.search(rf"(?<![\w-]){re.escape(work.families[0])}(?![\w-])", words)
        ]
        return found[0] if len(found) == 1 else ""

    def families(self, key: str) -> tuple[str, ...]:
        """The family names of the authors of a work."""
        work = self._by_key.get(key)
        return work.families if work else ()

    def by_author_here(self, family: str) -> list[str]:
        """The works of an author that this text has cited; else all that are known."""
        found = self.by_author(family)
        return [key for key in found if key in self.seen or key in self.stubs] or found

    def by_author(self, family: str) -> list[str]:
        """The keys of the works of an author that the text has cited or listed."""
        return [work.key for work in self._shelves.get(fold(family), [])]

    def title_of(self, key: str) -> str:
        """The title of a work; empty where it is not known."""
        work = self._by_key.get(key)
        if isinstance(work, Stub):
            return work.fields.get("title", "")
        return work.title if work else ""

    def type_of(self, key: str) -> str:
        """The type of an entry that this text has added; empty for others."""
        stub = self.stubs.get(key)
        return stub.type if stub else ""

    def add(
        self, families: tuple[str, ...], year: str, type_: str, fields: Mapping[str, str]
    ) -> str:
        """Make a stub and return its key."""
        if self.langid:
            fields = {**fields, "langid": self.langid}
        first = families[0] if families else _first_word(fields.get("title", ""))
        year = _NO_WORD.sub("", year.lower())
        base = f"{fold(first) or 'work'}{year}"
        key, number = base, 1
        if key in self._by_key and len(families) > 1:
            key = base = f"{fold(first)}{fold(families[1])}{year}"
        while key in self._by_key:
            number += 1
            key = f"{base}-{number}"
        self.stubs[key] = Stub(key, type_, dict(fields), families, year)
        self._shelve(self.stubs[key])
        return key


def _apart(stub: Stub, fields: Mapping[str, str]) -> bool:
    """Whether a reference is to another edition, or another volume, than an entry is of."""
    pairs = [(name, stub.fields.get(name, ""), fields.get(name, "")) for name in APART]
    told = "journal" in fields or stub.type == "misc"  # a page tells one article from another
    return any(
        one != other and ((one and other) or (name in ("volume", "edition") and not told))
        for name, one, other in pairs
    )


def _first_word(title: str) -> str:
    """The word a work is filed by that has no author: no article.

    >>> _first_word("A Last Word")
    'last'
    """
    words = [fold(word) for word in title.split()]
    return next((word for word in words if word and word not in _SMALL), "work")


_NO_LETTERS = regex(r"[\W_]+")


def same_title(known: str, title: str) -> bool:
    """Whether two titles are one: the shorter begins the longer.

    >>> same_title("Light and Risk: A History", "Light and Risk")
    True
    """
    one, other = (_NO_LETTERS.sub("", words.casefold()) for words in (known, title))
    return (
        bool(one) and bool(other) and (one.startswith(other[:20]) or other.startswith(one[:20]))
    )


_NO_WORD = regex(r"\W")


def _same_year(work: Work | Stub, year: str) -> bool:
    year = _NO_WORD.sub("", year.lower())
    return work.year == year or work.key.endswith(year)


def _fits(work: Work | Stub, families: tuple[str, ...], year: str, *, more: bool) -> int:
    """How well a work fits authors and year; 0: it does not."""
    names = work.families
    if not _same_year(work, year):
        return 0
    said = [fold(name) for name in families]
    known = [fold(name) for name in names]
    if known == said and not more:
        return 4
    if more:
        return 3 if len(known) > len(said) and known[: len(said)] == said else 0
    if len(said) > 1 and len(known) > len(said):
        return 1 if known[1] == said[1] else 0
    if len(said) > 1:
        return 2 if len(known) > 1 and known[1] == said[1] else 0
    return 1 if len(known) > 2 or known[-1:] == ["others"] else 0


@lru_cache(1000)
def fold(name: str) -> str:
    """A name as keys have it: ASCII letters, lower case.

    >>> fold("Zbavitelová")
    'zbavitelova'
    """
    plain = unicodedata.normalize(
        "NFKD", name.replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    )
    return _FOLDED.sub("", plain.encode("ascii", "ignore").decode().lower())


_FOLDED = regex(r"[^a-z]")


def _braced(value: str) -> str:
    """A value whose braces balance, with no sign that TeX would take."""
    value = value.replace("\\", "").replace("\x00", "").strip()
    value = re.sub(r"[%#$]", r"\\\g<0>", value)
    return (
        value
        if value.count("{") == value.count("}")
        else value.replace("{", "(").replace("}", ")")
    )


def author_field(names: Iterable[str]) -> str:
    """Names as BibTeX divides them.

    >>> author_field(["Smith, A.", "et al."])
    'Smith, A. and others'
    """
    return " and ".join("others" if re.match(r"et al|u\. ?a", name) else name for name in names)
