"""What of a long text can be looked for by a second process meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from anthology.halves import beside

LONG = 500_000
"""Letters: of a shorter text all is found before another process has begun."""

_T = TypeVar("_T")


def aside(text: str, job: Callable[[], _T]) -> Callable[[], _T]:
    """Begin a job on a text elsewhere if the text is long; return how to get what it gives.

    Args:
        text: That the job looks through.
        job: As :func:`anthology.halves.beside` wants it.
    """
    return beside(job) if len(text) > LONG else cache(job)
