"""Whose a note is: the author’s; or, as it is signed, its editor’s or its translator’s.

``—Ed.`` and its like become the stream of the note, which every edition signs in its turn.
"""

from __future__ import annotations

import re

from anthology.cleaning.arrange import notes_in
from anthology.cleaning.draft import Draft, Outcome, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import EM, EM_END, MARK, MARK_END, NOTE, NOTE_END

RULES = {"note-stream": "who signs a note: its stream says so"}

_BY = r"(?:note (?:by|of) )?(?:the )?"
_SIGNATURES = {
    "ed-": (
        rf"{_BY}eds?\.?|{_BY}editors?\.?|editor[’']?s?[’']? note|hr?s?gg?\.|die redaktion"
        r"|(?:anm\.|anmerkung) (?:d\.|des|der) (?:hr?s?gg?\.?|herausgeber(?:in|s)?|red\.?"
        r"|redaktion)|n\.? ?d\.? ?(?:l\. ?r|lr|e|r)\.?|n\. del e\.|nota del (?:editor|curatore)"
        r"|note de (?:l[’']éditeur|la rédaction)|прим\. ред\."
    ),
    "tr-": (
        rf"{_BY}transl?\.?|{_BY}tr\.|{_BY}translators?\.?|translator[’']?s?[’']? note"
        r"|übers\.|(?:anm\.|anmerkung) (?:d\.|des|der) (?:übers\.?|übersetzer(?:in|s)?)"
        r"|n\.? ?d\.? ?t\.?|n\. del t\.|not[ae] (?:del|du) trad(?:uctor|ucteur|uttore)"
        r"|прим\. перев\."
    ),
}
"""By the prefix of the stream: what the signature says."""

_WHO = "|".join(
    f"(?P<{prefix[:-1]}>{signature})\\.?" for prefix, signature in _SIGNATURES.items()
)
_SIGNED = regex(
    rf"\s*(?P<outer>[{EM}_*])?(?:(?:—|–|―|--|(?<=\s)-)\s*(?P<dash>)|(?<=[.!?…”’»\"')\]])\s*[\[(])"
    rf"(?P<inner>[{EM}_*])?(?:{_WHO})(?(inner)[{EM_END}_*])(?(dash)|[\])]\.?)"
    rf"(?(outer)[{EM_END}_*])\s*$",
    re.IGNORECASE,
)
"""After a dash; in brackets, after a sentence."""

LONGEST = 60
"""Letters that a signature may have."""


def part_streams(draft: Draft) -> Outcome:
    """Give signed notes labels of their stream, and take the signatures off."""
    text = draft.text
    edits = Edits(text)
    streams: dict[str, str] = {}
    for note in notes_in(written_lines(text)):
        words = text.find(NOTE_END, note.start) + 1
        match = _SIGNED.search(text, max(words, note.end - LONGEST), note.end)
        if match and match.start() > words and not note.label.startswith(tuple(_SIGNATURES)):
            streams[note.label] = "ed-" if match["ed"] else "tr-"
            edits.delete(match.start(), note.end, "note-stream")
    for match in _LABEL.finditer(text) if streams else ():
        if match[1] in streams:
            edits.insert(match.start(1), streams[match[1]], "note-stream")
    new, changes = edits.done()
    return draft.then(new), changes


_LABEL = regex(f"[{MARK}{NOTE}]([^{MARK_END}{NOTE_END}]*)[{MARK_END}{NOTE_END}]")
