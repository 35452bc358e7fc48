"""The tables of a wikitext."""

from __future__ import annotations

import re
from collections.abc import Callable

from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import CELL, NEWLINE, ROW
from anthology.cleaning.wikitext.brackets import blanked, outermost

_ATTRIBUTE = r"[\w-]+[ \t]*=[ \t]*(?:\"[^\"|]*\"|'[^'|]*'|[\w%#.-]+)"
_ATTRIBUTES = regex(rf"[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\|(?!\|)")
_BARS = regex(r"\|\||!!")


def rows_of(inner: str, dress: Callable[[str], str]) -> str:
    """The rows of a table, a line each, and its caption under them.

    Args:
        inner: What stands between ``{|`` and ``|}``.
        dress: Sets the markup within a cell.
    """
    rows: list[list[str]] = [[]]
    caption = ""
    bare = blanked(inner, outermost(inner))
    place = bare.find("\n") + 1 or len(bare)
    for line in bare[place:].split("\n"):
        words, sign = inner[place : place + len(line)], line.lstrip()[:2]
        place += len(line) + 1
        if sign == "|-":
            rows.append([])
        elif sign == "|+":
            caption = _cell(words.lstrip()[2:])
        elif sign[:1] in ("|", "!") and sign:
            rows[-1] += _cells(words, line)
        elif rows[-1]:
            rows[-1][-1] += f" {words}"
    filled = [[_words(dress(cell)) for cell in row] for row in rows if row]
    lines = [_row(row, max(map(len, filled))) for row in filled]
    if caption:
        lines.append(f"\n: {_words(dress(caption))}")
    return "\n".join(lines)


def _row(cells: list[str], width: int) -> str:
    """A row; cells of a table of one column are paragraphs."""
    if width == 1:
        return f"\n{cells[0]}\n"
    return ROW + CELL.join(cells + [""] * (width - len(cells)))


def _cells(words: str, bare: str) -> list[str]:
    """The cells on one line; bars within brackets divide nothing."""
    begin = len(words) - len(words.lstrip()) + 1
    cells = []
    for match in _BARS.finditer(bare, begin):
        if match.group() == "!!" and bare[begin - 1 : begin] == "|":
            continue
        cells.append(_cell(words[begin : match.start()]))
        begin = match.end()
    return [*cells, _cell(words[begin:])]


def _cell(words: str) -> str:
    match = _ATTRIBUTES.match(words)
    return (words[match.end() :] if match else words).strip()


def _words(cell: str) -> str:
    """A cell on one line: blocks within it become words."""
    return re.sub(f"[ \\t\\n{NEWLINE}]+", " ", cell).strip()
