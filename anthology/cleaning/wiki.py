"""What the pages of a wiki leave in a text that was copied from the screen.

Behind each heading stands ``[edit]``; notes begin with a way back, ``^ a b``, and have
often lost their numbers, which the screen had counted.
"""

from __future__ import annotations

import re

from anthology.cleaning.draft import Draft, Outcome
from anthology.cleaning.furniture import class_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

RULES = {
    "navigation": "ways to edit a section, sections of ways to other pages",
    "page-data": "what editors of a wiki ask of each other in the text",
    "note": "the way back before a note; its number, where the screen had counted it",
}

_EDIT = regex(
    r"\[[ \t]{0,9}(?:edit(?: source)?|bearbeiten(?: ?\| ?quelltext bearbeiten)?|modifier"
    r"(?: ?\| ?modifier le code)?|editar(?: código)?|modifica(?: wikitesto)?|править[^\]\n]*)"
    r"[ \t]{0,9}\](?=[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_ASKED = regex(
    r"\[(?:citation needed|clarification needed|dubious[^\]\n]*|by whom\?|who\?|when\?"
    r"|original research\??|better source needed|réf\. nécessaire)\]",
    re.IGNORECASE,
)
_BACK = regex(
    r"^[ \t]*(?P<number>\d{1,3}\.[ \t]*)?(?P<way>(?:jump up (?:to:)?[ \t]*)?[\^↑]"
    r"(?:[ \t]*(?:jump up (?:to:)?|\d\.\d|(?-i:a(?:[ \t]+[b-z]{1,2})+))(?=[ \t]))*[ \t]+)"
    r"(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)

_COUNTED = regex(r"\d{1,3}[.)]?[ \t]+\S")
"""The number of a note after its way back: ``↑ 3 The parish book.``"""

_WAYS = regex(
    r"see also|external links|further information|siehe auch|weblinks|voir aussi|liens externes"
    r"|véase también|enlaces externos|voci correlate|collegamenti esterni|см\. также|ссылки",
    re.IGNORECASE,
)
"""Sections of a wiki that only lead elsewhere."""

LONGEST = 120
"""Characters of a line that is a way to another page."""

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
    _drop_ways(text, [match.start() for match in heads], edits)
    for match in _ASKED.finditer(text):
        edits.delete(*match.span(), "page-data")
    counted = sum(bool(_COUNTED.match(text, match.end())) for match in back)
    numbered = any(match["number"] for match in back) or counted * 2 > len(back)
    for count, match in enumerate(back, start=1):
        number = "" if numbered else f"{count}. "
        edits.replace(*match.span("way"), number, "note")
    text, changes = edits.done()
    return draft.then(text), changes


def is_way(heading: str) -> bool:
    """Whether a heading of a wiki stands over nothing but ways to other pages.

    >>> is_way("See also")
    True
    """
    return bool(_WAYS.fullmatch(heading.strip()))


def _drop_ways(text: str, heads: list[int], edits: Edits) -> None:
    """Take out sections of nothing but ways to other pages, with their headings."""
    starts = [text.rfind("\n", 0, head) + 1 for head in heads]
    stops = [*starts[1:], len(text)][: len(starts)]
    for start, head, stop in zip(starts, heads, stops, strict=True):
        if not is_way(text[start:head]):
            continue
        lines = [line.strip() for line in text[head:stop].split("\n")[1:]]
        if all(class_of(line) or (len(line) < LONGEST and line[-1:] != ".") for line in lines):
            edits.delete(start, stop, "navigation")
