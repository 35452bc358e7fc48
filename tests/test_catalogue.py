"""A press builds all its books with one command."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from anthology.cli.exits import Exit
from tests.conftest import SMALL, Command, heeding_interrupts

EPUB = ("--edition", "epub", "--no-cache")


def _books(folder: Path, *names: str) -> list[Path]:
    for name in names:
        root = Path(shutil.copytree(SMALL, folder / name))
        settings = root / "anthology.yaml"
        source = settings.read_text(encoding="utf-8")
        head, _, _ = source.partition("\neditions:")
        settings.write_text(f"{head}\neditions: {{epub: {{}}}}\n", encoding="utf-8")
    return [folder / name for name in names]


def test_a_book_that_fails_stops_no_other(tmp_path: Path, anthology: Command) -> None:
    """Each says its problems under its name; the list at the end has all, in their order."""
    one, two, three = _books(tmp_path, "one", "two", "three")
    with (two / "texts" / "paper.md").open("a", encoding="utf-8") as file:
        file.write("\nA gap [@nobody].\n")

    done = anthology(
        "catalogue", "one", "two", "none", "three", "./one", *EPUB, "--report", "r.json",
        cwd=tmp_path,
    )  # fmt: skip

    assert done.returncode == Exit.PROBLEMS
    assert "two:\ntexts/paper.md:" in done.stderr
    assert "no entry “nobody”" in done.stderr
    assert "none:\nanthology.yaml: error: there is no anthology.yaml here" in done.stderr
    lines = [line.partition(" (")[0] for line in done.stdout.splitlines()]
    assert lines == [
        "one: folded-sheets.epub",
        "two: problems in the sources",
        "none: problems in the sources",
        "three: folded-sheets.epub",
    ]
    assert (one / "build" / "folded-sheets.epub").read_bytes() == (
        three / "build" / "folded-sheets.epub"
    ).read_bytes()
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["projects"]
    assert [(book["project"], book["code"]) for book in told] == [
        ("one", 0),
        ("two", 1),
        ("none", 1),
        ("three", 0),
    ]
    assert told[3]["editions"][0]["file"] == "folded-sheets.epub"


def test_a_press_without_faults_is_done(tmp_path: Path, anthology: Command) -> None:
    """Exit code 0, and nothing but the list."""
    one, two = _books(tmp_path, "one", "two")

    done = anthology("catalogue", one, two, *EPUB)

    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    assert len(done.stdout.splitlines()) == 2


def test_an_interrupted_catalogue_leaves_no_build_behind(tmp_path: Path) -> None:
    """Ctrl-C reaches the command; it ends those it has begun."""
    books = _books(tmp_path, "one", "two", "three")
    command = (sys.executable, "-m", "anthology", "catalogue", *EPUB, "--jobs", "1")
    process = subprocess.Popen(
        [*command, *map(str, books)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heeding_interrupts,
    )
    children = Path(f"/proc/{process.pid}/task")
    begun: list[str] = []
    while not begun and process.poll() is None:
        begun = [
            child
            for file in children.glob("*/children")
            for child in file.read_text(encoding="utf-8").split()
        ]
        time.sleep(0.02)

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert begun
    assert process.returncode == Exit.INTERRUPTED
    assert said.endswith("anthology: interrupted\n")
    assert not any(_runs(int(child)) for child in begun)
    assert not any((book / "build" / "report.json").exists() for book in books[1:])


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
