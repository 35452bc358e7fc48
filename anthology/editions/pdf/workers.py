"""Laying out sections: in this process, in others beside it, or on other machines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from anthology.editions.pdf.distant import Cluster, Distant
from anthology.editions.pdf.glyphs import Face, cut
from anthology.editions.pdf.jobs import Jobs
from anthology.editions.pdf.keeping import Kept
from anthology.editions.pdf.parts import Job, LaidOut
from anthology.editions.pdf.plan import starts_on_verso
from anthology.editions.pdf.pool import Pool, lay_out, start_beside
from anthology.editions.pdf.sheets import trial
from anthology.limits import Limit
from anthology.model import Book, EditionSettings
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

    limit: Limit | None = None
    """What each section may take; None sets no limit to one that is laid out alone."""


def begin(book: Book, settings: EditionSettings, means: Means) -> None:
    """Have a process begin with the text that was saved last, while the book is checked.

    If that is kept, or opens pictures that nobody has looked at yet, the process sets a few
    words in the style of the book, and is ready for what comes.

    Args:
        book: Every pass has run.
        settings: Which edition.
        means: Who lays it out, and where results are kept.
    """
    usual = means.limit in {None, Limit()}
    if means.cluster or not usual or not _with_others(means):
        return
    jobs = Jobs(book, settings)
    first, versos = jobs.order[0], starts_on_verso(jobs.sections)
    job = jobs.section(first, {}, {}, verso=versos[first])
    if "<img" in job.xhtml or Kept(means.store, book.folder).unchanged(job):
        job = trial(job)
    start_beside(job)


def _count(means: Means) -> int:
    return means.jobs or len(os.sched_getaffinity(0))


def _with_others(means: Means) -> bool:
    """Tell whether other processes lay out: only these can be ended."""
    return _count(means) > 1 or means.limit is not None


class Workers:
    """Lays out sections in this process, in as many others as there are to be, or elsewhere."""

    def __init__(self, means: Means, progress: Progress, kept: Kept) -> None:
        self._cluster = means.cluster
        self._limit = means.limit
        self._kept = kept
        self._progress = progress
        limit = means.limit or Limit()
        self._pool = Pool(_count(means), limit) if _with_others(means) else None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.close(now=error is not None)

    def cut(self, face: Face, glyphs: Sequence[int], project: Path) -> Callable[[], bytes]:
        """Begin to cut a face down, in a process with nothing else to do if there is one."""
        job = partial(cut, face, glyphs, project)
        return self._pool.beside(job) if self._pool else job

    def let_go(self) -> None:
        """Let the processes end while the sections are joined."""
        if self._pool:
            self._pool.let_go()

    def lay_out(
        self,
        jobs: Iterable[Job],
        count: int,
        come: Callable[[Job, LaidOut], None],
        meanwhile: Callable[[], bool],
    ) -> dict[Job, LaidOut]:
        """Lay out sections, or take them as they are kept; return them as asked for.

        Args:
            jobs: What to lay out: begun with before the last of them is known.
            count: How many there may be.
            come: Told of each section when it is there.
            meanwhile: Does a little of something else, and says whether there was any: asked
                for while there is nothing to do but to wait.

        Raises:
            Died: a section cannot be laid out.
            NotWellFormed: the XHTML of a section cannot be read.
        """
        done: dict[Job, LaidOut | None] = {}
        self._progress.started(STAGE, count)
        for job, laid_out in self._laid_out(self._new(jobs, done, come), meanwhile):
            self._kept.put(job, laid_out)
            done[job] = laid_out
            come(job, laid_out)
        return {job: one for job, one in done.items() if one is not None}

    def _new(
        self,
        jobs: Iterable[Job],
        done: dict[Job, LaidOut | None],
        come: Callable[[Job, LaidOut], None],
    ) -> Iterator[Job]:
        """Yield the sections that are not kept; note the others."""
        for job in jobs:
            kept = done[job] = self._kept.get(job)
            if kept is None:
                yield job
            else:
                come(job, kept)
                self._progress.advanced(STAGE)

    def _laid_out(
        self, jobs: Iterable[Job], meanwhile: Callable[[], bool]
    ) -> Iterator[tuple[Job, LaidOut]]:
        if self._cluster:
            distant = Distant(self._cluster, self._limit, self._kept, self._progress, STAGE)
            yield from distant.lay_out(list(jobs))
            return
        asked = _Counted(jobs)
        behind = 0
        alone = ((job, lay_out(job)) for job in asked)
        for job, laid_out in self._pool.lay_out(asked, meanwhile) if self._pool else alone:
            behind += len(job.xhtml)
            self._progress.advanced(STAGE)
            self._progress.paged(STAGE, laid_out.pages, behind / asked.letters)
            yield job, laid_out


class _Counted:
    """Sections, and how much is in those that have come by so far."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = jobs
        self.letters = 0

    def __iter__(self) -> Iterator[Job]:
        for job in self._jobs:
            self.letters += len(job.xhtml)
            yield job
