"""Pieces of a very large book lie folded: nobody who reads them can tell."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from pathlib import Path

import pytest

from anthology.build import load_book
from anthology.model import Book, FoldedPiece, Piece
from anthology.model.folded import packed
from anthology.passes import run_passes
from anthology.passes.walk import map_piece, map_pieces
from anthology.reading import book as reading
from tests.passes.making import HARBOUR, PILOTS, book_of, piece_of


def folded(piece: Piece) -> Piece:
    """Return the same piece, folded."""
    return FoldedPiece(**{one.name: getattr(piece, one.name) for one in fields(piece)})


def open_again(book: Book) -> Book:
    """Return a book with its pieces as others have them."""
    values = [one.name for one in fields(Piece)]
    return map_pieces(lambda piece: Piece(*(getattr(piece, name) for name in values)), book)


def test_passes_make_the_same_of_folded_pieces() -> None:
    """Citations, notes, references: all of them are as in a small book."""
    book = book_of(piece_of(HARBOUR), piece_of(PILOTS, "pilots"))

    passed, problems = run_passes(map_pieces(folded, book))

    assert all(isinstance(piece, FoldedPiece) for piece in passed.pieces())
    assert (open_again(passed), problems) == run_passes(book)


def test_what_is_left_alone_stays_the_same() -> None:
    """A pass that changes nothing gives back the very piece: it is not folded once more."""
    piece = folded(piece_of(HARBOUR))

    assert map_piece(lambda run: run, piece) is piece
    assert replace(piece, date="1900").blocks is piece.blocks


def test_folded_words_take_less_than_they_are_long() -> None:
    """What lies folded is smaller than its source, where a tree is ten times as large."""
    source = "\n\n".join(f"Boat {n} went *out* at {n % 24}, as said.[^{n}]" for n in range(99))
    notes = "\n".join(f"[^{n}]: Log of boat {n}, p. {n * 7}." for n in range(99))
    piece = folded(piece_of(f"{source}\n\n{notes}\n"))

    held = [vars(Piece)[name].__get__(piece) for name in ("blocks", "notes")]

    assert all(isinstance(one, bytes) for one in held)
    assert sum(map(len, held)) < len(source) + len(notes)


def test_a_folded_piece_is_kept_as_any_value_of_the_model() -> None:
    """The store has its words, whether they lie folded or not."""
    piece = folded(piece_of(HARBOUR))

    assert pickle.loads(packed(piece)) == piece


def test_pieces_of_many_are_folded(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with more texts than memory should hold open is read into folded pieces."""
    usual = load_book(project).book
    monkeypatch.setattr(reading, "MANY", 1)

    book = load_book(project).book

    assert usual and book
    assert all(isinstance(piece, FoldedPiece) for piece in book.pieces())
    assert open_again(book) == usual
