"""What stands about a form that looks like a slip, and makes it none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from anthology.cleaning.faults.dictionary import dictionary
from anthology.cleaning.languages import foreign_words
from anthology.cleaning.patterns import regex

_ALONE = regex(r"(?<![\w’'.-])[b-hj-np-z](?![\w’'.-])")

_SMALL = frozenset((
    "The", "They", "She", "And", "But", "This", "That", "There", "These", "When", "Then",
    "What", "Who", "His", "Her", "You", "Der", "Die", "Das", "Und", "Aber", "Ich", "Sie", "Wir",
    "Les", "Mais", "Elle", "Nous", "Los", "Pero",
))  # fmt: skip
"""Words with which sentences begin, and no second half of a name: ``YouTube``, ``McCarthy``."""

_HALF = 4
"""Letters of each half of any other two words that were glued."""

_WHOLE = regex(r"[^\W_]+")
_ABROAD = 3
"""Letters of a small word that tells of another language: shorter ones are in many."""


class Excuses:
    """Knows the text about each form."""

    def __init__(self, blanked: str, lang: str) -> None:
        self._text = blanked
        self._lang = lang

    def holds(self, rule: str, found: re.Match[str]) -> bool:
        """Whether a form that a rule has found is no fault."""
        if rule == "letter-alone":
            return found.group() in self._symbols
        if rule == "article":
            return self._abroad(found)
        return rule == "word-glued" and not _glued(found)

    @cached_property
    def _symbols(self) -> set[str]:
        """Letters that stand alone more than once: “let n be the number of wells”."""
        return {one for one, times in Counter(_ALONE.findall(self._text)).items() if times > 1}

    @cached_property
    def _strange(self) -> frozenset[str]:
        return foreign_words(self._lang.split("-")[0])

    def _abroad(self, found: re.Match[str]) -> bool:
        """Whether words of another language stand about a word: “il y a un an que …”."""
        follows = _WHOLE.match(found.string, found.end())
        known = dictionary(self._lang)
        if known and follows and not known.knows(follows.group().lower()):
            return True
        before = found.string[max(0, found.start() - 24) : found.start()].rpartition("\n")[2]
        after = found.string[found.end() : found.end() + 32].partition("\n")[0]
        words = (*before.split()[-2:], *after.split()[:3])
        near = [one.strip(",.“”").lower() for one in words]
        return any(len(one) >= _ABROAD and one in self._strange for one in near)


def _glued(found: re.Match[str]) -> bool:
    """Whether two words have run into each other: “the stones thatThey threw”."""
    start = found.start()
    while start and found.string[start - 1].isalpha():
        start -= 1
    if start and found.string[start - 1] in "@#/.-’'":
        return False
    whole = _WHOLE.match(found.string, found.start())
    first, second = found.string[start : found.start()], whole.group() if whole else ""
    if second in _SMALL or second == "I":
        return True
    plain = first.islower() and second[1:].islower() and not second.startswith("Innen")
    return plain and len(first) >= _HALF <= len(second)
