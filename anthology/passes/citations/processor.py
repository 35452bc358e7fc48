"""Run pandoc’s citation processor: the one place that knows there is a program.

The documents are pandoc’s JSON (https://hackage.haskell.org/package/pandoc-types).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from anthology.model import Reference
from anthology.problems import MissingProgram

Json = dict[str, Any]
"""A node of pandoc’s: its type ``t`` and its content ``c``."""

HERE = Path(__file__).parent

ENVIRONMENT = {
    # Nothing of the machine may be seen in the book: no locale, no user’s settings.
    "LC_ALL": "C.UTF-8",
    "HOME": str(HERE),
    "XDG_DATA_HOME": str(HERE),
    # Memory for speed: collecting garbage in steps of 64 MB saves a third of the time.
    "GHCRTS": "-A64m",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document."""

    blocks: tuple[Json, ...] = ()
    error: str = ""
    """Why nothing came of it: the style cannot be used."""

    warnings: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Keys of entries that cannot be read, and what pandoc says of them."""


def process(references: Sequence[Reference], documents: Sequence[Json]) -> list[Answer]:
    """Set the citations of all documents in one process.

    Args:
        references: The entries they cite.
        documents: Each with its style and language in its metadata.

    Raises:
        MissingProgram: pandoc is not installed, or does not run here.
    """
    entries = [{"key": one.key, "text": as_bib(one)} for one in references]
    lines = [json.dumps(item, ensure_ascii=False) for item in (entries, *documents)]
    try:
        done = subprocess.run(
            [pandoc(), "lua", "-E", str(HERE / "citeproc.lua")],
            input="".join(f"{line}\n" for line in lines),
            capture_output=True,
            encoding="utf-8",
            env=ENVIRONMENT,
            check=False,
        )
    except OSError as problem:
        raise MissingProgram("pandoc", f"it does not run here: {problem}") from problem
    if done.returncode:
        raise RuntimeError(f"pandoc failed: {done.stderr.strip()}")
    return [_answer(json.loads(line)) for line in done.stdout.split("\n") if line]


def pandoc() -> str:
    """Return the path of the pandoc that comes with pypandoc_binary, and of no other.

    Raises:
        MissingProgram: the package is not installed, or is the one without a program.
    """
    spec = find_spec("pypandoc")
    if spec is not None and spec.origin is not None:
        for name in ("pandoc", "pandoc.exe"):
            path = Path(spec.origin).parent / "files" / name
            if path.is_file():
                return str(path)
    raise MissingProgram("pandoc", "install the Python package pypandoc_binary")


def as_bib(reference: Reference) -> str:
    """Return an entry as it stands in a ``.bib`` file, its values untouched.

    >>> from anthology.problems import Place
    >>> print(as_bib(Reference("marx1867", "book", {"title": "{Das} Kapital"}, Place("x.bib"))))
    @book{marx1867,
      title = {{Das} Kapital},
    }
    """
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in reference.fields.items())
    return f"@{reference.type}{{{reference.key},\n{fields}}}"


def _answer(line: Json) -> Answer:
    if "error" in line:
        return Answer(error=str(line["error"]))
    return Answer(
        tuple(line["document"]["blocks"]),
        warnings=tuple(line["warnings"]),
        unreadable=line["unreadable"],
    )
