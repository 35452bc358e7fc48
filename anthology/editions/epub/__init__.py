"""The e-book: XHTML pages, their contents, and the package around them."""

from anthology.editions.epub.edition import write_epub
from anthology.editions.epub.pages import Page, make_pages

__all__ = ["Page", "make_pages", "write_epub"]
