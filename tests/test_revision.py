"""An editor revises one piece: what else changes in the book."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.conftest import Command

EPUB = "folded-sheets.epub"


def test_a_word_changed_in_one_piece_changes_its_page_alone(
    project: Path, anthology: Command
) -> None:
    """All other files of the e-book are the same, byte for byte, but for the cover."""
    anthology("build", project)
    before = _files(project / "build" / EPUB)
    piece = project / "texts" / "paper.md"
    piece.write_text(piece.read_text("utf-8").replace("forgives", "pardons"), "utf-8")

    done = anthology("build", project)

    assert done.returncode == 0, done.stderr
    after = _files(project / "build" / EPUB)
    assert b"pardons" in after["EPUB/text/paper.xhtml"]
    assert list(after) == list(before)
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"EPUB/cover.jpg"} == {"EPUB/text/paper.xhtml"}


def _files(epub: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(epub) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
