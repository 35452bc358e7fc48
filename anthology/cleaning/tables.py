"""Tables that spaces or tabs draw in a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, lines_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, CELL, ROW, words_of

RULES = {"table": "lines whose words stand in columns, with figures in one of them"}

ROWS = 3
"""Lines that make a table at least, its head included."""

FIGURES = 0.6
"""Share of the cells of some column, below the head, that begin with a figure."""

_GAP = regex(r"(?<=\S)(?:[ \u00a0]{2,}|[ ]*\t[ \t]*)(?=\S)")
_FIGURE = regex(r"[(£$€+−–-]?\d|[–—-]$|\.{2,}$")
_CAPTION = regex(
    r"[ \t]*(?:table|tab\.|tabelle|tableau|tabla|cuadro|tabella|таблица)\b", re.IGNORECASE
)
"""How the lines above a table begin that say what it shows."""

_SAYING = regex(r"[ \t]*[^\W\d_]+\.? [\dIVX]+[a-z]? [a-zß-ÿ]")
"""How a paragraph begins that speaks of one: ``Table 1 shows …``."""

LONGEST = 4
"""Lines that may say so."""


def set_tables(draft: Draft) -> Outcome:
    """Find neighbouring lines of as many cells each, and set them as rows."""
    if not draft.literal or draft.signed:
        return draft, ()
    edits = Edits(draft.text)
    findings: list[Finding] = []
    block: list[Line] = []
    over: list[Line] = []
    for line in [*lines_of(draft.text), Line(0, "")]:
        if not line.blank and line.text[0] not in BLOCKS:
            block.append(line)
            continue
        caption = _caption(block)
        over, block = caption or over, block[len(caption) :]
        if _is_table(block):
            _set(block, edits)
            _set_caption(over, block[-1], edits)
            message = f"{len(block)} lines were taken for a table"
            sample = words_of(block[0].text).strip()
            findings.append(Finding("table", block[0].start, message, Weight.DOUBT, sample))
        over = [] if block or not line.blank else over
        block = []
    text, changes = edits.done()
    return draft.then(text, findings), changes


def _caption(block: Sequence[Line]) -> list[Line]:
    """The lines that say what a table shows, where a block of lines begins with them."""
    if not block or not _CAPTION.match(block[0].text):
        return []
    lines = list(takewhile(lambda line: len(_cells(line)) == 1, block))
    several = len(lines) <= LONGEST and not _SAYING.match(block[0].text)
    return lines if len(lines) == 1 or several else []


def _cells(line: Line) -> list[str]:
    return _GAP.split(line.text.strip())


def _is_table(block: Sequence[Line]) -> bool:
    """Whether all lines have as many cells, two at least, and a column has figures."""
    if len(block) < ROWS or len(_cells(block[0])) < 2:
        return False
    rows = [_cells(line) for line in block]
    if any(len(row) != len(rows[0]) for row in rows) or any("|" in one.text for one in block):
        return False
    return any(_of_figures(rows)[1:])


def _of_figures(rows: Sequence[Sequence[str]]) -> list[bool]:
    """For each column, whether most of its cells below the head are figures."""
    return [
        sum(bool(_FIGURE.match(cell)) for cell in column) >= FIGURES * len(column)
        for column in zip(*rows[1:], strict=True)
    ]


def _set_caption(over: Sequence[Line], last: Line, edits: Edits) -> None:
    """Put the lines that say what a table shows under it, as its caption."""
    for line in over:
        edits.delete(line.start, line.end, "table")
    if over:
        words = " ".join(line.text.strip() for line in over)
        edits.insert(last.end, f"\n\n: {words}", "table")


def _set(block: Sequence[Line], edits: Edits) -> None:
    for line in block:
        start = line.start + len(line.text) - len(line.text.lstrip())
        edits.replace(line.start, start, ROW, "table")
        for match in _GAP.finditer(line.text, start - line.start):
            edits.replace(line.start + match.start(), line.start + match.end(), CELL, "table")
    figures = _of_figures([_cells(line) for line in block])
    sides = CELL.join(["---", *("---:" if right else "---" for right in figures[1:])])
    edits.insert(block[0].end, f"\n{ROW}{sides}", "table")
