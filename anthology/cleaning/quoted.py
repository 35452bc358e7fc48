"""Quotations that name their source at their end: that proves how far they go."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, words_of

COLON = regex(r":[\"”’)]*(?:\ue020[^\ue021]*\ue021)*$")
"""What announces a quotation, a note mark behind it."""

_SOURCED = regex(r"\((?:[^()]{0,60}[ ,:.])?\d[\d–-]*(?: ?ff?\.)?\)\.?$")
"""A source in brackets that ends a quotation: ``(1931: 7)``, ``(Trew 1931, p. 7)``."""

FARTHEST = 4
"""Paragraphs of a quotation whose source stands in brackets after the last."""


def sourced_end(lines: Sequence[Line], index: int, taken: Set[int]) -> int:
    """Where a quotation ends that names its source in brackets at its end; -1 if none does.

    No paragraph on the way has brackets of that kind within it, or quotation marks: they
    would be the author’s own words, who cites.
    """
    for place in range(index, min(index + FARTHEST, len(lines))):
        line = lines[place]
        words = words_of(line.text).strip()
        if place in taken or line.text[0] in BLOCKS or re.search('[“”"«]', words):
            return -1
        source = _SOURCED.search(words)
        if source:
            return place + 1 if "(" not in words[: source.start()] else -1
        if re.search(r"\(.*\d", words) or COLON.search(line.text.rstrip()):
            return -1
    return -1
