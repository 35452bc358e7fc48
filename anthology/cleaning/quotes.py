"""Straight quotation marks and apostrophes become those of the language.

A typewriter has one mark for what print has two or three. Which one is meant the letters
beside it tell; where they do not, or where a paragraph’s marks do not pair, all of them
stay straight. The marks of the languages follow their house rules: Chicago 6.115, Duden
K 8, the Imprimerie nationale’s lexicon, the Real Academia’s orthography (3.4.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from anthology.cleaning import signs
from anthology.cleaning.draft import (
    Draft,
    Facts,
    Finding,
    Line,
    Outcome,
    Weight,
    around,
    written_lines,
)
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

RULES = {"quotes": "straight marks become the quotation marks and apostrophes of the language"}


class _Marks(NamedTuple):
    """The four marks of a language."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = _Marks("“", "”", "‘", "’")
_GERMAN = _Marks("„", "“", "‚", "‘")
_LATIN = _Marks("«", "»", "“", "”")
MARKS = {
    "en": _ENGLISH, "nl": _ENGLISH, "pt": _ENGLISH, "eo": _ENGLISH, "ca": _LATIN,
    "de": _GERMAN, "cs": _GERMAN, "es": _LATIN, "it": _LATIN, "la": _ENGLISH,
    "fr": _Marks("« ", " »", "“", "”"), "ru": _Marks("«", "»", "„", "“"),
    "pl": _Marks("„", "”", "‚", "’"), "hu": _Marks("„", "”", "»", "«"),
    "sv": _Marks("”", "”", "’", "’"), "fi": _Marks("”", "”", "’", "’"),
    "da": _Marks("»", "«", "›", "‹"), "no": _Marks("«", "»", "‘", "’"),
}  # fmt: skip
"""By language; the marks of one that is not here stay straight."""

_BEFORE = frozenset("([{—–-/“‘„«‚>=…")
_AFTER = frozenset(".,;:!?)]}—–-/”’»…“‘<")
_OPENED, _CLOSED = _BEFORE | {"'"}, _AFTER | {"'"}
_ELIDED = regex(
    r"(?:tis|twas|twere|twill|em|til|till|cause|bout|round|neath|gainst|n|ne|nen|ner|mal|ran"
    r"|rauf|raus|rein|runter|rum|ist|s|t|k|\d\ds?)\b",
    re.IGNORECASE,
)
"""What an apostrophe may begin: ``'tis``, ``'68``, ``'ne``."""

_SKIPPED = (signs.LISTING, signs.DROP, signs.FACT)
_FIXED = regex(r"(?:http(?=s?://)|www\.)\S+|`[^`\n]*`|\]\([^)\n]*\)")


def set_quotes(draft: Draft) -> Outcome:
    """Put the marks of the language in the place of straight ones."""
    marks = MARKS.get(draft.facts.lang.split("-")[0])
    text = draft.text
    if marks is None or ('"' not in text and "'" not in text):
        return draft, ()
    edits = Edits(text)
    lines = written_lines(text)
    left: list[int] = []
    for line, after in pairwise([*lines, Line(len(text), "\n")]):
        if line.text[0] not in _SKIPPED and ('"' in line.text or "'" in line.text):
            goes_on = signs.words_of(after.text).lstrip()[:1] == '"'
            paragraph = _Paragraph(line, goes_on=goes_on)
            changes = [*_double(paragraph, marks, left), *_single(paragraph, marks)]
            for place, new in changes:
                edits.replace(line.start + place, line.start + place + 1, new, "quotes")
    findings = []
    if left:
        message = f"{len(left)} straight quotation marks were left: they do not pair"
        sample = signs.words_of(around(text, left[0], left[0] + 1))
        findings.append(Finding("quotes-straight", left[0], message, Weight.DOUBT, sample))
    new_text, made = edits.done()
    return draft.then(new_text, findings, _facts(draft.facts, marks)), made


def _facts(facts: Facts, marks: _Marks) -> Facts:
    """What went to the front matter, its marks set as those of the text."""
    people = tuple(
        replace(person, name=_set(person.name, marks), bio=_set(person.bio, marks))
        for person in facts.authors
    )
    return replace(
        facts,
        title=_set(facts.title, marks),
        subtitle=_set(facts.subtitle, marks),
        publication=_set(facts.publication, marks),
        history=_set(facts.history, marks),
        thanks=_set(facts.thanks, marks),
        authors=people,
    )


def _set(words: str, marks: _Marks) -> str:
    edits = Edits(words)
    paragraph = _Paragraph(Line(0, words), goes_on=False)
    for place, new in (*_double(paragraph, marks, []), *_single(paragraph, marks)):
        edits.replace(place, place + 1, new, "quotes")
    return edits.done()[0]


class _Paragraph:
    """A line, with the letters that are read before and after each mark."""

    def __init__(self, line: Line, *, goes_on: bool) -> None:
        self.start = line.start
        self.text = line.text
        self.goes_on = goes_on
        """Whether the next paragraph begins with a mark: a quotation may stay open."""

        hidden = bytearray(len(line.text))
        for form in (signs.HIDDEN, _FIXED):
            for match in form.finditer(line.text):
                hidden[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        self._hidden = hidden

    def places(self, mark: str) -> Iterator[tuple[int, str, str]]:
        """The places of a mark, with the letters read right before and after it."""
        for match in re.finditer(mark, self.text):
            if not self._hidden[match.start()]:
                yield match.start(), self._read(match.start(), -1), self._read(match.start(), 1)

    def _read(self, place: int, step: int) -> str:
        place += step
        while 0 <= place < len(self.text) and self._hidden[place]:
            place += step
        return self.text[place] if 0 <= place < len(self.text) else ""


def _double(paragraph: _Paragraph, marks: _Marks, left: list[int]) -> list[tuple[int, str]]:
    """The double marks of a paragraph by turns opening and closing, or none of them."""
    found, places = _closing_low(paragraph, marks)
    opened = False
    for place, before, after in places:
        opens = bool(after.strip()) and (
            not before.strip() or before in _BEFORE or before == "'"
        )
        closes = bool(before.strip()) and (not after.strip() or after in _AFTER or after == "'")
        if before.isdecimal() and not opened and not opens:
            continue  # inches
        if not (closes if opened else opens):
            left += [paragraph.start + one for one, _, _ in places]
            return []
        found.append((place, marks.closing if opened else marks.opening))
        opened = not opened
    if opened and not paragraph.goes_on:
        left += [paragraph.start + one for one, _, _ in places]
        return []
    return found


def _closing_low(
    paragraph: _Paragraph, marks: _Marks
) -> tuple[list[tuple[int, str]], list[tuple[int, str, str]]]:
    """The straight marks that close a low one, ``„so"``, set; and the others."""
    places = list(paragraph.places('"'))
    if "„" not in paragraph.text:
        return [], places
    found: list[tuple[int, str]] = []
    others = []
    for place, before, after in places:
        lead = paragraph.text[:place]
        left_open = lead.count("„") - lead.count("“") - lead.count("”") - len(found)
        if left_open > 0 and before.strip() and not after.isalnum():
            found.append((place, marks.closing))
        else:
            others.append((place, before, after))
    return found, others


def _single(paragraph: _Paragraph, marks: _Marks) -> Iterator[tuple[int, str]]:
    """Single marks: within words and after them apostrophes, about words quotation marks."""
    places = list(paragraph.places("'"))
    last = max((place for place, before, after in places if _ends(before, after)), default=-1)
    opened = False
    for place, before, after in places:
        if _ends(before, after):
            if opened or before.isalpha():
                yield place, marks.inner_closing if opened else "’"
            opened = False
        elif before.isdecimal() and after.isdecimal():
            continue  # feet
        elif _apostrophe(before, after) or _ELIDED.match(paragraph.text, place + 1):
            yield place, "’"
        elif place < last and (after.isalnum() or after == '"'):
            yield place, marks.inner_opening
            opened = True


def _apostrophe(before: str, after: str) -> bool:
    """Whether a mark stands within a word, or in ``the 1880's``."""
    return (before.isalpha() and after.isalnum()) or (before.isdecimal() and after == "s")


def _ends(before: str, after: str) -> bool:
    """Whether a mark stands at the end of a word, or behind the point after it."""
    return bool(before.strip()) and before not in _BEFORE and not after.isalnum()
