"""The tree as a reader of golden files wants to see it: one line for each block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from anthology.model import Text
from anthology.problems import Place
from anthology.reading.markdown import Markdown

STEP = "  "


def tree(text: Markdown) -> str:
    """Show blocks, notes and problems."""
    lines = [line for block in text.blocks for line in _node(block, "")]
    for note in text.notes:
        lines += ["", *_node(note, "")]
    if text.problems:
        lines += ["", *(str(problem) for problem in text.problems)]
    return "\n".join(lines) + "\n"


def _node(node: object, indent: str) -> Iterator[str]:
    """Show a node: its plain values beside its name, its parts below."""
    if isinstance(node, Text):
        yield f"{indent}“{node.words}”"
    elif isinstance(node, tuple):
        yield f"{indent}·"
        for part in node:
            yield from _node(part, indent + STEP)
    else:
        yield from _fields(node, indent)


def _fields(node: object, indent: str) -> Iterator[str]:
    values, parts = _divided(node)
    match parts:
        case [("children", (Text(words),))]:
            yield f"{indent}{values} “{words}”"
            return
        case _:
            pass
    yield indent + values
    for name, part in parts:
        further = indent + STEP
        if name not in {"children", "blocks"}:
            yield f"{further}{name}:"
            further += STEP
        for inner in part:
            yield from _node(inner, further)


def _divided(node: object) -> tuple[str, list[tuple[str, tuple[object, ...]]]]:
    """Part the name of a node with its plain values from the nodes within it."""
    assert is_dataclass(node)
    words = [type(node).__name__]
    parts: list[tuple[str, tuple[object, ...]]] = []
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Place):
            words.append(f"@{value.line}")
        elif is_dataclass(value):
            parts.append((field.name, (value,)))
        elif isinstance(value, tuple) and value and not isinstance(value[0], str | int):
            parts.append((field.name, value))
        elif value != field.default and value != ():
            words.append(f"{field.name}={value!s}")
    return " ".join(words), parts
