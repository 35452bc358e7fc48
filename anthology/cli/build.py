"""``anthology build``: the editions."""

from __future__ import annotations

import argparse
import sys
from contextlib import redirect_stdout
from pathlib import Path

from anthology.again import Answer, Question
from anthology.cli.arguments import Commands, add_command, limit, positive
from anthology.cli.bars import Bars, Lines
from anthology.cli.exits import Exit, exit_for
from anthology.cli.printing import print_count, print_problems, say
from anthology.limits import Limit
from anthology.problems import Code, has_errors


def add_to(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "build", run, "make the EPUB and the PDF editions")
    command.add_argument(
        "project", metavar="DIR", nargs="?", type=Path, default=Path(), help="the project (.)"
    )
    command.add_argument(
        "--piece", metavar="NAME", default="", help="make an offprint of one piece"
    )
    command.add_argument(
        "--output", metavar="DIR", type=Path, help="where to put them (build/ in the project)"
    )
    add_how(command)


def add_how(command: argparse.ArgumentParser) -> None:
    """Declare the options of every command that builds: what is made, and how."""
    command.add_argument(
        "--edition",
        choices=["epub", "screen", "print", "all"],
        default="all",
        help="which to make (all that anthology.yaml declares)",
    )
    command.add_argument(
        "--jobs", metavar="N", type=positive, help="pieces laid out side by side (one a core)"
    )
    command.add_argument(
        "--limit",
        metavar="120s/2GB",
        type=limit,
        default=Limit(),
        help="the time and memory that the layout of one piece may take (600s/2GB)",
    )
    command.add_argument(
        "--no-cache", dest="cache", action="store_false", help="lay out every piece afresh"
    )
    command.add_argument(
        "--cache-size",
        metavar="MB",
        type=positive,
        default=512,
        help="how much to keep for the next build, in .cache/ (512)",
    )
    command.add_argument(
        "--scheduler",
        metavar="tcp://…",
        default="",
        help="lay out on the Dask cluster of this scheduler",
    )
    command.add_argument(
        "--store",
        metavar="URL",
        default="",
        help="keep results here instead of .cache/: a shared folder, s3://…, gs://… …",
    )
    command.add_argument(
        "--release",
        action="store_true",
        help="let warnings stop the build too, and have EPUBCheck (and Ace) examine it",
    )


def passed_on(options: argparse.Namespace) -> list[str]:
    """Return the options of ``add_how``, but for ``--jobs``, as a command line has them."""
    names = ("edition", "limit", "cache_size", "store", "scheduler")
    words = [f"--{name.replace('_', '-')}={vars(options)[name]}" for name in names]
    return [
        *words,
        *(["--release"] if options.release else []),
        *([] if options.cache else ["--no-cache"]),
    ]


def run(options: argparse.Namespace) -> Exit:
    """Build, unless that was done, and print the path of each file that was made."""
    output = options.output or options.project / "build"
    asked = ("build", options.edition, options.piece, str(output))
    may_recall = options.cache and not options.release  # which is examined every time
    question = Question(options.project, output, asked) if may_recall else None
    answer = question.recall() if question else None
    if answer is None:
        answer = _built(options)
        if question and Code.LAYOUT_FAILED not in {one.code for one in answer.problems}:
            question.remember(answer)  # what failed for lack of time or memory may do next time
    print_problems(answer.problems)
    if not options.quiet:
        print_count(answer.problems)
        for path in answer.outputs:
            print(path)
    if options.release and answer.problems and not has_errors(answer.problems):
        say("nothing was written: for a release, warnings have to be mended, too")
    return exit_for(answer.problems, strict=options.release)


def _built(options: argparse.Namespace) -> Answer:
    with (
        Bars(wanted=not options.quiet and not options.verbose) as bars,
        redirect_stdout(sys.stderr),
    ):
        from anthology.options import BuildOptions

        wanted = BuildOptions(
            editions=() if options.edition == "all" else (options.edition,),
            piece=options.piece,
            output=options.output,
            jobs=options.jobs,
            limit=options.limit,
            cache=options.cache,
            cache_size=options.cache_size * 2**20,
            store=options.store,
            scheduler=options.scheduler,
            release=options.release,
        )
        if wanted.need_engine:
            from anthology.servers import start_server

            start_server()  # before anything else: it takes longer than reading a book
        # Standard output is ours: what libraries say to it are messages.
        from anthology.build import build

        result = build(options.project, wanted, Lines() if options.verbose else bars)
    return Answer(result.problems, result.outputs, result.written)
