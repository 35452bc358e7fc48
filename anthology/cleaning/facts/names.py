"""Names of people, as bylines and title pages have them."""

from __future__ import annotations

import re

from anthology.cleaning.patterns import regex

_LINK = frozenset((
    "de", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "van", "von", "der",
    "den", "du", "af", "av", "bin", "ibn", "al", "y", "e", "i", "und", "and", "et", "&",
))  # fmt: skip
_NAME_WORD = regex(r"(?!\d)\w[\w’'.\-]*\.?")
_NO_NAMES = frozenset((
    "archive", "archives", "library", "project", "press", "society", "institute", "museum",
    "foundation", "university", "college", "internet", "letter", "chapter", "part", "book",
    "lecture", "canto", "act", "scene", "appendix", "section", "review", "journal",
    "secretary", "president", "minister", "professor", "chairman", "chairwoman", "delegate",
))  # fmt: skip
"""Words that stand in no name: of institutions, of offices, and over sections."""

STOPWORDS = frozenset((
    "the", "a", "an", "of", "and", "in", "on", "for", "to", "is", "are", "was", "how", "why",
    "what", "when", "who", "this", "that", "not", "with", "from", "at", "der", "die", "das",
    "und", "im", "le", "les", "et", "los", "las",
))  # fmt: skip


def all_names(words: str) -> bool:
    """Whether a line is nothing but names."""
    return all(_is_name(name) for name in split_names(words))


def split_names(words: str) -> list[str]:
    """The names of a line, divided at commas and “and”."""
    parts = re.split(
        r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+", words, flags=re.IGNORECASE
    )
    return [part.strip(" .,") for part in parts if part.strip(" .,")]


def turned(words: str) -> str:
    """A name filed last name first, as it is read.

    >>> turned("Marlow, Edda")
    'Edda Marlow'
    """
    match = re.fullmatch(r"([^\s,]+), ([^,]+)", words)
    return f"{match[2]} {match[1]}" if match and " and " not in words else words


def _is_name(words: str) -> bool:
    parts = words.split()
    said = {part.lower() for part in parts}
    if not 2 <= len(parts) <= 6 or said & STOPWORDS or said & _NO_NAMES:
        return False
    if re.search(r"\d", words):
        return False
    return all(
        part in _LINK or (part[0].isupper() and _NAME_WORD.fullmatch(part)) for part in parts
    )


def recased(name: str) -> str:
    """A name in capitals as it is written.

    >>> recased("KARL MARX")
    'Karl Marx'
    """
    return name.title() if name.isupper() else name
