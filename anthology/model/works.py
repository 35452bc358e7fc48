"""The works a book cites, and how they are listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anthology.model.inlines import Inline
from anthology.problems import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the ``.bib`` files, checked but not decoded.

    What LaTeX and names mean is left to the style processor, so that a book does
    not pay for entries it never cites.
    """

    key: str
    type: str
    """``book``, ``article`` …, lower case."""

    fields: Mapping[str, str]
    """Names in lower case; values as in the file, @strings and ``#`` resolved."""

    place: Place

    @property
    def keywords(self) -> frozenset[str]:
        """The words of its ``keywords`` field, between commas or semicolons."""
        words = self.fields.get("keywords", "").replace(";", ",").split(",")
        return frozenset(word.strip() for word in words if word.strip())


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a piece cites a work first."""

    piece: str
    """Its slug."""

    id: str
    """Id of the citation; empty for the piece as a whole."""

    note: str = ""
    """Label of the note it stands in; empty for the running text."""


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One entry of the bibliography, as its style prints it."""

    key: str
    children: tuple[Inline, ...]
    mentions: tuple[Mention, ...] = ()
    """The pieces that cite it, in reading order."""

    in_volume: str = ""
    """Slug of the piece of this book that the work is; empty for others."""

    lang: str = ""
    """The language that its words speak; empty for that of the book."""


@dataclass(frozen=True, slots=True)
class WorksGroup:
    """A division of the bibliography: primary works, or secondary works."""

    title: tuple[Inline, ...]
    keyword: str = ""
    """What the entries in it have among their keywords; empty: all that are left."""


@dataclass(frozen=True, slots=True)
class CitationSettings:
    """``citations`` in ``anthology.yaml``."""

    files: tuple[str, ...] = ()
    style: str = "chicago-notes-bibliography"
    list: str = "book"
    """Where works cited are listed: ``book``, ``piece``, ``both`` or ``none``."""

    place: Place = Place("anthology.yaml")
    nocite: tuple[str, ...] = ()
    """Keys of works that are listed though nothing cites them; ``*`` for all there are."""

    groups: tuple[WorksGroup, ...] = ()
    """How the bibliography is divided; empty: not at all."""

    back_references: bool = True
    """Whether each entry of the book’s list names the pieces that cite it."""
