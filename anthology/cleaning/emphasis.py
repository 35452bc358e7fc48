"""Words that a plain text stresses with signs around them."""

from __future__ import annotations

import re

from anthology.cleaning.draft import Draft, Outcome
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import EM, EM_END, STRONG, STRONG_END, VERSE

RULES = {"emphasis": "words between underscores, slashes or equals signs"}

_OVER = regex(
    rf"_(?<![\w_].)(?=[^\s_])[^_\n]{{1,80}}(?:\n+{VERSE}?[^_\n]{{1,80}}){{1,5}}(?<=[^\s_])_(?![^\W_])"
)
"""Words in italics over several short lines, as names under a text or a stanza."""

_EM_FORMS: tuple[tuple[re.Pattern[str], int, str, str], ...] = (
    (
        regex(r"_(?<![\w_].)(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])_(?![^\W_])"),
        1,
        EM,
        EM_END,
    ),
    (
        regex(r"=(?<![\w=].)(?=[^\s=])([^=\n]{1,200}?)(?<=[^\s=])=(?![\w=])"),
        2,
        STRONG,
        STRONG_END,
    ),
    (
        regex(r"/(?<![\w/:<].)(?=[^\s/\d])([^/\n]{2,80}?)(?<=[^\s/])/(?![\w/])"),
        3,
        EM,
        EM_END,
    ),
    (
        regex(r"\*(?<![\w*].)(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\*(?![\w*])"),
        2,
        EM,
        EM_END,
    ),
)
"""How words are stressed, how often that must occur to count as the way, and the signs."""


def set_emphasis(draft: Draft) -> Outcome:
    """Words a plain text stresses with signs around them.

    A form counts when it stands around words in several places; one pair of slashes
    is an alternative, not italics.
    """
    text = draft.text
    edits = Edits(text)
    if not draft.literal:
        return draft, ()
    _over_lines(text, edits)
    for pattern, least, opening, closing in _EM_FORMS:
        matches = list(pattern.finditer(text))
        if len(matches) < least:
            continue
        for match in matches:
            edits.replace(match.start(), match.start() + 1, opening, "emphasis")
            edits.replace(match.end() - 1, match.end(), closing, "emphasis")
    text, changes = edits.done()
    return draft.then(text), changes


def _over_lines(text: str, edits: Edits) -> None:
    """Stress each of several lines that stand between two underscores."""
    for match in _OVER.finditer(text):
        edits.replace(match.start(), match.start() + 1, EM, "emphasis")
        edits.replace(match.end() - 1, match.end(), EM_END, "emphasis")
        for end in re.finditer(rf"\n+{VERSE}?[ \t]*", match.group()):
            edits.insert(match.start() + end.start(), EM_END, "emphasis")
            edits.insert(match.start() + end.end(), EM, "emphasis")
