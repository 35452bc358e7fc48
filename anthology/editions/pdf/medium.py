"""Printed pages as a medium: ids unique in the book, notes at their marks, page numbers."""

from __future__ import annotations

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

    def notes_at_marks(self, place: NotesPlace) -> bool:
        """Tell whether the notes go to the foot of the page."""
        return place is NotesPlace.PAGE

    def image(self, source: str) -> str:
        """Pictures are opened where they lie, below the project."""
        return quote(source)
