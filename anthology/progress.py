"""How a long piece of work tells where it has got to, whoever is looking."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told about each stage of a build; a stage is known by its name."""

    def started(self, stage: str, steps: int = 0) -> None:
        """A stage has begun; ``steps`` is 0 where nobody can count them."""

    def advanced(self, stage: str, steps: int = 1) -> None:
        """So many more steps of the stage are done."""

    def paged(self, stage: str, pages: int, share: float) -> None:
        """So many more pages are laid out; ``share`` of the stage (0 to 1) is behind us."""

    def finished(self, stage: str) -> None:
        """The stage is over, done or not."""


class Unwatched:
    """Progress nobody looks at: the default for tests and for other programs."""

    def started(self, stage: str, steps: int = 0) -> None:
        """Say nothing."""

    def advanced(self, stage: str, steps: int = 1) -> None:
        """Say nothing."""

    def paged(self, stage: str, pages: int, share: float) -> None:
        """Say nothing."""

    def finished(self, stage: str) -> None:
        """Say nothing."""


def pace(pages: int, share: float, seconds: float) -> str:
    """Say how fast it goes, and how long it will yet take if it goes on like that.

    Args:
        pages: Laid out so far.
        share: Of the work that is behind us, from 0 to 1.
        seconds: Since it was begun.

    >>> pace(120, 0.25, 30.0)
    '4.0 pages/s, 1:30 left'
    >>> pace(0, 0.0, 3.0)
    ''
    """
    if not pages or seconds <= 0:
        return ""
    speed = f"{pages / seconds:.1f} pages/s"
    minutes, left = divmod(round(seconds * (1 - share) / share) if share else 0, 60)
    return f"{speed}, {minutes}:{left:02} left" if share else speed
