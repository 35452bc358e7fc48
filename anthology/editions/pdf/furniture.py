"""Running heads, folios and the rules above notes: set once all pages are known.

They are one document in the style of the book, a page for each page, and are laid over
the pages of the sections.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from anthology.editions.pdf.plan import Page

_LEAF = Markup('<div class="{}" data-folio="{}" data-head="{}">{}</div>')
_RULE = Markup('<div class="{}" style="top: {}pt"></div>')


def furniture(pages: Sequence[Page]) -> str:
    """Return the XHTML of all that surrounds the text, page by page."""
    return "<section>{}</section>".format("".join(map(_leaf, pages)))


def _leaf(page: Page) -> Markup:
    rule = Markup("")
    if page.foot:
        rule = _RULE.format("rule continued" if page.foot.continued else "rule", page.foot.top)
    return _LEAF.format("leaf opening" if page.opening else "leaf", page.folio, page.head, rule)
