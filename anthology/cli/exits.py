"""What the shell is told."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from anthology.problems import Code, Problem, Severity


class Exit(IntEnum):
    """The exit codes; the README lists them."""

    DONE = 0

    PROBLEMS = 1
    """The sources have errors; nothing was written."""

    WRONG_COMMAND = 2
    """The command line makes no sense (argparse’s own number for it)."""

    MISSING = 3
    """A program or library of the system is missing."""

    BAD_OUTPUT = 4
    """An output failed its validation, or could not be written."""

    INTERRUPTED = 130
    """Ctrl-C: 128 + SIGINT, as shells have it."""


def exit_for(problems: Iterable[Problem], *, strict: bool = False) -> Exit:
    """Choose the exit code for what was found.

    Errors of the sources come first: whoever mends them builds again anyway.

    Args:
        problems: What was found.
        strict: Whether warnings count as errors.
    """
    codes = {
        problem.code for problem in problems if strict or problem.severity is Severity.ERROR
    }
    if codes - {Code.OUTPUT_INVALID}:
        return Exit.PROBLEMS
    return Exit.BAD_OUTPUT if codes else Exit.DONE
