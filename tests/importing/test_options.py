"""What an editor may tell ``anthology import``, and what it refuses in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Command

WORDS = "Le café du port\n\nPar Ida Quill\n\nL’été y était doux, et le garçon très lent.\n"


def test_an_encoding_can_be_named(tmp_path: Path, anthology: Command) -> None:
    """A text of an old Macintosh is read as what it is, and its ledger is exact."""
    raw = tmp_path / "cafe.txt"
    raw.write_bytes(WORDS.encode("mac-roman"))

    done = anthology("import", raw, "--encoding", "mac-roman", cwd=tmp_path)
    audit = anthology("audit", cwd=tmp_path)

    assert done.returncode == audit.returncode == 0, done.stderr + audit.stderr
    assert "L’été y était doux" in (tmp_path / "cafe.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "ascii"])
def test_an_encoding_that_does_not_fit_is_refused(
    name: str, tmp_path: Path, anthology: Command
) -> None:
    """A name that is none, or that stands for no text, leads to one line and no file."""
    raw = tmp_path / "cafe.txt"
    raw.write_bytes(WORDS.encode("utf-16-le"))

    done = anthology("import", raw, "--encoding", name, cwd=tmp_path)

    assert done.returncode == 1
    assert "[raw-refused]" in done.stderr
    assert not (tmp_path / "cafe.md").exists()


def test_an_unreadable_letter_is_shown_as_the_message_says(
    tmp_path: Path, anthology: Command
) -> None:
    """No half of a character comes to the terminal."""
    raw = tmp_path / "cafe.txt"
    raw.write_bytes(WORDS.encode() * 9 + b"Un caf\x8f.\n")

    done = anthology("import", raw, cwd=tmp_path)

    assert "--encoding" in done.stderr
    assert "Un caf\ufffd" in done.stderr
    assert "\\udc8f" not in done.stderr


@pytest.mark.parametrize("to", ["../x.md", "texts/Größe.md"])
def test_a_piece_that_the_book_could_not_name_is_refused(
    to: str, project: Path, tmp_path: Path, anthology: Command
) -> None:
    """A place outside the project, or a name that is no address, is refused with a hint."""
    raw = tmp_path / "cafe.txt"
    raw.write_text(WORDS, encoding="utf-8")

    done = anthology("import", raw, "--to", to, cwd=project)

    assert done.returncode == 1
    assert "[file-name]" in done.stderr
    assert "hint: name" in done.stderr
    assert not (project / to).exists()


def test_an_empty_file_and_a_folder_are_named(tmp_path: Path, anthology: Command) -> None:
    """Nothing is imported from nothing, and a folder is not called missing."""
    raw = tmp_path / "empty.txt"
    raw.write_bytes(b" \n")

    empty = anthology("import", raw, cwd=tmp_path)
    folder = anthology("import", tmp_path, cwd=tmp_path)

    assert empty.returncode == 1
    assert "there is no text in the file" in empty.stderr
    assert not (tmp_path / "empty.md").exists()
    assert folder.returncode == 2
    assert "this is a folder" in folder.stderr
