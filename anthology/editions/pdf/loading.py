"""Loading the layout engine: late, and without its own advice about the machine."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from ctypes import util
from importlib import import_module
from io import StringIO
from types import ModuleType

_ENGINE = "anthology.editions.pdf.engine"


def load_engine() -> ModuleType:
    """Return ``anthology.editions.pdf.engine``.

    Raises:
        OSError: a library of the system is missing. WeasyPrint then also prints how to
            install itself on every system there is; standard output is not the place.
    """
    with redirect_stdout(StringIO()):
        if sys.platform == "linux":
            with suppress(OSError), _libraries_by_file():
                return import_module(_ENGINE)
        return import_module(_ENGINE)


@contextmanager
def _libraries_by_file() -> Iterator[None]:
    """Have libraries of the system opened by the names of their files alone.

    WeasyPrint tries other names first, and for each of them a compiler is started that
    shall know where it lies: a third of the time that loading takes.
    """
    search = util.find_library
    util.find_library = _nowhere
    try:
        yield
    finally:
        util.find_library = search


def _nowhere(name: str) -> None:
    """Know no library by any other name."""


def preload() -> None:
    """Load the engine in the server of layout processes, if it can be loaded.

    What is wrong is said where somebody listens: by the first process that needs it.
    """
    with suppress(OSError):
        load_engine()
        gc.collect()
        gc.freeze()  # what is loaded stays, and need not be looked through
