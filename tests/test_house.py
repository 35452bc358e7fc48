"""What CONTRIBUTING.md promises of the code, where no linter watches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[1]
LONGEST = 350
"""Lines of a module."""


def test_modules_are_small() -> None:
    """Whoever opens one sees the end of it."""
    modules = [file for room in ("anthology", "tests") for file in (HOUSE / room).rglob("*.py")]
    long = [str(file) for file in modules if file.read_text("utf-8").count("\n") > LONGEST]

    assert len(modules) > 500
    assert long == []


def test_what_is_private_is_used_in_its_module() -> None:
    """What a change made superfluous has gone with it."""
    sources = {file: file.read_text("utf-8") for file in (HOUSE / "anthology").rglob("*.py")}
    spare = [
        f"{file}: {name}"
        for file, source in sources.items()
        for name in _private_names(source)
        if len(re.findall(rf"\b{name}\b", source)) == 1
    ]

    assert len(sources) > 300
    assert spare == []


def _private_names(source: str) -> Iterator[str]:
    """Yield what a module defines and nobody else may use."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        else:
            continue
        yield from (name for name in names if name.startswith("_") and name[1:2] != "_")
