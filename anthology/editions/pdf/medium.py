"""Printed pages as a medium: ids unique in the book, notes at their marks, page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from anthology.model import NotesPlace

ELSEWHERE = "https://xref.invalid/#"
"""Stands before links into other sections until the sections are joined.

The layout engine drops a link whose target it does not see; one out of the document it
keeps. The top-level domain can never exist (RFC 2606).
"""

UNKNOWN_PAGE = "000"
"""Printed for page numbers before the first layout: as wide as most of them will be."""


@dataclass(frozen=True, slots=True)
class PageMedium:
    """A book of pages, laid out section by section."""

    labels: Mapping[str, str] = field(default_factory=dict)
    """Anchor → label of its page, as far as pages are known."""

    notes: Mapping[str, int] = field(default_factory=dict)
    """Label of a page → how many notes begin on it."""

    @property
    def name(self) -> str:
        """The name templates ask for."""
        return "pdf"

    def anchor(self, slug: str, name: str) -> str:
        """Ids name their section, because all sections end in one file."""
        return f"{slug}--{name}" if name else slug

    def link(self, here: str, slug: str, name: str) -> str:
        """Link within the section directly, elsewhere by an address that joining mends."""
        anchor = self.anchor(slug, name)
        return f"#{anchor}" if here == slug else f"{ELSEWHERE}{quote(anchor)}"

    def page(self, slug: str, name: str) -> str:
        """Return the label of the page, or a guess of the usual width."""
        return self.labels.get(self.anchor(slug, name), UNKNOWN_PAGE)

    def printed_page(self, slug: str, name: str) -> str:
        """Return the label of the page of a mark for the index."""
        return self.page(slug, name)

    def notes_on(self, label: str) -> int:
        """Count the notes of a page."""
        return self.notes.get(label, 0)

    def notes_at_marks(self, place: NotesPlace) -> bool:
        """Tell whether the notes go to the foot of the page."""
        return place is NotesPlace.PAGE

    def image(self, source: str) -> str:
        """Pictures are opened where they lie, below the project."""
        return quote(source)


def notes_by_page(labels: Mapping[str, str]) -> Mapping[str, int]:
    """Count the notes that begin on each page, given the label of each anchor.

    What the sources name “note-…” has a ``_`` at its end.
    """
    return Counter(
        label for anchor, label in labels.items() if "--note-" in anchor and anchor[-1] != "_"
    )


def index_marks(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return the label of the page of each mark for the index, by its name."""
    names = ((anchor.partition("--")[2], label) for anchor, label in labels.items())
    return {
        name: label for name, label in names if name.startswith("index-") and name[-1] != "_"
    }
