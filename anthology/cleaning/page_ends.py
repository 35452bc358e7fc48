"""Lines that may be running heads, and where among them pages end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex

LONGEST = 80
"""Characters; heads are shorter."""

BYLINE = regex(r"(?:by|von|par|por|di)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may be a running head."""

    index: int
    words: str
    key: str
    """The letters alone, with those a scan takes for others made one."""

    folio: int | None
    left: bool
    """Whether the folio stands before the words."""

    gap: str


class Pages:
    """Tells where pages end: by their numbers, by form feeds, by sentences cut in two."""

    def __init__(self, lines: Sequence[Line], numbers: set[int], places: set[int]) -> None:
        self._lines = lines
        self._numbers = numbers
        self._places = places

    def ends_at(self, index: int) -> bool:
        """Whether a page ends or begins at a line."""
        near = range(max(0, index - 3), min(len(self._lines), index + 4))
        if any(one in self._numbers and self._only_blank(one, index) for one in near):
            return True
        feed = any("\x0c" in self._lines[one].text for one in (index, index + 1) if one in near)
        return feed or self.cuts(index)

    def cuts(self, index: int) -> bool:
        """Whether a line stands within a sentence."""
        before, after = self._text(index, -1), self._text(index, 1)
        open_end = len(before) > 30 and (before[-1].isalpha() or before[-1] in ",-–—¬")
        return bool(before and after) and (after[0].islower() or open_end)

    def is_title(self, head: Head) -> bool:
        """Whether a line is the first of all, over the line that names the author."""
        first = head.folio is None and not self._text(head.index, -1)
        return first and bool(BYLINE.match(self._text(head.index, 1)))

    def is_heading(self, head: Head, family: Sequence[Head]) -> bool:
        """Whether the first of a family is the heading that the pages then repeat."""
        if head is not family[0] or head.folio is not None:
            return False
        if self.cuts(head.index) or self._numbered(head.index):
            return False
        return bool(self._text(head.index, -1)) or self._alone(head.index)

    def _alone(self, index: int) -> bool:
        """Whether nothing after the first line of all could be the title if it is not."""
        follows = self._text(index, 1)
        return bool(BYLINE.match(follows)) or len(follows) > LONGEST / 2

    def _numbered(self, index: int) -> bool:
        """Whether the number of a page stands right beside a line."""
        return index - 1 in self._numbers or index + 1 in self._numbers

    def _only_blank(self, one: int, other: int) -> bool:
        low, high = sorted((one, other))
        return all(
            self._lines[index].blank or index in self._numbers | self._places
            for index in range(low + 1, high)
        )

    def _text(self, index: int, step: int) -> str:
        """The nearest line of text before or after a line, past heads and numbers."""
        index += step
        while 0 <= index < len(self._lines):
            line = self._lines[index]
            if not line.blank and index not in self._numbers and index not in self._places:
                return line.text.strip()
            index += step
        return ""
