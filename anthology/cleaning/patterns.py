"""Regular expressions that are compiled when they are first used.

There are hundreds, a text needs half of them, and whoever only reads a ledger none: a
third of a second that every import and every check would wait for.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast


class _Late:
    """Stands for a compiled expression; what was asked of it once is its own from then on."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression that behaves as compiled.

    >>> regex("a+").fullmatch("aaa") is not None
    True
    """
    return cast("re.Pattern[AnyStr]", _Late(source, flags))
