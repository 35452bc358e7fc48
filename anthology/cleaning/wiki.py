"""What the pages of a wiki leave in a text that was copied from the screen.

Behind each heading stands ``[edit]``; notes begin with a way back, ``^ a b``, and have
often lost their numbers, which the screen had counted.
"""

from __future__ import annotations

import re

from anthology.cleaning.draft import Draft, Outcome
from anthology.cleaning.ledger import Edits

RULES = {
    "navigation": "ways to edit a section",
    "page-data": "what editors of a wiki ask of each other in the text",
    "note": "the way back before a note; its number, where the screen had counted it",
}

_EDIT = re.compile(
    r"\[[ \t]{0,9}(?:edit(?: source)?|bearbeiten(?: ?\| ?quelltext bearbeiten)?|modifier"
    r"(?: ?\| ?modifier le code)?|editar(?: código)?|modifica(?: wikitesto)?|править[^\]\n]*)"
    r"[ \t]{0,9}\](?=[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_ASKED = re.compile(
    r"\[(?:citation needed|clarification needed|dubious[^\]\n]*|by whom\?|who\?|when\?"
    r"|original research\??|better source needed|réf\. nécessaire)\]",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^[ \t]*(?P<number>\d{1,3}\.[ \t]*)?(?P<way>(?:jump up (?:to:)?[ \t]*)?[\^↑]"
    r"(?:[ \t]*(?:jump up (?:to:)?|[a-z]{1,2}|\d\.\d)(?=[ \t]))*[ \t]+)(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)

LEAST = 2
"""Signs of a wiki that a text must have: one may be the author’s."""


def take_off_wiki(draft: Draft) -> Outcome:
    """Remove ways to edit and ways back; number the notes that have lost their numbers."""
    text = draft.text
    heads, back = list(_EDIT.finditer(text)), list(_BACK.finditer(text))
    if draft.signed or not draft.literal or max(len(heads), len(back)) < LEAST:
        return draft, ()
    edits = Edits(text)
    for match in heads:
        edits.delete(*match.span(), "navigation")
    for match in _ASKED.finditer(text):
        edits.delete(*match.span(), "page-data")
    numbered = any(match["number"] for match in back)
    for count, match in enumerate(back, start=1):
        number = "" if numbered else f"{count}. "
        edits.replace(*match.span("way"), number, "note")
    text, changes = edits.done()
    return draft.then(text), changes
