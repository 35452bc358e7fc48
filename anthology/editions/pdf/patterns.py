"""Patterns of where words may be divided: pyphen’s dictionaries, read as far as they are asked.

pyphen takes each pattern apart while it reads a dictionary. German has 78,000 of them, and
a text asks for few of them: here a pattern stays as it is written until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pyphen import LANGUAGES, HyphDict, ignored, language_fallback, parse, parse_hex

_FIGURES = str.maketrans("", "", "0123456789")
_NAMES = {"microsoft-cp1251": "cp1251"}
"""Of encodings, where Python has another one."""


@cache
def dictionary(lang: str) -> HyphDict:
    """Return pyphen’s dictionary of a language that has one."""
    written = tuple(_written(LANGUAGES[language_fallback(lang)]))
    letters = "\n".join(written).translate(_FIGURES).split("\n")
    found = HyphDict.__new__(HyphDict)  # whose own beginning takes all patterns apart
    pairs = zip(letters, written, strict=True)
    found.patterns = _Patterns(pair for pair in pairs if pair[0] != pair[1])
    found.maxlen = max(map(len, letters))
    found.cache = {}
    return found


class _Patterns(dict[str, Any]):
    """Letters → pattern: as it is written, until somebody asks for it."""

    def get(self, letters: str, default: Any = None) -> Any:
        found = super().get(letters, default)
        if isinstance(found, str):
            found = self[letters] = _taken_apart(found)
        return found


def _written(file: Path) -> Iterator[str]:
    """Yield the patterns of a dictionary, without how letters change where they are divided."""
    encoding, _, rest = file.read_bytes().partition(b"\n")
    name = encoding.decode().strip()
    text = rest.decode(_NAMES.get(name.lower(), name))
    for line in parse_hex(lambda code: chr(int(code.group(1), 16)), text).split("\n"):
        pattern = line.strip()
        if pattern and not pattern.startswith(ignored):
            yield pattern.partition("/")[0] if "=" in pattern else pattern


def _taken_apart(pattern: str) -> tuple[int, tuple[int, ...]] | None:
    """Return the figures of a pattern, and how many letters stand before the first of them.

    >>> _taken_apart(".ab1o2c")
    (3, (1, 2))
    """
    figures = [int(figure or 0) for figure, _ in parse(pattern)]
    places = [place for place, figure in enumerate(figures) if figure]
    return (places[0], tuple(figures[places[0] : places[-1] + 1])) if places else None
