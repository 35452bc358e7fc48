"""Lets the layout engine end its lines where they are best for the paragraph.

WeasyPrint fills line after line. Before it sets one we tell it another width: that of
the words which belong on it when all lines of the paragraph are weighed (``optimum.py``).
It then ends the line there of itself, and its spaces are made to fit the true width.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from weasyprint.draw import text as text_module
from weasyprint.layout import inline as inline_module
from weasyprint.matrix import Matrix

from anthology.editions.pdf.chances import Paragraph, forget, has_all_chances, paragraph_of
from anthology.editions.pdf.composing import (
    Node,
    Span,
    compose,
    is_composable,
    nodes_of,
    path_of,
    spread,
)
from anthology.editions.pdf.inking import draw_words
from anthology.editions.pdf.optimum import (
    AT_FOOT,
    Frame,
    best_ends,
    expansion,
    full_ends,
    widening,
)
from anthology.editions.pdf.sharing import strut

EASE = 0.25
"""In sizes of the type: how far our sums may be from the engine’s; less than any syllable."""

MOST_SHRINK = 0.7
"""Of the spaces of a line, when its letters are as narrow as may be."""

RAGGED = frozenset({"left", "right", "center", "start", "end"})
"""How lines stand that are filled one after the other."""

ROUNDING = 0.01
"""In CSS pixels: sums of heights are not exact."""


def set_lines() -> None:
    """Set the lines of another section in this process our way."""
    forget()
    inline_module.get_next_linebox = _next_line
    inline_module.avoid_collisions = _room
    inline_module.text_align = _aligned
    inline_module.add_word_spacing = spread
    text_module.draw_first_line = _draw


_get_next_linebox = inline_module.get_next_linebox
_avoid_collisions = inline_module.avoid_collisions
_text_align = inline_module.text_align


@dataclass(slots=True, eq=False)
class _Plan:
    """How the lines of a paragraph are to end."""

    paragraph: Paragraph

    nodes: tuple[Node, ...]
    """Where its boxes stand in it; none if the engine is to set its lines."""

    number: dict[int, int]
    """Letters before a line → index of the chance that it begins after."""

    ragged: bool
    """Whether its lines are filled one after the other, and not justified."""

    ends: dict[int, int] = field(default_factory=dict)
    """Letters before a line → index of the chance at which it should end."""

    width: float = 0.0
    """Of the lines it was made for."""

    foot: int = 0
    """How many lines the page had room for, as of the next line; 0 for all."""

    more: int = 0
    """By how many lines it is longer than it would be by itself; less than 0 for shorter."""

    making: Any = None
    """Of which page, and which time, its last line was: what the page knows itself by."""


def _next_line(context: Any, linebox: Any, top: float, bottom_space: float, *where: Any) -> Any:
    """Set a line, from where the last one ended (``where[0]``) and in a block (``[1]``)."""
    room = context.page_bottom - bottom_space - top
    _, block, *_, letter_style, line_style = where
    linebox.wanted = None
    linebox.is_planned = False
    span = None if context.excluded_shapes else _span(context, linebox, room, where)
    if span and linebox.plan.nodes and not letter_style and not line_style:
        linebox.position_y = top
        linebox.is_planned = True
        return compose(context, linebox, block, linebox.plan.nodes, span)
    if span:
        linebox.wanted = _wanted(linebox, span)
    return _get_next_linebox(context, linebox, top, bottom_space, *where)


def _room(context: Any, box: Any, block: Any, outer: bool = True) -> Any:
    """Tell the engine the width that we want, the first time it asks for a line."""
    x, y, width = _avoid_collisions(context, box, block, outer=outer)
    wanted = getattr(box, "wanted", None)
    if wanted:
        box.wanted = None
        box.is_planned = True
        return x, y, wanted
    return x, y, width


def _aligned(context: Any, line: Any, width: float, last: bool) -> Any:
    """Fill a line: with its spaces, and where these would show, a little with its letters."""
    room = width - line.width
    fills = not last or line.style["text_align_last"] == "justify" or room < 0
    count = inline_module.count_expandable_spaces(line)
    planned = getattr(line, "is_planned", False) and not line.plan.ragged
    if not (planned and fills and count):
        return _text_align(context, line, width, last)
    spaces = count * line.plan.paragraph.space
    start = line.children[0].position_x
    natural = line.width - (start - line.position_x)
    if widening(room, natural, spaces) < -MOST_SHRINK:
        return 0  # a word longer than the line: it is counted as a flaw
    scale = expansion(room, natural, spaces)
    inline_module.justify_line(context, line, (natural + room) / scale - natural)
    if scale != 1:
        _scale(line, start, scale)
    return 0


def _scale(line: Any, start: float, scale: float) -> None:
    for box in line.descendants():
        if box is not line:
            box.position_x = start + (box.position_x - start) * scale
            box.width *= scale
        box.scale = scale
    line.width = line.children[-1].position_x + line.children[-1].width - line.position_x


def _draw(stream: Any, text: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
    scale = getattr(text, "scale", 1)
    if scale != 1:
        matrix = Matrix(scale) @ matrix
    return draw_words(stream, text, overflow, ellipsis, matrix)


def _span(context: Any, linebox: Any, room: float, where: Any) -> Span | None:
    """Choose the letters of a line; None to leave them to the engine.

    Args:
        context: What the engine knows of the page.
        linebox: The paragraph.
        room: From here to the foot of the page.
        where: The line begins, and in what block.
    """
    skip_stack, block, *_ = where
    plan = _plan(linebox)
    if plan is None:
        return None
    paragraph = plan.paragraph
    begin = paragraph.letters_before(skip_stack)
    if begin not in plan.number:
        return None
    foot = _foot(linebox, plan, room, begin, block.width)
    goes_on = begin and plan.making is context.takers
    plan.making = context.takers
    more = plan.more if goes_on else _more(context, plan, foot)
    kept = (foot, block.width) == (plan.foot, plan.width) or (goes_on and more)
    if not (goes_on or foot or plan.ragged):
        able = Able(plan.paragraph, plan.number[begin], _frame(plan, linebox, block.width, 0))
        context.__dict__.setdefault("able", []).append(able)
    if begin not in plan.ends or not kept or more != plan.more:
        plan.width, plan.more = block.width, more
        _weigh(plan, linebox, begin, foot)
        if plan.more and not goes_on:
            context.takers.add(plan)
    plan.foot = max(0, foot - 1)
    if begin not in plan.ends:
        return None
    end = plan.ends[begin]
    after = paragraph.begins[end]
    stop = begin + len(paragraph.text[begin:after].rstrip(" "))
    if end == len(paragraph.chances) - 1:
        after += 1  # boxes without letters that stand at the end go with it
    return Span(begin, stop, after, paragraph.chances[end].hyphen, path_of(skip_stack))


def _wanted(linebox: Any, span: Span) -> float:
    """Return how wide the engine should take a line to be, to end it where we want."""
    plan, paragraph = linebox.plan, linebox.plan.paragraph
    last, first = paragraph.chances[plan.ends[span.begin]], plan.number[span.begin]
    natural = max(last.end, last.begin) - paragraph.chances[first].begin
    return float(natural + linebox.text_indent + EASE * paragraph.size)


def _plan(linebox: Any) -> _Plan | None:
    """Return the plan of a paragraph, made when its first line is set."""
    if "plan" not in linebox.__dict__:
        linebox.plan = _made(linebox)
    found: _Plan | None = linebox.plan
    return found


def _made(linebox: Any) -> _Plan | None:
    style = linebox.style
    ragged = style["text_align_all"] in RAGGED
    if (style["direction"], style["white_space"]) != ("ltr", "normal"):
        return None
    paragraph = paragraph_of(linebox)
    if paragraph is None:
        return None
    ours = all(is_composable(leaf.text, leaf.style) for leaf in paragraph.leaves)
    if ragged and not (ours and has_all_chances(paragraph)):
        return None
    number = {begin: at for at, begin in enumerate(paragraph.begins)}
    return _Plan(paragraph, nodes_of(linebox) if ours else (), number, ragged)


def _foot(linebox: Any, plan: _Plan, room: float, begin: int, width: float) -> int:
    """Return how many lines the page has room for; 0 if for all that are left."""
    if room == inf or plan.ragged:
        return 0
    lines = int((room + ROUNDING) / strut(linebox.style)[0])
    chances = plan.paragraph.chances
    left = chances[-1].end - chances[plan.number[begin]].begin
    return lines if 0 < lines < left / width + len(AT_FOOT) else 0


def _more(context: Any, plan: _Plan, foot: int) -> int:
    """Return by how many lines a paragraph should be longer, so that its page is well filled.

    The first ones on the page that can be, are, each by one, if the page has room for them
    whole.
    """
    asked: int = context.__dict__.get("more", 0)
    is_asked = asked and (plan in context.takers or len(context.takers) < abs(asked))
    if not is_asked or foot or plan.ragged:
        return 0
    return 1 if asked > 0 else -1


def _weigh(plan: _Plan, linebox: Any, begin: int, foot: int) -> None:
    """Find where the lines from here on should end."""
    first, frame = plan.number[begin], _frame(plan, linebox, plan.width, foot)
    plan.ends.clear()
    found = _ends(plan.paragraph, first, frame, ragged=plan.ragged)
    if plan.more:
        other = Able(plan.paragraph, first, frame).ends(plan.more)
        found, plan.more = (other, plan.more) if other else (found, 0)
    for at in found:
        plan.ends[begin] = first + at
        begin = plan.paragraph.begins[first + at]


def _frame(plan: _Plan, linebox: Any, width: float, foot: int) -> Frame:
    style = linebox.style
    return Frame(
        width - linebox.text_indent,
        width,
        plan.paragraph.space,
        strut(style)[0],
        style["text_align_last"] == "justify",
        foot,
    )


@dataclass(frozen=True, slots=True)
class Able:
    """A paragraph that stands whole on a page, and may be made longer or shorter."""

    paragraph: Paragraph
    first: int
    """Index of the chance that its first line here begins after."""

    frame: Frame

    def ends(self, more: int) -> list[int]:
        """Return where its lines end with so many more; none if that would not look well."""
        lines = len(_ends(self.paragraph, self.first, self.frame)) + more
        if lines <= 1:
            return []
        return _ends(self.paragraph, self.first, replace(self.frame, lines=lines))


def _ends(paragraph: Paragraph, first: int, frame: Frame, *, ragged: bool = False) -> list[int]:
    known, key = paragraph.ends, (first, frame, ragged)
    if key not in known:
        choose = full_ends if ragged else best_ends
        known[key] = choose(paragraph.chances[first:], frame)
    return known[key]
