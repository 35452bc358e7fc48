"""Numbered tables and figures, and the references that borrow their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from anthology.model import (
    Block,
    Book,
    CrossReference,
    Figure,
    ItemList,
    Piece,
    Quotation,
    Table,
)
from anthology.passes import run_passes
from tests.passes.making import book_of, nodes, piece_of
from tests.passes.words import shown

TABLE = "| a | b |\n|---|---|\n| c | d |\n\n"
SHIPS = f"{TABLE}: Ships by year {{#ships}}\n\n"
FIGURE = "![A pier](pier.svg)\n\n: The pier {#pier}\n\n"
BARE = "![A quay](quay.svg)\n\n"


def _done(*pieces: Piece, captions: str = "piece") -> Book:
    book, problems = run_passes(replace(book_of(*pieces), captions=captions))
    assert problems == []
    return book


def _captions(book: Book) -> list[list[str]]:
    return [
        [shown(block.caption) for block in _captioned((*piece.headnote, *piece.blocks))]
        for piece in book.pieces()
    ]


def _captioned(blocks: tuple[Block, ...]) -> Iterator[Table | Figure]:
    for block in blocks:
        match block:
            case Table() | Figure():
                yield block
            case Quotation(inner):
                yield from _captioned(inner)
            case ItemList(items):
                for item in items:
                    yield from _captioned(item)
            case _:
                pass


def _references(book: Book) -> list[str]:
    return [shown(node.children) for node in nodes(book) if isinstance(node, CrossReference)]


def test_tables_and_figures_are_counted_apart() -> None:
    """In the order of the text, wherever they stand; one without a caption counts, too."""
    inside = "> " + FIGURE.replace("\n", "\n> ").rstrip("> ") + "\n"
    piece = piece_of(f"{SHIPS}{BARE}{inside}\n{TABLE}")

    assert _captions(_done(piece)) == [
        ["Table 1. Ships by year", "Figure 1", "Figure 2. The pier", "Table 2"]
    ]


def test_a_headnote_is_counted_first() -> None:
    """It stands before the text."""
    piece = replace(piece_of(SHIPS), headnote=piece_of(TABLE).blocks)

    assert _captions(_done(piece)) == [["Table 1", "Table 2. Ships by year"]]


@pytest.mark.parametrize(
    ("captions", "second"),
    [
        ("piece", ["Table 1. Ships by year", "Figure 1. The pier"]),
        ("book", ["Table 2. Ships by year", "Figure 2. The pier"]),
        ("plain", ["Ships by year", "The pier"]),
    ],
)
def test_they_are_counted_through_the_piece_or_the_book(
    captions: str, second: list[str]
) -> None:
    """As the book says."""
    book = _done(piece_of(SHIPS + FIGURE), piece_of(SHIPS + FIGURE, "b"), captions=captions)

    assert _captions(book)[1] == second


def test_a_piece_may_have_it_otherwise() -> None:
    """A reprint whose captions have numbers of their own takes none of ours."""
    reprint = replace(piece_of(SHIPS, "reprint"), captions="plain")

    book = _done(piece_of(SHIPS), reprint, piece_of(SHIPS, "last"), captions="book")

    assert _captions(book) == [
        ["Table 1. Ships by year"],
        ["Ships by year"],
        ["Table 2. Ships by year"],
    ]


@pytest.mark.parametrize(
    ("lang", "caption", "reference"),
    [
        ("de-AT", "Tabelle 1: Ships by year", "Tabelle 1"),
        ("fr-FR", "Tableau 1. Ships by year", "Tableau 1"),
        ("es-MX", "Tabla 1. Ships by year", "Tabla 1"),
        ("fi-FI", "Table 1. Ships by year", "Table 1"),
    ],
)
def test_they_speak_the_language_of_the_piece(lang: str, caption: str, reference: str) -> None:
    """English where we have no other words."""
    book = _done(piece_of(f"See [](#ships).\n\n{SHIPS}", lang=lang))

    assert _captions(book) == [[caption]]
    assert _references(book) == [reference]


def test_references_follow_when_things_move() -> None:
    """A table put in before another, in this text or that, is the first from then on."""
    source = "See [](#ships), [](other.md#pier) and [the pier](other.md#pier).\n\n"

    before = _done(piece_of(source + SHIPS), piece_of(FIGURE, "other"), captions="book")
    after = _done(
        piece_of(source + TABLE + SHIPS), piece_of(BARE + FIGURE, "other"), captions="book"
    )

    assert _references(before) == ["Table 1", "Figure 1", "the pier"]
    assert _references(after) == ["Table 2", "Figure 2", "the pier"]


def test_plain_captions_are_borrowed_whole() -> None:
    """A reference to a table without a number shows its caption."""
    book = _done(piece_of(f"See “[](#ships)”.\n\n{SHIPS}"), captions="plain")

    assert _references(book) == ["Ships by year"]
