"""Wait for the sources to change.

Files are looked at five times a second, as the quick answer of a build looks at them:
that takes a few milliseconds for a thousand texts, works on every file system, shared
folders included, and sees whatever way of saving an editor has.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from anthology.again import Facts, files_in

EVERY = 0.2
"""Seconds between two looks."""

SETTLED = 0.04
"""Seconds in which nothing may change before it is read: some programs save in steps."""


def changes(root: Path) -> Iterator[tuple[str, ...]]:
    """Yield the files of a project that were written, added or deleted, whenever some were.

    Yields:
        Their paths relative to ``root``, sorted; what lies in ``build/`` or in hidden
        folders is no source.
    """
    known = _facts(root)
    while True:
        time.sleep(EVERY)
        now = _facts(root)
        if now == known:
            continue
        now = _settled(root, now)
        changed = {name for name in known | now if known.get(name) != now.get(name)}
        known = now
        base = root.absolute()
        yield tuple(sorted(Path(name).relative_to(base).as_posix() for name in changed))


def _settled(root: Path, now: dict[str, Facts]) -> dict[str, Facts]:
    """Return the facts of all files when nothing is being written any more."""
    while True:
        time.sleep(SETTLED)
        before, now = now, _facts(root)
        if before == now:
            return now


def _facts(root: Path) -> dict[str, Facts]:
    return {facts[0]: facts for facts in files_in(root, (root.absolute() / "build",))}
