"""Running heads, folios and the rules above notes: set once all pages are known.

Each is set once, on a page of its own in the style of the book, and laid over all the
pages that show it. So a head is set once for its piece, and no folio depends on the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import escape

from anthology.editions.pdf.plan import Page

SHEET = 64
"""Pages set in one go: enough to share the cost of starting, few enough to share out."""

_LEAF = '<div class="{}" data-folio="{}" data-head="{}">{}</div>'
_RULE = '<div class="{}" style="top: 0"></div>'


@dataclass(frozen=True, slots=True)
class Fitting:
    """One thing that stands around the text of a page."""

    verso: bool
    folio: str = ""
    head: str = ""
    opening: bool = False
    rule: bool = False
    """Whether it is a rule above notes; set at the top of the text, and let down."""

    continued: bool = False
    """Whether the notes under the rule begin on the page before."""


def fittings(page: Page, *, verso: bool) -> dict[Fitting, float]:
    """Return what stands around the text of a page, and by how many points it is let down."""
    found = {}
    if page.folio:
        found[Fitting(verso, folio=page.folio, opening=page.opening)] = 0.0
    if page.head:
        found[Fitting(verso, head=page.head)] = 0.0
    if page.foot:
        found[Fitting(verso, rule=True, continued=page.foot.continued)] = page.foot.top
    return found


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that stands around the text of a book."""

    sheets: tuple[str, ...]
    """XHTML to lay out, one fitting a page."""

    places: dict[Fitting, tuple[int, int]]
    """Fitting → index of its sheet, and of its page there."""

    full: tuple[str, ...] = ()
    """The sheets that stay as they are where pages are added."""


def furnish(pages: Sequence[Page]) -> Furniture:
    """Gather what stands around the text of all pages, each thing once.

    A sheet of folios has those of all its pages, wanted or not: so it is the same while the
    texts above them change. What stands before the text has sheets of its own, and comes
    last: so the others are the same while the contents grow.
    """
    folios = [
        Fitting(bool(number % 2), folio=page.label) if page.label else None
        for number, page in enumerate(pages)
    ]
    there = set(folios)
    front = _front(pages)
    needed = {
        fitting: None
        for number in (*range(front, len(pages)), *range(front))
        for fitting in fittings(pages[number], verso=bool(number % 2))
        if fitting not in there
    }
    if len(folios) % 2:
        folios.append(None)
    rest = list(_by_side(needed))
    parts: tuple[list[Fitting | None], ...] = (folios[front:], folios[:front], rest)
    if len(folios) + len(rest) <= SHEET:
        parts = ([*folios, *rest],)
    sheets = [
        some[start : start + SHEET] for some in parts for start in range(0, len(some), SHEET)
    ]
    places = {
        fitting: (number, page)
        for number, sheet in enumerate(sheets)
        for page, fitting in enumerate(sheet)
        if fitting is not None
    }
    full = (_xhtml(sheet) for sheet in sheets if len(sheet) == SHEET)
    return Furniture(tuple(map(_xhtml, sheets)), places, tuple(full))


def _front(pages: Sequence[Page]) -> int:
    """Return how many pages come before the first that has an arabic number; an even one."""
    front = next((at for at, page in enumerate(pages) if page.label.isdecimal()), 0)
    return front - front % 2


def _by_side(wanted: Iterable[Fitting]) -> Iterator[Fitting | None]:
    """Put rectos on odd pages and versos on even ones, with gaps where one side runs out."""
    sides: tuple[list[Fitting], list[Fitting]] = ([], [])
    for fitting in wanted:
        sides[fitting.verso].append(fitting)
    for pair in zip_longest(*sides):
        yield from pair


def _xhtml(sheet: Sequence[Fitting | None]) -> str:
    return f"<section>{''.join(map(_leaf, sheet))}</section>"


def _leaf(fitting: Fitting | None) -> str:
    """Return a fitting as a page of its own; there are as many as the book has pages."""
    if fitting is None:
        return _LEAF.format("leaf", "", "", "")
    rule = ""
    if fitting.rule:
        rule = _RULE.format("rule continued" if fitting.continued else "rule")
    kind = "leaf opening" if fitting.opening else "leaf"
    return _LEAF.format(kind, escape(fitting.folio), escape(fitting.head), rule)
