"""Run pandoc’s citation processor: the one place that knows there is a program.

The documents are pandoc’s JSON (https://hackage.haskell.org/package/pandoc-types).
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from anthology.model import Reference
from anthology.passes.citations.tex import readable
from anthology.problems import MissingProgram
from anthology.store import Results, key_of

Json = dict[str, Any]
"""A node of pandoc’s: its type ``t`` and its content ``c``."""

HERE = Path(__file__).parent

_WORDS = re.compile(r"[^\W\dTZ_]", re.IGNORECASE)
"""In a date: it is none, but “c. 1850” or “forthcoming”. T and Z divide a time of day."""

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


def process(
    references: Sequence[Reference], documents: Sequence[Json], kept: Results | None = None
) -> list[Answer]:
    """Set the citations of all documents in one process; in none, if nothing is new.

    Args:
        references: The entries they cite.
        documents: Each with its style and language in its metadata.
        kept: The answers to earlier requests; None keeps nothing.

    Raises:
        MissingProgram: pandoc is not installed, or does not run here.
    """
    entries = _line([{"key": one.key, "text": as_bib(one)} for one in references])
    lines = [_line(document) for document in documents]
    keys = [
        _key(entries, line, document) for line, document in zip(lines, documents, strict=True)
    ]
    known = {key: kept.get(key) for key in keys} if kept else {}
    new = {key: line for key, line in zip(keys, lines, strict=True) if known.get(key) is None}
    answers = dict(zip(new, _asked([entries, *new.values()]) if new else (), strict=True))
    if kept:
        for key, answer in answers.items():
            kept.put(key, answer.encode())
    found = {key: data.decode() for key, data in known.items() if data} | answers
    return [_answer(json.loads(found[key])) for key in keys]


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _key(entries: str, line: str, document: Json) -> str:
    """Hash all that an answer depends on: the program too, and what the style says."""
    style = Path(document["meta"]["csl"]["c"]).read_bytes()
    return key_of(("citations", _program(), style, entries, line))


@cache
def _program() -> str:
    script = hashlib.sha256((HERE / "citeproc.lua").read_bytes()).hexdigest()
    return f"pypandoc_binary {version('pypandoc_binary')} {script}"


def _asked(lines: Iterable[str]) -> list[str]:
    """Return pandoc’s answers, a line for each document."""
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
    return [line for line in done.stdout.split("\n") if line]


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
    """Return an entry as it stands in a ``.bib`` file, in TeX that pandoc can read.

    >>> from anthology.problems import Place
    >>> print(as_bib(Reference("marx1867", "book", {"title": "{Das} Kapital"}, Place("x.bib"))))
    @book{marx1867,
      title = {{Das} Kapital},
    }
    """
    values = {name: readable(value) for name, value in reference.fields.items()}
    if _WORDS.search(values.get("date", "")):
        values.setdefault("year", values.pop("date"))  # where words are kept, not dropped
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
    return f"@{reference.type}{{{reference.key},\n{fields}}}"


def _answer(line: Json) -> Answer:
    if "error" in line:
        return Answer(error=str(line["error"]))
    return Answer(
        tuple(line["document"]["blocks"]),
        warnings=tuple(line["warnings"]),
        unreadable=line["unreadable"],
    )
