"""Go through the words of a book without knowing its shape.

Traversal is written once, here. Everything that holds words holds them as a *run*: a
tuple of inlines that are printed one after the other (a title, a paragraph, a cell, a
line of verse). What a change leaves alone stays the same object, so that a pass which
changes nothing costs little and its result can be compared with ``is``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from anthology.model import (
    Block,
    Book,
    Change,
    Citation,
    Cite,
    Cited,
    CrossReference,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    IndexMark,
    Inline,
    ItemList,
    Link,
    Note,
    Paragraph,
    Part,
    Person,
    Piece,
    Quotation,
    Row,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Verse,
)

Run = tuple[Inline, ...]
"""Words that are printed one after the other."""

ChangeRun = Callable[[Run], Run]
ChangeInline = Callable[[Inline], Inline]

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_T = TypeVar("_T")
_Node = TypeVar("_Node", bound="DataclassInstance")

HOLDERS = (
    Emphasis,
    Strong,
    Superscript,
    Subscript,
    Span,
    Link,
    IndexMark,
    CrossReference,
    Cited,
)
"""The inlines that hold a run of others as their ``children``."""


def every_inline(change: ChangeInline) -> ChangeRun:
    """Make a change of single inlines, the inner before the outer, one of runs."""

    def inline(node: Inline) -> Inline:
        inside = _INSIDE.get(node.__class__)
        return change(inside(node, run) if inside else node)

    def run(nodes: Run) -> Run:
        return _each(inline, nodes)

    return run


def inlines(nodes: Run) -> Iterator[Inline]:
    """Every inline of a run, the outer before the inner, in the order of the words."""
    for node in nodes:
        yield node
        if node.__class__ in _INSIDE:  # most are plain words
            for inner in _runs_inside(node):
                yield from inlines(inner)


def map_blocks(change: ChangeRun, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with ``change`` applied to each run, in reading order."""
    return _each(partial(_block, change), blocks)


def map_text(change: ChangeRun, piece: Piece) -> Piece:
    """Return a piece with its title, subtitle, headnote and text changed, in this order."""
    return _with(
        piece,
        title=change(piece.title),
        subtitle=change(piece.subtitle),
        headnote=map_blocks(change, piece.headnote),
        blocks=map_blocks(change, piece.blocks),
    )


def map_note(change: ChangeRun, note: Note) -> Note:
    """Return a note with its words changed."""
    blocks = map_blocks(change, note.blocks)
    return note if blocks is note.blocks else replace(note, blocks=blocks)


def map_piece(change: ChangeRun, piece: Piece) -> Piece:
    """Return a piece with all its words changed: the text, the notes, the source line."""
    piece = map_text(change, piece)
    return _with(
        piece,
        notes=_each(lambda note: map_note(change, note), piece.notes),
        source_line=change(piece.source_line),
    )


def map_pieces(change: Callable[[Piece], Piece], book: Book) -> Book:
    """Return the book with each piece changed, in reading order."""
    return _with(
        book,
        front=_each(change, book.front),
        contents=_each(lambda item: _item(change, item), book.contents),
        back=_each(change, book.back),
    )


def map_book(change: ChangeRun, book: Book) -> Book:
    """Return the book with all its words changed: also of part titles and apparatus."""
    book = map_pieces(lambda piece: map_piece(change, piece), map_loose(change, book))
    return _with(
        book,
        bibliography=_each(
            lambda entry: _with(entry, children=change(entry.children)), book.bibliography
        ),
    )


def map_loose(change: ChangeRun, book: Book) -> Book:
    """Return the book with the words changed that stand in no piece.

    They are the biographical notes, which a list of contributors prints, and the titles
    of the parts.
    """

    def title(item: Part | Piece) -> Part | Piece:
        return _with(item, title=change(item.title)) if isinstance(item, Part) else item

    def bios(piece: Piece) -> Piece:
        return _with(piece, authors=_people(change, piece.authors))

    book = _with(
        book, editors=_people(change, book.editors), contents=_each(title, book.contents)
    )
    return map_pieces(bios, book)


def runs_of_text(piece: Piece) -> list[Run]:
    """The runs of a piece in reading order, without those of its notes."""
    return _collected(lambda change: map_text(change, piece))


def runs_of_blocks(blocks: tuple[Block, ...]) -> list[Run]:
    """The runs of some blocks, in reading order."""
    return _collected(lambda change: map_blocks(change, blocks))


def runs_of_note(note: Note) -> list[Run]:
    """The runs of a note, in reading order."""
    return _collected(lambda change: map_note(change, note))


def runs_of_piece(piece: Piece) -> list[Run]:
    """All runs of a piece: the text, the notes, the source line."""
    return _collected(lambda change: map_piece(change, piece))


def loose_runs(book: Book) -> list[Run]:
    """The runs that stand in no piece, as :func:`map_loose` meets them."""
    return _collected(lambda change: map_loose(change, book))


def runs_of_book(book: Book) -> Iterator[Run]:
    """All runs of a book, as :func:`map_book` meets them; one piece is held at a time."""
    yield from loose_runs(book)
    for piece in book.pieces():
        yield from runs_of_piece(piece)
    for entry in book.bibliography:
        yield entry.children


def _collected(walk: Callable[[ChangeRun], object]) -> list[Run]:
    found: list[Run] = []

    def collect(run: Run) -> Run:
        found.append(run)
        return run

    walk(collect)
    return found


def _each(change: Callable[[_T], _T], items: tuple[_T, ...]) -> tuple[_T, ...]:
    """Change each item; the same tuple when no item is another afterwards."""
    changed = tuple(map(change, items))
    return items if all(map(is_, changed, items)) else changed


def _with(node: _Node, **fields: object) -> _Node:
    """Replace fields of a node of the model; the same node when none is another."""
    for name, value in fields.items():
        if getattr(node, name) is not value:
            return replace(node, **fields)
    return node


def _inside_change(node: Change, run: ChangeRun) -> Change:
    return _with(node, old=run(node.old), new=run(node.new))


def _inside_cite(node: Cite, run: ChangeRun) -> Cite:
    def citation(one: Citation) -> Citation:
        return _with(one, prefix=run(one.prefix), suffix=run(one.suffix))

    return _with(node, citations=_each(citation, node.citations))


def _inside_holder(node: Any, run: ChangeRun) -> Any:
    children = run(node.children)
    return node if children is node.children else replace(node, children=children)


_INSIDE: Mapping[type, Callable[[Any, ChangeRun], Inline]] = {
    **dict.fromkeys(HOLDERS, _inside_holder),
    Change: _inside_change,
    Cite: _inside_cite,
}
"""How to change what stands in an inline that has runs of its own.

A book has some hundred thousand nodes, and passes go through all: what to do with one is
looked up by its class, here and below, where a ``match`` would try case after case.
"""


def _runs_inside(node: Inline) -> Iterable[Run]:
    match node:
        case Change(old, new):
            return (old, new)
        case Cite(citations):
            return [run for one in citations for run in (one.prefix, one.suffix)]
        case _ if isinstance(node, HOLDERS):
            return (node.children,)
        case _:
            return ()


def _block(change: ChangeRun, block: Block) -> Block:
    inside = _IN_BLOCK.get(block.__class__)
    return inside(change, block) if inside else block


def _words(change: ChangeRun, block: Any) -> Any:
    children = change(block.children)
    return block if children is block.children else replace(block, children=children)


def _quotation(change: ChangeRun, block: Quotation) -> Block:
    blocks = map_blocks(change, block.blocks)
    return _with(block, blocks=blocks, attribution=change(block.attribution))


def _verse(change: ChangeRun, block: Verse) -> Block:
    return _with(block, lines=_each(change, block.lines))


def _list(change: ChangeRun, block: ItemList) -> Block:
    return _with(block, items=_each(lambda item: map_blocks(change, item), block.items))


def _definitions(change: ChangeRun, block: DefinitionList) -> Block:
    return _with(
        block, definitions=_each(lambda one: _definition(change, one), block.definitions)
    )


def _figure(change: ChangeRun, block: Figure) -> Block:
    return _with(block, caption=change(block.caption), credit=change(block.credit))


def _definition(change: ChangeRun, definition: Definition) -> Definition:
    return _with(
        definition,
        term=change(definition.term),
        blocks=map_blocks(change, definition.blocks),
    )


def _table(change: ChangeRun, table: Table) -> Table:
    """Change a table: its caption, which stands above it, and row by row."""

    def row(one: Row) -> Row:
        cells = _each(lambda cell: _with(cell, children=change(cell.children)), one.cells)
        return _with(one, cells=cells)

    return _with(
        table, caption=change(table.caption), head=row(table.head), rows=_each(row, table.rows)
    )


_IN_BLOCK: Mapping[type, Callable[[ChangeRun, Any], Block]] = {
    Paragraph: _words,
    Heading: _words,
    Quotation: _quotation,
    Verse: _verse,
    ItemList: _list,
    DefinitionList: _definitions,
    Table: _table,
    Figure: _figure,
}


def _people(change: ChangeRun, people: tuple[Person, ...]) -> tuple[Person, ...]:
    return _each(lambda person: _with(person, bio=change(person.bio)), people)


def _item(change: Callable[[Piece], Piece], item: Part | Piece) -> Part | Piece:
    if isinstance(item, Piece):
        return change(item)
    return _with(
        item,
        introduction=change(item.introduction) if item.introduction else None,
        pieces=_each(change, item.pieces),
    )
