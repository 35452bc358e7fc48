"""``anthology build --release``: what validators refuse does not replace a good file."""

from __future__ import annotations

import zipfile
from pathlib import Path

from anthology.cli.exits import Exit
from anthology.editions.epub.validation import faults
from tests.conftest import Command

INVALID = '<h2 id="{{ heading }}">Made</h2><p><div>A block in a paragraph.</div></p>'
"""Well-formed, as our own check wants it, but no XHTML."""


def _with_an_invalid_template(project: Path) -> None:
    templates = project / "styles" / "templates"
    templates.mkdir(parents=True)
    (templates / "colophon.xhtml").write_text(INVALID, encoding="utf-8")


def test_a_valid_book_is_released(project: Path, anthology: Command) -> None:
    """EPUBCheck has nothing against it."""
    done = anthology("build", project, "--edition", "epub", "--release")

    assert done.returncode == Exit.DONE, done.stderr
    assert (project / "build" / "folded-sheets.epub").is_file()


def test_an_invalid_book_is_refused(project: Path, anthology: Command) -> None:
    """With the words of EPUBCheck and an exit code of its own; the last file stays."""
    anthology("build", project, "--edition", "epub")
    last = (project / "build" / "folded-sheets.epub").read_bytes()
    _with_an_invalid_template(project)

    done = anthology("build", project, "--edition", "epub", "--release")

    assert done.returncode == Exit.BAD_OUTPUT
    assert "[output-invalid]" in done.stderr
    assert 'element "div" not allowed here' in done.stderr
    assert (project / "build" / "folded-sheets.epub").read_bytes() == last


def test_one_after_the_other_is_judged_by_itself(
    project: Path, anthology: Command, tmp_path: Path
) -> None:
    """A valid book, one that is none, and the valid one again, all in one process."""
    anthology("build", project, "--edition", "epub")
    valid = (project / "build" / "folded-sheets.epub").read_bytes()
    nothing = tmp_path / "nothing.epub"
    with zipfile.ZipFile(nothing, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")

    found = [faults(book, "x.epub") for book in (valid, nothing.read_bytes(), valid)]

    assert [bool(one) for one in found] == [False, True, False]


def test_a_draft_is_not_examined(project: Path, anthology: Command) -> None:
    """Without ``--release`` an editor sees what there is."""
    _with_an_invalid_template(project)

    assert anthology("build", project, "--edition", "epub").returncode == Exit.DONE


def test_a_release_needs_its_validator(
    project: Path, anthology: Command, tmp_path: Path
) -> None:
    """A machine without it cannot release; it says what to install."""
    done = anthology(
        "build", project, "--edition", "epub", "--release", env={"PATH": str(tmp_path)}
    )

    assert done.returncode == Exit.MISSING
    assert "java" in done.stderr
    assert not (project / "build" / "folded-sheets.epub").exists()
