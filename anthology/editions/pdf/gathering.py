"""The sections of a book, gathered into one file: as they come, while others are laid out.

In which order they come depends on what an earlier build had kept; the finished file must
not, to the byte. So they are copied into it in one order always: first the text, which
rarely waits for anything, from its beginning. Until its turn comes, a section stays a file of
its own, open and with what its words are written into it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Pdf

from anthology.editions.pdf.parts import LaidOut
from anthology.editions.pdf.tagtree import Tagged, tag
from anthology.editions.sections import Division, Section


def turns(sections: Sequence[Section]) -> list[int]:
    """Return the numbers of sections, from 0, in the order in which they are copied.

    What stands around the text comes last: most of it waits for page numbers.
    """
    numbers = range(len(sections))
    return sorted(numbers, key=lambda number: sections[number].division is not Division.BODY)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A section in a file."""

    part: LaidOut
    pdf: Pdf
    """Open as long as anything is wanted of it."""

    pages: tuple[Any, ...]
    """Its page dictionaries there."""

    tagged: Tagged | None
    """What its words are; None where the pages are not to tell."""


class Gathering:
    """The sections that have come so far."""

    def __init__(self, order: Sequence[int]) -> None:
        """Wait for the sections.

        Args:
            order: Their numbers in the order in which they are to be copied.
        """
        self._order = order
        self._come: dict[int, LaidOut] = {}
        self._open: dict[int, Gathered] = {}
        self._copied: dict[int, Gathered] = {}
        self.pdf = Pdf.new()
        """The book; other things may be put in when all sections are bound."""

    def put(self, number: int, part: LaidOut) -> None:
        """Take a section that has come; if it had come before, it is another one now."""
        self._come[number] = part

    def work(self) -> bool:
        """Copy one section, or open one; tell whether there was any to be copied or opened."""
        following = self._following
        if following in self._open:
            self._copy(following)
        elif self._come:
            number = following if following in self._come else next(iter(self._come))
            self._open[number] = _opened(self._come.pop(number))
        else:
            return False
        return True

    def bound(self, parts: Sequence[LaidOut]) -> list[Gathered]:
        """Copy what has not been copied so far; return all sections as the book has them.

        Args:
            parts: The sections, in reading order. One that was copied, but laid out once
                more since, has the book begun again.
        """
        if any(one.part is not parts[number] for number, one in self._copied.items()):
            self._copied.clear()
            self.pdf = Pdf.new()
        for number in self._order[len(self._copied) :]:
            if number not in self._open or self._open[number].part is not parts[number]:
                self._open[number] = _opened(parts[number])
            self._copy(number)
        return [self._copied[number] for number in range(len(parts))]

    @property
    def _following(self) -> int:
        """The number of the section to be copied next; -1 when all are."""
        done = len(self._copied)
        return self._order[done] if done < len(self._order) else -1

    def _copy(self, number: int) -> None:
        """Copy a section into the book, and close the file it came in."""
        one = self._open.pop(number)
        pages = tuple(map(self.pdf.copy_foreign, one.pages))
        tagged = one.tagged.copied(self.pdf) if one.tagged else None
        self._copied[number] = Gathered(one.part, self.pdf, pages, tagged)


def _opened(part: LaidOut) -> Gathered:
    pdf = Pdf.open(io.BytesIO(part.pdf))
    pages = tuple(page.obj for page in pdf.pages)
    tagged = tag(pdf, part.structure, pages) if part.structure else None
    return Gathered(part, pdf, pages, tagged)
