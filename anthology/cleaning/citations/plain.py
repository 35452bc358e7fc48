"""A line as one reads it: without its signs, yet every letter known by its place.

In a page or a Word file titles are set in italics and linked; a reference is the same
reference with them or without.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex

_PAIRS = (
    (signs.EM, signs.EM_END),
    (signs.STRONG, signs.STRONG_END),
    (signs.LINK, signs.LINK_END),
)
_TARGET = f"{signs.LINK_TARGET}[^{signs.FIRST}-{signs.LAST}\n]*{signs.LINK_END}"
_QUERY = f"{signs.QUERY}[^{signs.FIRST}-{signs.LAST}]*{signs.QUERY_END}"
_LEFT_OUT = (
    f"[{signs.EM}{signs.EM_END}{signs.STRONG}{signs.STRONG_END}{signs.LINK}]|{_TARGET}|{_QUERY}"
)
_FORMS = {
    True: regex(_LEFT_OUT),
    False: regex(rf"{_LEFT_OUT}|\*+|(?<!\w)_+|_+(?!\w)"),
}
"""What is left out where the text's own stars are letters, and where they are markup."""

_ADDRESSES, _QUERIES = regex(_TARGET), regex(_QUERY)
_STRESSED = regex(f"{signs.EM}[^{signs.EM_END}]*{signs.EM_END}")
_OPENING = frozenset(opening for opening, _ in _PAIRS)


class Plain:
    """The words of a line; what is no word and must stay is a NUL for each letter."""

    def __init__(self, line: str, *, literal: bool = True) -> None:
        """Read a line; ``literal`` as in the draft."""
        self.line = line
        self._gaps = [match.span() for match in _FORMS[literal].finditer(line)]
        parts: list[str] = []
        self._starts: list[int] = [0]
        self._places: list[int] = [0]
        here = length = 0
        for start, end in [*self._gaps, (len(line), len(line))]:
            words = line[here:start]
            words = words if words.isascii() else signs.HIDDEN.sub(_nul, words)
            parts.append(words)
            length += len(words)
            here = end
            self._starts.append(length)
            self._places.append(here)
        self.words = "".join(parts)

    def place(self, at: int) -> int:
        """Where a letter of the words stands in the line."""
        index = bisect_right(self._starts, at) - 1
        return self._places[index] + at - self._starts[index]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the line that some words take up, whole pairs of signs with them.

        Returns:
            None where a pair would be torn apart, or where something hangs on the words
            that must not go: a note mark, the mark of a page.
        """
        first, last = self.place(start), self.place(end - 1) + 1
        for _ in range(2 * len(_PAIRS)):
            torn = _torn(self.line[first:last])
            if not torn:
                whole = self.line[first:last]
                return None if _fixed(whole) else (first, last)
            gap = next(
                (
                    (a, b)
                    for a, b in self._gaps
                    if (a == last if torn > 0 else b == first and self.line[a] in _OPENING)
                ),
                None,
            )
            if gap is None:
                return None
            first, last = min(first, gap[0]), max(last, gap[1])
        return None

    def within(self, start: int, end: int) -> tuple[list[str], str]:
        """The addresses and the queries (with their signs) in a stretch of the line."""
        words = self.line[start:end]
        addresses = [address[1:-1] for address in _ADDRESSES.findall(words)]
        return addresses, "".join(_QUERIES.findall(words))

    def stressed(self) -> list[tuple[int, int]]:
        """Where words stand in italics: start and end in the words."""
        return [
            (self._words_before(match.start()), self._words_before(match.end()))
            for match in _STRESSED.finditer(self.line)
        ]

    def _words_before(self, place: int) -> int:
        """How many words’ letters stand before a place in the line."""
        left_out = sum(min(b, place) - a for a, b in self._gaps if a < place)
        return place - left_out


def _nul(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


def _torn(words: str) -> int:
    """More than 0: a pair is not closed; less: one is not opened."""
    for opening, closing in _PAIRS:
        count = words.count(opening) - words.count(closing)
        if count:
            return count
    return 0


_LIGHT = frozenset("".join(map("".join, _PAIRS)) + signs.LINK_TARGET)


def _fixed(words: str) -> bool:
    bare = _QUERIES.sub("", words)
    return any(sign not in _LIGHT for sign in signs.ANY.findall(bare))
