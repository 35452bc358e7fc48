"""The answer of an earlier run, given at once while nothing has changed that it depends on.

What went in is known by the facts that the system keeps of each file (size, times,
inode), as Git knows its own: all files of the project, all of the program, the versions
of its packages and libraries. What came out is known by its content: an output that was
deleted or changed by hand is made again.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from anthology.problems import Code, Place, Problem, Severity
from anthology.store import Store, key_of

LIBRARIES = (
    (("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.dylib"), "hb_version_string"),
)
"""What sets pages, in the system: names of a library, the function that tells its version."""

VARIABLES = ("SOURCE_DATE_EPOCH",)
"""Of the environment: those that have a say in a book."""

UNREAD = frozenset({"node_modules", "__pycache__"})
"""Folders that hold nothing of a book, beside the hidden ones."""

FRESH = 0.05
"""In seconds: what was written so shortly before we looked may be written once more
without its time telling (file systems count in steps of some milliseconds)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run."""

    problems: tuple[Problem, ...] = ()
    outputs: tuple[Path, ...] = ()
    """The files to name to whoever asked."""

    written: tuple[Path, ...] = ()
    """All files that were written."""


class Question:
    """What is asked of a project as it is now: to be put before anything is read."""

    def __init__(self, project: Path, output: Path, asked: Sequence[str]) -> None:
        """Look at all that the answer depends on.

        Args:
            project: The folder of ``anthology.yaml``.
            output: Where the results go.
            asked: The command and its options, as far as the answer depends on them.
        """
        self._store = Store(project / ".cache") if _is_project(project) else None
        begun = time.time() - FRESH
        left_out = (output.absolute(),)
        seen = list(files_in(project, left_out)) if self._store else []
        self._settled = all(changed < begun for *_, changed in seen)
        named = (f"{name} {facts}" for name, *facts in seen)
        self._key = key_of(("answer", *program(), str(project), *asked, *named))

    def recall(self) -> Answer | None:
        """Return the answer that was given before, if what it wrote is still there."""
        kept = self._store.get(self._key) if self._store else None
        if kept is None:
            return None
        found = json.loads(kept)
        written = {Path(name): was for name, was in found["written"].items()}
        if any(_digest(path) != was for path, was in written.items()):
            return None
        return Answer(
            tuple(map(_problem, found["problems"])),
            tuple(map(Path, found["outputs"])),
            tuple(written),
        )

    def remember(self, answer: Answer) -> None:
        """Keep the answer; not where the question was put while somebody was still saving."""
        if self._store and self._settled:
            found = {
                "problems": [asdict(problem) for problem in answer.problems],
                "outputs": [str(path) for path in answer.outputs],
                "written": {str(path): _digest(path) for path in answer.written},
            }
            self._store.put(self._key, json.dumps(found).encode("ascii"))


def _is_project(folder: Path) -> bool:
    return (folder / "anthology.yaml").is_file()


def _problem(values: dict[str, Any]) -> Problem:
    return Problem(
        Place(**values["place"]),
        Severity(values["severity"]),
        Code(values["code"]),
        values["message"],
        values["hint"],
    )


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


Facts = tuple[str, int, int, int, float]
"""Of a file: path, size, inode, time of writing, time of any change (in seconds)."""


def files_in(folder: Path, left_out: Iterable[Path] = ()) -> Iterator[Facts]:
    """Yield the facts of all files in a folder, in the same order every time."""
    unread = {str(path) for path in left_out}
    waiting = [str(folder.absolute())]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                hidden = entry.name in UNREAD or entry.name.startswith(".")
                if hidden or entry.path in unread:
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                    continue
                with suppress(OSError):  # a link to nowhere
                    facts = entry.stat()
                    yield (
                        entry.path,
                        facts.st_size,
                        facts.st_ino,
                        facts.st_mtime_ns,
                        facts.st_ctime,
                    )


@cache
def program() -> tuple[str, ...]:
    """Return all that a result depends on beside the project."""
    own = Path(__file__).parent
    folders = [own, own.parent / "styles"]
    files = (str(facts) for one in folders if one.is_dir() for facts in files_in(one))
    variables = (f"{name}={os.environ.get(name, '')}" for name in VARIABLES)
    return (sys.version, *variables, *libraries(), *_packages(), *files)


@cache
def program_key() -> str:
    """Return the hash of ``program``."""
    return key_of(program())


@cache
def _packages() -> tuple[str, ...]:
    return tuple(
        sorted(
            name
            for folder in sys.path
            if os.path.isdir(folder)  # noqa: PTH112 - a path to search may be any string
            for name in os.listdir(folder)  # noqa: PTH208
            if name.endswith((".dist-info", ".egg-info"))
        )
    )


def versions(*packages: str) -> tuple[str, ...]:
    """Return what tells the versions of some packages.

    ``importlib.metadata`` tells them, too, after it has read as much as a short book.
    """
    named = tuple(f"{name.lower().replace('-', '_')}-" for name in packages)
    return tuple(name for name in _packages() if name.lower().startswith(named))


@cache
def libraries() -> tuple[str, ...]:
    """Return the versions of the libraries of the system that set pages."""
    return tuple(_versions())


def _versions() -> Iterator[str]:
    for names, function in LIBRARIES:
        for name in names:
            with suppress(OSError):
                tell = getattr(ctypes.CDLL(name), function)
                tell.restype = ctypes.c_char_p
                yield f"{name} {tell().decode()}"
