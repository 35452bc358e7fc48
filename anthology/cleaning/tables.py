"""Tables that spaces or tabs draw in a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, lines_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.signs import BLOCKS, CELL, ROW, words_of

RULES = {"table": "lines whose words stand in columns, with figures in one of them"}

ROWS = 3
"""Lines that make a table at least, its head included."""

FIGURES = 0.6
"""Share of the cells of some column, below the head, that begin with a figure."""

_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|[ ]*\t[ \t]*)(?=\S)")
_FIGURE = re.compile(r"[(£$€+−–-]?\d|[–—-]$|\.{2,}$")
_CAPTION = re.compile(
    r"[ \t]*(?:table|tab\.|tabelle|tableau|tabla|cuadro|tabella|таблица)\b", re.IGNORECASE
)
"""How the line above a table begins that says what it shows."""


def set_tables(draft: Draft) -> Outcome:
    """Find neighbouring lines of as many cells each, and set them as rows."""
    if not draft.literal or draft.signed:
        return draft, ()
    edits = Edits(draft.text)
    findings: list[Finding] = []
    block: list[Line] = []
    for line in [*lines_of(draft.text), Line(0, "")]:
        if not line.blank and line.text[0] not in BLOCKS:
            block.append(line)
            continue
        if block and _CAPTION.match(block[0].text) and len(_cells(block[0])) == 1:
            block = block[1:]
        if _is_table(block):
            _set(block, edits)
            message = f"{len(block)} lines were taken for a table"
            sample = words_of(block[0].text).strip()
            findings.append(Finding("table", block[0].start, message, Weight.DOUBT, sample))
        block = []
    text, changes = edits.done()
    return draft.then(text, findings), changes


def _cells(line: Line) -> list[str]:
    return _GAP.split(line.text.strip())


def _is_table(block: Sequence[Line]) -> bool:
    """Whether all lines have as many cells, two at least, and a column has figures."""
    if len(block) < ROWS or any("|" in line.text for line in block):
        return False
    rows = [_cells(line) for line in block]
    if len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return False
    body = rows[1:]
    return any(
        sum(bool(_FIGURE.match(row[column])) for row in body) >= FIGURES * len(body)
        for column in range(1, len(rows[0]))
    )


def _set(block: Sequence[Line], edits: Edits) -> None:
    for line in block:
        start = line.start + len(line.text) - len(line.text.lstrip())
        edits.replace(line.start, start, ROW, "table")
        for match in _GAP.finditer(line.text, start - line.start):
            edits.replace(line.start + match.start(), line.start + match.end(), CELL, "table")
