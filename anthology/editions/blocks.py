"""Write what stands between paragraphs, and the notes that follow a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from anthology.editions.form import Form, joined
from anthology.editions.markup import EMPTY, Writer
from anthology.editions.note_lines import signed
from anthology.model import (
    Block,
    Break,
    Cell,
    DefinitionList,
    Figure,
    Heading,
    ItemList,
    Listing,
    Note,
    Paragraph,
    Quotation,
    Row,
    Table,
    Verse,
    prints,
)

GLOSSARY = Markup(' epub:type="glossterm"'), Markup(' epub:type="glossdef"')
"""What term and meaning are in a glossary (EPUB SSV 1.1)."""

DEEPEST_INDENT = 12
"""Steps of indentation the style sheets know for verse; two characters make one."""


_lines = partial(joined, between="\n")


def write_blocks(blocks: Iterable[Block], writer: Writer) -> Markup:
    """Return blocks as they stand in the flow, one a line."""
    return _lines(_block(block, writer) for block in blocks if _printed(block))


def _printed(block: Block) -> bool:
    """Whether a block leaves a trace: a paragraph of nothing but a query leaves none."""
    return not isinstance(block, Paragraph) or prints(block.children)


def _block(block: Block, writer: Writer) -> Markup:  # noqa: C901 - a case a node
    match block:
        case Paragraph(children, id=name, kind=kind):
            line = Form(' class="{}"').format(kind) if kind else EMPTY
            words = writer.inlines(children)
            return Form("<p{}{}>{}</p>").format(writer.id(name), line, words)
        case Heading(level, children, id=name):
            return Form("<h{0}{1}>{2}</h{0}>").format(
                level, writer.id(name), writer.inlines(children)
            )
        case Quotation():
            return _quotation(block, writer)
        case Verse():
            return _verse(block, writer)
        case ItemList():
            return _list(block, writer)
        case DefinitionList():
            return _definitions(block, writer)
        case Table():
            return _table(block, writer)
        case Figure():
            return _figure(block, writer)
        case Listing(words):
            return Form("<pre>{}</pre>").format(words)
        case Break():
            return Markup('<hr class="break"/>')


SET_APART = {
    "": (Markup("blockquote"), EMPTY),
    "epigraph": (
        Markup("blockquote"),
        Markup(' class="epigraph" epub:type="epigraph" role="doc-epigraph"'),
    ),
    "letter": (Markup("div"), Markup(' class="letter"')),
}
"""Element and attributes of words set apart, by their kind."""


def _quotation(block: Quotation, writer: Writer) -> Markup:
    inner = write_blocks(block.blocks, writer)
    if block.attribution:
        words = writer.inlines(block.attribution)
        inner += Form('\n<p class="attribution">— {}</p>').format(words)
    tag, what = SET_APART[block.kind]
    return Form("<{0}{1}{2}>\n{3}\n</{0}>").format(tag, writer.id(block.id), what, inner)


def _verse(block: Verse, writer: Writer) -> Markup:
    stanzas: list[list[Markup]] = [[]]
    indents = block.indents or (0,) * len(block.lines)
    for line, indent in zip(block.lines, indents, strict=True):
        if not line:
            stanzas.append([])
            continue
        kind = f"line indent-{min((indent + 1) // 2, DEEPEST_INDENT)}" if indent else "line"
        stanzas[-1].append(
            Form('<span class="{}">{}</span>').format(kind, writer.inlines(line))
        )
    inner = _lines(
        Form('<p class="stanza">{}</p>').format(Markup("<br/>").join(lines))
        for lines in stanzas
        if lines
    )
    return Form('<div class="verse"{}>\n{}\n</div>').format(writer.id(block.id), inner)


def _list(block: ItemList, writer: Writer) -> Markup:
    items = _lines(
        Form("<li>{}</li>").format(_item(item, block.tight, writer)) for item in block.items
    )
    start = Form(' start="{}"').format(block.start) if block.start != 1 else EMPTY
    tag = Markup("ol" if block.ordered else "ul")
    kind = Markup(' class="tight"') if block.tight else EMPTY
    return Form("<{0}{1}{2}{3}>\n{4}\n</{0}>").format(
        tag, writer.id(block.id), kind, start, items
    )


def _item(blocks: tuple[Block, ...], tight: bool, writer: Writer) -> Markup:
    parts = [
        writer.inlines(block.children)
        if tight and isinstance(block, Paragraph)
        else _block(block, writer)
        for block in blocks
        if _printed(block)
    ]
    return _lines(parts)


def _definitions(block: DefinitionList, writer: Writer) -> Markup:
    glossary = writer.slug == writer.places.glossary
    term, meaning = GLOSSARY if glossary else (EMPTY, EMPTY)
    inner = _lines(
        Form("<dt{}{}>{}</dt>\n<dd{}>{}</dd>").format(
            term,
            writer.id(definition.id),
            writer.inlines(definition.term),
            meaning,
            _item(definition.blocks, len(definition.blocks) == 1, writer),
        )
        for definition in block.definitions
    )
    return Form("<dl>\n{}\n</dl>").format(inner)


def _table(block: Table, writer: Writer) -> Markup:
    caption = (
        Form("<caption>{}</caption>\n").format(writer.inlines(block.caption))
        if block.caption
        else EMPTY
    )
    head = _row(block.head, Markup("th"), writer)
    rows = _lines(_row(row, Markup("td"), writer) for row in block.rows)
    return Form("<table{}>\n{}<thead>\n{}\n</thead>\n<tbody>\n{}\n</tbody>\n</table>").format(
        writer.id(block.id), caption, head, rows
    )


def _row(row: Row, tag: Markup, writer: Writer) -> Markup:
    cells = joined(_cell(cell, tag, writer) for cell in row.cells)
    return Form("<tr>{}</tr>").format(cells)


def _cell(cell: Cell, tag: Markup, writer: Writer) -> Markup:
    scope = Markup(' scope="col"') if tag == "th" else EMPTY
    align = Form(' class="{}"').format(cell.align) if cell.align else EMPTY
    words = writer.inlines(cell.children)
    return Form("<{0}{1}{2}>{3}</{0}>").format(tag, scope, align, words)


def _figure(block: Figure, writer: Writer) -> Markup:
    words = [writer.inlines(block.caption)] if block.caption else []
    if block.credit:
        credit = writer.inlines(block.credit)
        words.append(Form('<span class="credit">{}</span>').format(credit))
    caption = Form("\n<figcaption>{}</figcaption>").format(Markup(" ").join(words))
    caption = caption if words else EMPTY
    return Form('<figure{}>\n<img src="{}" alt="{}"/>{}\n</figure>').format(
        writer.id(block.id), writer.medium.image(block.source), block.alt, caption
    )


def write_notes(notes: Iterable[Note], writer: Writer) -> Markup:
    """Return notes as they stand after a text, each with the way back first."""
    return _lines(_note(note, writer) for note in notes)


def _note(note: Note, writer: Writer) -> Markup:
    """Write a note as a division: as an ``aside``, some readers would hide it in the flow."""
    name = writer.names[note.label]
    symbol = EMPTY if note.mark.isalnum() else Markup(' data-symbol=""')
    back = Form(
        '<a class="back" epub:type="backlink" role="doc-backlink"{} href="{}">{}</a> '
    ).format(symbol, writer.medium.link(writer.slug, writer.piece, f"mark-{name}"), note.mark)
    blocks = signed(note, writer.sign(note))
    words, rest = EMPTY, blocks
    if blocks and isinstance(blocks[0], Paragraph):
        words, rest = writer.inlines(blocks[0].children), blocks[1:]
    first = Form("<p>{}{}</p>").format(back, words)
    after = joined(
        Form("\n{}").format(_block(block, writer)) for block in rest if _printed(block)
    )
    return Form(
        '<div class="note" epub:type="footnote" role="doc-footnote"{}>\n{}{}\n</div>'
    ).format(writer.own_id(writer.home(note).name), first, after)
