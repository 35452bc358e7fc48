"""A section on its way to another machine, with every file that it may open.

So the machines need share nothing: neither a file system, nor a place for the project.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from urllib.parse import urljoin

from anthology.editions.pdf.addresses import file_at
from anthology.editions.pdf.apart import Overrun, apart
from anthology.editions.pdf.keeping import Kept, surroundings
from anthology.editions.pdf.loading import load_engine
from anthology.editions.pdf.parts import PROJECT, Job, LaidOut
from anthology.limits import Limit
from anthology.objects import store_at
from anthology.store import key_of

ADDRESS = re.compile(r'(?:src|href|data)="([^"]+)"|url\(\s*["\']?([^"\')]+)')
"""Where markup, drawings and style sheets name a file."""

ONE_AT_A_TIME = Lock()
"""The engine is not made for threads; a worker with several of them takes turns."""

Files = tuple[tuple[str, bytes], ...]
"""Paths in the project, and what lies there."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A machine does not lay out as we do: it has other versions of something."""

    surroundings: tuple[str, ...]


Reply = LaidOut | Unlike | Overrun | None
"""What comes of a section; None when it is in the store."""


@dataclass(frozen=True, slots=True)
class Task:
    """Lays out sections of one edition wherever it is called."""

    styles: Files
    """The project’s own, for all sections."""

    store: str
    surroundings: tuple[str, ...]

    limit: Limit | None = None
    """What each section may take; None sets no limit."""

    def __call__(self, job: Job, files: Files) -> Reply:
        """Lay out a section.

        Returns:
            None when the section is in the store; it may have been there before.
        """
        if surroundings() != self.surroundings:
            return Unlike(surroundings())
        with ONE_AT_A_TIME:
            project = _unpacked(self.styles, files)
            kept = Kept(store_at(self.store) if self.store else None, project)
            if kept.unchanged(job):
                return None
            here = replace(job, project=project)
            if self.limit:
                laid_out = apart(self.limit).lay_out(here)
            else:
                laid_out = load_engine().lay_out(here)
            if isinstance(laid_out, Overrun):
                return laid_out
            kept.put(job, laid_out)
            return None if kept.unchanged(job) else laid_out


def _unpacked(styles: Files, files: Files) -> Path:
    """Lay the files out as they lie in the project.

    The folder is another one for other styles, because a process parses styles once.
    """
    parts = (part for name, content in styles for part in (name, content))
    project = Path(_scratch(), key_of(parts)[:16])
    for name, content in (*styles, *files):
        path = project / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    project.mkdir(exist_ok=True)
    return project


@cache
def _scratch() -> str:
    folder = TemporaryDirectory(prefix="anthology-")
    atexit.register(folder.cleanup)
    return folder.name


def task_for(project: Path, store: str, limit: Limit | None = None) -> Task:
    """Return the task for all sections of a project."""
    return Task(tuple(_styles(project)), store, surroundings(), limit)


def files_for(job: Job) -> Files:
    """Return the files of the project that a section names, and those that these name."""
    found: dict[str, bytes] = {}
    waiting = list(_named(job.xhtml, PROJECT))
    for sheet in job.sheets:
        waiting += _named(sheet.css, sheet.base)
    while waiting:
        url = waiting.pop()
        path = _file(url, job.project)
        if path is None or path.parts[0] == "styles" or str(path) in found:
            continue  # styles travel with the task
        found[str(path)] = content = (job.project / path).read_bytes()
        if path.suffix in {".css", ".svg"}:
            waiting += _named(content.decode("utf-8", "replace"), url)
    return tuple(sorted(found.items()))


def _styles(project: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((project / "styles").rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(project.resolve()):
            yield path.relative_to(project).as_posix(), path.read_bytes()


def _named(text: str, base: str) -> Iterator[str]:
    for in_markup, in_css in ADDRESS.findall(text):
        yield urljoin(base, unescape(in_markup or in_css).strip()).partition("#")[0]


def _file(url: str, project: Path) -> Path | None:
    """Return the path, within the project, of the file at an address."""
    if not url.startswith(PROJECT):
        return None
    try:
        path = file_at(url, project)
    except ValueError:
        return None  # nothing to send; the engine will say so
    return path.relative_to(project.resolve()) if path else None
