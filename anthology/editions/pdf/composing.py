"""Setting a line whose words are known: boxes made of words that are shaped already.

Where WeasyPrint is told only how wide a line is, it tries what fits: it shapes the text,
breaks it, shapes it again, and looks for a hyphen. Where we have chosen the words
(``linesetting.py``), there is nothing to try. The boxes come out as WeasyPrint’s would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes as kinds
from weasyprint.layout import inline as inline_module
from weasyprint.text.ffi import FROM_UNITS

from anthology.editions.pdf.footnotes import HYPHEN
from anthology.editions.pdf.shaping import (
    PIECES,
    Type,
    Word,
    is_latin,
    is_simple,
    type_of,
    units,
)
from anthology.editions.pdf.sharing import resolve_percentages, strut

_NOTHING = ("margin_left", "margin_right", "padding_left", "padding_right", "padding_top",
            "padding_bottom", "border_left_width", "border_right_width", "border_top_width",
            "border_bottom_width")  # fmt: skip
"""What a box of text never has."""

_ALONE = " \u200b"
"""How WeasyPrint sets a space that stands in a box by itself."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box within a paragraph, and where it stands in its letters."""

    start: int
    end: int
    path: tuple[int, ...]
    kids: tuple[Node, ...] | None
    """None for a box of text."""


@dataclass(frozen=True, slots=True)
class Span:
    """The letters of a line."""

    begin: int
    stop: int
    """Where its last word ends."""

    after: int
    """Where the next line begins."""

    hyphen: bool
    path: tuple[int, ...]
    """Where it begins, as the engine counts: boxes without letters before that are set."""


@dataclass(slots=True, eq=False)
class Setting:
    """Words of a box, set; stands where WeasyPrint keeps a layout of Pango’s."""

    type: Type
    text: str
    words: Sequence[Word]
    justification_spacing: float = 0.0
    max_width: float | None = None
    first_line_direction: int = 0

    def reactivate(self, style: Any) -> None:
        """Nothing was let go."""

    def deactivate(self) -> None:
        """Nothing has to be let go: words are for all lines."""


def nodes_of(box: Any, start: int = 0, path: tuple[int, ...] = ()) -> tuple[Node, ...]:
    """Return where the children of a paragraph stand in it."""
    found = []
    for number, child in enumerate(box.children):
        here = (*path, number)
        if isinstance(child, kinds.TextBox):
            kids, end = None, start + len(child.text)
        else:
            kids = nodes_of(child, start, here)
            end = kids[-1].end if kids else start
        found.append(Node(start, end, here, kids))
        start = end
    return tuple(found)


def is_composable(text: str, style: Any) -> bool:
    """Tell whether words of a style can be set here, or are better left to the engine."""
    return (
        is_simple(text)
        and not type_of(style).spaced
        and style["text_decoration_line"] == "none"
        and style["hyphenate_character"] == HYPHEN
        and style["font_size"] > 0
    )


def compose(
    context: Any, linebox: Any, block: Any, nodes: Sequence[Node], span: Span
) -> tuple[Any, Any]:
    """Set a line.

    Args:
        context: Of the layout.
        linebox: The whole paragraph; where it stands is set.
        block: What the line stands in.
        nodes: Of the paragraph.
        span: Which of its letters.

    Returns:
        The line, and where the next one begins, both as ``get_next_linebox`` has them.
    """
    _resolve(linebox, block)
    linebox.position_x = block.content_box_x() + linebox.margin_left
    known, key = _known(linebox), (span, block.width, linebox.text_indent)
    if key not in known:
        line, resume_at = _composed(context, linebox, block, nodes, span)
        known[key] = line.deepcopy(), resume_at, linebox.position_x, linebox.position_y
        return line, resume_at
    kept, resume_at, left, top = known[key]
    line = kept.deepcopy()
    line.translate(linebox.position_x - left, linebox.position_y - top)
    return line, resume_at


def _known(linebox: Any) -> dict[Any, tuple[Any, Any, float, float]]:
    """Return the lines of a paragraph that were set before, and where they stood.

    A page that is made again has the same lines, and a note is set twice: once to see how
    high it is.
    """
    lines = linebox.plan.paragraph.lines
    found: dict[Any, Any] = lines.setdefault(linebox.elements, {})
    return found


def _composed(
    context: Any, linebox: Any, block: Any, nodes: Sequence[Node], span: Span
) -> tuple[Any, Any]:
    """Set a line that was not set before."""
    left = linebox.position_x
    children, _ = _Stick(span, linebox.position_y).fill(
        linebox, nodes, left + linebox.text_indent
    )
    resume_at = _resumed(linebox, nodes, span.after)
    line = _with_children(linebox, children, span.path == (), resume_at is None)
    linebox.width, linebox.height = line.width, line.height
    offset = inline_module.text_align(
        context,
        line,
        block.width - linebox.margin_left - linebox.margin_right,
        last=resume_at is None,
    )
    bottom, top = inline_module.line_box_verticality(line)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset, linebox.position_y - top)
    line.position_y = linebox.position_y
    return line, resume_at


def path_of(skip_stack: Any) -> tuple[int, ...]:
    """Return what the engine skips as a path: which child of which child."""
    path: tuple[int, ...] = ()
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        path = (*path, index)
    return path


def _resolve(linebox: Any, block: Any) -> None:
    """Give the boxes of a paragraph their used values, once for each width of the block."""
    size = (block.width, block.height)
    if linebox.__dict__.get("resolved") == size:
        return
    linebox.resolved = size
    boxes = list(linebox.descendants())
    linebox.elements = tuple(id(box.element) for box in boxes)
    for box in boxes:
        if isinstance(box, kinds.TextBox):
            box.__dict__.update(dict.fromkeys(_NOTHING, 0))
        elif box is not linebox:
            resolve_percentages(box, block)


class _Stick:
    """A composing stick: what words are set in until they are a line."""

    def __init__(self, span: Span, top: float) -> None:
        self._span = span
        self._top = top

    def fill(self, box: Any, nodes: Sequence[Node], x: float) -> tuple[list[Any], float]:
        """Set what a box has on this line; return it, and where the next box stands."""
        span, children = self._span, []
        for child, node in zip(box.children, nodes, strict=True):
            if node.start >= span.after and node.end > span.after:
                break
            child.position_y = self._top
            if node.kids is None:
                made = self._words(child, node, x)
            elif self._has_part(node):
                made = self._box(child, node, x)
            else:
                continue
            if made is not None:
                children.append(made)
                x = made.position_x + made.margin_width()
        return children, x

    def _has_part(self, node: Node) -> bool:
        span = self._span
        if node.start == node.end:  # an anchor goes with the word after it
            return span.begin <= node.start < span.after and node.path >= span.path
        return node.start < span.stop and node.end > span.begin

    def _box(self, box: Any, node: Node, x: float) -> Any:
        span = self._span
        box.position_x = x
        children, _ = self.fill(box, node.kids or (), x)
        return _with_children(box, children, node.start >= span.begin, node.end <= span.after)

    def _words(self, box: Any, node: Node, x: float) -> Any:
        span = self._span
        first, last = max(span.begin - node.start, 0), min(span.stop, node.end) - node.start
        if first >= last:
            return None
        text = box.text[first:last]
        if span.hyphen and span.stop <= node.end:
            text += HYPHEN
        made = box.copy_with_text(text)
        _set(made, text)
        made.position_x = x
        return made


def _set(box: Any, text: str) -> None:
    """Set the words of a box."""
    kind = type_of(box.style)
    if text == " " and kind.spacing:
        box.text = text = _ALONE
    latin, word = is_latin(text), kind.word
    words = [word(piece, latin) for piece in PIECES.findall(text)]
    spaces = text.count(" ") + text.count("\u00a0")
    box.width = (sum(one.width for one in words) + spaces * units(kind.spacing)) * FROM_UNITS
    box.height = height = max(one.height for one in words) * FROM_UNITS
    half_leading = (strut(box.style)[0] - height) / 2
    box.margin_top = box.margin_bottom = half_leading
    box.baseline = max(one.ascent for one in words) * FROM_UNITS + half_leading
    box.pango_layout = Setting(kind, text, words)


def _with_children(box: Any, children: list[Any], is_start: bool, is_end: bool) -> Any:
    """Return the part of a box that stands on a line, as ``split_inline_box`` does."""
    made = box.copy_with_children(children)
    made.remove_decoration(start=not is_start, end=not is_end)
    made.width = 0
    if children:
        last = children[-1]
        made.width = last.position_x + last.margin_width() - made.content_box_x()
    inline_module._adjust_line_height(made)
    return made


def _resumed(box: Any, nodes: Sequence[Node], after: int) -> Any:
    """Return where the line after begins, as the engine counts; None at the end."""
    for number, node in enumerate(nodes):
        if node.kids:
            found = _resumed(box.children[number], node.kids, after)
            if found is not None:
                return {number: None if found == {0: None} else found}
        elif node.kids is None and node.end > after:
            begun = box.children[number].text[: max(after - node.start, 0)]
            return {number: {len(begun.encode()): None} if begun else None}
        elif node.start == node.end and node.start >= after:
            return {number: None}
    return None


def spread(context: Any, box: Any, spacing: float, moved: float) -> Any:
    """Widen the spaces of a line: ``add_word_spacing``, but what is set stays as it is."""
    setting = box.__dict__.get("pango_layout")
    if type(setting) is not Setting:
        return _add_word_spacing(context, box, spacing, moved)
    box.justification_spacing = setting.justification_spacing = spacing
    box.position_x += moved
    more = spacing * (box.text.count(" ") + box.text.count("\u00a0"))
    box.width += more
    return moved + more


_add_word_spacing = inline_module.add_word_spacing
