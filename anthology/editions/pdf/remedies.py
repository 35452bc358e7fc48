"""What is tried where a page has a flaw at its foot, the least visible first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from anthology.editions.pdf.typography import HEADINGS

if TYPE_CHECKING:
    from anthology.editions.pdf.makeup import Made, MakeUp

FARTHEST = 8
"""In pages: how far back we go."""

NEAR = 3
"""In pages: how far back we go for a table that is broken already."""

PATIENCE = 120
"""In pages: how many are made in vain before a flaw is left as it is."""

SPREAD = HEADINGS - {"caption"}
"""What may have more space above it."""


class Way(NamedTuple):
    """How a page is made."""

    short: int = 0
    """By how many lines it ends sooner than others; less than 0 for later."""

    spread: int = 0
    """How many lines more stand above each of its headings; less than 0 for fewer."""

    more: int = 0
    """How many of its paragraphs are longer by a line; less than 0 for shorter."""


def mended(book: MakeUp) -> list[Made] | None:
    """Return pages without a flaw in place of the last ones; None if there is no way.

    Paragraphs of this page get a line more or less. Else this page and those before it run
    a line long, or those before it a line or two short. Where that does not help and a table
    does not fit, it goes over the page.
    """
    return _reset(book) or _moved(book, FARTHEST) or _with_broken_table(book)


def _reset(book: MakeUp) -> list[Made] | None:
    """Set paragraphs of this page with other spaces, so that they have a line more or less."""
    was, last = book.made[-1], len(book.made) - 1
    for more in (1, -1, 2, -2):
        book.go_to(last, was.before)
        made = book.make(last, Way(more=more))
        if not made.is_flawed:
            return [made]
    return None


def _moved(book: MakeUp, farthest: int) -> list[Made] | None:
    """Let pages run short or long, from this one back to that many before it."""
    last = len(book.made) - 1
    for first in range(last, max(-1, last - farthest - 1), -1):
        for by in (-1, 1):
            again = _again(book, first, first, by)
            if again:
                return again
        if book.made[first].before.opens:
            break
    return None


def _with_broken_table(book: MakeUp) -> list[Made] | None:
    """Let a table that does not fit go over the page."""
    last = len(book.made) - 1
    for box in book.next_boxes():
        for table in box.children if box.is_table_wrapper else ():
            kept = table.style
            if kept["break_inside"] == "avoid":
                table.style = kept.copy()  # others may have it in common
                table.style["break_inside"] = "auto"
                book.forget()
                again = _again(book, last, last, 0) or _moved(book, NEAR)
                if again:
                    return again
                table.style = kept
                book.forget()
    return None


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
    for way in _ways(book, first, index, by):
        if book.tried > PATIENCE:
            break
        book.go_to(index, before)
        made = book.make(index, way)
        if index == len(book.made) - 1:
            if not made.is_flawed:
                return [made]
        elif not made.is_flawed or (was.is_flawed and not made.is_overfull):
            rest = _again(book, first, index + 1, by)
            if rest:
                return [made, *rest]
    return None


def _ways(book: MakeUp, first: int, index: int, by: int) -> list[Way]:
    """Return the ways in which a page may be made, the least visible first."""
    was, last = book.made[index], len(book.made) - 1
    short, spread, _ = was.way
    if index < last:
        ways = _ways_before(was.way, by, index == first)
    elif index > first:
        ways = [was.way, Way(short, spread, 1), Way(short, spread, -1), Way(-1, spread)]
    else:
        ways = [Way(short + by, spread)]
    if not spread and (index == last or _has_heading(was.page)):
        longer = by < 0 and index == last and not was.before.opens
        spacious = Way(-1 if longer else short, by)
        ways.insert(2 if index < last else len(ways), spacious)
        if index == last and was.before.opens:
            ways.append(Way(short, 2 * by))
    return [way for way in ways if way.short >= (0 if was.before.opens else -1)]


def _ways_before(was: Way, by: int, is_first: bool) -> list[Way]:
    """Return the ways for a page before the flawed one; the first must hand lines on."""
    paragraphs = [was._replace(more=more) for more in (by, 2 * by)]
    lines = (by, 2 * by) if is_first else (by, 2 * by, 0, -by)
    moved = [Way(was.short + one, was.spread) for one in lines]
    both = [Way(was.short + one, was.spread, by) for one in lines[:2]]
    return [*paragraphs, *moved, *both]


def _has_heading(page: Any) -> bool:
    return any(
        box.element_tag in SPREAD or is_opened(box) for box in page.children[0].descendants()
    )


def is_opened(box: Any) -> bool:
    """Tell whether a block stands under what opens a section: title, then headnote."""
    return box.element_tag == "div" and box.element.get("class") in {"headnote", "text"}
