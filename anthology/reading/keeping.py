"""Texts as they were read, kept from build to build.

A text is read again only when something has changed that it depends on: its words, the
place they stand at, the files it names, the parser or ourselves.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from typing import Any, get_args

from anthology import model, problems
from anthology.again import program
from anthology.reading.markdown import Markdown, Surroundings, read_markdown
from anthology.store import Results, key_of

NODES: tuple[type, ...] = (
    *get_args(model.Block),
    *get_args(model.Inline),
    model.Cell,
    model.Citation,
    model.CiteMode,
    model.Definition,
    model.Note,
    model.Row,
    Markdown,
    problems.Code,
    problems.Place,
    problems.Problem,
    problems.Severity,
)
"""What a text is made of once it is read."""

_BY_NAME = {(node.__module__, node.__qualname__): node for node in NODES}


class KeptTexts:
    """Reads Markdown, or takes what was read before; from a store, or always anew."""

    def __init__(self, store: Results | None) -> None:
        self._store = store

    def read(
        self, source: str, file: str, first_line: int, prefix: str, around: Surroundings
    ) -> Markdown:
        """Return what ``read_markdown`` would for the same."""
        if self._store is None:
            return read_markdown(source, file, first_line, prefix, around)
        where = (file, first_line, prefix, around.prefixes, around.marks, bool(around.exists))
        key = key_of(("markdown", *program(), repr(where), source))
        text = _unchanged(self._store.get(key), around)
        if text is None:
            asked: dict[str, bool] = {}
            text = read_markdown(source, file, first_line, prefix, _watched(around, asked))
            self._store.put(key, pickle.dumps((text, asked)))
        return text


def _watched(around: Surroundings, asked: dict[str, bool]) -> Surroundings:
    """Return the same surroundings; what is asked of them is written down."""
    there = around.exists
    if there is None:
        return around

    def exists(path: str) -> bool:
        asked[path] = there(path)
        return asked[path]

    return replace(around, exists=exists)


def _unchanged(content: bytes | None, around: Surroundings) -> Markdown | None:
    """Return a text that was kept, if the files it names are there, or lacking, as then."""
    if content is None:
        return None
    try:
        text, asked = _Nodes(io.BytesIO(content)).load()
    except pickle.UnpicklingError:
        return None  # written by another Python, or by somebody else
    there = around.exists
    same = not asked or (there and all(there(path) is was for path, was in asked.items()))
    return text if same and isinstance(text, Markdown) else None


class _Nodes(pickle.Unpickler):
    """Makes nodes and nothing else: a store may come with somebody else’s project."""

    def find_class(self, module: str, name: str) -> Any:
        """Return the class of a node.

        Raises:
            UnpicklingError: it is none.
        """
        try:
            return _BY_NAME[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a text") from None
