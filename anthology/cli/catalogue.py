"""``anthology catalogue``: the editions of several projects."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anthology.cli.arguments import Commands, add_command
from anthology.cli.bars import Bars
from anthology.cli.build import add_how, passed_on
from anthology.cli.exits import Exit

if TYPE_CHECKING:
    from anthology.catalogue import Outcome

MEANINGS: dict[int, str] = {
    Exit.PROBLEMS: "problems in the sources",
    Exit.WRONG_COMMAND: "a wrong command",
    Exit.MISSING: "a program or library is missing",
    Exit.BAD_OUTPUT: "an output failed",
    Exit.INTERRUPTED: "interrupted",
}
"""In the words of the README."""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "catalogue", run, "make the editions of several projects")
    command.add_argument("projects", metavar="DIR", nargs="+", type=Path, help="a project")
    command.add_argument(
        "--report", metavar="FILE", type=Path, help="write what came of each, as JSON"
    )
    add_how(command)


def run(options: argparse.Namespace) -> Exit:
    """Build all, say of each what is wrong as soon as it is known, and list them at the end."""
    from anthology.catalogue import Catalogue, report
    from anthology.files import write_whole

    catalogue = Catalogue(options.projects, passed_on(options), options.jobs)
    done: dict[Path, Outcome] = {}
    with Bars(wanted=not options.quiet) as bars:
        for outcome in catalogue.build(bars):
            done[outcome.project] = outcome
            if outcome.said:
                print(f"{outcome.project}:\n{outcome.said}", file=sys.stderr, end="")
    outcomes = [done[project] for project in catalogue.projects]
    if options.report:
        write_whole(options.report, report(outcomes))
    if not options.quiet:
        print_list(outcomes)
    return worst(outcome.code for outcome in outcomes)


def print_list(outcomes: Iterable[Outcome]) -> None:
    """Print a line for each project: what was made of it, or why nothing."""
    for one in outcomes:
        made = ", ".join(_named(edition) for edition in one.editions)
        meaning = MEANINGS.get(one.code, f"ended by signal {-one.code}")
        print(f"{one.project}: {made or meaning} ({one.seconds:.1f} s)")


def _named(edition: dict[str, Any]) -> str:
    pages = f" of {edition['pages']} pages" if edition["pages"] else ""
    return f"{edition['file']}{pages}"


def worst(codes: Iterable[int]) -> Exit:
    """Return the exit code for all: the highest; a build that was killed made no output.

    >>> worst([0, 3, 1])
    <Exit.MISSING: 3>
    >>> worst([0, -9])
    <Exit.BAD_OUTPUT: 4>
    """
    return max(Exit(code) if code >= 0 else Exit.BAD_OUTPUT for code in codes)
