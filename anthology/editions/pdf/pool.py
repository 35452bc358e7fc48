"""Processes that lay out sections, each of which can be ended without harm to the others."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from anthology.editions.pdf.loading import load_engine
from anthology.editions.pdf.parts import Died, Job, LaidOut, NotWellFormed
from anthology.limits import Limit
from anthology.servers import start_server

OURS = (NotWellFormed, OSError)
"""What is no fault of the section: a template, the machine."""

LONG = 10_000
"""In letters: a section as long as that need not wait for one that might be longer."""


def nothing_else() -> bool:
    """Do nothing while pages are waited for."""
    return False


@dataclass(frozen=True, slots=True)
class _Worker:
    """One process; an executor starts it, hands it sections and brings back pages."""

    executor: ProcessPoolExecutor
    pid: int

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class _Task:
    worker: _Worker
    job: Job
    until: float
    """When it must be done, by the monotonic clock."""


class Pool:
    """As many processes as sections are to be laid out side by side.

    They come from a server that has loaded the engine but opened no fonts: a process
    forked after that would delete the fonts of its parent.
    """

    def __init__(self, most: int, limit: Limit) -> None:
        self._limit = limit
        self._begun = _taken() if limit == Limit() else {}
        """What was begun before the first section was asked for."""

        self._free = [task.worker for task in self._begun.values()]
        self._all = [*self._free]
        self._most = most

    def lay_out(
        self, jobs: Iterable[Job], meanwhile: Callable[[], bool] = nothing_else
    ) -> Iterator[tuple[Job, LaidOut]]:
        """Lay out sections; yield each as soon as it is done.

        The longest come first; but what is long by any measure is begun at once, while the
        others are still being written.

        Args:
            jobs: The sections.
            meanwhile: Does a little of something else, and says whether there was any: asked
                for while there is nothing to do but to wait.

        Raises:
            Died: a section takes too long or too much memory, or the engine fails on it.
            NotWellFormed: the XHTML of a section cannot be read.
            OSError: a library of the system is missing.
        """
        coming = iter(jobs)
        waiting: list[tuple[int, int, Job]] = []
        running: dict[Future[LaidOut], _Task] = {}
        for number in count():
            job = next(coming, None)
            if job is not None:
                heappush(waiting, (-len(job.xhtml), number, job))
            elif not (waiting or running):
                return
            while len(running) < self._most and _may_begin(waiting, all_known=job is None):
                future, task = self._given(heappop(waiting)[-1])
                running[future] = task
            if job is None:
                while not any(future.done() for future in running) and meanwhile():
                    pass
            if running:
                yield from self._done(running, wait_for_one=job is None)

    def _done(
        self, running: dict[Future[LaidOut], _Task], *, wait_for_one: bool
    ) -> Iterator[tuple[Job, LaidOut]]:
        """Yield what is done by now; ``wait_for_one``: until something is, or is too late."""
        soonest = min(task.until for task in running.values())
        patience = max(soonest - time.monotonic(), 0) if wait_for_one else 0
        done, _ = wait(running, patience, FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            yield task.job, self._result(future, task)
            self._free.append(task.worker)
        self._end_late(running.values())

    def beside(self, job: Callable[[], bytes]) -> Callable[[], bytes]:
        """Begin something else in the process that has rested longest; return what gives it."""
        if not self._free:
            return job
        worker = self._free.pop(0)
        self._free.append(worker)
        future: Future[bytes] | None = None
        with suppress(BrokenProcessPool):
            future = worker.executor.submit(job)

        def given() -> bytes:
            with suppress(BrokenProcessPool):
                if future:
                    return future.result()
            return job()  # the process is gone

        return given

    def let_go(self) -> None:
        """Let the processes end by themselves: there is nothing more to lay out."""
        for worker in self._all:
            worker.executor.shutdown(wait=False)

    def close(self, *, now: bool) -> None:
        """Let the processes go; ``now``: whatever they are at."""
        if now:
            for process in multiprocessing.active_children():
                process.terminate()  # nobody waits for their pages any more
        for worker in self._all:
            worker.executor.shutdown(cancel_futures=True)

    def _given(self, job: Job) -> tuple[Future[LaidOut], _Task]:
        """Give a section to a process, unless one has begun with it and is free."""
        for future, task in self._begun.items():
            if task.job == job and task.worker in self._free:
                self._free.remove(task.worker)
                return future, task
        worker = self._free.pop() if self._free else self._another(job)
        task = _Task(worker, job, time.monotonic() + self._limit.seconds)
        return worker.executor.submit(lay_out, job), task

    def _another(self, job: Job) -> _Worker:
        """Start one more process, for a section."""
        try:
            worker = _started(self._limit)
        except BrokenProcessPool as fault:
            raise Died(job.name, self._cause(fault)) from fault
        self._all.append(worker)
        return worker

    def _end_late(self, tasks: Iterable[_Task]) -> None:
        for task in tasks:
            if time.monotonic() > task.until:
                task.worker.end()
                raise Died(task.job.name, f"it takes longer than {self._limit.seconds} s")

    def _result(self, future: Future[LaidOut], task: _Task) -> LaidOut:
        fault = future.exception()
        if fault is None:
            return future.result()
        if isinstance(fault, OURS) or not isinstance(fault, Exception):
            raise fault
        raise Died(task.job.name, self._cause(fault)) from fault

    def _cause(self, fault: Exception) -> str:
        match fault:
            case MemoryError():
                return f"it needs more than {self._limit.memory // 2**20} MB of memory"
            case RecursionError():
                return "its markup is nested too deep"
            case BrokenProcessPool():
                return "the process that did it was ended"
            case _:
                return f"the layout engine fails: {type(fault).__name__} {fault}".rstrip()


class _Begin(threading.Thread):
    """Begins a section: the server has first to be there, and who asks it waits."""

    def __init__(self, job: Job) -> None:
        super().__init__(daemon=True)
        self._job = job
        self.begun: dict[Future[LaidOut], _Task] = {}

    def run(self) -> None:
        limit = Limit()
        with suppress(BrokenProcessPool):  # who lays out will try again, and tell
            worker = _started(limit)
            task = _Task(worker, self._job, time.monotonic() + limit.seconds)
            self.begun[worker.executor.submit(lay_out, self._job)] = task


_at_hand: list[_Begin] = []
"""Processes that were asked for before there was a section to lay out."""


def start_beside(job: Job) -> None:
    """Start a process for who lays out next within no limit of his own.

    Args:
        job: What it begins with: the first section that will be asked for; or some words in
            the style of those to come, so that it loads what these will take.
    """
    _at_hand.append(_Begin(job))
    _at_hand[-1].start()


def _taken() -> dict[Future[LaidOut], _Task]:
    threads = [_at_hand.pop() for _ in range(len(_at_hand))]
    for thread in threads:
        thread.join()
    return {future: task for thread in threads for future, task in thread.begun.items()}


def dismiss() -> None:
    """End the process that was started for nothing."""
    if _at_hand:
        Pool(0, Limit()).close(now=True)


def _started(limit: Limit) -> _Worker:
    """Start a process.

    Raises:
        BrokenProcessPool: it ends at once. A section that was on its way to it by then would
            be waited for without end, so this is known before there is one.
    """
    start_server()
    executor = ProcessPoolExecutor(
        1,
        multiprocessing.get_context("forkserver"),
        initializer=keep_within,
        initargs=(limit.memory,),
    )
    return _Worker(executor, executor.submit(os.getpid).result())


def _may_begin(waiting: Sequence[tuple[int, int, Job]], *, all_known: bool) -> bool:
    return bool(waiting) and (all_known or -waiting[0][0] >= LONG)


def keep_within(memory: int) -> None:
    """Let this process have so many bytes and no more."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, most))


def lay_out(job: Job) -> LaidOut:
    """Lay out one section; the engine is loaded only where this runs."""
    laid_out: LaidOut = load_engine().lay_out(job)
    return laid_out
