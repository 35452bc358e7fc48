"""Which tables of a page hold data, and which only lay it out."""

from __future__ import annotations

from lxml.html import HtmlElement


def is_data(table: HtmlElement, cells: list[list[HtmlElement]]) -> bool:
    """Whether a table holds data: several rows and columns, short cells without blocks."""
    width = max((len(row) for row in cells), default=0)
    blocks = sum(
        1 for tag in ("table", "p", "div", "ul", "ol", "blockquote") for _ in table.iter(tag)
    )
    return (
        width > 1
        and len(cells) > 1
        and blocks - 1 <= len(cells) * width
        and not _stray_words(table)
    )


def _stray_words(table: HtmlElement) -> bool:
    """Whether words stand in a table outside its cells."""
    return any(
        (one.text or "").strip() or any((child.tail or "").strip() for child in one)
        for one in (table, *table.iter("tbody", "thead", "tfoot", "tr"))
    )
