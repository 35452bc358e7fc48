"""The name by which the trade and the libraries of readers know a book."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from anthology.model import Book


def epub_identifier(book: Book) -> str:
    """Return the identifier of the e-book: the editor’s, else a stable one of our own.

    It is made from what does not change while a book is revised (slug, title,
    publisher), so that reading systems see a new version as the same book
    (EPUB 3.3, 5.5.3.1).
    """
    if book.identifiers.epub:
        return book.identifiers.epub
    name = "\n".join((book.slug, book.title, book.publisher))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def isbn_urn(isbn: str) -> str:
    """Return an ISBN as a URN, without hyphens; nothing for none.

    >>> isbn_urn("978-3-16-148410-0")
    'urn:isbn:9783161484100'
    """
    digits = isbn.removeprefix("urn:isbn:").replace("-", "").replace(" ", "")
    return f"urn:isbn:{digits}" if digits else ""
