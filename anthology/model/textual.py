"""What became of a text between its source and this book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Import:
    """The record of one import, as it lies on disk."""

    piece: str
    """Slug of the piece that came of it."""

    ledger: str
    raw: bytes
    """The raw copy."""


@dataclass(frozen=True, slots=True)
class Emendation:
    """Words that an editor changed since the import."""

    old: str
    """Empty where words were added."""

    new: str
    """Empty where words were cut."""

    id: str = ""
    """Of the place in the text, unique in the book; empty for the piece as a whole."""

    note: str = ""
    """Label of the note it stands in; empty for the text."""


@dataclass(frozen=True, slots=True)
class TextualNote:
    """What the book says of one piece in its note on the texts."""

    piece: str
    """Its slug."""

    normalised: tuple[tuple[str, int], ...]
    """Classes of what was normalised in silence, and how often, the commonest first."""

    emendations: tuple[Emendation, ...]
    """In the order of the text."""
