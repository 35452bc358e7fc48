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
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from anthology.again import versions
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
class Request:
    """A document with citations to set."""

    style: Path
    text: str
    """The document as JSON, in one line; its metadata has the path of the style, too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document."""

    key: str
    """Stands for all that it depends on."""

    blocks: tuple[str, ...] = ()
    """The JSON of each; few are read where little has changed."""

    inside: bool = False
    """Whether a stop goes before a closing quotation mark."""

    error: str = ""
    """Why nothing came of it: the style cannot be used."""

    warnings: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Keys of entries that cannot be read, and what pandoc says of them."""

    def block(self, number: int) -> Json:
        """Read one of the blocks."""
        (block,) = json.loads(self.blocks[number])["blocks"]
        return dict(block)


def process(
    references: Sequence[Reference], requests: Sequence[Request], kept: Results | None = None
) -> list[Answer]:
    """Set the citations of all documents in one process; in none, if nothing is new.

    Args:
        references: The entries they cite.
        requests: The documents.
        kept: The answers to earlier requests; None keeps nothing.

    Raises:
        MissingProgram: pandoc is not installed, or does not run here.
    """
    entries = json.dumps(
        [{"key": one.key, "text": as_bib(one)} for one in references], ensure_ascii=False
    )
    keys = [_key(entries, request) for request in requests]
    found = {key: data.decode() for key in keys if kept and (data := kept.get(key)) is not None}
    new = {key: one.text for key, one in zip(keys, requests, strict=True) if key not in found}
    if new:
        answers = dict(zip(new, _asked([entries, *new.values()]), strict=True))
        for key, answer in answers.items():
            if kept:
                kept.put(key, answer.encode())
        found |= answers
    return [_answer(key, found[key]) for key in keys]


def _key(entries: str, request: Request) -> str:
    """Hash all that an answer depends on: the program too, and what the style says."""
    style = request.style.read_bytes()
    return key_of(("citations", _program(), style, entries, request.text))


@cache
def _program() -> str:
    script = hashlib.sha256((HERE / "citeproc.lua").read_bytes()).hexdigest()
    return " ".join((*versions("pypandoc_binary"), script))


def _asked(lines: Iterable[str]) -> list[str]:
    """Return pandoc’s answers, some lines for each document."""
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
    return done.stdout.removesuffix("\n\n").split("\n\n")


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


def _answer(key: str, text: str) -> Answer:
    head, *blocks = text.split("\n")
    told = json.loads(head)
    if "error" in told:
        return Answer(key, error=str(told["error"]))
    return Answer(
        key,
        tuple(blocks),
        told["inside"],
        warnings=tuple(told["warnings"]),
        unreadable=told["unreadable"],
    )
