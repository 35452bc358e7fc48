"""What the styles of a Word document mean here, and how its runs are joined."""

from __future__ import annotations

import re

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex

STYLES = (
    (
        regex(r"(?:heading|überschrift|titre|título|rubrik|kop) ?([1-6])$", re.IGNORECASE),
        "",
    ),
    (
        regex(
            r"(?:block text|(?:intense )?quote|quotations?|zitat"
            r"|citation|cita)$",
            re.IGNORECASE,
        ),
        signs.QUOTE,
    ),
    (
        regex(r"(?:caption|beschriftung|légende|epígrafe|didascalia)$", re.IGNORECASE),
        f"{signs.DROP}caption{signs.DROP_END}",
    ),
    (regex(r"(?:verse|poem|poetry|vers|gedicht)$", re.IGNORECASE), signs.VERSE),
    (
        regex(r"(?:subtitle|untertitel|sous-titre|subtítulo)$", re.IGNORECASE),
        f"{signs.FACT}subtitle{signs.FACT_END}",
    ),
    (
        regex(r"(?:title|titel|titre|título)$", re.IGNORECASE),
        f"{signs.FACT}title{signs.FACT_END}",
    ),
    (
        regex(r"(?:author|autor|auteur|byline)$", re.IGNORECASE),
        f"{signs.FACT}author{signs.FACT_END}",
    ),
)
"""Names of paragraph styles, in the languages of Word, and the signs they stand for."""

STYLED = {
    "i": (signs.EM, signs.EM_END),
    "b": (signs.STRONG, signs.STRONG_END),
}

PLACED = {
    "superscript": (signs.SUP, signs.SUP_END),
    "subscript": (signs.SUB, signs.SUB_END),
}

_SEAMS = tuple(
    regex(f"{closing}(\\s*){opening}")
    for opening, closing in (
        *STYLED.values(),
        (signs.ADDED, signs.ADDED_END),
        (signs.CUT, signs.CUT_END),
        (signs.SUP, signs.SUP_END),
    )
)
_EDGES = regex(f"([{signs.EM}{signs.STRONG}])(\\s+)|(\\s+)([{signs.EM_END}{signs.STRONG_END}])")


def tidy(words: str) -> str:
    """Join runs of one style that Word has divided; keep spaces outside the signs."""
    for seam in _SEAMS:
        words = seam.sub(r"\1", words)
    words = _EDGES.sub(lambda m: f"{m[2]}{m[1]}" if m[1] else f"{m[4]}{m[3]}", words)
    return words.replace("\n", " ").strip()
