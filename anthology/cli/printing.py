"""What the command says: messages to standard error, data to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TextIO

from anthology.problems import Problem, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}
_DIM = "2"


class Format(StrEnum):
    """How ``anthology check`` prints what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def say(message: str, hint: str = "") -> None:
    """Print a message of the command itself, with its hint below."""
    print(f"anthology: {message}", file=sys.stderr)
    if hint:
        print(f"  hint: {hint}", file=sys.stderr)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by place, each once: two passes may well meet the same fault.

    On one line they keep the order in which the stages found them.
    """
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.place)


def print_problems(problems: Sequence[Problem], form: Format = Format.TEXT) -> None:
    """Print problems in the order of the sources: text as messages, the rest as data."""
    found = in_order(problems)
    match form:
        case Format.TEXT:
            coloured = has_colour(sys.stderr)
            for problem in found:
                print(_painted(problem) if coloured else problem, file=sys.stderr)
        case Format.JSON:
            print(_as_json(found))
        case Format.GITHUB:
            for problem in found:
                print(_as_github(problem))


def print_count(problems: Iterable[Problem]) -> None:
    """Print how many errors and warnings there are.

    >>> import contextlib
    >>> with contextlib.redirect_stderr(sys.stdout):
    ...     print_count([])
    0 errors, 0 warnings
    """
    found = in_order(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    print(
        f"{_counted(errors, 'error')}, {_counted(len(found) - errors, 'warning')}",
        file=sys.stderr,
    )


def has_colour(stream: TextIO) -> bool:
    """Tell whether to paint: on a terminal that can, unless ``NO_COLOR`` is set.

    The rule of ``NO_COLOR`` is that of https://no-color.org: set and not empty.
    """
    return (
        stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _painted(problem: Problem) -> str:
    line, _, hint = str(problem).partition("\n")
    severity = f" {problem.severity}: "
    colour = _COLOURS[problem.severity]
    line = line.replace(severity, f" \x1b[{colour}m{problem.severity}\x1b[0m: ", 1)
    return f"{line}\n\x1b[{_DIM}m{hint}\x1b[0m" if hint else line


def _as_json(problems: Sequence[Problem]) -> str:
    import json  # only this format pays for it

    return json.dumps(
        [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def _as_github(problem: Problem) -> str:
    """Write a workflow command, escaped as GitHub’s toolkit does it (``command.ts``)."""
    place = f"file={_property(problem.place.file)}"
    if problem.place.line:
        place += f",line={problem.place.line}"
    words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {place},title={problem.code}::{_data(words)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
