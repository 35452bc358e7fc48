"""Other people’s judgement of a finished e-book, asked before it goes to the public."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anthology.editions.epub.epubcheck import messages
from anthology.problems import Code, MissingProgram, Place, Problem, error

_SERIOUS = frozenset({"FATAL", "ERROR", "WARNING"})
_HINT = "a template or a style sheet of the project may have caused it; else tell us."


def faults(content: bytes, name: str) -> list[Problem]:
    """Return what EPUBCheck and, where it is installed, DAISY Ace have against an e-book.

    Args:
        content: The file.
        name: What it will be called: where the problems are said to be.

    Raises:
        MissingProgram: EPUBCheck or Java is missing.
    """
    with tempfile.TemporaryDirectory(prefix="anthology-") as folder:
        book = Path(folder) / "book.epub"
        book.write_bytes(content)
        found = [*_epubcheck(book), *_ace(book)]
    place = Place(name)
    return [error(place, Code.OUTPUT_INVALID, message, _HINT) for message in found]


def _epubcheck(book: Path) -> Iterator[str]:
    for message in messages(book):
        if message["severity"] in _SERIOUS:
            at = next(iter(message["locations"]), {"path": ""})
            yield f"{at['path']}: {message['message']} ({message['ID']})"


def _ace(book: Path) -> Iterator[str]:
    program = shutil.which("ace") or shutil.which("ace-cli")
    if program is None:
        return
    folder = book.with_name("ace")
    subprocess.run(
        [program, "--silent", "--force", "--outdir", str(folder), str(book)],
        check=False,
        capture_output=True,
    )
    report = folder / "report.json"
    if not report.is_file():
        raise MissingProgram("ace", "it is installed, but does not run; take it off the PATH")
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    for page in told["assertions"]:
        for one in page["assertions"]:
            words = one["earl:result"]["dct:description"].splitlines()[0]
            yield f"{page['earl:testSubject']['url']}: {words}"
