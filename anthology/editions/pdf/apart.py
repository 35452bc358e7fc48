"""A section laid out within a limit by a worker that may have no processes of its own.

Dask’s workers are daemons, which ``multiprocessing`` allows no children. So a worker starts
a command that has a pool as a build has one, and stays for the next section.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from subprocess import PIPE, Popen
from typing import BinaryIO

from anthology.editions.pdf.parts import Died, Job, LaidOut, NotWellFormed
from anthology.editions.pdf.pool import Pool
from anthology.limits import Limit, read_limit


@dataclass(frozen=True, slots=True)
class Overrun:
    """A section was not laid out: it took more than it may, or broke the engine."""

    cause: str


Answer = LaidOut | Overrun | NotWellFormed | OSError


class Apart:
    """A process beside this one that lays out sections within a limit."""

    def __init__(self, limit: Limit) -> None:
        command = (sys.executable, "-c", f"from {__name__} import serve; serve()", str(limit))
        self._process = Popen(command, stdin=PIPE, stdout=PIPE)

    def lay_out(self, job: Job) -> LaidOut | Overrun:
        """Lay out a section.

        Raises:
            NotWellFormed: the XHTML of the section cannot be read.
            OSError: a library of the system is missing.
        """
        assert self._process.stdin and self._process.stdout
        pickle.dump(job, self._process.stdin)
        self._process.stdin.flush()
        answer: Answer = pickle.load(self._process.stdout)
        if isinstance(answer, Exception):
            raise answer
        return answer


@cache
def apart(limit: Limit) -> Apart:
    """Return the process of that limit, started once."""
    return Apart(limit)


def _go_on(limit: Limit, jobs: BinaryIO, answers: BinaryIO) -> None:
    """Lay out one section after the other, until nobody asks for more."""
    pool = Pool(1, limit)
    with suppress(EOFError):
        while True:
            answer = _answer(pool, pickle.load(jobs))
            if isinstance(answer, Overrun):
                pool.close(now=True)
                pool = Pool(1, limit)
            pickle.dump(answer, answers)
            answers.flush()
    pool.close(now=True)


def _answer(pool: Pool, job: Job) -> Answer:
    try:
        ((_, laid_out),) = pool.lay_out([job])
    except Died as fault:
        return Overrun(fault.cause)
    except (NotWellFormed, OSError) as fault:
        return fault
    return laid_out


def serve() -> None:
    """Be the process: lay out what is read, within the limit that is named as argument."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _go_on(read_limit(sys.argv[1]), sys.stdin.buffer, answers)
