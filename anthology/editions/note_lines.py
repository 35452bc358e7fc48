"""Write a note as lines that may float to the foot of a page.

A note that is floated from inside a paragraph may hold no block element (HTML would
end the paragraph there) and no line end (WeasyPrint would set a forced break): the
style sheet makes blocks of spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

from anthology.editions.form import Form
from anthology.model import (
    Block,
    Break,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    ItemList,
    Listing,
    Note,
    Paragraph,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
    prints,
)

STEP = "\u2002"
"""An en space: what verse is indented by for two spaces of its source."""

Inlines = Callable[[Iterable[Inline]], Markup]
"""Writes the words of one paragraph."""


def note_lines(note: Note, sign: str, inlines: Inlines) -> Markup:
    """Return the blocks of a note as a run of spans, none inside another."""
    blocks = signed(note, sign)
    lines = (line for block in blocks for line in _lines(block, inlines, "paragraph"))
    return Markup("").join(
        Form('<span class="note-{}">{}</span>').format(kind, words) for kind, words in lines
    )


def signed(note: Note, sign: str) -> tuple[Block, ...]:
    r"""Return the blocks of a note with what closes it (“—Ed.”), behind its last word.

    No line ends between the two: a dash that begins one looks like speech.

    >>> from anthology.problems import Place
    >>> here = Place("texts/x.md", 1)
    >>> from anthology.model import plain
    >>> (block,) = signed(Note("a", (Paragraph((Text("Yes."),), here),), here), "—Ed.")
    >>> plain(block.children)
    'Yes.\xa0—Ed.'
    """
    if not sign:
        return note.blocks
    closing = Span((Text(sign),), note.place, classes=("sign",))
    *blocks, last = note.blocks or (Paragraph((), note.place),)
    if isinstance(last, Paragraph):
        tied = (*last.children, Text("\N{NO-BREAK SPACE}"), closing)
        return (*blocks, replace(last, children=tied))
    return (*blocks, last, Paragraph((closing,), note.place))


def _lines(  # noqa: C901, PLR0912 - a case a node
    block: Block, inlines: Inlines, kind: str
) -> Iterator[tuple[str, Markup]]:
    match block:
        case Paragraph(children) | Heading(_, children):
            if prints(children):
                yield kind, inlines(children)
        case Quotation(blocks, attribution=attribution):
            yield from _all(blocks, inlines, "quotation")
            if attribution:
                yield "quotation", Markup("— ") + inlines(attribution)
        case Verse(lines, indents=indents):
            for line, indent in zip(lines, indents or (0,) * len(lines), strict=True):
                if line:
                    yield "verse", Markup(STEP * ((indent + 1) // 2)) + inlines(line)
        case ItemList():
            yield from _items(block, inlines)
        case DefinitionList(definitions):
            for definition in definitions:
                yield "term", inlines(definition.term)
                yield from _all(definition.blocks, inlines, "quotation")
        case Table(head, rows, caption=caption):
            if caption:
                yield kind, inlines(caption)
            for row in (head, *rows):
                cells = (inlines(cell.children) for cell in row.cells)
                yield "row", Markup("\u2003").join(cells)
        case Figure(alt=alt, caption=caption, credit=credit):
            yield kind, inlines(caption) if caption else Form("{}").format(alt)
            if credit:
                yield kind, inlines(credit)
        case Listing(words):
            yield from (("listing", Form("{}").format(line)) for line in words.splitlines())
        case Break():
            yield "break", Markup("*")


def _all(blocks: Iterable[Block], inlines: Inlines, kind: str) -> Iterator[tuple[str, Markup]]:
    for block in blocks:
        yield from _lines(block, inlines, kind)


def _items(block: ItemList, inlines: Inlines) -> Iterator[tuple[str, Markup]]:
    for number, item in enumerate(block.items, block.start):
        label = f"{number}.\u2002" if block.ordered else "•\u2002"
        for kind, words in _all(item, inlines, "item"):
            yield kind, Form("{}{}").format(label, words)
            label = ""
