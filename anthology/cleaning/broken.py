"""Paragraphs and notes that the end of a page, or a note, had broken in two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, MORE, NOTE, words_of

RULES = {
    "paragraph-joined": "a paragraph broken by the end of a page or by a note",
    "note-joined": "the rest of a note, at the foot of the next page",
}

_DIVIDED = regex(r"([^\W\d_]{2,})-$")
_RULE = regex(r"[ \t]*[_=*–—-][_=*–— \t-]{2,}")
"""A line drawn above the notes of a page."""


def join_broken(draft: Draft) -> Outcome:
    """Join paragraphs that a page end or a note had broken in two.

    The first half ends without a point, the second goes on in lower case; between
    them stand notes or nothing.
    """
    text = draft.text
    edits = Edits(text)
    parts: list[Line] = []
    between: list[Line] = []
    notes: list[Line] = []
    lines = written_lines(text)
    findings: list[Finding] = []
    moved = _rests(lines, edits, findings)
    for number, line in enumerate(lines):
        if number in moved:
            continue
        ruled = _RULE.fullmatch(line.text) and lines[number + 1 : number + 2]
        if line.text[0] in (NOTE, MORE) or (ruled and lines[number + 1].text[0] == NOTE):
            between.append(line)
            continue
        if parts and _halves(parts[-1], line, bool(between)):
            notes += between
        else:
            _rejoin(edits, parts, notes)
            parts, notes = [], []
        parts = [] if line.text[0] in BLOCKS else [*parts, line]
        between = []
    _rejoin(edits, parts, notes)
    text, changes = edits.done()
    return draft.then(text, findings), changes


def _halves(first: Line, second: Line, notes_between: bool) -> bool:
    words, rest = words_of(first.text).strip(), words_of(second.text).lstrip()
    if second.text[0] in BLOCKS or len(words) < 40 or not rest:
        return False
    open_end = (words[-1].isalpha() or words[-1] in ",—–-") and not words.isupper()
    quoted = notes_between and rest[0] in '“"(' and words[-1] != "-"
    return open_end and (rest[0].islower() or quoted)


def _rejoin(edits: Edits, parts: list[Line], notes: list[Line]) -> None:
    """Move the later parts of a paragraph up to the first, before the notes between."""
    for first, second in pairwise(parts):
        divided = bool(_DIVIDED.search(first.text))
        glue = "" if divided or first.text.endswith("—") else " "
        bare = second.text.lstrip(" \t")
        if not notes:
            start = first.end - 1 if divided else first.end
            edits.replace(start, second.end - len(bare), glue, "paragraph-joined")
            continue
        if divided and first is parts[0]:
            edits.delete(first.end - 1, first.end, "paragraph-joined")
        before = max((line.end for line in notes if line.end < second.start), default=first.end)
        half = second is not parts[-1] and _DIVIDED.search(second.text)
        words = bare[:-1] if half else bare
        edits.insert(parts[0].end, glue + words, "paragraph-joined")
        edits.delete(max(before, first.end), second.end, "paragraph-joined")


def _rests(lines: Sequence[Line], edits: Edits, findings: list[Finding]) -> set[int]:
    """Join the rest of a note to its beginning, and tell which lines it stood on.

    The note ends without a point; the rest begins small, right before the notes of the
    next page, where the text above it has come to its end. Where that is open too, half a
    word tells; else the line stays where it is, and an editor is asked.
    """
    moved: set[int] = set()
    last: Line | None = None
    for number in range(1, len(lines) - 1):
        before, line, after = lines[number - 1 : number + 2]
        if before.text[0] in (NOTE, MORE):
            last = before
        if last is None or line.text[0] in BLOCKS or after.text[0] != NOTE:
            continue
        begun, rest = words_of(last.text).rstrip(), words_of(line.text)
        if rest[:1].islower() and _open(begun) and before is not last:
            above, half = words_of(before.text).rstrip(), bool(_DIVIDED.search(begun))
            if _open(above) and half <= bool(_DIVIDED.search(above)):
                findings.append(_undecided(line, begun))
                continue
            glue = "" if half else " "
            start = last.end - (0 if glue else 1)
            edits.replace(start, last.end, glue + line.text, "note-joined")
            edits.delete(line.start, line.end, "note-joined")
            moved.add(number)
            last = None
    return moved


def _undecided(line: Line, begun: str) -> Finding:
    last = " ".join(begun.split()[-4:])
    message = (
        f"this may be the rest of the note that ends in “{last}”, or of the paragraph "
        "above it: left where it stands"
    )
    return Finding("note-joined", line.start, message, Weight.QUERY, line.text[:60])


def _open(words: str) -> bool:
    return words[-1:].isalpha() or words[-1:] in (",", "-")
