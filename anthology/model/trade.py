"""What shops, libraries and readers with special needs are told about a book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What the book is about, as a catalogue says it."""

    name: str
    """In words: ``HISTORY / Russia / Soviet Era``."""

    scheme: str = ""
    """``bisac`` or ``thema``; empty for a keyword of nobody’s list."""

    code: str = ""
    """Its place in the scheme: ``HIS032000``."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Somebody’s word that the e-book was examined and found accessible.

    No program can give it (EPUB Accessibility 1.1, 3.6), so it is stated only when the
    settings record it.
    """

    certified_by: str
    conforms_to: str
    """As the standard wants it: ``EPUB Accessibility 1.1 - WCAG 2.2 Level AA``."""

    credential: str = ""
    """What entitles the certifier: a name or a web address."""

    report: str = ""
    """Web address of what was found."""
