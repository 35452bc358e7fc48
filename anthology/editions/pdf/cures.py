"""Cures for what WeasyPrint 70 gets wrong.

**It forgets notes**, about one in 300, and misplaces others. Where a paragraph cannot be
broken before its second line, and that line does not fit, WeasyPrint makes room by
sending notes of this page to the next, even those whose mark is already set and that
must stay with it (``layout/block.py``, ``_linebox_layout``, the branch that reports
footnotes). It then keeps the line without ever laying out the notes called in *it*: they
stay in the list of notes to come and are gone from the book, without a warning. What it
sends on, it puts behind what was sent before, though it comes earlier. The cure: that
branch is never taken; the paragraph goes to the next page instead, as it would without
notes. WeasyPrint itself does not take it inside columns, so lines are laid out as if
they were in one, while the foot of the page is kept as outside.

**It lays out all notes of a page again** whenever one comes or goes. The cure: each is
laid out once and its height kept.

**It breaks a line after half a word** when the words before an emphasis fit but for the
space at their end (one line in 5,000). The cure: lend it the width of that space, which
vanishes at the end of the line.

**It cuts each font down** for each document, which takes a quarter of the time of a
section and is thrown away when sections are joined. The cure: a section carries a note
of which font it means.

Made for one version of WeasyPrint. Tests fail when that version no longer needs them.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint import VERSION
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout import block as block_module
from weasyprint.layout import inline as inline_module
from weasyprint.layout.block import block_level_layout
from weasyprint.pdf.fonts import Font

from anthology.editions.pdf.glyphs import face_of

MADE_FOR = "70."
"""Versions of WeasyPrint that have these faults and the functions named here."""


def cure() -> None:
    """Mend this process’s WeasyPrint; doing so twice is harmless.

    Raises:
        RuntimeError: WeasyPrint is of a version nobody has tried this with.
    """
    if not VERSION.startswith(MADE_FOR):
        raise RuntimeError(f"these cures are for WeasyPrint {MADE_FOR}x")
    block_module._linebox_layout = _lines_with_their_notes
    LayoutContext._update_footnote_area = _foot_of_the_page
    inline_module.split_first_line = _whole_first_line
    Font.clean = _name_the_font


_linebox_layout = block_module._linebox_layout
_split_first_line = inline_module.split_first_line


def _lines_with_their_notes(context: Any, *args: Any, **kwargs: Any) -> Any:
    really = context.in_column
    context.in_column = _Pretended(really)
    try:
        return _linebox_layout(context, *args, **kwargs)
    finally:
        context.in_column = really


def _foot_of_the_page(context: Any) -> bool:
    """Make room for the notes of this page.

    WeasyPrint lays all of them out again whenever one comes or goes; here each is laid
    out once and its height kept, so that a hundred cost a hundred times one.

    Returns:
        Whether the notes are higher together than the foot of a page may be.
    """
    area = context.current_footnote_area
    in_column = getattr(context.in_column, "really", context.in_column)
    if area.height != "auto" and not in_column:
        context.page_bottom += area.margin_height()
    area.children = context.current_page_footnotes
    if not area.children:
        area.height = "auto"  # no notes, no space above them
        return False
    wanted = sum(_height(context, area, note) for note in area.children)
    area.height = min(wanted, area.max_height)
    if not in_column:
        context.page_bottom -= area.margin_height()
    return bool(wanted > area.height)


def _height(context: Any, area: Any, note: Any) -> float:
    known: dict[float, float] = note.__dict__.setdefault("heights", {})
    if area.width not in known:
        alone = area.copy_with_children([note])
        alone = create_anonymous_boxes(alone.deepcopy())
        alone = block_level_layout(context, alone, -inf, None, area.page)[0]
        known[area.width] = alone.children[-1].margin_height()
    return known[area.width]


class _Pretended:
    """True, whatever is really the case."""

    def __init__(self, really: Any) -> None:
        self.really = getattr(really, "really", really)


def _whole_first_line(
    text: str, style: Any, context: Any, width: Any, *args: Any, **how: Any
) -> Any:
    result = _split_first_line(text, style, context, width, *args, **how)
    layout, _, rest, *_ = result
    half_a_word = rest is not None and layout.text.endswith(style["hyphenate_character"])
    if not (half_a_word and text.endswith(" ") and " " not in layout.text):
        return result
    words = _split_first_line(text.rstrip(" "), style, context, width, *args, **how)
    if words[2] is not None:
        return result
    return _split_first_line(text, style, context, width + style["font_size"], *args, **how)


def _name_the_font(font: Any, _to_unicode: Any, _hinting: Any) -> None:
    wanted = {"wght": font.weight, "opsz": font.font_size, **font.variations}
    font.file_content = face_of(font.file_content, wanted).stub()
