"""The signs that stand for markup while a text is being cleaned.

Between the readers and the last pass, structure is written with characters from
the private use area, one for one: so a ``*`` or ``#`` of the author is never taken
for markup, nor markup for the author's, and every pass can look at plain words.
The last pass turns the signs into Markdown and escapes the rest. Should a raw text
contain one of them, the first pass takes it out, on record.

Block signs stand at the start of a line; a line without one is a paragraph. Inline
signs come in pairs.
"""

from __future__ import annotations

import re

from anthology.cleaning.patterns import regex

FIRST, LAST = "\ue000", "\ue0ff"

HEADINGS = {level: chr(0xE000 + level) for level in range(1, 7)}
"""Block: a heading of this level."""

QUOTE = "\ue010"
"""Block: a paragraph of a quotation; neighbours belong to one quotation."""

BULLET = "\ue011"
NUMBERED = "\ue012"
"""Block: a list item; the number stands after the sign, as in the source."""

MORE = "\ue013"
"""Block: a further paragraph of the item or note before it."""

VERSE = "\ue014"
"""Block: one line of verse."""

BREAK = "\ue015"
"""Block: a pause, without words."""

NOTE, NOTE_END = "\ue016", "\ue017"
"""Block: a note; its label stands between the two signs, its words after."""

ROW, CELL = "\ue018", "\ue019"
"""Block: a table row; cells are divided by the second sign."""

LISTING = "\ue01a"
"""Block: a line quoted letter by letter."""

DROP, DROP_END = "\ue01b", "\ue01c"
"""Block: a line a reader takes for furniture; its class stands between the signs."""

FACT, FACT_END = "\ue01d", "\ue01e"
"""Block: a line that is a fact about the text; its name stands between the signs."""

NEST = "\ue041"
"""Right after the sign of a list item: once for each list that its list stands in."""

LETTER, LETTER_END = "\ue01f", "\ue040"
"""Block: where a letter begins, and where it ends; nothing else stands on the line."""

MARK, MARK_END = "\ue020", "\ue021"
"""Inline: where a note hangs; its label stands between the two signs."""

EM, EM_END = "\ue022", "\ue023"
STRONG, STRONG_END = "\ue024", "\ue025"
QUERY, QUERY_END = "\ue026", "\ue027"
LINK, LINK_TARGET, LINK_END = "\ue028", "\ue029", "\ue02a"
PAGE, PAGE_END = "\ue02b", "\ue02c"
CITE, CITE_END = "\ue02d", "\ue02e"
NEWLINE = "\ue02f"
"""Inline: a line end the author meant."""

SUP, SUP_END = "\ue030", "\ue031"
SUB, SUB_END = "\ue032", "\ue033"
ADDED, ADDED_END = "\ue034", "\ue035"
CUT, CUT_END = "\ue036", "\ue037"
SPAN, SPAN_WITH, SPAN_END = "\ue038", "\ue039", "\ue03a"
"""Inline: words, what they are (``.smallcaps``) between the second and the third sign."""
IMAGE, IMAGE_TARGET, IMAGE_END = "\ue03b", "\ue03c", "\ue03d"

ANY = regex(f"[{FIRST}-{LAST}]")
BLOCKS = frozenset(
    [
        *HEADINGS.values(),
        QUOTE,
        BULLET,
        NUMBERED,
        MORE,
        VERSE,
        BREAK,
        NOTE,
        ROW,
        LISTING,
        DROP,
        FACT,
        LETTER,
        LETTER_END,
    ]
)

HIDDEN = regex(
    f"[{FIRST}-{LAST}]"  # first, so that a search can skip to the next sign
    f"(?:(?<=[{MARK}{NOTE}{DROP}{FACT}{PAGE}])[^{FIRST}-{LAST}\n]*"
    f"[{MARK_END}{NOTE_END}{DROP_END}{FACT_END}{PAGE_END}]"
    f"|(?<={QUERY})[^{FIRST}-{LAST}]*{QUERY_END}"
    f"|(?<={LINK_TARGET})[^{FIRST}-{LAST}\n]*{LINK_END}"
    f"|(?<={SPAN_WITH})[^{FIRST}-{LAST}\n]*{SPAN_END}"
    "|)"
)
"""Signs with what stands between them for the program alone."""


def words_of(line: str) -> str:
    """The words of a line without any sign, label, query or address.

    >>> words_of(f"{QUOTE}So it was.{MARK}3{MARK_END}")
    'So it was.'
    """
    return line if line.isascii() else HIDDEN.sub("", line.replace(NEWLINE, " "))


def marks_in(line: str) -> tuple[str, ...]:
    """The labels of the notes that hang from a line.

    >>> marks_in(f"On wells{MARK}n1{MARK_END}")
    ('n1',)
    """
    return tuple(re.findall(f"{MARK}([^{MARK_END}]*){MARK_END}", line))


def mark(label: str) -> str:
    """The signs of a note mark."""
    return f"{MARK}{label}{MARK_END}"


def note(label: str) -> str:
    """The signs that open a note."""
    return f"{NOTE}{label}{NOTE_END}"


def query(words: str) -> str:
    """The signs of a query."""
    return f"{QUERY}{words}{QUERY_END}"
