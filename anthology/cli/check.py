"""``anthology check``: all problems of the sources, nothing built."""

from __future__ import annotations

import argparse
from pathlib import Path

from anthology.again import Answer, Question
from anthology.cli.arguments import Commands, add_command
from anthology.cli.exits import Exit, exit_for
from anthology.cli.printing import Format, print_count, print_problems


def add_to(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "check", run, "report all problems of the sources")
    command.add_argument(
        "project", metavar="DIR", nargs="?", type=Path, default=Path(), help="the project (.)"
    )
    command.add_argument(
        "--format",
        choices=[str(form) for form in Format],
        default=str(Format.TEXT),
        help="text for people (the default), json for programs, github for its workflows",
    )


def run(options: argparse.Namespace) -> Exit:
    """Read everything, unless that was done; write nothing but what was found."""
    question = Question(options.project, options.project / "build", ("check",))
    answer = question.recall()
    if answer is None:
        from anthology.build import check

        answer = Answer(tuple(check(options.project)))
        question.remember(answer)
    print_problems(answer.problems, Format(options.format))
    if not options.quiet:
        print_count(answer.problems)
    return exit_for(answer.problems)
