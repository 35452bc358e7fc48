"""Incremental equals clean: whatever was built before, the files are those of a first build."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from anthology.build import BuildOptions, build
from tests.conftest import SMALL

Edit = Callable[[Path], object]


def replaced(name: str, old: str, new: str) -> Edit:
    """Make an edit of one file of the project."""

    def edit(project: Path) -> None:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def added(name: str, words: str) -> Edit:
    """Make an edit that adds words to the end of a file, or a file of them."""

    def edit(project: Path) -> None:
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as text:
            text.write(words)

    return edit


EDITS: dict[str, tuple[Edit, ...]] = {
    "words, a citation, a note": (
        replaced("texts/sewing.md", "Thread through", "Thread it through"),
        added("texts/sewing.md", "\nSee [@bringhurst1992, p. 9].[^n]\n\n[^n]: *Ibid.*\n"),
    ),
    "a longer text, which moves all that follows, and another work": (
        added("texts/folding.md", "\nAnother line of it, and another.\n" * 60),
        replaced("bib/works.bib", "Typographic Style", "Typographic Manner"),
    ),
    "a style sheet, a template, the order": (
        added("styles/screen.css", "p { text-indent: 2em }\n"),
        added("styles/templates/colophon.xhtml", "<p>Set by hand.</p>\n"),
        replaced("anthology.yaml", "folding.md, sewing.md", "sewing.md, folding.md"),
    ),
}
"""What editors, publishers and designers do, one after the other."""


def made(project: Path, *, cache: bool) -> dict[str, bytes]:
    """Build; return the files, but for the report, which holds times."""
    result = build(project, BuildOptions(jobs=1, cache=cache))
    assert result.outputs, result.problems
    return {file.name: file.read_bytes() for file in result.written if file.suffix != ".json"}


def test_incremental_equals_clean(project: Path, tmp_path: Path) -> None:
    """After each of many edits, and after they are all undone."""
    first = made(project, cache=True)
    for name, edits in EDITS.items():
        for edit in edits:
            edit(project)

        assert made(project, cache=True) == made(project, cache=False), name

    shutil.copytree(project / ".cache", tmp_path / "undone" / ".cache")
    shutil.copytree(SMALL, tmp_path / "undone", dirs_exist_ok=True)
    assert made(tmp_path / "undone", cache=True) == first


COMMAND = (str(Path(sys.executable).parent / "anthology"), "build", "--edition", "screen")


def content(project: Path) -> bytes:
    """Return the PDF of a project."""
    return (project / "build" / "folded-sheets-screen.pdf").read_bytes()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of the small project, built from nothing."""
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("clean") / "small"))
    subprocess.run([*COMMAND, "--no-cache", folder], check=True, capture_output=True)
    return content(folder)


def test_two_builds_at_once(project: Path, clean: bytes) -> None:
    """Of one project, from nothing: both are done, and the files are whole."""
    both = [subprocess.Popen([*COMMAND, project], stderr=subprocess.PIPE) for _ in range(2)]

    said = [one.communicate()[1] for one in both]

    assert [one.returncode for one in both] == [0, 0], said
    assert content(project) == clean


def test_a_killed_build_leaves_nothing_wrong(project: Path, clean: bytes) -> None:
    """Kill -9 in the middle of the layout: what was done is used, the rest is done."""
    with subprocess.Popen([*COMMAND, project], stderr=subprocess.DEVNULL) as killed:
        until = time.monotonic() + 60
        while not any(project.glob(".cache/??/*")) and time.monotonic() < until:
            time.sleep(0.01)
        killed.kill()
    assert killed.returncode == -9
    assert any(project.glob(".cache/??/*"))

    done = subprocess.run([*COMMAND, project], check=False, capture_output=True)

    assert done.returncode == 0, done.stderr
    assert content(project) == clean
