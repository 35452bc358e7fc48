"""``anthology index``: what the index could list."""

from __future__ import annotations

import argparse
from pathlib import Path

from anthology.cli.arguments import Commands, add_command, add_common
from anthology.cli.exits import Exit, exit_for
from anthology.cli.printing import print_problems


def add_to(commands: Commands) -> None:
    """Declare the command and what it can do."""
    command = add_command(commands, "index", run, "propose the terms of an index")
    actions = command.add_subparsers(required=True, metavar="ACTION", dest="action")
    summary = "print names and recurring terms as a draft of texts/index.yaml"
    action = actions.add_parser(
        "suggest", help=summary, description=f"{summary[0].upper()}{summary[1:]}."
    )
    add_common(action, default=argparse.SUPPRESS)
    action.add_argument(
        "project", metavar="DIR", nargs="?", type=Path, default=Path(), help="the project (.)"
    )


def run(options: argparse.Namespace) -> Exit:
    """Print the draft, which an editor saves; what the index has already is left out."""
    from anthology.indexing import suggest

    words, problems = suggest(options.project)
    if not words:
        print_problems(problems)
        return exit_for(problems)
    print(words, end="")
    return Exit.DONE
