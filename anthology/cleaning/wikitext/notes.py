"""The notes of a wikitext: each is numbered where it is first called."""

from __future__ import annotations

import re

from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import MORE, note, query

_NAME = regex(r"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
_PARAGRAPH = regex(r"\n[ \t]*\n\s*")


class Notes:
    """Gives notes their labels, and keeps their words until the end of the text."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._places: dict[str, int] = {}

    def call(self, name: str, place: int) -> str:
        """The label of a note that is called at a place; one without a name is always new."""
        if name and name in self._labels:
            return self._labels[name]
        label = str(len(self._words) + 1)
        self._words[label] = ""
        self._places[label] = place
        if name:
            self._labels[name] = label
        return label

    def tell(self, label: str, words: str) -> None:
        """Keep the words of a note; of two that share a name the first has them."""
        if words.strip() and not self._words[label]:
            self._words[label] = words.strip()

    def lines(self) -> list[str]:
        """The notes as they stand after the text, in the order of their marks."""
        return [self._line(label, words) for label, words in self._words.items()]

    def lacking(self) -> list[tuple[str, int]]:
        """The labels of the notes whose words stand nowhere, and where they are called."""
        return [
            (label, self._places[label]) for label, words in self._words.items() if not words
        ]

    @staticmethod
    def _line(label: str, words: str) -> str:
        if not words:
            return note(label) + query(
                f"missing: the text of note {label} is not in the source"
            )
        first, *rest = _PARAGRAPH.split(words)
        lines = [note(label) + _one(first), *(MORE + _one(words) for words in rest)]
        return "\n\n".join(lines)


def _one(words: str) -> str:
    return " ".join(words.split())


def name_of(tag: str) -> str:
    """The name that ``<ref name="bell">`` gives its note; empty where it gives none."""
    match = _NAME.search(tag)
    return next((group for group in match.groups() if group), "").strip() if match else ""
