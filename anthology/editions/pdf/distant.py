"""Laying out sections on other machines.

What comes back says what it opened there; if that is not what lies here, the section is
laid out once more, here. So no machine can make a page that this one would not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, replace

from anthology.editions.pdf.apart import Overrun
from anthology.editions.pdf.keeping import Kept, surroundings
from anthology.editions.pdf.loading import load_engine
from anthology.editions.pdf.parcels import Reply, Task, Unlike, files_for, task_for
from anthology.editions.pdf.parts import Died, Job, LaidOut
from anthology.limits import Limit
from anthology.problems import MissingProgram
from anthology.progress import Progress


@dataclass(frozen=True, slots=True)
class Cluster:
    """Other machines that lay out sections for us."""

    executor: Executor
    store: str = ""
    """Address of a store that they and we reach; without one, pages come back by wire."""

    died: type[Exception] = OSError
    """What a future raises when every process that tried a section has died of it."""


class Distant:
    """Lays out sections on a cluster."""

    def __init__(
        self, cluster: Cluster, limit: Limit | None, kept: Kept, progress: Progress, stage: str
    ) -> None:
        self._cluster = cluster
        self._limit = limit
        self._kept = kept
        self._progress = progress
        self._stage = stage

    def lay_out(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, LaidOut]]:
        """Lay out sections of one project, and yield them in their order.

        Raises:
            Died: a section takes too long or too much memory, or ends its workers.
            MissingProgram: the machines have other versions than this one.
        """
        if not jobs:
            return
        task = task_for(jobs[0].project, self._cluster.store, self._limit)
        done = dict(self._sent(jobs, task))
        self._progress.advanced(self._stage, len(done))
        # Their store may not be ours after all: the rest comes back by wire.
        rest = [job for job in jobs if job.name not in done]
        done |= dict(self._sent(rest, replace(task, store="")))
        for job in jobs:
            yield job, done.get(job.name) or load_engine().lay_out(job)

    def _sent(self, jobs: Sequence[Job], task: Task) -> Iterator[tuple[str, LaidOut]]:
        """Have sections laid out, the longest first; yield those that are as ours would be."""
        sent: dict[Future[Reply], Job] = {}
        for job in sorted(jobs, key=lambda job: (-len(job.xhtml), job.name)):
            sent[self._cluster.executor.submit(task, job, files_for(job))] = job
        for future in as_completed(sent):
            job = sent[future]
            laid_out = self._received(job, future)
            if laid_out and self._kept.opened_the_same(laid_out):
                yield job.name, laid_out

    def _received(self, job: Job, future: Future[Reply]) -> LaidOut | None:
        try:
            reply = future.result()
        except self._cluster.died as fault:
            raise Died(
                job.name, "every worker of the cluster that tried it has died"
            ) from fault
        if isinstance(reply, Unlike):
            raise MissingProgram("a worker of the cluster", _remedy(reply))
        if isinstance(reply, Overrun):
            raise Died(job.name, reply.cause)
        return self._kept.unchanged(job) if reply is None else reply


def _remedy(unlike: Unlike) -> str:
    """Say what a machine has that we have not."""
    ours = set(surroundings())
    other = [part for part in unlike.surroundings if part not in ours]
    named = [part for part in other if " " in part]  # the rest are hashes of files
    what = ", ".join(named) or "another version of this program or of its faces"
    return f"it has {what}: install the same on all machines"
