"""Faults of the source are asked about, never mended: the text is the author's."""

from __future__ import annotations

from anthology.cleaning import signs
from anthology.cleaning.aside import aside
from anthology.cleaning.draft import Draft, Finding, Outcome, Weight, around, written_lines
from anthology.cleaning.faults.plain import (
    Fault,
    blank_out,
    open_ends,
    plain_faults,
    quote_faults,
)
from anthology.cleaning.faults.words import word_faults
from anthology.cleaning.ledger import Edits

RULES = {
    "query": "a place that looks wrong; the question stands behind it, the words as they were",
}


def query_faults(draft: Draft) -> Outcome:
    """Ask about what looks like a slip of the source."""
    text = draft.text
    edits = Edits(text)
    lines = written_lines(text)
    blanked = blank_out(text)
    lang = draft.facts.lang
    plain = aside(text, lambda: list(plain_faults(lines, blanked, lang)))
    others: list[Fault] = [
        *quote_faults(lines, blanked),
        *open_ends(lines, blanked),
        *word_faults(blanked, lang),
    ]
    found = list(dict.fromkeys([*plain(), *others]))
    findings = []
    for fault in sorted(found, key=lambda fault: (fault.start, fault.end, fault.rule)):
        sample = signs.words_of(around(text, fault.start, fault.end))
        findings.append(Finding(fault.rule, fault.start, fault.message, Weight.QUERY, sample))
        if draft.wishes.queries_in_text:
            edits.insert(_after(text, fault.end), signs.query(fault.message), "query")
    text, changes = edits.done()
    return draft.then(text, findings), changes


def _after(text: str, place: int) -> int:
    """The end of the word a fault ends in: a query never divides one, nor a mark."""
    while place < len(text) and (text[place].isalnum() or text[place] in "’'-"):
        place += 1
    if text[place : place + 1] == signs.MARK:
        close = text.find(signs.MARK_END, place)
        return close + 1 if close >= 0 else place
    return place
