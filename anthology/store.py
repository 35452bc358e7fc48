"""Results kept from build to build, each under the hash of all that went into it.

An entry can be lost at any time (deleted, cut short by a full disk or a killed
process) and is then made again; it can never be wrong: it carries the hash of its own
content, and is written beside its place and moved there whole. Several builds may use
one store at once.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DIGEST = hashlib.sha256().digest_size
"""Bytes of the check that stands before each content."""

LIMIT = 512 * 1024 * 1024
"""Bytes a store may hold when nobody says otherwise: some hundred books of 300 pages."""


def key_of(parts: Iterable[bytes | str]) -> str:
    """Return the key for a result, given everything that went into it, in order.

    No two different lists have the same key: ``["ab"]`` and ``["a", "b"]`` differ.

    >>> key_of(["ab"]) == key_of(["a", "b"])
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def seal(content: bytes) -> bytes:
    """Return an entry: the content with its check before it."""
    return hashlib.sha256(content).digest() + content


def unsealed(entry: bytes) -> bytes | None:
    """Return the content of an entry; None when it is damaged."""
    check, content = entry[:DIGEST], entry[DIGEST:]
    return content if hashlib.sha256(content).digest() == check else None


class Results(Protocol):
    """Somewhere that results are kept: it may lose any of them, and change none."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None."""

    def put(self, key: str, content: bytes) -> None:
        """Keep a result, if possible."""

    def trim(self) -> None:
        """Throw out what is too much."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results; safe to delete, whole or in part, at any time."""

    folder: Path
    limit: int = LIMIT
    """Bytes it may hold after ``trim``."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None; what is damaged is thrown away."""
        path = self._path(key)
        try:
            content = unsealed(path.read_bytes())
        except OSError:
            return None
        if content is None:
            path.unlink(missing_ok=True)
            return None
        with suppress(OSError):  # gone meanwhile, or not ours to touch; what was read is good
            os.utime(path)  # used just now: the last to go
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep a result. A store that cannot be written to keeps nothing: it is no loss."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        except OSError:
            return
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(seal(content))
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)

    def trim(self) -> None:
        """Throw out what was used longest ago until the limit is kept."""
        entries = sorted(self._entries(), reverse=True)
        held = 0
        for _, size, path in entries:
            held += size
            if held > self.limit:
                path.unlink(missing_ok=True)

    def _entries(self) -> Iterable[tuple[float, int, Path]]:
        """Yield time of last use, size and path of each file, also of killed builds."""
        for path in self.folder.glob("??/*"):
            try:
                facts = path.stat()
            except OSError:
                continue  # thrown out by another build
            yield facts.st_mtime, facts.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
