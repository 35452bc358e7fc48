"""Asking again: the same answer at once, as long as nothing has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from anthology.again import FRESH, Answer, Question
from anthology.problems import Code, Place, warning
from tests.conftest import SMALL, Command

ANSWER = Answer((warning(Place("texts/x.md", 3), Code.NOTE_EMPTY, "it is empty", "fill it"),))

COMMAND = (Path(sys.executable).parent / "anthology",)
UNLOADED = """
import sys
from anthology.cli import main
code = main(sys.argv[1:])
assert "anthology.build" not in sys.modules
sys.exit(code)
"""
"""Runs a command, and fails when it did the work."""


def ask(folder: Path, *asked: str) -> Question:
    """Put a question to a project whose files were not written this very moment."""
    time.sleep(2 * FRESH)
    return Question(folder, folder / "build", asked)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Something that looks like a project."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "anthology.yaml").write_text("title: T\n", encoding="utf-8")
    (tmp_path / "texts" / "x.md").write_text("Words.\n", encoding="utf-8")
    return tmp_path


def test_the_same_question_has_the_same_answer(folder: Path) -> None:
    """With its problems as they were; another question has none yet."""
    ask(folder, "check").remember(ANSWER)

    assert ask(folder, "check").recall() == ANSWER
    assert ask(folder, "build").recall() is None


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "texts" / "x.md").write_text("Wards.\n", encoding="utf-8"),
        lambda folder: (folder / "texts" / "y.md").write_text("", encoding="utf-8"),
        lambda folder: (folder / "texts" / "x.md").unlink(),
        lambda folder: (folder / "texts" / "x.md").rename(folder / "texts" / "z.md"),
        lambda folder: (folder / "anthology.yaml").write_text("title: U\n", encoding="utf-8"),
    ],
    ids=["a letter", "a new file", "a file gone", "another name", "the settings"],
)
def test_any_change_asks_for_a_new_answer(
    folder: Path, change: Callable[[Path], object]
) -> None:
    """Whatever file it is, and even when size and time of writing are the same."""
    facts = (folder / "texts" / "x.md").stat()
    ask(folder).remember(ANSWER)

    change(folder)
    if (folder / "texts" / "x.md").is_file():
        os.utime(folder / "texts" / "x.md", ns=(facts.st_atime_ns, facts.st_mtime_ns))

    assert ask(folder).recall() is None


def test_what_is_saved_this_moment_is_not_trusted(folder: Path) -> None:
    """A file may be saved twice within the smallest time that the system tells apart."""
    question = ask(folder)
    (folder / "texts" / "x.md").write_text("Wards.\n", encoding="utf-8")
    saved = Question(folder, folder / "build", ())
    question.remember(ANSWER)
    saved.remember(ANSWER)

    assert ask(folder).recall() is None


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"by hand")])
def test_an_output_that_is_not_as_it_was_is_made_again(
    folder: Path, spoil: Callable[[Path], object]
) -> None:
    """It was deleted, or changed by hand."""
    output = folder / "build" / "book.epub"
    output.parent.mkdir()
    output.write_bytes(b"made")
    answer = Answer((), (output,), (output,))
    ask(folder).remember(answer)
    assert ask(folder).recall() == answer

    spoil(output)

    assert ask(folder).recall() is None


def test_a_folder_that_is_no_project_is_left_alone(tmp_path: Path) -> None:
    """Nothing is kept in it."""
    ask(tmp_path).remember(ANSWER)

    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with a warning in it, built."""
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("again") / "small"))
    with (folder / "texts" / "sewing.md").open("a", encoding="utf-8") as text:
        text.write("\n[idle]: https://example.org/\n")
    time.sleep(2 * FRESH)
    subprocess.run([*COMMAND, "build", folder], check=True, capture_output=True)
    return folder


def test_nothing_changed_costs_nothing(built: Path) -> None:
    """A second build says the same, without loading what would do the work."""
    again = [
        subprocess.run(
            [*start, "build", built], check=False, capture_output=True, encoding="utf-8"
        )
        for start in (COMMAND, (sys.executable, "-c", UNLOADED))
    ]

    assert [done.returncode for done in again] == [0, 0], again[1].stderr
    assert "[link-unused]" in again[1].stderr
    assert (again[0].stdout, again[0].stderr) == (again[1].stdout, again[1].stderr)


def test_a_lost_edition_is_put_back(built: Path, anthology: Command) -> None:
    """With the same bytes."""
    (edition,) = built.glob("build/*.epub")
    before = edition.read_bytes()
    edition.unlink()

    done = anthology("build", built)

    assert done.returncode == 0, done.stderr
    assert edition.read_bytes() == before
