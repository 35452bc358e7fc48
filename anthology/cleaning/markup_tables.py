"""The tables of a Markdown source, with or without bars at the ends of their rows."""

from __future__ import annotations

from anthology.cleaning.draft import Line
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import CELL, ROW

_DASHES = regex(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR = regex(r"[ \t]*(?<!\\)\|[ \t]*")
_FIRST_BAR = regex(r"[ \t]*\|?[ \t]*")
_LAST_BAR = regex(r"[ \t]*(?:(?<!\\)\|)?[ \t]*$")


def columns_of(head: str, dashes: str) -> int:
    """How many columns a table has that begins with two lines; none if they begin none.

    >>> columns_of("Year | Colour", "---|:---:")
    2
    """
    if "|" not in head or "|" not in dashes or not _DASHES.match(dashes):
        return 0
    columns = _cells(head)
    return columns if _cells(dashes) == columns else 0


def _cells(line: str) -> int:
    return len(_BAR.findall(line, *_inner(line))) + 1


def _inner(line: str) -> tuple[int, int]:
    """Where the words of a row begin and end, without bars at its ends."""
    first, last = _FIRST_BAR.match(line), _LAST_BAR.search(line)
    assert first is not None
    assert last is not None
    return first.end(), max(first.end(), last.start())


def set_row(line: Line, columns: int, edits: Edits) -> None:
    """Sign a row and its cells; those that it lacks are empty."""
    start, end = _inner(line.text)
    edits.replace(line.start, line.start + start, ROW, "markup")
    bars = list(_BAR.finditer(line.text, start, end))
    for bar in bars:
        edits.replace(line.start + bar.start(), line.start + bar.end(), CELL, "markup")
    lacking = CELL * (columns - len(bars) - 1)
    edits.replace(line.start + end, line.end, lacking, "markup")
