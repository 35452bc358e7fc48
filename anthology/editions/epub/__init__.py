"""The e-book: XHTML pages, their contents, and the package around them."""

from anthology.editions.epub.edition import write_epub

__all__ = ["write_epub"]
