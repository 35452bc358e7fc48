"""The XHTML of pieces is kept, and written again when anything in it is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.build import load_book
from anthology.editions.epub.pages import make_pages
from anthology.editions.sections import Kind
from anthology.model import Book, NotesPlace, Piece, Text
from anthology.passes.walk import map_pieces
from anthology.store import Results, Store
from tests.conftest import SMALL


@pytest.fixture(scope="module")
def book() -> Book:
    """The small project, finished."""
    finished = load_book(SMALL).book
    assert finished
    return finished


def each_piece(change: Callable[[Piece], Piece]) -> Callable[[Book], Book]:
    """Make a change of pieces one of books."""
    return lambda book: map_pieces(change, book)


CHANGES: dict[str, Callable[[Book], Book]] = {
    "titles": each_piece(lambda piece: replace(piece, title=(Text("Another"),))),
    "notes of other names": each_piece(lambda piece: replace(piece, notes=piece.notes[::-1])),
    "words": each_piece(lambda piece: replace(piece, blocks=piece.blocks[::-1])),
    "languages": each_piece(lambda piece: replace(piece, lang="de")),
    "notes at the end": lambda book: replace(book, notes_place=NotesPlace.BOOK),
    "other signs": lambda book: replace(
        book, streams=tuple(replace(one, sign="—X.") for one in book.streams)
    ),
    "no list of works": lambda book: replace(book, apparatus=(), bibliography=()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_kept_follows(
    change: Callable[[Book], Book], book: Book, tmp_path: Path
) -> None:
    """Pages from what is kept are those of a book that was never written before."""
    store = Store(tmp_path)
    before = make_pages(book, kept=store)
    changed = change(book)

    after = make_pages(changed, kept=store)

    assert after == make_pages(changed) != before
    assert make_pages(book, kept=store) == before


class Counting(Results):
    """A store that counts what is put into it."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self.puts = 0

    def get(self, key: str) -> bytes | None:
        """Return what is kept."""
        return self._store.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep and count."""
        self.puts += 1
        self._store.put(key, content)

    def trim(self) -> None:
        """Throw out nothing."""


def test_one_piece_is_written_again(book: Book, tmp_path: Path) -> None:
    """The others do not depend on its words, nor on the lines that they stand in."""
    store = Counting(tmp_path)
    make_pages(book, kept=store)
    store.puts = 0
    (slug, *_) = [piece.slug for piece in book.pieces()]

    make_pages(
        map_pieces(
            lambda one: replace(one, blocks=one.blocks[1:]) if one.slug == slug else one, book
        ),
        kept=store,
    )

    assert store.puts == 1


def test_templates_of_the_project_see_the_whole_book(book: Book, tmp_path: Path) -> None:
    """They may show the words of one piece in another: nothing is kept then."""
    templates = tmp_path / "styles" / "templates"
    templates.mkdir(parents=True)
    counting = "<p>blocks: {{ (book.pieces() | first).blocks | length }}.</p>"
    (templates / "opening.xhtml").write_text(counting, encoding="utf-8")
    store = Counting(tmp_path / "kept")

    pages = make_pages(replace(book, folder=tmp_path), kept=store)

    said = f"blocks: {len(next(iter(book.pieces())).blocks)}.".encode()
    assert said != b"blocks: 0."
    assert all(said in page.xhtml for page in pages if page.section.kind is Kind.PIECE)
    assert store.puts == 0
