"""How a long piece of work tells where it has got to, whoever is looking."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told about each stage of a build; a stage is known by its name."""

    def started(self, stage: str, steps: int = 0) -> None:
        """A stage has begun; ``steps`` is 0 where nobody can count them."""

    def advanced(self, stage: str, steps: int = 1) -> None:
        """So many more steps of the stage are done."""

    def finished(self, stage: str) -> None:
        """The stage is over, done or not."""


class Unwatched:
    """Progress nobody looks at: the default for tests and for other programs."""

    def started(self, stage: str, steps: int = 0) -> None:
        """Say nothing."""

    def advanced(self, stage: str, steps: int = 1) -> None:
        """Say nothing."""

    def finished(self, stage: str) -> None:
        """Say nothing."""
