"""The records of the imports: which ledger and which raw file a piece came from."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from pathlib import PurePosixPath

from anthology.model import Import
from anthology.reading.project import Project

RAWS = "texts/raw"
"""Where a project keeps its raw files, each with the ledger of its import."""


def read_imports(project: Project, files: Iterable[str]) -> tuple[Import, ...]:
    """Read the records that some pieces have.

    What is wrong with a ledger is found by the check of the raw files; here it is as if it
    were not there.

    Args:
        project: Where to look.
        files: Paths of the pieces in the project.
    """
    wanted = set(files)
    folder = project.root / RAWS
    found = []
    for path in sorted(folder.glob("*.ledger.json")):
        ledger = path.read_bytes().decode("utf-8", "replace")
        piece, raw = _named(ledger)
        file = folder / raw
        if piece in wanted and PurePosixPath(raw).name == raw and file.is_file():
            found.append(Import(PurePosixPath(piece).stem, ledger, file.read_bytes()))
    return tuple(found)


def _named(ledger: str) -> tuple[str, str]:
    """The piece and the raw file that a ledger names; nothing where it is none."""
    try:
        table = json.loads(ledger)
        return posixpath.normpath(posixpath.join(RAWS, table["piece"])), str(table["raw"])
    except (ValueError, KeyError, TypeError):
        return "", ""
