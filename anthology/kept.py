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


class Remembering:
    """A store for somebody who stays: what was used in the last rounds is at hand.

    Only what cannot change is kept, so that the same value may be given twice.
    """

    def __init__(self, store: Results) -> None:
        self._store = store
        self._before: dict[str, object] = {}
        self._now: dict[str, object] = {}

    def begin(self) -> None:
        """Begin another round; what was not used in the last one is forgotten."""
        self._before, self._now = self._now, {}

    def value(self, key: str) -> Any:
        """Return the value under a key, if it is at hand; else None."""
        value = self._now.get(key, self._before.get(key))
        if value is not None:
            self._now[key] = value
        return value

    def hold(self, key: str, value: object) -> None:
        """Have a value at hand."""
        self._now[key] = value

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None."""
        return self._store.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep a result, if possible."""
        self._store.put(key, content)

    def trim(self) -> None:
        """Throw out what is too much."""
        self._store.trim()


class Kept:
    """Takes values from a store, or makes them; without a store it always makes them."""

    def __init__(self, store: Results | None) -> None:
        self._store = store
        self._memory = store if isinstance(store, Remembering) else None

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
        known = self._memory.value(key) if self._memory else None
        if known is not None:
            return known
        content = self._store.get(key) if self._store else None
        if content is None:
            return None
        try:
            value = _Reader(io.BytesIO(content)).load()
        except pickle.UnpicklingError:
            return None  # written by another Python, or by somebody else
        if self._memory:
            self._memory.hold(key, value)
        return value

    def put(self, key: str, value: object) -> None:
        """Keep a value."""
        if self._memory:
            self._memory.hold(key, value)
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
