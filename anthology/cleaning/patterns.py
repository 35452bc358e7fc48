"""Regular expressions that are compiled when they are first used.

There are hundreds, a text needs half of them, and whoever only reads a ledger none: a
third of a second that every import and every check would wait for.
"""

from __future__ import annotations

import re
from collections import Counter
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


def count_words(form: re.Pattern[str], text: str) -> Counter[str]:
    r"""Count the words of a text; what stands between two spaces is looked through once.

    Args:
        form: Of a word: without a space, and without groups.
        text: To look through.

    >>> count_words(regex(r"\w+"), "so, so it is")
    Counter({'so': 2, 'it': 1, 'is': 1})
    """
    counts: Counter[str] = Counter()
    for run, times in Counter(text.split()).items():
        for word in form.findall(run):
            counts[word] += times
    return counts
