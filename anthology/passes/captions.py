"""Number the tables and figures: “Table 1”, “Figure 2”, in the language of their piece."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from anthology.model import (
    Block,
    Book,
    Definition,
    DefinitionList,
    Figure,
    Inline,
    ItemList,
    Piece,
    Quotation,
    Span,
    Table,
    Text,
)
from anthology.passes.walk import Run, map_pieces
from anthology.problems import Problem

NUMBERED = "caption-number"
"""Class of the span that begins a numbered caption; references borrow its words."""

WORDS = {
    "de": ("Tabelle", "Abbildung", ": "),
    "en": ("Table", "Figure", ". "),
    "es": ("Tabla", "Figura", ". "),
    "fr": ("Tableau", "Figure", ". "),
    "ru": ("Таблица", "Рис.", ". "),
}
"""By language what a table and a figure are called, and what parts number and caption."""


def number_captions(book: Book) -> tuple[Book, list[Problem]]:
    """Begin the captions with their numbers, where the book or the piece wants it.

    Tables and figures are counted apart, through the piece or through the book, in the
    order of the text, headnotes before; what stands in notes has no number.
    """
    through: Counter[type[Block]] = Counter()

    def number(piece: Piece) -> Piece:
        wanted = piece.captions or book.captions
        if wanted == "plain":
            return piece
        counted = through if wanted == "book" else Counter()
        lang = piece.lang.partition("-")[0].lower()
        numbers = _Numbers(*WORDS.get(lang, WORDS["en"]), counted)
        return replace(
            piece, headnote=numbers.blocks(piece.headnote), blocks=numbers.blocks(piece.blocks)
        )

    return map_pieces(number, book), []


def caption_number(caption: Run) -> Run:
    """Return the words of the number that a caption begins with; nothing for a plain one."""
    match caption[:1]:
        case (Span(children, classes=(first, *_)),) if first == NUMBERED:
            return children
        case _:
            return ()


class _Numbers:
    """Numbers the captions of one piece."""

    def __init__(
        self, table: str, figure: str, apart: str, counted: Counter[type[Block]]
    ) -> None:
        self._names: dict[type[Block], str] = {Table: table, Figure: figure}
        self._apart = apart
        self._counted = counted

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Number what is in the blocks; blocks without table and figure stay the same."""
        changed = tuple(self._block(block) for block in blocks)
        same = all(new is old for new, old in zip(changed, blocks, strict=True))
        return blocks if same else changed

    def _block(self, block: Block) -> Block:
        match block:
            case Table() | Figure():
                return replace(block, caption=self._numbered(block))
            case Quotation(inner):
                return replace(block, blocks=self.blocks(inner))
            case ItemList(items):
                return replace(block, items=tuple(map(self.blocks, items)))
            case DefinitionList(definitions):
                return replace(block, definitions=tuple(map(self._definition, definitions)))
            case _:
                return block

    def _definition(self, definition: Definition) -> Definition:
        return replace(definition, blocks=self.blocks(definition.blocks))

    def _numbered(self, block: Table | Figure) -> Run:
        kind = type(block)
        self._counted[kind] += 1
        number = Text(f"{self._names[kind]}\u00a0{self._counted[kind]}")
        sign: Inline = Span((number,), block.place, classes=(NUMBERED,))
        return (sign, Text(self._apart), *block.caption) if block.caption else (sign,)
