"""Pieces that take little memory: their words are folded up until somebody asks for them.

A tree takes ten times the memory of its words. A book of a hundred texts has room for
that; on a press’s shelf of ten thousand all lie folded but the few that are being read.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from anthology.model.book import Piece

MANY = 1000
"""Texts in a book whose pieces lie folded; fewer are kept open, which saves time."""

OPEN = 12
"""Trees that stay open after use: those of some three pieces."""

Tree = tuple[Any, ...]
"""Blocks or notes."""


class Packer(pickle.Pickler):
    """Writes a node as its class and the values of its fields: a third of the usual time."""

    def reducer_override(self, node: Any) -> Any:
        """Return how to make a node again; other things are written as usual."""
        kind = node.__class__
        if isinstance(node, Enum):  # which some versions of Python write in ways of their own
            return kind, (node.value,)
        values = _values(kind)
        return (kind, values(node)) if values else NotImplemented


def packed(value: object) -> bytes:
    """Return a value of the model as bytes."""
    out = io.BytesIO()
    Packer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


@cache
def _values(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda node: tuple(getattr(node, name) for name in names)


class _Fold:
    """A field of a piece that is held folded.

    The trees that were read last stay open. So a pass that leaves them as they are gives
    back the very same, and they need not be folded again.
    """

    _open: tuple[tuple[bytes, Tree], ...] = ()

    def __init__(self, slot: Any) -> None:
        self._slot = slot

    def __set__(self, piece: Piece, tree: Tree) -> None:
        self._slot.__set__(piece, self._folded(tree) if tree else b"")

    def __get__(self, piece: Piece | None, owner: type | None = None) -> Any:
        if piece is None:
            return self
        data = self._slot.__get__(piece, owner)
        return self._unfolded(data) if data else ()

    def _folded(self, tree: Tree) -> bytes:
        for data, known in _Fold._open:
            if known is tree:
                return data
        data = zlib.compress(packed(tree), 1)
        self._leave_open(data, tree)
        return data

    def _unfolded(self, data: bytes) -> Tree:
        for known, tree in _Fold._open:
            if known is data:
                return tree
        tree = tuple(pickle.loads(zlib.decompress(data)))
        self._leave_open(data, tree)
        return tree

    @staticmethod
    def _leave_open(data: bytes, tree: Tree) -> None:
        _Fold._open = ((data, tree), *_Fold._open[: OPEN - 1])


class FoldedPiece(Piece):
    """A piece that holds its headnote, text and notes folded; else it is like any other."""

    __slots__ = ()


for _name in ("headnote", "blocks", "notes"):
    setattr(FoldedPiece, _name, _Fold(getattr(Piece, _name)))
