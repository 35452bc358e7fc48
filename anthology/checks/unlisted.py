"""Warn of texts that lie ready and are in no book."""

from __future__ import annotations

from collections.abc import Iterator

from anthology.model import Book
from anthology.problems import Code, Place, Problem, warning

FOLDER = "texts"

DRAFT = "_"
"""Begins the names of files that are not meant to be in the book."""


def unlisted_texts(book: Book) -> Iterator[Problem]:
    """Yield a warning for each file in ``texts/`` that nothing names."""
    if book.unread:
        return  # each of them may name a headnote
    named = {piece.file for piece in book.pieces()}
    named |= {block.place.file for piece in book.pieces() for block in piece.headnote}
    for path in sorted((book.folder / FOLDER).glob("*.md")):
        file = f"{FOLDER}/{path.name}"
        if file not in named and not path.name.startswith((DRAFT, ".")):
            message = "no part of the book has this text"
            hint = f"list {path.name} under contents, or begin its name with “{DRAFT}”"
            yield warning(Place(file), Code.FILE_UNLISTED, message, hint)
