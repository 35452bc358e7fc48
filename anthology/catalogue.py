"""Build a catalogue: several projects side by side, each in a process of its own.

So one that fails, for whatever reason, stops no other.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from anthology.progress import Progress

STAGE = "books"
"""What the progress bar calls it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one project."""

    project: Path
    code: int
    """The exit code of its build; that of a signal is negative."""

    seconds: float
    """Wall time."""

    said: str
    """Its problems, and whatever else it had to say."""

    editions: tuple[dict[str, Any], ...]
    """What ``report.json`` tells of each; none when the build failed."""


class Catalogue:
    """Several builds, as many at a time as there is room for."""

    def __init__(
        self, projects: Sequence[Path], options: Sequence[str], jobs: int | None = None
    ) -> None:
        """Plan the builds; nothing is run yet.

        Args:
            projects: Folders of projects; one that is named twice is built once.
            options: Of ``anthology build``, for each.
            jobs: How many pieces of work this machine does at a time; None for one a core.
        """
        named: dict[Path, Path] = {}
        for project in projects:
            named.setdefault(project.resolve(), project)
        self.projects = tuple(named.values())
        jobs = jobs or len(os.sched_getaffinity(0))
        self._side_by_side = max(1, min(jobs, len(self.projects)))
        self._options = (*options, f"--jobs={max(1, jobs // self._side_by_side)}")
        self._running: set[subprocess.Popen[str]] = set()

    def build(self, progress: Progress) -> Iterator[Outcome]:
        """Build all projects; yield each outcome when it is there."""
        progress.started(STAGE, len(self.projects))
        pool = ThreadPoolExecutor(self._side_by_side)
        try:
            for future in as_completed([pool.submit(self._one, one) for one in self.projects]):
                progress.advanced(STAGE)
                yield future.result()
        finally:
            # Builds still running now have nobody to wait for them: we were interrupted.
            pool.shutdown(wait=False, cancel_futures=True)
            for process in tuple(self._running):
                process.send_signal(signal.SIGINT)
            pool.shutdown()
            progress.finished(STAGE)

    def _one(self, project: Path) -> Outcome:
        begun = time.perf_counter()
        command = [sys.executable, "-m", "anthology", "build", "--quiet"]
        command += [*self._options, str(project)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="surrogateescape",
        )
        self._running.add(process)
        try:
            _, said = process.communicate()
        finally:
            self._running.discard(process)
        seconds = round(time.perf_counter() - begun, 3)
        editions = () if process.returncode else _editions(project)
        return Outcome(project, process.returncode, seconds, said, editions)


def report(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as JSON, for other programs."""
    projects = [{**asdict(one), "project": str(one.project)} for one in outcomes]
    return json.dumps({"projects": projects}, ensure_ascii=False, indent=2) + "\n"


def _editions(project: Path) -> tuple[dict[str, Any], ...]:
    told = json.loads((project / "build" / "report.json").read_text(encoding="utf-8"))
    return tuple(told["editions"])
