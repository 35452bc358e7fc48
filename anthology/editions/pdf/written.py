"""The XHTML of the sections: written again only where a number in it is another by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from markupsafe import Markup

from anthology.editions.pdf.medium import PageMedium
from anthology.editions.render import render_section
from anthology.editions.sections import Section
from anthology.model import Book

_Value = TypeVar("_Value")


class Asked(Mapping[str, _Value]):
    """A mapping that remembers what it was asked for, and what it said."""

    def __init__(self, known: Mapping[str, _Value]) -> None:
        self._known = known
        self._said: dict[str, _Value | None] = {}
        self._listed = False

    def __getitem__(self, key: str) -> _Value:
        self._said[key] = self._known.get(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        self._listed = True
        return iter(self._known)

    def __len__(self) -> int:
        self._listed = True
        return len(self._known)

    @property
    def was_asked(self) -> bool:
        """Tell whether anything was looked up at all."""
        return self._listed or bool(self._said)

    def says_the_same_as(self, other: Mapping[str, _Value]) -> bool:
        """Tell whether another mapping would have given the same answers."""
        if self._listed:
            return self._known == other
        return all(other.get(key) == value for key, value in self._said.items())


@dataclass(frozen=True, slots=True)
class _Copy:
    """A section as it was written, and what it was written from."""

    xhtml: Markup
    labels: Asked[str]
    notes: Asked[int]


class Written:
    """Writes the sections of a book as often as need be."""

    def __init__(self, book: Book, sections: tuple[Section, ...]) -> None:
        self._book = book
        self._sections = sections
        self._copies: dict[str, _Copy] = {}

    def names_pages(self, section: Section) -> bool:
        """Tell whether what was written last of a section depends on the numbers of pages."""
        copy = self._copies[section.slug]
        return copy.labels.was_asked or copy.notes.was_asked

    def section(
        self, section: Section, labels: Mapping[str, str], notes: Mapping[str, int]
    ) -> Markup:
        """Return the XHTML of a section.

        Args:
            section: What to write.
            labels: Anchor → label of its page, as far as pages are known.
            notes: Label of a page → how many notes begin on it.
        """
        copy = self._copies.get(section.slug)
        if not (
            copy and copy.labels.says_the_same_as(labels) and copy.notes.says_the_same_as(notes)
        ):
            told, counted = Asked(labels), Asked(notes)
            medium = PageMedium(told, counted)
            xhtml = render_section(section, self._book, medium, self._sections)
            copy = self._copies[section.slug] = _Copy(xhtml, told, counted)
        return copy.xhtml


def latest_first(sections: Sequence[Section], project: Path) -> list[int]:
    """Return the numbers of sections in the order in which their texts were saved, last first.

    What an editor has changed is so the first to be laid out; what comes of it is the same
    in any order.
    """
    files = (project / one.piece.place.file if one.piece else None for one in sections)
    saved = [_saved(file) if file else 0.0 for file in files]
    return sorted(range(len(sections)), key=lambda number: -saved[number])


def _saved(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0  # it is gone since it was read
