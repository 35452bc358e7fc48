"""The pictures a book shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anthology.model.blocks import Block, DefinitionList, Figure, ItemList, Quotation
from anthology.model.book import Book, Piece


def figures(book: Book) -> tuple[Figure, ...]:
    """Return all figures in reading order, those of headnotes and notes included."""
    return tuple(figure for piece in book.pieces() for figure in figures_of(piece))


def figures_of(piece: Piece) -> Iterator[Figure]:
    """Yield the figures of one piece, those of its headnote and notes included."""
    for blocks in (piece.headnote, piece.blocks, *(note.blocks for note in piece.notes)):
        yield from _within(blocks)


def pictures(book: Book) -> tuple[str, ...]:
    """Return the paths of all pictures, each once, in reading order."""
    return tuple(dict.fromkeys(figure.source for figure in figures(book)))


def _within(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Quotation(inner):
                yield from _within(inner)
            case ItemList(items):
                for item in items:
                    yield from _within(item)
            case DefinitionList(definitions):
                for definition in definitions:
                    yield from _within(definition.blocks)
            case _:
                pass
