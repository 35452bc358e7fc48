"""The book as pages: each section laid out by itself, then joined to one file."""

from anthology.editions.pdf.distant import Cluster
from anthology.editions.pdf.edition import Made, write_pdf
from anthology.editions.pdf.fonts import use_own_fonts
from anthology.editions.pdf.workers import Means, make_ready

__all__ = ["Cluster", "Made", "Means", "make_ready", "write_pdf"]

use_own_fonts()  # before any module here imports WeasyPrint, which opens Fontconfig at once
