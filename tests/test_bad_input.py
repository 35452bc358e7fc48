"""Bad input, one fault at a time, through the real command."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Command

Spoil = Callable[[Path], None]


class Fault(NamedTuple):
    """A way to spoil the small project, and what the editor must be told."""

    spoil: Spoil
    place: str
    cause: str
    """Words of the message."""

    code: str
    hint: str
    """Words of the hint."""


def added(file: str, words: str) -> Spoil:
    """Append to a file."""

    def spoil(project: Path) -> None:
        with (project / file).open("a", encoding="utf-8") as stream:
            stream.write(words)

    return spoil


def replaced(file: str, old: str, new: str, encoding: str = "utf-8") -> Spoil:
    """Replace words of a file, which stand there once."""

    def spoil(project: Path) -> None:
        words = (project / file).read_text(encoding="utf-8")
        assert words.count(old) == 1
        (project / file).write_text(words.replace(old, new), encoding=encoding)

    return spoil


FAULTS = {
    "missing file in contents": Fault(
        replaced("anthology.yaml", "  - paper.md", "  - papper.md"),
        "anthology.yaml:12",
        "papper.md",
        "file-missing",
        "did you mean “paper.md”?",
    ),
    "unknown key": Fault(
        replaced("anthology.yaml", "publisher:", "publishr:"),
        "anthology.yaml:4",
        "there is no setting “publishr”",
        "setting-unknown",
        "did you mean “publisher”?",
    ),
    "unknown key in front matter": Fault(
        replaced("texts/folding.md", "short-title:", "short_title:"),
        "texts/folding.md:3",
        "there is no setting “short_title”",
        "setting-unknown",
        "did you mean “short-title”?",
    ),
    "tab in YAML": Fault(
        replaced("anthology.yaml", "    introduction:", "\tintroduction:"),
        "anthology.yaml:10",
        "tab",
        "yaml-syntax",
        "spaces",
    ),
    "duplicate key in YAML": Fault(
        added("anthology.yaml", "title: Another\n"),
        "anthology.yaml:17",
        "title",
        "yaml-duplicate",
        "",
    ),
    "undefined note": Fault(
        added("texts/paper.md", "\nA mark.[^gone]\n"),
        "texts/paper.md:14",
        "gone",
        "note-undefined",
        "[^gone]:",
    ),
    "unknown citation": Fault(
        added("texts/paper.md", "\nSee [@bringhurst1929, p. 12].\n"),
        "texts/paper.md:14",
        "no entry “bringhurst1929” in the bibliography",
        "cite-unknown",
        "did you mean “bringhurst1992”?",
    ),
    "broken .bib entry": Fault(
        replaced("bib/works.bib", "1992},\n}", "1992},\n"),
        "bib/works.bib:1",
        "",
        "bib-unreadable",
        "",
    ),
    "raw HTML": Fault(
        added("texts/paper.md", "\nA <b>bold</b> word.\n"),
        "texts/paper.md:14",
        "raw HTML: <b>",
        "html-raw",
        "",
    ),
    "image without alt text": Fault(
        added("texts/paper.md", "\n![](press.png)\n"),
        "texts/paper.md:14",
        "",
        "image-alt",
        "",
    ),
    "character no font has": Fault(
        added("texts/paper.md", "\nThe character 漢 is Chinese.\n"),
        "texts/paper.md:14",
        "漢",
        "glyph-missing",
        "",
    ),
    "NUL bytes": Fault(
        added("texts/paper.md", "\nA nought: \0.\n"),
        "texts/paper.md:14",
        "U+0000",
        "character-illegal",
        "delete it",
    ),
    "latin-1 file": Fault(
        replaced("texts/paper.md", "forgives a pencil", "pardonne à un crayon", "latin-1"),
        "texts/paper.md:6",
        "UTF-8",
        "file-encoding",
        "",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_where_what_and_how(
    name: str, project: Path, anthology: Command
) -> None:
    """File, line, cause, code and hint; exit code 1; nothing is written."""
    fault = FAULTS[name]
    fault.spoil(project)

    done = anthology("build", cwd=project)

    lines = done.stderr.splitlines()
    told = [at for at, line in enumerate(lines) if line.startswith(f"{fault.place}: error: ")]
    assert told, done.stderr
    message, hint = lines[told[0]], lines[told[0] + 1]
    assert done.returncode == 1
    assert message.endswith(f"[{fault.code}]")
    assert fault.cause in message
    assert hint.startswith("  hint: ")
    assert fault.hint in hint
    assert not (project / "build").exists()


def test_a_failed_build_leaves_the_last_one(project: Path, anthology: Command) -> None:
    """What the last good build made stays, byte for byte, with its times."""
    anthology("build", project)
    before = _files(project / "build")
    FAULTS["undefined note"].spoil(project)

    done = anthology("build", project)

    assert done.returncode == 1
    assert {"folded-sheets.epub", "folded-sheets-screen.pdf", "report.json"} <= before.keys()
    assert _files(project / "build") == before


def test_all_faults_are_told_at_once(project: Path, anthology: Command) -> None:
    """An editor mends in one go what one run has found."""
    names = ["unknown key", "undefined note", "unknown citation", "image without alt text"]
    for name in names:
        FAULTS[name].spoil(project)

    done = anthology("check", project)

    for name in names:
        assert f"[{FAULTS[name].code}]" in done.stderr


def test_check_and_build_tell_the_same(project: Path, anthology: Command) -> None:
    """What ``check`` lets pass, ``build`` does not complain of, and the other way round."""
    for name in ("unknown citation", "raw HTML", "character no font has"):
        FAULTS[name].spoil(project)
    twin = Path(shutil.copytree(project, project.parent / "twin"))

    checked = anthology("check", project)
    built = anthology("build", twin)

    assert checked.stderr == built.stderr


def test_a_text_that_cannot_be_read_is_told_once(project: Path, anthology: Command) -> None:
    """It is listed, and links to it lead where they should: neither is called a fault."""
    text = project / "texts" / "folding.md"
    text.write_bytes(text.read_bytes() + b"\nCaf\xe9.\n")

    done = anthology("check", project)

    assert done.stderr.count("error: ") == 1
    assert "[file-encoding]" in done.stderr
    assert "warning: " not in done.stderr


def test_a_folder_without_a_book(tmp_path: Path, anthology: Command) -> None:
    """A wrong folder is told as such, with the way to begin."""
    done = anthology("build", tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("anthology.yaml: error: ")
    assert "[file-missing]" in done.stderr


def _files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
    }
