"""The sections of a book, gathered: opened and tagged as they come, in any order.

In which order they come depends on what an earlier build had kept; the finished file must
not. So each stays a file of its own until all are there, and are bound (``join.py``).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pikepdf import Pdf

from anthology.editions.pdf.parts import LaidOut
from anthology.editions.pdf.tagtree import Tagged, tag


@dataclass(frozen=True, slots=True)
class Gathered:
    """A section, ready to be bound."""

    part: LaidOut
    pdf: Pdf
    """Its file, open as long as anything is wanted of it."""

    pages: tuple[Any, ...]
    """Its page dictionaries."""

    tagged: Tagged | None
    """What its words are; None where the pages are not to tell."""


class Gathering:
    """The sections that have come so far."""

    def __init__(self) -> None:
        self._gathered: dict[int, Gathered] = {}

    def put(self, part: LaidOut) -> None:
        """Make a section ready to be bound."""
        self._gathered[id(part)] = _made_ready(part)

    def take(self, part: LaidOut) -> Gathered:
        """Give a section away, made ready: the file that it is bound into has it then."""
        found = self._gathered.pop(id(part), None)
        return found or _made_ready(part)


def _made_ready(part: LaidOut) -> Gathered:
    pdf = Pdf.open(io.BytesIO(part.pdf))
    pages = tuple(page.obj for page in pdf.pages)
    tagged = tag(pdf, part.structure, pages) if part.structure else None
    return Gathered(part, pdf, pages, tagged)
