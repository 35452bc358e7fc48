"""What a book says of the division of words: its own list, and the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from anthology.editions.house import stylesheet
from anthology.model import Book

LIST = "hyphenation.txt"
"""In ``styles/``: words with hyphens where they may be divided; ``#`` begins a comment."""

NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital: there it does not show a name."""

_WORDS = re.compile(r"[^\W\d_]{4,}")


class Divisions:
    """The words of a book that are not divided as the dictionary has it."""

    def __init__(self, book: Book) -> None:
        self._listed = {word.replace("-", "").casefold(): word for word in _listed(book.folder)}
        self._names = {word.casefold(): word for word in _names(book)}

    def of(self, xhtml: str, lang: str) -> tuple[str, ...]:
        """Return those that stand in a section, so that others may change without it.

        Args:
            xhtml: Of the section.
            lang: Its language: in most, a capital shows a name and nothing need be said.
        """
        known = self._listed
        if lang.partition("-")[0] in NOUNS:
            known = self._names | known
        there = {word.casefold() for word in _WORDS.findall(xhtml)} if known else set()
        return tuple(known[word] for word in sorted(there & known.keys()))


def _listed(project: Path) -> Iterator[str]:
    file = stylesheet(LIST, project)
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            yield from line.partition("#")[0].split()


def _names(book: Book) -> Iterator[str]:
    """Yield the words of the names of people: of this book, and of works it refers to."""
    people = [*book.editors, *(one for piece in book.pieces() for one in piece.authors)]
    names = [person.name for person in people]
    names += [
        work.fields.get(field, "")
        for work in book.references.values()
        for field in ("author", "editor", "translator")
    ]
    for name in names:
        yield from (word for word in _WORDS.findall(name) if word[0].isupper())
