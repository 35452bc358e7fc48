"""The markup that SPIP, the publishing system, keeps its texts in.

Its notes (``[[…]]``) are found with the other notes in brackets; headings, stress and
links become signs here. A text is taken for SPIP's where its headings or notes say so.
"""

from __future__ import annotations

import re

from anthology.cleaning.draft import Draft, Outcome
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    BULLET,
    EM,
    EM_END,
    HEADINGS,
    LINK,
    LINK_END,
    LINK_TARGET,
    STRONG,
    STRONG_END,
)

RULES = {"markup": "SPIP’s braces, in the signs of the program"}

_HEADING = regex(r"^\{\{\{[ \t]*(.+?)[ \t]*\}\}\}[ \t]*$", re.MULTILINE)
_STRONG = regex(r"\{\{(?!\{)[ \t]*([^{}\n]+?)[ \t]*\}\}")
_EM = regex(r"\{(?<!\{.)(?!\{)[ \t]*([^{}\n]+?)[ \t]*\}(?!\})")
_LINK = regex(r"\[(?<!\[.)([^\[\]\n]{1,200}?)->(https?://[^\]\s]+)\]")
_BULLET = regex(r"^-\*+[ \t]*(?=\S)", re.MULTILINE)


def take_spip(draft: Draft) -> Outcome:
    """Turn SPIP's headings, stress, links and lists into signs."""
    text = draft.text
    if draft.signed or not draft.literal or not _HEADING.search(text):
        return draft, ()
    edits = Edits(text)
    for match in _HEADING.finditer(text):
        edits.replace(match.start(), match.start(1), HEADINGS[2], "markup")
        edits.delete(match.end(1), match.end(), "markup")
    for form, opening, closing in ((_STRONG, STRONG, STRONG_END), (_EM, EM, EM_END)):
        for match in form.finditer(text):
            edits.replace(match.start(), match.start(1), opening, "markup")
            edits.replace(match.end(1), match.end(), closing, "markup")
    for match in _LINK.finditer(text):
        edits.replace(match.start(), match.start(1), LINK, "markup")
        end = f"{LINK_TARGET}{match[2]}{LINK_END}"
        edits.replace(match.end(1), match.end(), end, "markup")
    for match in _BULLET.finditer(text):
        edits.replace(match.start(), match.end(), BULLET, "markup")
    text, changes = edits.done()
    return draft.then(text), changes
