"""What the server of layout processes loads before the first of them starts."""

from __future__ import annotations

import sys
from types import TracebackType

from anthology.editions.pdf import pool as pool  # its processes are called with what is there
from anthology.editions.pdf.loading import preload


def _say_nothing_of_orphans(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Keep quiet of a process whose command was interrupted before it had started."""
    if kind not in {EOFError, FileNotFoundError}:
        sys.__excepthook__(kind, fault, trace)


sys.excepthook = _say_nothing_of_orphans
preload()
