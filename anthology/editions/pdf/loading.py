"""Loading the layout engine: late, and without its own advice about the machine."""

from __future__ import annotations

import gc
from contextlib import redirect_stdout, suppress
from io import StringIO
from types import ModuleType


def load_engine() -> ModuleType:
    """Return ``anthology.editions.pdf.engine``.

    Raises:
        OSError: a library of the system is missing. WeasyPrint then also prints how to
            install itself on every system there is; standard output is not the place.
    """
    with redirect_stdout(StringIO()):
        from anthology.editions.pdf import engine
    return engine


def preload() -> None:
    """Load the engine in the server of layout processes, if it can be loaded.

    What is wrong is said where somebody listens: by the first process that needs it.
    """
    with suppress(OSError):
        load_engine()
        gc.collect()
        gc.freeze()  # what is loaded stays, and need not be looked through
