"""Beyond one machine: a real Dask cluster makes the same bytes, whatever befalls it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from anthology.build import BuildOptions, BuildResult, build
from anthology.editions.pdf.parcels import Unlike, files_for, task_for
from anthology.editions.pdf.parts import PROJECT, Job, Sheet
from anthology.problems import Code
from tests.conftest import SMALL, Command

FILE = Path("build", "folded-sheets-screen.pdf")
SCREEN = BuildOptions(editions=("screen",), jobs=1)

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
<title>A sheet</title><rect width="60" height="40" fill="#c8b89a"/></svg>
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two processes; nothing listens beyond this machine."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as one:
        yield one


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The book as this machine makes it by itself."""
    root = _book(tmp_path_factory.mktemp("local"))
    assert build(root, SCREEN).outputs
    return (root / FILE).read_bytes()


def _book(folder: Path) -> Path:
    """Copy the small project, and give it a picture and a style of its own."""
    root = Path(shutil.copytree(SMALL, folder / "small"))
    (root / "pictures").mkdir()
    (root / "styles").mkdir()
    for place in ("pictures", "styles"):
        (root / place / "sheet.svg").write_text(PICTURE, encoding="utf-8")
    (root / "styles" / "book.css").write_text(
        "h1 { background: url(sheet.svg) no-repeat }", encoding="utf-8"
    )
    with (root / "texts" / "folding.md").open("a", encoding="utf-8") as file:
        file.write("\n![A sheet before it is folded](../pictures/sheet.svg)\n")
    return root


def test_a_cluster_makes_the_same_book(
    cluster: Any, local: bytes, tmp_path: Path, anthology: Command
) -> None:
    """Byte for byte, with pictures and styles of the project, by the command of an editor."""
    root = _book(tmp_path)
    options = ("--edition", "screen", "--scheduler", cluster.scheduler_address)

    done = anthology("build", root, *options)

    assert (done.returncode, done.stderr) == (0, "0 errors, 0 warnings\n")
    assert (root / FILE).read_bytes() == local
    assert any((root / ".cache").glob("??/*"))


@pytest.mark.parametrize("scheme", ["", "local://"])
def test_workers_and_editors_meet_in_one_store(
    cluster: Any, local: bytes, tmp_path: Path, scheme: str
) -> None:
    """What workers laid out is there for the next editor, who needs no cluster any more."""
    one, two = _book(tmp_path / "one"), _book(tmp_path / "two")
    at = replace(SCREEN, store=f"{scheme}{tmp_path / 'store'}")

    build(one, replace(at, scheduler=cluster.scheduler_address))
    build(two, at)

    assert '"misses": 0' in (two / "build" / "report.json").read_text(encoding="utf-8")
    assert (one / FILE).read_bytes() == (two / FILE).read_bytes() == local


def test_a_worker_killed_in_the_middle_takes_nothing_with_it(
    cluster: Any, local: bytes, tmp_path: Path
) -> None:
    """Its section goes to another; the book is the same."""
    root = _book(tmp_path)

    _, killed = _built_while_killing(root, cluster)

    assert killed
    assert (root / FILE).read_bytes() == local


def test_a_section_that_no_worker_survives_ends_with_its_name(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not with the build of somebody else, nor with a page less."""
    root = _book(tmp_path)
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)

    result, _ = _built_while_killing(root, cluster)

    (problem,) = result.problems
    assert problem.code is Code.LAYOUT_FAILED
    assert "cannot be laid out: every worker of the cluster" in problem.message
    assert not (root / FILE).exists()


def _built_while_killing(root: Path, cluster: Any) -> tuple[BuildResult, int]:
    """Build on a cluster, and kill the first worker that has begun with a section."""
    scheduler = cluster.scheduler
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(
            build, root, replace(SCREEN, scheduler=cluster.scheduler_address)
        )
        killed = 0
        while not killed and not building.done():
            busy = [worker for worker in list(scheduler.workers.values()) if worker.processing]
            if busy:
                nanny = cluster.workers[busy[0].name]
                killed = nanny.process.pid
                os.kill(killed, signal.SIGKILL)
            time.sleep(0.01)
        return building.result(), killed


def test_a_machine_with_other_versions_is_refused(tmp_path: Path) -> None:
    """It says what it has, instead of making pages that are a little different."""
    task = replace(task_for(tmp_path, ""), surroundings=("weasyprint 12.0",))

    reply = task(Job("quay", "<p>Text</p>", (), tmp_path), ())

    assert isinstance(reply, Unlike)
    assert any(part.startswith("weasyprint ") for part in reply.surroundings)


def test_a_section_travels_with_what_it_names(tmp_path: Path) -> None:
    """Pictures, what these and style sheets name; nothing else, nothing from outside."""
    project = tmp_path / "project"
    (project / "art").mkdir(parents=True)
    for name in ("a.svg", "b.png", "c & d.png", "e.png", "unnamed.png"):
        (project / "art" / name).write_bytes(b"picture")
    (project / "art" / "a.svg").write_text('<image href="b.png"/>', encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(b"not yours")
    named = '<img src="art/a.svg"/><img src="art/c%20&amp;%20d.png"/>'
    outside = '<img src="../secret.png"/><img src="art/missing.png"/><a href="#x">x</a>'
    sheet = Sheet("book.css", "p { background: url('../art/e.png') }", f"{PROJECT}styles/")

    files = files_for(Job("quay", named + outside, (sheet,), project))

    assert [name for name, _ in files] == [
        "art/a.svg",
        "art/b.png",
        "art/c & d.png",
        "art/e.png",
    ]


def test_a_scheduler_that_does_not_answer_is_named(project: Path, anthology: Command) -> None:
    """With what to do, and another exit code than for a fault in the texts."""
    patience = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}

    done = anthology("build", project, "--scheduler", "tcp://127.0.0.1:9", env=patience)

    assert done.returncode == 3
    assert "anthology: the program scheduler at tcp://127.0.0.1:9 is missing" in done.stderr
    assert "dask scheduler" in done.stderr


def test_nobody_loads_dask_who_does_not_ask_for_it(project: Path) -> None:
    """It takes a second, and is not even installed where nobody needs it."""
    program = (
        "import sys\n"
        "from anthology.cli import main\n"
        f"assert main(['build', {str(project)!r}, '--edition', 'screen']) == 0\n"
        "print(sorted({'dask', 'distributed', 'fsspec'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8"
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_limit_holds_on_a_cluster(cluster: Any, tmp_path: Path, anthology: Command) -> None:
    """A piece that takes more than it may ends with its name; the workers go on."""
    root = _book(tmp_path)
    options = ("--edition", "screen", "--scheduler", cluster.scheduler_address, "--no-cache")

    ended = anthology("build", root, *options, "--limit", "300s/90MB")
    done = anthology("build", root, *options, "--limit", "300s/2GB")

    assert ended.returncode == 1
    assert "cannot be laid out" in ended.stderr
    assert "[layout-failed]" in ended.stderr
    assert (done.returncode, done.stderr) == (0, "0 errors, 0 warnings\n")
