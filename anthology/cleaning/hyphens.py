"""Words that are divided at the ends of lines."""

from __future__ import annotations

import re
from collections import Counter

from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex

Pair = tuple[Line, Line]
"""A line, and the one right under it; neither is blank."""

_HALF = regex(r"([^\W\d_]{2,})-$")
_REST = regex(r"[ \t>]*([^\W\d_]+)")


def half_at_end(line: Line) -> re.Match[str] | None:
    """The half of a word that a line ends with, and its hyphen.

    >>> half_at_end(Line(0, "the parish ac- "))[1]
    'ac'
    """
    words = line.text.rstrip()
    return _HALF.search(words) if words.endswith("-") else None


def keeps_hyphens(pairs: list[Pair], known: Counter[str]) -> int:
    """What speaks for lines divided at hyphens alone, as programs do and printers do not.

    Then most words so divided stand elsewhere in the text with their hyphen.

    Args:
        pairs: Of the lines of a text.
        known: Its words, in lower case, and how often each comes.
    """
    whole = hyphened = 0
    for first, second in pairs:
        divided = half_at_end(first)
        rest = _REST.match(second.text) if divided else None
        if divided and rest:
            one, other = divided[1].lower(), rest[1].lower()
            whole += known[one + other] > 0
            hyphened += known[f"{one}-{other}"] > 0
    return hyphened - whole
