"""What a piece of work takes: wall time, CPU time, and the memory of its largest process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

RUNNER = Path(__file__).parent / "runner.py"

EPOCH = "1767225600"
"""What every program takes for today, so that files of one program are the same each time."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took, or the medians of several."""

    wall: float
    """In seconds, as somebody waiting sees it."""

    cpu: float
    """In seconds, of all processes together."""

    memory: int
    """In bytes: the most that one process held."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is measured."""

    name: str
    """As the table calls it."""

    commands: Sequence[Sequence[str | Path]]
    """What is run, one after the other."""

    folder: Path
    """Where it is run."""

    makes: Path | None = None
    """The file that must be there afterwards, and not before."""

    prepare: Callable[[int], None] = lambda number: None
    """Called with the number of the run, from 0, before each; takes no part in the time."""


class Failed(Exception):  # noqa: N818 - named for what it says
    """A command ended badly, or made nothing."""


def run(work: Work, number: int = 0) -> Taken:
    """Do a work once.

    Raises:
        Failed: with the last lines of what the command said.
    """
    work.prepare(number)
    if work.makes:
        work.makes.unlink(missing_ok=True)
    steps = [_step(command, work) for command in work.commands]
    if work.makes and not work.makes.is_file():
        raise Failed(f"{work.name}: {work.makes.name} was not made")
    return Taken(
        sum(one.wall for one in steps),
        sum(one.cpu for one in steps),
        max(one.memory for one in steps),
    )


def _step(command: Sequence[str | Path], work: Work) -> Taken:
    with tempfile.TemporaryDirectory(prefix="anthology-bench-") as folder:
        result = Path(folder, "taken.json")
        done = subprocess.run(
            [sys.executable, "-I", RUNNER, result, *command],
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            cwd=work.folder,
            env=environment(),
        )
        if done.returncode:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
            raise Failed(f"{work.name}: exit code {done.returncode}\n{said}")
        return Taken(**json.loads(result.read_text(encoding="utf-8")))


def environment() -> dict[str, str]:
    """Return what all programs are run in, also where nobody measures.

    An installed program has its bytecode; ours is run from its sources, and so may write it.
    """
    own = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "SOURCE_DATE_EPOCH": EPOCH}


def medians(runs: Iterable[Taken]) -> Taken:
    """Return the median of each figure."""
    runs = list(runs)
    return Taken(
        median(one.wall for one in runs),
        median(one.cpu for one in runs),
        int(median(one.memory for one in runs)),
    )
