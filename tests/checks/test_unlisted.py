"""Texts that lie ready and are in no book are told."""

from __future__ import annotations

from pathlib import Path

from anthology.checks.unlisted import unlisted_texts
from anthology.model import Book, Paragraph, Piece, Text
from anthology.problems import Code, Place


def test_what_nothing_names_is_told(tmp_path: Path) -> None:
    """Not so a piece, its headnote, a draft that says so, and what is no text."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.md", "a-headnote.md", "forgotten.md", "_draft.md", "index.yaml"):
        (texts / name).write_text("", encoding="utf-8")
    headnote = (Paragraph((Text("x"),), Place("texts/a-headnote.md", 1)),)
    here = Place("texts/a.md", 1)
    piece = Piece("a", "texts/a.md", (Text("A"),), here, "en", headnote=headnote)
    book = Book("Quays", "en", "quays", contents=(piece,), folder=tmp_path)

    problems = list(unlisted_texts(book))

    assert [(p.place.file, p.code) for p in problems] == [
        ("texts/forgotten.md", Code.FILE_UNLISTED)
    ]
    assert "_" in problems[0].hint
