"""Pipe tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markdown_it.token import Token

from anthology.model import Cell, Inline, Row, Table
from anthology.problems import Code, Place, error, warning
from anthology.reading.markdown.context import Context

Words = Callable[[Token, Context], tuple[Inline, ...]]


def table(opening: Token, tokens: Iterator[Token], context: Context, words: Words) -> Table:
    """Make a table; ``words`` reads what stands in one cell."""
    rows: list[Row] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            here = context.place(token.map[0] if token.map else 0)
            row = Row(tuple(_cells(tokens, context, words)), here)
            rows.append(row)
            _compare(len(rows[0].cells), token.meta["cells"], here, context)
    return Table(rows[0], tuple(rows[1:]), rows[0].place)


def _cells(tokens: Iterator[Token], context: Context, words: Words) -> Iterator[Cell]:
    align = ""
    for token in tokens:
        if token.type == "tr_close":
            return
        if token.type in {"th_open", "td_open"}:
            align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        elif token.type == "inline":
            yield Cell(words(token, context), align)


def _compare(columns: int, cells: int, here: Place, context: Context) -> None:
    """Report a row that does not fit; the parser drops what stands beyond the last column."""
    message = f"{cells} cells in a row of a table of {columns} columns"
    if cells == 1:
        message = f"one cell in a row of a table of {columns} columns"
    if cells > columns:
        hint = "join cells, or write a “|” that belongs to the words as \\|"
        context.problems.append(error(here, Code.TABLE_SHAPE, message, hint))
    elif cells < columns:
        hint = "leave empty what has no value, but write its “|”"
        context.problems.append(warning(here, Code.TABLE_SHAPE, message, hint))
