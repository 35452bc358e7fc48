"""``anthology audit``: every ledger replayed, every piece compared with its import."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from anthology.cli.arguments import Commands, add_command
from anthology.cli.exits import Exit, exit_for
from anthology.cli.printing import print_problems, say
from anthology.problems import Problem


def add_to(commands: Commands) -> None:
    """Declare the command."""
    summary = "prove that clean text and ledger give the raw text back; show what changed since"
    command = add_command(commands, "audit", run, summary)
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=Path,
        help="pieces or ledgers (all of the project)",
    )


def run(options: argparse.Namespace) -> Exit:
    """Audit the pieces named, or all that have been imported."""
    from anthology.importing import audit, find_ledgers, report_lines

    ledgers = find_ledgers(options.files, Path.cwd())
    if options.files and not ledgers:
        say("none of these files was imported", "name a piece that has a ledger in texts/raw.")
        return Exit.WRONG_COMMAND
    problems: list[Problem] = []
    for ledger in ledgers:
        audited = audit(ledger)
        problems += audited.problems
        if not options.quiet:
            for line in report_lines(audited, verbose=options.verbose):
                print(line)
    print_problems(problems)
    if not options.quiet:
        replayed = "1 ledger" if len(ledgers) == 1 else f"{len(ledgers)} ledgers"
        print(f"{replayed} replayed, {len(problems)} faulty", file=sys.stderr)
    return exit_for(problems)
