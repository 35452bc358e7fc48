"""What is tried where a page has a flaw at its foot, the least visible first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anthology.editions.pdf.makeup import Made, MakeUp

FARTHEST = 8
"""In pages: how far back we go."""

PATIENCE = 40
"""In pages: how many are made in vain before a flaw is left as it is."""

LONG = -1
"""How a page is made that has a line more than others."""


def mended(book: MakeUp) -> list[Made] | None:
    """Return pages without a flaw in place of the last ones; None if there is no way.

    Where a table does not fit, it goes over the page. Else this page and those before it
    run a line long, or those before it a line or two short.
    """
    point = book.made[-1].after
    again = _with_broken_table(book)
    last = len(book.made) - 1
    for first in range(last, max(-1, last - FARTHEST - 1), -1):
        for by in (-1, 1):
            again = again or _again(book, first, first, by)
        if book.made[first].before.opens:
            break
    if not again:
        book.go_to(last + 1, point)
    return again


def _with_broken_table(book: MakeUp) -> list[Made] | None:
    """Let a table that does not fit go over the page."""
    kept = [
        table
        for box in book.next_boxes()
        if box.is_table_wrapper
        for table in box.children
        if table.style["break_inside"] == "avoid"
    ]
    for table in kept:
        table.style["break_inside"] = "auto"
    if not kept:
        return None
    book.forget()
    return _again(book, len(book.made) - 1, len(book.made) - 1, 0)


def _again(book: MakeUp, first: int, index: int, by: int) -> list[Made] | None:
    """Make pages again, from this one on, each shorter or longer by a line if it can be.

    Args:
        book: Its last page has the flaw.
        first: The page on which this is tried first; it has to change.
        index: The page to go on with.
        by: How much shorter.
    """
    was = book.made[index]
    if index == first:
        book.go_to(index, was.before)
    before = book.point(index)
    for short in _ways(book, first, index, by):
        if book.tried > PATIENCE:
            break
        book.go_to(index, before)
        made = book.make(index, short)
        if index == len(book.made) - 1:
            if not made.is_flawed:
                return [made]
        elif was.is_flawed or not made.is_flawed:
            rest = _again(book, first, index + 1, by)
            if rest:
                return [made, *rest]
    return None


def _ways(book: MakeUp, first: int, index: int, by: int) -> Sequence[int]:
    """Return by how many lines a page may be shorter."""
    was = book.made[index]
    if index == len(book.made) - 1:
        ways = [was.short, LONG] if index > first else [was.short + by]
    else:
        ways = [was.short + by, was.short + 2 * by, was.short][: 2 if index == first else 3]
    return [way for way in ways if way >= (0 if was.before.opens else LONG)]
