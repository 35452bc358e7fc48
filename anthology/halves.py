"""Work on many texts done in two processes: a helper begins at the end, and we meet.

The helper is a fork of ours: it has all that is in memory, and leaves what it makes in the
store. It is only asked when the work turns out to take its time.
"""

from __future__ import annotations

import mmap
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

PATIENCE = 0.05
"""In seconds of work: when we see how it goes."""

WORTH = 0.15
"""In seconds of work: what needs less, as far as one can see, needs no help."""

_T = TypeVar("_T")


def in_two(jobs: Sequence[Callable[[], _T]], *, helped: bool) -> list[_T]:
    """Do jobs, and return what they give, in their order.

    Args:
        jobs: Each leaves what it makes in a store, and takes it from there when it is done
            again; so whoever did it first, nothing but time depends on the helper.
        helped: Whether there is such a store.
    """
    begun = time.process_time()
    given: list[_T] = []
    for job in jobs:
        taken, left = time.process_time() - begun, len(jobs) - len(given)
        if taken >= PATIENCE and taken * left >= WORTH * len(given):
            break
        given.append(job())
    rest = jobs[len(given) :]
    if len(rest) > 1 and helped and _may_fork():
        return given + _shared(rest)
    return given + [job() for job in rest]


def beside(job: Callable[[], _T]) -> Callable[[], _T]:
    """Begin a job in another process, and return how to get what it gives.

    Args:
        job: What it gives can be pickled. Where it fails there, it is done here once more,
            and so it is where no process can be begun.
    """
    if not _may_fork():
        return cache(job)
    reading, writing = os.pipe()
    helper = os.fork()
    if not helper:
        os.close(reading)
        _tell(job, writing)
    os.close(writing)

    @cache
    def given() -> _T:
        with open(reading, "rb") as pipe:  # noqa: PTH123 - it has no name
            told = pipe.read()
        _, failed = os.waitpid(helper, 0)
        if failed:
            return job()
        answer: _T = pickle.loads(told)
        return answer

    return given


def _tell(job: Callable[[], object], writing: int) -> None:
    """Do a job, write what it gives, and end."""
    code = 1
    try:
        told = pickle.dumps(job())
        with open(writing, "wb") as pipe:
            pipe.write(told)
        code = 0
    finally:
        os._exit(code)


def _may_fork() -> bool:
    """Whether a fork is safe: elsewhere libraries of the system do not survive it.

    Nor do the fonts that WeasyPrint has opened; and a server’s threads may hold anything.
    """
    here = sys.platform == "linux" and os.cpu_count() != 1
    alone = threading.current_thread() is threading.main_thread()
    return here and alone and "weasyprint" not in sys.modules


def _shared(jobs: Sequence[Callable[[], _T]]) -> list[_T]:
    with mmap.mmap(-1, len(jobs)) as begun:  # a byte a job: is somebody at it?
        helper = os.fork()
        if not helper:
            _help(jobs, begun)
        given = []
        try:
            for number, job in enumerate(jobs):
                if begun[number]:
                    break
                begun[number] = 1
                given.append(job())
        finally:
            begun[:] = b"\1" * len(jobs)  # there is nothing left to begin
            os.waitpid(helper, 0)
    return given + [job() for job in jobs[len(given) :]]


def _help(jobs: Sequence[Callable[[], object]], begun: mmap.mmap) -> None:
    """Do jobs from the last to the first, and end; what fails is ours to do, and to tell."""
    try:
        for number in reversed(range(len(jobs))):
            if begun[number]:
                break
            begun[number] = 1
            jobs[number]()
    finally:
        os._exit(0)
