"""What the tree has to know of the edition it is written for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from anthology.editions.letters import NOT_PRINTED, Printed
from anthology.model import NotesPlace


class Medium(Protocol):
    """An edition, as far as ids, links, notes and pictures go."""

    @property
    def name(self) -> str:
        """``epub`` or ``pdf``, for templates that must tell them apart."""

    def anchor(self, slug: str, name: str) -> str:
        """Return the id of the element ``name`` of section ``slug`` (empty: the section)."""

    def link(self, here: str, slug: str, name: str) -> str:
        """Return the href from section ``here`` to ``name`` in ``slug`` (empty: its start)."""

    def page(self, slug: str, name: str) -> str:
        """Return the label of the page something stands on; empty where there are none."""

    def printed_page(self, slug: str, name: str) -> str:
        """Return the label of the page that print has a mark for the index on; or nothing."""

    def notes_on(self, label: str) -> int:
        """Return how many notes begin on a printed page."""

    def notes_at_marks(self, place: NotesPlace) -> bool:
        """Tell whether notes so placed are written at their marks, to be floated from there."""

    def image(self, source: str) -> str:
        """Return the URL of a picture, given its path in the project."""


@dataclass(frozen=True, slots=True)
class WebMedium:
    """One file a section, notes after each text, no pages: an EPUB, a preview."""

    name: str = "epub"
    printed: Printed = NOT_PRINTED
    """What it has to know of the pages of the same book."""

    def anchor(self, slug: str, name: str) -> str:
        """Ids are local to the file."""
        return name or "top"

    def link(self, here: str, slug: str, name: str) -> str:
        """Link within the file where that is enough."""
        if here == slug:
            return f"#{name or 'top'}"
        return f"{slug}.xhtml#{name}" if name else f"{slug}.xhtml"

    def page(self, slug: str, name: str) -> str:
        """A reflowing book has no pages."""
        return ""

    def printed_page(self, slug: str, name: str) -> str:
        """Marks have names that are unique in the book, whatever file they stand in."""
        return self.printed.marks.get(name, "")

    def notes_on(self, label: str) -> int:
        """Count as print does."""
        return self.printed.notes_on.get(label, 0)

    def notes_at_marks(self, place: NotesPlace) -> bool:
        """Notes stand after the text, linked both ways."""
        return False

    def image(self, source: str) -> str:
        """Pictures keep their paths, in a folder of their own."""
        return f"../media/{source}"
