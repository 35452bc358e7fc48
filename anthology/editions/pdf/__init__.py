"""The book as pages: each section laid out by itself, then joined to one file."""

from anthology.editions.pdf.edition import Made, write_pdf

__all__ = ["Made", "write_pdf"]
