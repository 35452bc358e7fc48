"""Run pandoc’s citation processor: the one place that knows there is a program.

The documents are pandoc’s JSON (https://hackage.haskell.org/package/pandoc-types).
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

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
    meta: str
    """Its metadata as JSON; the path of the style is among them, too."""

    blocks: tuple[bytes, ...]
    """The JSON of each, in one line."""

    def lines(self) -> Iterator[bytes]:
        """Yield what is sent."""
        yield self.meta.encode()
        yield from self.blocks
        yield b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document."""

    key: str
    """Stands for all that it depends on."""

    blocks: tuple[bytes, ...] = ()
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
    references: Sequence[Reference],
    requests: Sequence[Request],
    kept: Results | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> list[Answer]:
    """Set the citations of all documents in one process; in none, if nothing is new.

    Args:
        references: The entries they cite.
        requests: The documents.
        kept: The answers to earlier requests; None keeps nothing.
        meanwhile: Done while the program is waited for.

    Raises:
        MissingProgram: pandoc is not installed, or does not run here.
    """
    entries = json.dumps(
        [{"key": one.key, "text": as_bib(one)} for one in references], ensure_ascii=False
    )
    keys = [_key(entries, request) for request in requests]
    found = {key: data for key in keys if kept and (data := kept.get(key)) is not None}
    new = {key: one for key, one in zip(keys, requests, strict=True) if key not in found}
    if new:
        for key, answer in zip(new, _asked(entries, new.values(), meanwhile), strict=True):
            if kept:
                kept.put(key, answer)
            found[key] = answer
    return [_answer(key, found[key]) for key in keys]


def _key(entries: str, request: Request) -> str:
    """Hash all that an answer depends on: the program too, and what the style says."""
    style = request.style.read_bytes()
    return key_of(("citations", _program(), style, entries, *request.lines()))


@cache
def _program() -> str:
    script = hashlib.sha256((HERE / "citeproc.lua").read_bytes()).hexdigest()
    return " ".join((*versions("pypandoc_binary"), script))


def _asked(
    entries: str, requests: Iterable[Request], meanwhile: Callable[[], object] | None
) -> Iterator[bytes]:
    """Yield pandoc’s answers, some lines for each document."""
    lines = chain((entries.encode(),), *(request.lines() for request in requests))
    with TemporaryFile() as complaints, ThreadPoolExecutor(1) as beside:
        try:
            program = subprocess.Popen(
                [pandoc(), "lua", "-E", str(HERE / "citeproc.lua")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=ENVIRONMENT,
            )
        except OSError as problem:
            raise MissingProgram("pandoc", f"it does not run here: {problem}") from problem
        assert program.stdin and program.stdout, "both are piped"
        sent = beside.submit(_send, program.stdin, lines)
        if meanwhile:
            meanwhile()
        with program.stdout as said:  # where nobody listens any more, the program ends
            yield from _answers(said)
        sent.result()
        if program.wait():
            complaints.seek(0)
            raise RuntimeError(f"pandoc failed: {complaints.read().decode().strip()}")


def _answers(lines: Iterable[bytes]) -> Iterator[bytes]:
    answer: list[bytes] = []
    for line in lines:
        if line != b"\n":
            answer.append(line)
        else:
            yield b"".join(answer).removesuffix(b"\n")
            answer = []


def _send(pipe: IO[bytes], lines: Iterable[bytes]) -> None:
    """Write lines; a program that ended before it had read them tells why itself."""
    with suppress(BrokenPipeError), pipe:
        pipe.writelines(line + b"\n" for line in lines)


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


def _answer(key: str, text: bytes) -> Answer:
    head, *blocks = text.split(b"\n")
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
