"""Ids of headings, made from their words as pandoc makes them."""

from __future__ import annotations

import re

from anthology.problems import Code, Place, Problem, error

_EXPLICIT = re.compile(r"\{[^{}]*?#([^\s{}#]+)")


class Ids:
    """The ids of one text: given ones stand, made ones make way for them."""

    def __init__(self, source: str, prefix: str = "") -> None:
        """Note which ids the author gives; ``prefix`` goes before every made one."""
        self._reserved = set(_EXPLICIT.findall(source))
        self._taken: dict[str, Place] = {}
        self._last_number: dict[str, int] = {}
        self._prefix = prefix

    def given(self, name: str, place: Place) -> list[Problem]:
        """Take the id an author gave; report one that is taken."""
        if name in self._taken:
            first = self._taken[name]
            message = f"the id “{name}” is given twice"
            hint = f"it stands in line {first.line} already: give this one another"
            return [error(place, Code.ID_DUPLICATE, message, hint)]
        if name:
            self._taken[name] = place
        return []

    def make(self, words: str, place: Place) -> str:
        """Make a new id of the words of a heading."""
        base = self._prefix + identifier(words)
        name, number = base, self._last_number.get(base, 0)
        while name in self._taken or name in self._reserved:
            number += 1
            name = f"{base}-{number}"
        self._last_number[base] = number
        self._taken[name] = place
        return name


def identifier(words: str) -> str:
    """Turn words into an id, as pandoc's ``auto_identifiers`` does.

    >>> identifier("3. The “Trade-Union” Question"), identifier("1917")
    ('the-trade-union-question', 'section')
    """
    kept = re.sub(r"[^\w\s.-]", "", words.lower())
    joined = re.sub(r"\s+", "-", kept.strip())
    return re.sub(r"^[\W\d_]+", "", joined) or "section"
