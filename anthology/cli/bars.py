"""Progress bars for whoever waits at a terminal."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from anthology.progress import pace

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

PATIENCE = 0.5
"""Seconds before a bar appears: what takes less needs none."""


class Lines:
    """A ``Progress`` in words: each stage with its time, when it is over."""

    def __init__(self) -> None:
        self._begun: dict[str, float] = {}
        self._pages: dict[str, int] = {}

    def started(self, stage: str, steps: int = 0) -> None:
        """Look at the clock."""
        self._begun.setdefault(stage, time.perf_counter())

    def advanced(self, stage: str, steps: int = 1) -> None:
        """Say nothing yet."""

    def paged(self, stage: str, pages: int, share: float) -> None:
        """Count the pages."""
        self._pages[stage] = self._pages.get(stage, 0) + pages

    def finished(self, stage: str) -> None:
        """Say how long it took, and how many pages were laid out in that time."""
        seconds = time.perf_counter() - self._begun.pop(stage)
        pages = self._pages.pop(stage, 0)
        speed = f", {pages} pages, {pages / seconds:.1f} pages/s" if pages else ""
        print(f"{stage}: {seconds:.1f} s{speed}", file=sys.stderr)


class Bars(AbstractContextManager["Bars"]):
    """A ``Progress`` drawn on standard error, on a terminal, after a moment.

    Nothing is drawn, and rich is not even imported, when the work is over sooner
    or nobody is there to look.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self._timer = threading.Timer(PATIENCE, self._appear)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._stages: dict[str, tuple[int, int]] = {}
        self._begun: dict[str, float] = {}
        self._pages: dict[str, tuple[int, float]] = {}
        """By stage: pages laid out, and the share of the work that this is."""

        self._tasks: dict[str, TaskID] = {}
        self._drawn: RichProgress | None = None
        self._over = False
        if wanted and sys.stderr.isatty():
            self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._drawn is not None:
                self._drawn.stop()

    def started(self, stage: str, steps: int = 0) -> None:
        """Begin a bar; without steps it only shows that something goes on."""
        with self._lock:
            self._stages[stage] = (0, steps)
            self._begun[stage], self._pages[stage] = time.perf_counter(), (0, 0.0)
            self._draw(stage)

    def advanced(self, stage: str, steps: int = 1) -> None:
        """Move a bar on."""
        with self._lock:
            done, total = self._stages[stage]
            self._stages[stage] = (done + steps, total)
            self._draw(stage)

    def paged(self, stage: str, pages: int, share: float) -> None:
        """Say how fast it goes, and how long it will yet take."""
        with self._lock:
            self._pages[stage] = (self._pages[stage][0] + pages, share)
            self._draw(stage)

    def finished(self, stage: str) -> None:
        """Take a bar away."""
        with self._lock:
            self._stages.pop(stage, None)
            task = self._tasks.pop(stage, None)
            if self._drawn is not None and task is not None:
                self._drawn.remove_task(task)

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TextColumn("{task.fields[pace]}"),
            TimeElapsedColumn(),
        )
        with self._lock:
            if self._over:
                return
            self._drawn = Progress(*columns, console=Console(stderr=True), transient=True)
            for stage in self._stages:
                self._draw(stage)
            self._drawn.start()

    def _draw(self, stage: str) -> None:
        if self._drawn is None:
            return
        done, total = self._stages[stage]
        if stage not in self._tasks:
            self._tasks[stage] = self._drawn.add_task(
                stage, total=total or None, count="", pace=""
            )
        count = f"{done}/{total}" if total else f"{done or ''}"
        went = pace(*self._pages[stage], time.perf_counter() - self._begun[stage])
        self._drawn.update(
            self._tasks[stage], total=total or None, completed=done, count=count, pace=went
        )
