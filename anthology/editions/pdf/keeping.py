"""Laid-out sections kept from build to build.

A section is laid out again only when something has changed that it depends on: its
XHTML, the style sheets, the files it opened, the faces, the engine or ourselves.
Entries are read as data, never run: a store may come with somebody else’s project.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from anthology.again import libraries
from anthology.editions.pdf.addresses import fingerprint
from anthology.editions.pdf.glyphs import Face
from anthology.editions.pdf.parts import (
    Blemish,
    Complaint,
    Fault,
    Flaw,
    Foot,
    Job,
    LaidOut,
    Spot,
    Start,
)
from anthology.editions.pdf.structure import node, row
from anthology.faces import font_files
from anthology.store import Results, key_of

PACKAGES = ("cssselect2", "fonttools", "pikepdf", "pydyf", "pyphen", "tinycss2", "weasyprint")
"""What has a say in how a page comes out."""


class Kept:
    """The laid-out sections of a project, in a store or nowhere."""

    def __init__(self, store: Results | None, project: Path) -> None:
        self._store = store
        self._project = project
        self.hits = 0
        """How many sections need not be laid out again."""

        self.misses = 0
        """How many must be."""

        self._there: set[str] = set()
        self._keys: dict[Job, str] = {}

    def get(self, job: Job) -> LaidOut | None:
        """Return a section as it was laid out, if nothing has changed since."""
        laid_out = self.unchanged(job)
        if laid_out is None:
            self.misses += 1
        else:
            self.hits += 1
        return laid_out

    def unchanged(self, job: Job) -> LaidOut | None:
        """Return a section as it is kept, if what it opened is what lies there now."""
        key = self._key(job)
        content = self._store.get(key) if self._store else None
        if content is None:
            return None
        laid_out = decode(content)
        if not self.opened_the_same(laid_out):
            return None
        self._there.add(key)
        return laid_out

    def opened_the_same(self, laid_out: LaidOut) -> bool:
        """Tell whether what a section opened is what lies there now."""
        return all(fingerprint(url, self._project) == was for url, was in laid_out.opened)

    def put(self, job: Job, laid_out: LaidOut) -> None:
        """Keep a section, unless somebody else did."""
        if self._store and self._key(job) not in self._there:
            self._store.put(self._key(job), encode(laid_out))

    def origin(self, job: Job, laid_out: LaidOut) -> str:
        """Return what a section was made of: as long as that is the same, so is the section."""
        return f"{self._key(job)} {laid_out.opened}"

    def _key(self, job: Job) -> str:
        if job not in self._keys:
            self._keys[job] = _key_of(job)
        return self._keys[job]

    def cut(
        self,
        face: Face,
        glyphs: Iterable[int],
        begin: Callable[[Face, Sequence[int], Path], Callable[[], bytes]],
    ) -> Callable[[], bytes]:
        """Return what gives a font file with some glyphs of a face, kept or made.

        Args:
            face: The face.
            glyphs: Their numbers.
            begin: Begins to make it, given the project, too.
        """
        wanted = sorted(glyphs)
        key = _key_of_file(("face", repr(face), repr(wanted)))
        content = self._store.get(key) if self._store else None
        if content is not None:
            return partial(bytes, content)
        made = begin(face, wanted, self._project)

        def kept() -> bytes:
            content = made()
            if self._store:
                self._store.put(key, content)
            return content

        return kept

    def file(self, parts: Iterable[bytes | str], make: Callable[[], bytes]) -> bytes:
        """Return a finished file, kept or made, given all that it is made of."""
        if self._store is None:
            return make()
        key = _key_of_file(parts)
        content = self._store.get(key)
        if content is None:
            content = make()
            self._store.put(key, content)
        return content


def _key_of_file(parts: Iterable[bytes | str]) -> str:
    return key_of(("file", *surroundings(), *parts))


def _key_of(job: Job) -> str:
    """Hash a job; where the project lies does not matter, what it opened is in the entry."""
    values = asdict(job)
    del values["project"]
    return key_of(("section", *surroundings(), json.dumps(values, sort_keys=True)))


@cache
def surroundings() -> tuple[str, ...]:
    """Return everything else that a page depends on."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    files = (hashlib.sha256(file.read_bytes()).hexdigest() for file in (*own, *font_files()))
    return (*(f"{name} {version(name)}" for name in PACKAGES), *libraries(), *files)


def encode(laid_out: LaidOut) -> bytes:
    """Write a section as a line of JSON with the PDF after it."""
    values = asdict(replace(laid_out, pdf=b"", structure=None))
    del values["pdf"]
    values["structure"] = row(laid_out.structure) if laid_out.structure else None
    return json.dumps(values, ensure_ascii=True).encode("ascii") + b"\n" + laid_out.pdf


def decode(content: bytes) -> LaidOut:
    """Read what ``encode`` wrote."""
    head, _, pdf = content.partition(b"\n")
    values: dict[str, Any] = json.loads(head)
    return LaidOut(
        pdf,
        values["pages"],
        {name: Spot(**spot) for name, spot in values["spots"].items()},
        tuple(Foot(**foot) for foot in values["feet"]),
        tuple(Start(**start) for start in values["starts"]),
        tuple(Fault(**fault) for fault in values["faults"]),
        tuple(Complaint(**complaint) for complaint in values["complaints"]),
        node(values["structure"]) if values["structure"] else None,
        tuple((url, was) for url, was in values["opened"]),
        tuple(Blemish(one["page"], Flaw(one["flaw"])) for one in values["blemishes"]),
        values["lines"],
    )
