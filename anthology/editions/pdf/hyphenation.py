"""Where words may be divided: by the book’s own list, then the dictionary of the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pyphen
from weasyprint.text import line_break

from anthology.editions.pdf.divisions import NOUNS
from anthology.editions.pdf.patterns import dictionary

MORE = {"en_GB": "en_US"}
"""The British dictionary leaves words whole that it is not sure of (*scat-tered*, *trem-bled*);
those the American one divides."""

_own: dict[str, tuple[int, ...]] = {}
"""The divisions of the book that is being laid out: word → letters before each."""


def divisions(words: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """Read a list of divided words; one without a hyphen is never divided.

    >>> divisions(["de-moc-racy", "Trotsky"])
    {'democracy': (2, 5), 'trotsky': ()}
    """
    found = {}
    for word in words:
        parts = word.casefold().split("-")
        places = (sum(map(len, parts[:number])) for number in range(1, len(parts)))
        found["".join(parts)] = tuple(places)
    return found


def use(words: Iterable[str]) -> None:
    """Divide words as the book wants it, and names not at all, from now on in this process."""
    own = divisions(words)
    if own != _own:
        _own.clear()
        _own.update(own)
        divider.cache_clear()  # what they know of words no longer holds
    line_break.pyphen = _Dictionaries()


class _Dictionaries:
    """Stands where the engine looks for its dictionaries."""

    language_fallback = staticmethod(pyphen.language_fallback)

    @staticmethod
    def Pyphen(lang: str, left: int, right: int) -> Divider:  # noqa: N802 - the engine's name
        return divider(lang, left, right)


class Divider:
    """Divides the words of a language."""

    def __init__(self, lang: str, left: int, right: int) -> None:
        self._left, self._right = left, right
        self._dictionaries = [dictionary(name) for name in (lang, MORE.get(lang)) if name]
        self._names_show = lang.partition("_")[0] not in NOUNS
        self.known: dict[Any, Any] = {}
        """For others to keep what they find out about words, while the book’s list holds."""

    def places(self, word: str) -> tuple[int, ...]:
        """Return how many letters of a word may stand before a hyphen.

        A capital shows a name, but in German. The first word of a sentence has one, too,
        and stays whole: there is always another to divide.
        """
        own = _own.get(word.casefold())
        if own is not None:
            return own
        if self._names_show and word[:1].isupper():
            return ()
        last = len(word) - self._right
        every = (one.positions(word) for one in self._dictionaries)
        return next(filter(None, (self._allowed(found, last) for found in every)), ())

    def _allowed(self, places: Iterable[int], last: int) -> tuple[int, ...]:
        return tuple(place for place in places if self._left <= place <= last)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the halves of a word, the longest first half before the others."""
        for place in reversed(self.places(word)):
            yield word[:place], word[place:]


@cache
def divider(lang: str, left: int, right: int) -> Divider:
    """Return what divides words, with so many letters at least on either side."""
    return Divider(lang, left, right)
