"""The pictures a book shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anthology.model import Block, Book, DefinitionList, Figure, ItemList, Quotation


def pictures(book: Book) -> tuple[str, ...]:
    """Return the paths of all pictures, each once, in reading order."""
    found: dict[str, None] = {}
    for piece in book.pieces():
        for blocks in (piece.headnote, piece.blocks, *(note.blocks for note in piece.notes)):
            found |= dict.fromkeys(_sources(blocks))
    return tuple(found)


def _sources(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Figure(source):
                yield source
            case Quotation(inner):
                yield from _sources(inner)
            case ItemList(items):
                for item in items:
                    yield from _sources(item)
            case DefinitionList(definitions):
                for definition in definitions:
                    yield from _sources(definition.blocks)
            case _:
                pass
