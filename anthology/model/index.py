"""The index of a book: what it is to list, and what it lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from anthology.model.inlines import Inline
from anthology.problems import Place


@dataclass(frozen=True, slots=True)
class Term:
    """A heading of the index, as ``texts/index.yaml`` has it."""

    heading: tuple[Inline, ...]
    place: Place
    variants: tuple[str, ...] = ()
    """What the texts say for it, besides the heading itself: ``Trotsky``, ``purge*``."""

    see: tuple[str, ...] = ()
    """Headings that have its pages; it has none of its own then."""

    see_also: tuple[str, ...] = ()
    sort: str = ""
    """What it is filed under; empty: the heading."""

    subheadings: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    """Slug of a piece → the subheading that what is found there stands under."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """What the index is to list besides the marks in the texts."""

    terms: tuple[Term, ...] = ()
    order: str = "words"
    """``words``: New York before Newark; ``letters``: after it (CMOS 18, 15.66)."""

    left_out: tuple[str, ...] = ()
    """Slugs of pieces in which terms are not looked for."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One place where a text speaks of something that the index lists."""

    piece: str
    """Slug of the piece."""

    mark: str
    """Name of the mark in its text; unique in the book."""

    run: int
    """Which paragraph of the piece, heading, cell or line of verse, from 1."""

    note: str = ""
    """Label of the note it stands in; empty for the text."""


@dataclass(frozen=True, slots=True)
class See:
    """A heading that another sends to."""

    name: str
    """Id of its entry."""

    heading: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading with all that stands after it."""

    heading: tuple[Inline, ...]
    name: str
    """Its id, unique in the index."""

    mentions: tuple[Mentioned, ...] = ()
    """In reading order."""

    subentries: tuple[IndexEntry, ...] = ()
    see: tuple[See, ...] = ()
    see_also: tuple[See, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries that begin with one letter."""

    letter: str
    """Empty for figures and signs, which come first."""

    entries: tuple[IndexEntry, ...]
