"""Whatever a section does, the process that lays it out can be ended, and it is named."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from anthology.build import BuildOptions, build
from anthology.editions.pdf import Means, begin
from anthology.editions.pdf.parts import Died, Job, LaidOut
from anthology.editions.pdf.pool import Pool, start_beside
from anthology.limits import Limit
from tests.conftest import Command
from tests.editions.pdf.making import SCREEN, long_piece, parted, section_job

ENDLESS = '<section><table><tr><td colspan="{}">x</td></tr></table></section>'
"""The engine counts the columns of a table one by one, and keeps something of each."""

DEEP = f"<section><p>{'<em>' * 900}x{'</em>' * 900}</p></section>"


def run(jobs: list[Job], limit: Limit | None = None, count: int = 1) -> list[LaidOut]:
    """Lay out sections in processes of their own, in the order in which they are done."""
    pool = Pool(count, limit or Limit())
    sound = False
    try:
        found = [laid_out for _, laid_out in pool.lay_out(jobs)]
        sound = True
        return found
    finally:
        pool.close(now=not sound)


@pytest.mark.parametrize(
    ("xhtml", "limit", "cause"),
    [
        (ENDLESS.format(3_000_000), Limit(seconds=2), "it takes longer than 2 s"),
        (ENDLESS.format(10**9), Limit(memory=600 * 2**20), "it needs more than 600 MB"),
        (DEEP, Limit(), "its markup is nested too deep"),
    ],
    ids=["time", "memory", "depth"],
)
def test_a_hostile_section_ends_with_its_name(xhtml: str, limit: Limit, cause: str) -> None:
    """For what is wrong with it, before its time is over; no process of it is left."""
    with pytest.raises(Died) as died:
        run([section_job(xhtml)], limit)

    assert died.value.name == "quay"
    assert cause in died.value.cause
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_names_its_section() -> None:
    """As the system does when memory runs out."""

    def kill() -> None:
        for process in multiprocessing.active_children():
            process.kill()

    timer = threading.Timer(3, kill)
    timer.start()

    with pytest.raises(Died, match=r"quay.*was ended"):
        run([section_job(ENDLESS.format(10_000_000))])
    timer.join()


def test_the_longest_section_is_begun_first() -> None:
    """So that at the end no core waits for it."""
    short = section_job("<section><p>A line.</p></section>")
    long = replace(short, xhtml=short.xhtml.replace("A line.", "A line. " * 900))

    done = run([short, long, short])

    assert [laid_out.pages > 1 for laid_out in done] == [True, False, False]


def test_a_process_that_is_ready_lays_out_the_first_section() -> None:
    """It was started before there was a section, and nobody else is started for that."""
    start_beside(section_job("<section><p>Some words.</p></section>"))
    pool = Pool(1, Limit())
    (ready,) = (process.pid for process in multiprocessing.active_children())

    found = list(pool.lay_out([section_job("<section><p>A line.</p></section>")]))

    assert [laid_out.pages for _, laid_out in found] == [1]
    assert [process.pid for process in multiprocessing.active_children()] == [ready]
    pool.close(now=False)
    assert multiprocessing.active_children() == []


def test_a_section_that_was_begun_beside_is_not_laid_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first that is asked for is the one that was begun while the book was checked."""
    asked: list[Job] = []
    submit = ProcessPoolExecutor.submit

    def listening(executor: ProcessPoolExecutor, call: Any, *given: Any) -> Any:
        asked.extend(one for one in given if isinstance(one, Job))
        return submit(executor, call, *given)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", listening)
    first, second = (section_job(f"<section><p>{n} lines.</p></section>") for n in "12")
    start_beside(first)

    done = run([first, second])

    assert [laid_out.pages for laid_out in done] == [1, 1]
    assert asked == [first, second]


@pytest.mark.parametrize(
    ("limit", "begun"), [(None, 1), (Limit(), 1), (Limit(seconds=5), 0)], ids=str
)
def test_the_first_text_is_begun_unless_there_is_a_limit_of_its_own(
    limit: Limit | None, begun: int
) -> None:
    """The command has a limit for who names none: that one is for all processes alike."""
    begin(parted(long_piece("ropes", 2)), SCREEN, Means(2, limit=limit))
    pool = Pool(2, Limit())

    assert len(multiprocessing.active_children()) == begun

    pool.close(now=True)


def test_a_process_that_has_nothing_to_lay_out_does_something_else() -> None:
    """And if it is gone by then, it is done here."""
    pool = Pool(1, Limit())
    job = partial(bytes, 3)
    assert pool.beside(job) is job  # nobody is there
    list(pool.lay_out([section_job("<section><p>A line.</p></section>")]))

    assert pool.beside(job)() == b"\0\0\0"
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()
    assert pool.beside(job)() == b"\0\0\0"
    pool.close(now=True)


def test_a_process_whose_trial_fails_lays_out_all_the_same() -> None:
    """What is wrong is told of a section, by its name."""
    start_beside(section_job("<section>"))

    (laid_out,) = run([section_job("<section><p>A line.</p></section>")])

    assert laid_out.pages == 1


def test_a_process_that_was_started_for_nothing_is_ended(project: Path) -> None:
    """As it is where a fault keeps the book from being made."""
    text = project / "texts" / "folding.md"
    text.write_text(f"{text.read_text(encoding='utf-8')}\n\nSee [@nobody].\n", encoding="utf-8")

    result = build(project, BuildOptions(editions=("screen",)))

    assert "cite-unknown" in {str(problem.code) for problem in result.problems}
    assert multiprocessing.active_children() == []


def test_the_command_names_the_piece(project: Path, anthology: Command) -> None:
    """Too little memory for any piece: an error in the sources, and nothing is written."""
    done = anthology("build", project, "--edition", "screen", "--limit", "300s/90MB")

    assert done.returncode == 1, done.stderr
    assert "cannot be laid out" in done.stderr
    assert "[layout-failed]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "build" / "report.json").exists()


@pytest.mark.parametrize("words", ["", "2", "2GB/3GB", "0s", "1h/2GB", "-1s"])
def test_a_limit_is_written_with_its_units(words: str, anthology: Command) -> None:
    """What is none is a wrong command."""
    done = anthology("build", f"--limit={words}")

    assert done.returncode == 2
    assert "no limit such as 120s/2GB" in done.stderr


SCRIPT = """
from anthology.editions.pdf.parts import Died
from anthology.editions.pdf.pool import Pool
from anthology.limits import Limit
from tests.editions.pdf.making import section_job

pool = Pool(1, Limit())
try:
    list(pool.lay_out([section_job(f"<section><p>{'A line. ' * 30_000}</p></section>")]))
except Died as died:
    print(died.cause)
pool.close(now=True)
"""
"""Not for modules: each process reads it anew, begins the same, and is stopped by Python."""


def test_a_process_that_cannot_start_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """However long the section is that it should have got."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, str(script)]

    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.stdout == "the process that did it was ended\n"
