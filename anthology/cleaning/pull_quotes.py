"""Sentences of the text that a designer has set once more, large, between its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from anthology.cleaning.draft import Finding, Line, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, QUOTE, words_of

RULES = {"pull-quote": "a sentence of the text printed once more, between its paragraphs"}

LONG = 220
"""Characters: a longer line is a paragraph."""

_PULLED = regex(r"(?:pull[- ]?quote: ?)?(?P<words>.*[.!?…”\"’»])", re.IGNORECASE)
_QUOTED = regex(r"(?P<words>.*)")
"""The same, where the source has it as a quotation; it may be a part of the sentence."""

_NO_LETTERS = regex(r"[\W_]+")

PULLED = 6
"""Words that such a sentence has at least."""

AROUND = 10
"""Paragraphs on either side among which the sentence stands."""


def drop_pull_quotes(
    lines: Sequence[Line], edits: Edits, findings: list[Finding], subtitle: str
) -> None:
    """Take out what a paragraph near by says in the same words."""
    key_of = cache(lambda at: _key(lines[at].text) if len(lines[at].text) > LONG / 2 else "")
    for index, line in enumerate(lines):
        alone = line.text[0] == QUOTE and not any(
            other.text[0] == QUOTE for other in lines[max(0, index - 1) : index + 2 : 2]
        )
        if len(line.text) >= LONG or (line.text[0] in BLOCKS and not alone):
            continue
        match = (_QUOTED if alone else _PULLED).fullmatch(line.text)
        if not match or len(match["words"].split()) < PULLED:
            continue
        key = _key(match["words"])
        about = range(max(0, index - AROUND), min(len(lines), index + 1 + AROUND))
        near = [key_of(at) for at in about if at != index]
        near.append(_key(subtitle) if alone else "")
        if any(len(other) > 1.5 * len(key) and key in other for other in near):
            edits.delete(line.start, line.end, "pull-quote")
            message = "a sentence that the text has near by was taken out: printed twice"
            sample = line.text[:60]
            findings.append(Finding("pull-quote", line.start, message, Weight.DOUBT, sample))


def _key(words: str) -> str:
    """The letters of words alone, as they are compared."""
    return _NO_LETTERS.sub("", words_of(words).casefold())
