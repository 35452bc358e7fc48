"""What CONTRIBUTING.md promises of the code, where no linter watches."""

from __future__ import annotations

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
