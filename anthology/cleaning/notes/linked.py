"""Notes that a reader has tied by their links: what stands among them is put right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from anthology.cleaning.draft import Finding, Line, Weight, around, lines_of, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import HEADINGS, MARK, MARK_END, MORE, NOTE, NOTE_END, words_of

MOST = 6
"""Paragraphs between two notes that may belong to the first; more are text."""

LONGEST_HEADING = 80

_MARK = regex(f"{MARK}([^{MARK_END}]*){MARK_END}")
_SPACED = regex(f"(?<=\\S)[ \\t]+(?={MARK})")


def tidy_linked(text: str, edits: Edits, heading: re.Pattern[str]) -> None:
    """Set in the further paragraphs of notes, and take out the headings among them.

    Where the mark of the next note stands before this one, nothing but notes stands
    between the two: what follows is the rest of this note, or the heading of a chapter
    whose notes come next.

    Args:
        text: With signs of marks and notes in it.
        edits: Takes the changes.
        heading: What a heading over notes says.
    """
    lines = written_lines(text)
    marks = {match[1]: match.start() for match in reversed(list(_MARK.finditer(text)))}
    notes = [index for index, line in enumerate(lines) if line.text[0] == NOTE]
    for here, after in pairwise(notes):
        label = lines[after].text[1:].partition(NOTE_END)[0]
        between = lines[here + 1 : after]
        if marks.get(label, len(text)) < lines[here].start and len(between) <= MOST:
            _set_in(between, edits)
    if notes and lines[notes[0]].start > max(marks.values(), default=0):
        _clear_above(lines[: notes[0]], edits, heading)
    for match in _SPACED.finditer(text):
        edits.delete(*match.span(), "note-mark")


def tell_linked(text: str) -> Iterator[Finding]:
    """Tell of marks that share a note, and of notes that no mark calls."""
    seen: set[str] = set()
    counts = Counter(match[1] for match in _MARK.finditer(text))
    for match in _MARK.finditer(text):
        if match[1] in seen and counts[match[1]] > 1:
            message = f"note {match[1]} is called {counts.pop(match[1])} times"
            sample = words_of(around(text, match.start(), match.end()))
            yield Finding("mark-twice", match.start(), message, Weight.DOUBT, sample)
        seen.add(match[1])
    for line in lines_of(text):
        label = line.text[1:].partition(NOTE_END)[0] if line.text[:1] == NOTE else ""
        if label and label not in seen:
            message = f"note {label} has no mark in the text"
            sample = words_of(line.text)[:60]
            yield Finding("note-alone", line.start, message, Weight.QUERY, sample)


def _set_in(between: Sequence[Line], edits: Edits) -> None:
    """The rest of a note up to a heading; headings go, for the labels divide the notes."""
    headed = False
    for line in between:
        if line.text[0] in HEADINGS.values():
            headed = True
            if len(words_of(line.text)) < LONGEST_HEADING:
                edits.delete(line.start, line.end, "notes-heading")
        elif line.text[0] != MORE and MARK not in line.text and not headed:
            edits.insert(line.start, MORE, "note-paragraph")


def _clear_above(lines: Sequence[Line], edits: Edits, heading: re.Pattern[str]) -> None:
    """Headings right above the first note, from the one that says “Notes”."""
    above: list[Line] = []
    for line in reversed(lines):
        if line.text[0] not in HEADINGS.values():
            return
        above.append(line)
        if heading.fullmatch(words_of(line.text).strip(" \t:.*_#=-[]")):
            for one in above:
                edits.delete(one.start, one.end, "notes-heading")
            return
