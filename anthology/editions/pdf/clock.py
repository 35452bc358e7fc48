"""How long the stages of an edition take, as ``report.json`` has it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Wall time by stage; what is done within a stage but has its own name counts there."""

    seconds: dict[str, float] = field(default_factory=dict)
    _within: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done within it as time of this stage."""
        start, beside, self._within = time.perf_counter(), self._within, 0.0
        try:
            yield
        finally:
            taken = time.perf_counter() - start
            own = taken - self._within
            self.seconds[name] = round(self.seconds.get(name, 0.0) + own, 3)
            self._within = beside + taken
