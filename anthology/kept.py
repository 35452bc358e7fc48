"""Values of the model, kept from build to build.

A value stands under the hash of all that it was made of, the program among it. It is
written as the classes of the model and their fields, and read as nothing else: a store may
come with somebody else’s project.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, TypeVar

from anthology.again import program_key
from anthology.model.folded import packed
from anthology.store import Results, key_of

ROOMS = ("anthology.model", "anthology.problems")
"""Whose classes may be kept."""

_T = TypeVar("_T")


class Kept:
    """Takes values from a store, or makes them; without a store it always makes them."""

    def __init__(self, store: Results | None) -> None:
        self._store = store

    @property
    def keeps(self) -> bool:
        """Whether there is a store."""
        return self._store is not None

    def key(self, *parts: object) -> str:
        """Return what stands for some values in the keys of others made of them.

        Nothing does where nothing is kept.
        """
        return _key(parts) if self._store else ""

    def recall(self, make: Callable[[], _T], *parts: object) -> _T:
        """Return what ``make`` would.

        Args:
            make: Makes a value of the model, of parts that have no other say in it.
            parts: Everything it is made of; what has the same ``repr`` is the same.
        """
        if self._store is None:
            return make()
        key = _key(parts)
        known = self.get(key)
        if known is not None:
            value: _T = known
            return value
        value = make()
        self.put(key, value)
        return value

    def get(self, key: str) -> Any:
        """Return the value under a key; None when there is none, or none that can be read."""
        content = self._store.get(key) if self._store else None
        if content is None:
            return None
        try:
            return _Reader(io.BytesIO(content)).load()
        except pickle.UnpicklingError:
            return None  # written by another Python, or by somebody else

    def put(self, key: str, value: object) -> None:
        """Keep a value."""
        if self._store:
            self._store.put(key, packed(value))


def _key(parts: tuple[object, ...]) -> str:
    written = (part if isinstance(part, str | bytes) else repr(part) for part in parts)
    return key_of((program_key(), *written))


class _Reader(pickle.Unpickler):
    """Makes nodes and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the model.

        Raises:
            UnpicklingError: it is none.
        """
        found = getattr(sys.modules.get(module), name, None)
        ours = module in ROOMS or module.startswith(f"{ROOMS[0]}.")
        if not (ours and isinstance(found, type) and found.__module__ == module):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a book")
        if not (is_dataclass(found) or issubclass(found, Enum)):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a book")
        return found
