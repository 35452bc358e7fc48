"""Paragraphs set in from the margin: quotations, or verse where the lines are short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from anthology.cleaning.draft import Draft, Line, Outcome, lines_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.signs import BLOCKS, QUOTE, VERSE, words_of

RULES = {
    "quotation": "a paragraph set in on all its lines",
    "verse": "short lines set in, each beginning with a capital",
}

LEAST = 2
"""Columns a block must stand in from the others."""

STANZA = 3
"""Lines of a stanza at the margin: two might be a name and a place."""

NARROW = 60
"""Characters that no line of such a stanza passes."""

SHORT = 0.75
"""Share of the usual width that no line of verse passes."""


def read_indents(draft: Draft) -> Outcome:
    """Find quotations and verse by their indentation.

    Where lines were not cut to a width every line is a paragraph: then only several lines
    without an empty one between are verse, and one line alone says nothing.
    """
    if not draft.literal or draft.signed:
        return draft, ()
    edits = Edits(draft.text)
    blocks = _blocks(lines_of(draft.text))
    base = _margin(blocks, draft.wrapped)
    usual = _usual(blocks)
    stanzas = _stanzas(blocks, draft.wrapped, usual)
    verse_before = False
    for number, block in enumerate(blocks):
        indents = [_indent(line.text) for line in block]
        inner = min(indents) >= base + LEAST and block[0].text[0] not in BLOCKS
        if inner and (
            _is_verse(block, usual)
            or _is_ballad(block)
            or (draft.wrapped and _is_long_verse(block))
        ):
            _set_verse(block, edits, stanza=verse_before)
            verse_before = True
            continue
        if number in stanzas:
            _set_verse(block, edits, stanza=verse_before)
            verse_before = True
            continue
        verse_before = False
        if inner and draft.wrapped and _is_prose(block):
            edits.replace(block[0].start, block[0].start + indents[0], QUOTE, "quotation")
    text, changes = edits.done()
    return draft.then(text), changes


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.blank:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _margin(blocks: Sequence[Sequence[Line]], wrapped: bool) -> int:
    """How far from the edge most lines stand; where they were cut, first lines do not count."""
    first = 1 if wrapped else 0
    counts = Counter(_indent(line.text) for block in blocks for line in block[first:])
    return counts.most_common(1)[0][0] if counts else 0


def _usual(blocks: Sequence[Sequence[Line]]) -> int:
    lengths = sorted(len(line.text.strip()) for block in blocks for line in block)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _is_verse(block: Sequence[Line], usual: int) -> bool:
    lines = [line.text.strip() for line in block]
    if len(lines) < LEAST or max(map(len, lines)) > SHORT * usual:
        return False
    capitals = sum(line.lstrip("\"“‘'(_")[:1].isupper() for line in lines)
    words = sum(len(line.split()) for line in lines)
    small = sum(any(letter.islower() for letter in line) for line in lines)
    return capitals >= 0.6 * len(lines) and small == len(lines) and words >= 3 * len(lines)


def _is_long_verse(block: Sequence[Line]) -> bool:
    """Whether all lines begin with a capital, and most within a sentence: no prose does so.

    What was too long for its line goes on further in.
    """
    least = min(_indent(line.text) for line in block)
    heads = [line.text.strip() for line in block if _indent(line.text) == least]
    if len(heads) <= STANZA or 3 * len(heads) < 2 * len(block):
        return False
    capitals = all(line.lstrip("\"“‘'(_«„")[:1].isupper() for line in heads)
    small = all(any(letter.islower() for letter in line) for line in heads)
    inside = sum(line[-1] not in ".!?" for line in heads[:-1])
    commas = any(line[-1] in ",;:" for line in heads)
    words = sum(len(line.split()) for line in heads)
    return (
        capitals and small and commas and 2 * inside >= len(heads) and words >= 4 * len(heads)
    )


def _stanzas(blocks: Sequence[Sequence[Line]], wrapped: bool, usual: int) -> set[int]:
    """Which blocks at the margin are stanzas: short lines that do not stop where they end.

    Addresses, title pages and lists have short lines, too; but what ends them is seldom a
    comma, and they do not stand in several blocks of the same number of lines.
    """
    widest = min(NARROW, SHORT * usual) if wrapped else NARROW
    found = {
        number: len(block) for number, block in enumerate(blocks) if _is_stanza(block, widest)
    }
    sizes = Counter(found.values())
    sure = {
        number
        for number, size in found.items()
        if sizes[size] > 1
        or size > 2 * STANZA
        or _indented(blocks[number])
        or (number and blocks[number - 1][-1].text.rstrip().endswith(":"))
    }
    return sure | {
        number
        for one in sure
        for number in (one - 1, one + 1)
        if 0 <= number < len(blocks)
        and len(blocks[number]) == len(blocks[one])
        and _are_short(blocks[number], widest)
    }


def _are_short(block: Sequence[Line], widest: float) -> bool:
    """Whether lines may be one more stanza beside another of as many lines."""
    lines = [words_of(line.text).strip() for line in block]
    plain = block[0].text[0] not in BLOCKS and not any(line[:1].isdigit() for line in lines)
    small = all(any(letter.islower() for letter in line) for line in lines)
    return plain and small and len(lines) > STANZA and max(map(len, lines)) <= widest


def _is_stanza(block: Sequence[Line], widest: float) -> bool:
    if len(block) < STANZA or block[0].text[0] in BLOCKS:
        return False
    lines = [words_of(line.text).strip() for line in block]
    if max(map(len, lines)) > widest:
        return False
    speeches = sum(": " in line for line in lines)
    items = any(line[:1] in "-–•*[(" or line[:1].isdigit() for line in lines)
    if items or speeches * 2 > len(lines):
        return False
    words = sum(len(line.split()) for line in lines)
    open_ends = sum(line[-1] not in ".!?" for line in lines)
    commas = sum(line[-1] in ",;:—–" for line in lines)
    capitals = sum(line.lstrip("\"“‘'(_«„")[:1].isupper() for line in lines)
    small = all(any(letter.islower() for letter in line) for line in lines)
    begun = capitals == len(lines) or _by_turns(block)
    regular = begun and small and words >= 4 * len(lines)
    return regular and commas * 4 >= len(lines) and open_ends * 2 >= len(lines)


def _by_turns(block: Sequence[Line]) -> bool:
    """Whether every second line is set in, as in ballads: those may begin small."""
    indents = [_indent(line.text) for line in block]
    odd, even = set(indents[::2]), set(indents[1::2])
    return len(indents) > STANZA and len(odd) == len(even) == 1 and min(even) > min(odd)


def _is_ballad(block: Sequence[Line]) -> bool:
    """Whether short lines, every second further in, begin with capitals."""
    lines = [line.text.strip() for line in block]
    capitals = all(line.lstrip("\"“‘'(_«„")[:1].isupper() for line in lines)
    return _by_turns(block) and capitals and max(map(len, lines)) <= NARROW


def _indented(block: Sequence[Line]) -> bool:
    """Whether some lines of a stanza are set in, and others are not."""
    return len({_indent(line.text) for line in block}) > 1


def _is_prose(block: Sequence[Line]) -> bool:
    """Whether a block is sentences, not the lines of a title page."""
    words = " ".join(line.text for line in block)
    small = sum(letter.islower() for letter in words)
    letters = sum(letter.isalpha() for letter in words)
    return len(words.split()) >= 8 and small > 0.6 * letters and len(block) > 1


def _set_verse(block: Sequence[Line], edits: Edits, *, stanza: bool) -> None:
    """Set the lines; those set in further than the others keep what they have more."""
    least = min(_indent(line.text) for line in block)
    for index, line in enumerate(block):
        sign = f"{VERSE}\n{VERSE}" if stanza and not index else VERSE
        edits.replace(line.start, line.start + least, sign, "verse")
