"""``anthology new``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anthology.reading.settings import KEYS, read_settings
from anthology.starting import TEMPLATES, FolderInUseError, start
from tests.conftest import Command
from tests.validators import Epubcheck, pdf_pages


def test_a_new_project_builds_as_it_stands(
    tmp_path: Path, anthology: Command, epubcheck: Epubcheck
) -> None:
    """New, check, build: no complaint on the way, and both editions at the end."""
    folder = tmp_path / "my-first_book"

    made = anthology("new", folder)
    checked = anthology("check", folder)
    built = anthology("build", folder)

    assert (made.returncode, checked.returncode, built.returncode) == (0, 0, 0)
    assert checked.stderr == "0 errors, 0 warnings\n"
    outputs = [Path(line) for line in built.stdout.splitlines()]
    assert [path.name for path in outputs] == ["my-first-book.epub", "my-first-book-screen.pdf"]
    assert epubcheck(outputs[0]) == []
    assert "My first book" in pdf_pages(outputs[1])[0]


def test_every_setting_is_shown() -> None:
    """The new ``anthology.yaml`` has every key, in use or behind a ``#``."""
    shown = (TEMPLATES / "anthology.yaml").read_text(encoding="utf-8")

    missing = [key for keys in KEYS.values() for key in keys if f"{key}:" not in shown]

    assert missing == []


def test_every_example_is_good() -> None:
    """Take the ``#`` away anywhere, and what stands behind it is accepted."""
    shown = (TEMPLATES / "anthology.yaml").read_text(encoding="utf-8")
    uncommented = re.sub(r"^( *)# ( *(?:- )?\{?[a-z-]+:)", r"\1\2", shown, flags=re.MULTILINE)

    settings, problems = read_settings(uncommented, "anthology.yaml")

    assert uncommented.count("\n#") < 5
    assert settings is not None
    assert problems == []


def test_a_folder_in_use_is_left_alone(tmp_path: Path, anthology: Command) -> None:
    """One line and exit code 2, and nothing is added."""
    (tmp_path / "letter.txt").write_text("Dear editor,\n", encoding="utf-8")

    refused = anthology("new", tmp_path)

    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0] == f"anthology: {tmp_path} is not empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    """A file of that name is named as what it is."""
    taken = tmp_path / "book"
    taken.touch()

    with pytest.raises(FolderInUseError, match="book is a file"):
        start(taken)


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    """``git init`` first, ``anthology new .`` second is a good habit."""
    (tmp_path / ".git").mkdir()

    written = start(tmp_path)

    assert tmp_path / "anthology.yaml" in written


@pytest.mark.parametrize("name", ["Über: uns", '"quoted" \\ it', "# 1 of 2", "no", "Ωραία"])
def test_any_name_makes_a_title(name: str, tmp_path: Path, anthology: Command) -> None:
    """Whatever the folder is called, what is written can be read."""
    start(tmp_path / name)

    checked = anthology("check", tmp_path / name)

    assert checked.returncode == 0, checked.stderr
