"""Write the EPUB edition: names the steps, in order."""

from __future__ import annotations

from anthology.editions.cover import Cover
from anthology.editions.epub.package import pack
from anthology.editions.epub.pages import Page, make_pages
from anthology.editions.epub.splitting import divided
from anthology.editions.letters import NOT_PRINTED, Printed
from anthology.model import Book
from anthology.store import Results


def write_epub(
    book: Book,
    printed: Printed = NOT_PRINTED,
    cover: Cover | None = None,
    kept: Results | None = None,
    pages: tuple[Page, ...] = (),
) -> bytes:
    """Return the book as an EPUB 3.3 file.

    Args:
        book: A finished book: every pass has run, no error remains.
        printed: The pages of print; they become the page list, where there are any.
        cover: The front cover; None for a book without.
        kept: Where the XHTML of pieces is kept from build to build; None keeps none.
        pages: Its text, where ``make_pages`` has written it for the same.

    Returns:
        The bytes of the file, the same for the same book at any time and place.

    Raises:
        TemplateError: a template of the project cannot be used, or what it makes is
            not well-formed XHTML.
    """
    pages = pages or make_pages(book, printed, cover, kept)
    return pack(book, divided(pages), cover, paged=bool(printed.starts), kept=kept)
