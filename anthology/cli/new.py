"""``anthology new``: a project to begin from."""

from __future__ import annotations

import argparse
from pathlib import Path

from anthology.cli.arguments import Commands, add_command
from anthology.cli.exits import Exit
from anthology.cli.printing import say


def add_to(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "new", run, "begin a project that builds as it stands")
    command.add_argument(
        "project", metavar="DIR", type=Path, help="a folder that is empty or not there yet"
    )


def run(options: argparse.Namespace) -> Exit:
    """Write the project, and say how to go on."""
    from anthology.starting import FolderInUseError, start

    try:
        start(options.project)
    except FolderInUseError as fault:
        say(str(fault), "name a folder that does not exist yet.")
        return Exit.WRONG_COMMAND
    if not options.quiet:
        say(f"made {options.project}: go there and run anthology build")
    return Exit.DONE
