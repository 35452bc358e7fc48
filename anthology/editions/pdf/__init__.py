"""The book as pages: each section laid out by itself, then joined to one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from anthology.editions.pdf.fonts import use_own_fonts

if TYPE_CHECKING:
    from anthology.editions.pdf.distant import Cluster
    from anthology.editions.pdf.edition import Made, write_pdf
    from anthology.editions.pdf.pool import dismiss
    from anthology.editions.pdf.workers import Means, begin

__all__ = ["Cluster", "Made", "Means", "begin", "dismiss", "write_pdf"]

_MODULES = {
    "Cluster": "distant",
    "Made": "edition",
    "Means": "workers",
    "begin": "workers",
    "dismiss": "pool",
    "write_pdf": "edition",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for: a process that does nothing but lay out needs none of it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


use_own_fonts()  # before any module here imports WeasyPrint, which opens Fontconfig at once
