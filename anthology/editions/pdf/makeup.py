"""Making up pages: where one would end in a hole, those before it end a line sooner.

An engine that fills page after page leaves white where what comes next does not fit: a
heading with its two lines, a line with its note. Compositors go back some pages and let
them run a line short, so that more is left for the page that wants it, or a line long, so
that what comes next fits. So do we: a page with a flaw at its foot is made again, after
those before it, until it has none (``remedies.py`` says what is tried).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from weasyprint import layout as layout_module
from weasyprint.layout import LayoutContext
from weasyprint.layout import block as block_module
from weasyprint.layout import page as page_module

from anthology.editions.pdf.linesetting import Able
from anthology.editions.pdf.remedies import FARTHEST, SPREAD, Way, is_opened, mended
from anthology.editions.pdf.typography import DEEPEST_HOLE, SLACK, divided, white

LEAST_LESS = 0.3
"""In lines: how much of the space below a table or a figure may be taken from it, rather than
leave nearly a line more."""


def make_up() -> None:
    """Make up pages in this process our way; doing so twice is harmless."""
    layout_module.make_all_pages = _all_pages
    page_module.remake_page = _page
    block_module.block_level_layout_switch = _block
    LayoutContext.create_block_formatting_context = _begin


_make_all_pages = page_module.make_all_pages
_remake_page = page_module.remake_page
_block_level_layout_switch = block_module.block_level_layout_switch
_create_block_formatting_context = LayoutContext.create_block_formatting_context


def _page(index: int, context: Any, root_box: Any, html: Any) -> Any:
    line = context.line_height = root_box.style["line_height"].value
    way = context.__dict__.setdefault("ways", {}).get(index, Way())
    context.short, context.spread = way.short * line, way.spread * line
    context.more, context.takers = way.more, set()
    page, resume_at = _remake_page(index, context, root_box, html)
    if way.short < 0:
        _, notes, _ = page.children
        notes.translate(dy=-context.short)
        page.height -= context.short
        page.margin_bottom += context.short
    context.short = context.spread = 0.0
    context.more = 0
    return page, resume_at


def _begin(context: Any, *of: Any) -> None:
    """Let the text of a page end sooner or later; called first where a page begins.

    The engine has placed the notes by then: those of a short page stay at its foot.
    """
    if not context._excluded_shapes_root_boxes:
        context.page_bottom -= context.__dict__.get("short", 0.0)
    _create_block_formatting_context(context, *of)


def _block(context: Any, box: Any, *where: Any) -> Any:
    """Lay out a block: a heading with a line more or less above it where that is wanted.

    Text and headnote may stand a line nearer to what opens them, but not farther off.
    """
    bottom_space, _, _, page_is_empty, *_ = where
    more = context.__dict__.get("spread", 0.0)
    if more and box.element_tag in SPREAD and not page_is_empty:
        box.margin_top = max(box.margin_top + more, min(box.margin_top, abs(more)))
    elif more < 0 and is_opened(box) and not page_is_empty:
        box.margin_top += more
    result = _block_level_layout_switch(context, box, *where)
    if box.is_table_wrapper or box.element_tag == "figure":
        laid_out, resume_at, *_ = result
        if laid_out is not None and resume_at is None:
            _set_on_lines(context, laid_out, bottom_space)
    return result


def _set_on_lines(context: Any, box: Any, bottom_space: float) -> None:
    """Let a table or a figure take whole lines, so that the text after it stands on its own."""
    line = context.line_height
    lines = ceil(box.border_height() / line - LEAST_LESS)
    more = lines * line - box.border_height()
    end = box.position_y + box.margin_top + box.border_height() + more
    if not context.overflows_page(bottom_space, end):
        box.height += more


def _all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
    """Yield all pages. Those that the engine wants to make once more, it makes itself."""
    if pages:
        yield from _make_all_pages(context, root_box, html, pages)
    else:
        yield from MakeUp(context, root_box, html).pages()


@dataclass(frozen=True, slots=True)
class Point:
    """What the engine knows between two pages."""

    notes: list[Any]
    """Those whose marks are still to come."""

    waiting: list[Any]
    """Those that had no room, and begin the foot of the next page."""

    broken: dict[Any, Any]
    """Boxes out of the flow that go on."""

    entry: Any
    """Of its list of pages: where in the text the next one begins, and how."""

    @property
    def name(self) -> tuple[str, ...]:
        """From points of one name the same pages follow."""
        return (str(self.entry[0]), *(str(id(note)) for note in self.waiting))

    @property
    def opens(self) -> bool:
        """Tell whether the next page begins here whatever there is room for."""
        return self.entry[0] is None or self.entry[1]["break"] != "any"


@dataclass(frozen=True, slots=True)
class Made:
    """A page, made."""

    page: Any
    way: Way

    before: Point
    after: Point

    state: dict[str, Any]
    """What the engine notes of it: whether it has to be made once more."""

    hole: float = 0.0
    """Lines left white at its foot; 0 for a page where the text ends."""

    divided: bool = False
    """Whether its last word goes on overleaf."""

    able: tuple[Able, ...] = ()
    """Its paragraphs that may be longer or shorter."""

    @property
    def is_flawed(self) -> bool:
        """Tell whether a compositor would make it again."""
        return self.divided or self.hole > DEEPEST_HOLE + SLACK or self.is_overfull

    @property
    def is_overfull(self) -> bool:
        """Tell whether its text runs into its notes: such a page is never an improvement."""
        return self.hole < -SLACK


class MakeUp:
    """Makes all pages of a document."""

    def __init__(self, context: Any, root_box: Any, html: Any) -> None:
        self.made: list[Made] = []
        self._context = context
        self._root_box = root_box
        self._html = html
        self._known: dict[tuple[Any, ...], Made] = {}
        """What was tried since the last page was made for good."""

    @property
    def tried(self) -> int:
        """How many pages that is."""
        return len(self._known)

    def forget(self) -> None:
        """Make pages anew, as something in them has changed."""
        self._known.clear()

    def pages(self) -> list[Any]:
        """Make them, one after the other."""
        context = self._context
        context.rendered_notes, context.ways = [], {}
        while not (self.made and self._is_done()):
            self.made.append(self.make(len(self.made), Way()))
            if self.made[-1].is_flawed:
                self._mend()
            self._known.clear()
            self._let_go(len(self.made) - FARTHEST - 2)
        entries = [(*made.before.entry[:-1], made.state) for made in self.made]
        context.page_maker = [*entries, self.made[-1].after.entry]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()
        return [made.page for made in self.made]

    def _let_go(self, index: int) -> None:
        """Forget the notes around a page to which we never go back: they may be thousands."""
        if index >= 0:
            made = self.made[index]
            before, after = replace(made.before, notes=[]), replace(made.after, notes=[])
            self.made[index] = replace(made, before=before, after=after)

    def _is_done(self) -> bool:
        entry, waiting = self.made[-1].after.entry, self.made[-1].after.waiting
        return entry[0] is None and not waiting

    def _mend(self) -> None:
        """Find pages without a flaw in place of the last ones; or leave them."""
        again = mended(self)
        if again:
            self.made[-len(again) :] = again
        for index, made in enumerate(self.made):
            self._context.ways[index] = made.way
            self._context.page_maker[index + 1 :] = [made.after.entry]
        self.go_to(len(self.made), self.made[-1].after)

    def make(self, index: int, way: Way) -> Made:
        """Make a page from where we are, unless it is known already; go on to its end."""
        before = self.point(index)
        key = (index, way, before.name)
        if key not in self._known:
            plain = self._plain(index, way, before)
            if plain and not any(one.ends(1 if way.more > 0 else -1) for one in plain.able):
                self._known[key] = replace(plain, way=way)  # no paragraph would change
            else:
                self._known[key] = self._make(index, way, before)
        made = self._known[key]
        self.go_to(index + 1, made.after)
        return made

    def _plain(self, index: int, way: Way, before: Point) -> Made | None:
        """Return a page that differs only by the length of its paragraphs, if it was made."""
        wanted = way._replace(more=0)
        if wanted == way:
            return None
        known = self._known.get((index, wanted, before.name))
        if known is None and index < len(self.made):
            made = self.made[index]
            known = made if (made.way, made.before.name) == (wanted, before.name) else None
        return known

    def _make(self, index: int, way: Way, before: Point) -> Made:
        context = self._context
        state = context.page_maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        context.ways[index], context.able = way, []
        page, _ = page_module.remake_page(index, context, self._root_box, self._html)
        after = self.point(index + 1)
        made = Made(page, way, before, after, state, able=tuple(context.able))
        return made if after.opens else replace(made, hole=white(page), divided=divided(page))

    def point(self, index: int) -> Point:
        """Take down where we are: before the page of this number."""
        context = self._context
        *entry, state = context.page_maker[index]
        return Point(
            list(context.footnotes),
            list(context.reported_footnotes),
            dict(context.broken_out_of_flow),
            (*entry, dict(state)),
        )

    def go_to(self, index: int, point: Point) -> None:
        """Go back to a point, or on again."""
        context = self._context
        context.footnotes[:] = point.notes
        context.reported_footnotes = list(point.waiting)
        context.broken_out_of_flow = dict(point.broken)
        *entry, state = point.entry
        between = range(len(context.page_maker), index)  # where we had gone back further
        context.page_maker += [self.made[page].before.entry for page in between]
        context.page_maker[index:] = [(*entry, dict(state))]

    def next_boxes(self) -> Iterator[Any]:
        """Yield the boxes within which the page after the last one begins, outer ones first."""
        box, resume_at = self._root_box, self.made[-1].after.entry[0]
        while resume_at:
            ((index, resume_at),) = resume_at.items()
            if index >= len(box.children):
                return
            box = box.children[index]
            yield box
