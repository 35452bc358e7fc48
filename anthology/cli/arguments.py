"""What the commands have in common on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from anthology.cli.exits import Exit
from anthology.limits import Limit, read_limit

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object  # argparse keeps the class private

Run = Callable[[argparse.Namespace], Exit]


def add_command(
    commands: Commands, name: str, run: Run, summary: str
) -> argparse.ArgumentParser:
    """Declare a command that ``run`` carries out."""
    command = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
    )
    add_common(command, default=argparse.SUPPRESS)
    command.set_defaults(run=run)
    return command


def add_common(parser: argparse.ArgumentParser, default: object) -> None:
    """Let ``--quiet`` and ``--verbose`` stand before the command or after it.

    Args:
        parser: The whole command line, or one command.
        default: ``False`` for the whole; ``argparse.SUPPRESS`` for a command, so that
            its silence does not undo what stood before it.
    """
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument(
        "-q", "--quiet", action="store_true", default=default, help="say nothing but problems"
    )
    volume.add_argument(
        "-v", "--verbose", action="store_true", default=default, help="say more of what went on"
    )


def limit(words: str) -> Limit:
    """Read what one piece may take.

    Raises:
        argparse.ArgumentTypeError: it says nothing that can be understood.
    """
    try:
        return read_limit(words)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


def positive(words: str) -> int:
    """Read a whole number from 1 up.

    Raises:
        argparse.ArgumentTypeError: it is not one.
    """
    if not words.isascii() or not words.isdigit() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"“{words}” is not a whole number from 1 up")
    return int(words)
