"""Laying out sections side by side, in processes of their own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from types import TracebackType

from anthology.editions.pdf.distant import Cluster, Distant
from anthology.editions.pdf.keeping import Kept
from anthology.editions.pdf.loading import load_engine
from anthology.editions.pdf.parts import Job, LaidOut
from anthology.progress import Progress
from anthology.store import Results

STAGE = "pages"
"""What the progress bar calls it."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a book is laid out with."""

    jobs: int | None = None
    """Sections laid out side by side; None for one a core."""

    store: Results | None = None
    """Where results are kept from build to build; None keeps nothing."""

    cluster: Cluster | None = None
    """Other machines that do it; None for processes of this one."""


class Workers:
    """Lays out sections: in this process, in as many others as there are to be, or elsewhere.

    Workers come from a server that has loaded the engine but opened no fonts: a process
    forked after that would delete the fonts of its parent.
    """

    def __init__(self, means: Means, progress: Progress, kept: Kept) -> None:
        self._count = means.jobs or len(os.sched_getaffinity(0))
        self._cluster = means.cluster
        self._kept = kept
        self._progress = progress
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error:
            for process in multiprocessing.active_children():
                process.terminate()  # nobody waits for their pages any more
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def lay_out(self, jobs: Sequence[Job]) -> list[LaidOut]:
        """Lay out sections, or take them as they are kept; return them as asked for."""
        done = {job.name: self._kept.get(job) for job in jobs}
        new = [job for job in jobs if done[job.name] is None]
        self._progress.advanced(STAGE, len(jobs) - len(new))
        for job, laid_out in zip(new, self._laid_out(new), strict=True):
            self._kept.put(job, laid_out)
            done[job.name] = laid_out
        return [one for one in done.values() if one is not None]

    def _laid_out(self, jobs: Sequence[Job]) -> list[LaidOut]:
        """Lay out sections, the longest first."""
        if self._cluster and jobs:
            return Distant(self._cluster, self._kept, self._progress, STAGE).lay_out(jobs)
        if self._count == 1 or not jobs:
            return list(self._one_by_one(jobs))
        pool = self._started()
        longest_first = sorted(jobs, key=lambda job: (-len(job.xhtml), job.name))
        running: dict[str, Future[LaidOut]] = {
            job.name: pool.submit(lay_out, job) for job in longest_first
        }
        for _ in as_completed(running.values()):
            self._progress.advanced(STAGE)
        return [running[job.name].result() for job in jobs]

    def _one_by_one(self, jobs: Sequence[Job]) -> Iterator[LaidOut]:
        for job in jobs:
            yield lay_out(job)
            self._progress.advanced(STAGE)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["anthology.editions.pdf.server"])
            _start_server()
            self._pool = ProcessPoolExecutor(self._count, mp_context=context)
        return self._pool


def _start_server() -> None:
    """Start the server of processes where Ctrl-C does not reach it, nor its processes.

    A terminal sends it to all of them; the command alone shall act on it, and end the rest.
    """
    resource_tracker.ensure_running()  # once started it leaves the mask of signals alone
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def lay_out(job: Job) -> LaidOut:
    """Lay out one section; the engine is loaded only where this runs."""
    laid_out: LaidOut = load_engine().lay_out(job)
    return laid_out
