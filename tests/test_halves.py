"""Work that is shared with a second process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from anthology import halves
from anthology.halves import beside, in_two
from anthology.kept import Kept
from anthology.store import Store

Job = Callable[[], tuple[int, str]]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for help at once; other tests may have loaded WeasyPrint, which nobody uses here."""
    monkeypatch.setattr(halves, "PATIENCE", 0.0)
    monkeypatch.setattr(halves, "WORTH", 0.0)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)


def children() -> list[str]:
    """Return the processes that are ours."""
    own = os.getpid()
    return Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()


def made(kept: Kept, number: int) -> tuple[int, str]:
    """Return a number, and who has made it first."""

    def make() -> tuple[int, str]:
        time.sleep(0.01)
        return number, str(os.getpid())

    return kept.recall(make, "made", str(number))


@pytest.mark.usefixtures("impatient")
def test_two_processes_share_the_work(tmp_path: Path) -> None:
    """Results come in their order, whoever made them; the helper begins at the end."""
    kept = Kept(Store(tmp_path))

    given = in_two([partial(made, kept, number) for number in range(40)], helped=True)

    makers = [who for _, who in given]
    assert [number for number, _ in given] == list(range(40))
    assert makers[0] == str(os.getpid()) != makers[-1]
    assert len(set(makers)) == 2
    assert makers == sorted(makers, key=makers.index)


@pytest.mark.usefixtures("impatient")
def test_a_fault_is_ours(tmp_path: Path) -> None:
    """What fails in the helper fails here, too, where it is told; and no helper is left."""
    kept = Kept(Store(tmp_path))

    def fail() -> tuple[int, str]:
        raise ValueError("the last one")

    jobs: list[Job] = [partial(made, kept, 1), partial(made, kept, 2), fail]
    before = children()

    with pytest.raises(ValueError, match="the last one"):
        in_two(jobs, helped=True)
    assert children() == before


def test_what_takes_no_time_needs_no_help(tmp_path: Path) -> None:
    """In most builds most is known, and a fork would take longer than all of it."""
    kept = Kept(Store(tmp_path))
    jobs = [partial(made, kept, number) for number in range(3)]

    for _ in range(2):
        given = in_two(jobs, helped=True)

    assert {who for _, who in given} == {str(os.getpid())}


@pytest.mark.usefixtures("impatient")
def test_without_a_store_we_are_alone() -> None:
    """What a helper made could not reach us."""
    given = in_two([partial(made, Kept(None), number) for number in range(3)], helped=False)

    assert {who for _, who in given} == {str(os.getpid())}


def test_the_end_of_a_work_needs_no_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When little is left, a fork would take longer than doing it."""
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)

    def work() -> tuple[int, str]:
        begun = time.process_time()
        while time.process_time() - begun < 0.01:
            pass
        return made(Kept(Store(tmp_path)), os.getpid())

    given = in_two([work] * 9, helped=True)

    assert {who for _, who in given} == {str(os.getpid())}


@pytest.mark.usefixtures("impatient")
def test_a_job_is_done_beside() -> None:
    """In another process, which is gone when it has told what came of it."""
    before = children()

    given = beside(lambda: (os.getpid(), "x" * 200_000))  # more than a pipe holds

    pid, words = given()
    assert given() == (pid, words)
    assert (pid != os.getpid(), len(words)) == (True, 200_000)
    assert children() == before


@pytest.mark.usefixtures("impatient")
def test_a_fault_beside_is_ours() -> None:
    """A job that fails there is done here, where the fault is told."""

    def fail() -> str:
        raise ValueError("as there")

    given = beside(fail)

    with pytest.raises(ValueError, match="as there"):
        given()
