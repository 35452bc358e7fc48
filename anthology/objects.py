"""Results kept where several machines reach them: an object store, through ``fsspec``.

Address and access are fsspec’s: ``s3://bucket/folder``, ``gs://…``, ``az://…``,
``sftp://host/folder``; what it needs to get in stands in the environment, as each of them
documents. An address without a scheme, or with ``file://``, is a folder.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from anthology.problems import MissingProgram
from anthology.store import Results, Store, seal, unsealed


def store_at(address: str) -> Results:
    """Return the store at an address: a folder, or anything that fsspec opens.

    Raises:
        MissingProgram: fsspec, or what it needs for this address, is not installed.
    """
    parts = urlsplit(address)
    if parts.scheme in {"", "file"}:
        return Folder(Path(unquote(parts.path) if parts.scheme else address))
    return ObjectStore(address)


class Folder(Store):
    """A folder that many builds share: what goes out of it is its keeper’s business."""

    def trim(self) -> None:
        """Throw nothing out: somebody else may be about to use it."""


class ObjectStore:
    """Results in an object store: one object each, written whole, checked when read."""

    def __init__(self, address: str) -> None:
        """Open the store.

        Raises:
            MissingProgram: a library is not installed.
        """
        if not find_spec("fsspec"):
            raise MissingProgram("fsspec", "run: pip install anthology[dask]")
        import fsspec  # only whoever asks for such a store has it

        try:
            system, root = fsspec.url_to_fs(address)
        except (ImportError, ValueError) as fault:
            raise MissingProgram(f"fsspec for {address}", str(fault)) from fault

        self._system: Any = system
        self._root: str = root

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None, also when the store cannot be reached."""
        try:
            return unsealed(self._system.cat_file(self._path(key)))
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep a result; a store that cannot be written to keeps nothing."""
        path = self._path(key)
        try:
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(path, seal(content))
        except OSError:
            return

    def trim(self) -> None:
        """Throw nothing out: how long objects live is said where the store is kept."""

    def _path(self, key: str) -> str:
        return f"{self._root}/{key[:2]}/{key[2:]}"
