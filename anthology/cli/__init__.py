"""The ``anthology`` command: read arguments, call one function, choose the exit code."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from anthology import __version__
from anthology.cli import audit, bib, build, catalogue, check, import_, index, new, preview
from anthology.cli.arguments import Run, add_common
from anthology.cli.exits import Exit
from anthology.cli.printing import say
from anthology.problems import MissingProgram

SELDOM = (300_000, 10, 10)
"""When Python looks for rings among its objects: a book has none, and a build ends soon."""

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""Debian’s names of what WeasyPrint loads; ``tools/prepare.py`` has them too."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    if arguments is not None:
        return _run(arguments)
    gc.set_threshold(*SELDOM)
    try:
        return _run(None)
    finally:
        gc.freeze()  # the process ends: nothing is looked through once more


def _run(arguments: Sequence[str] | None) -> int:
    if isinstance(sys.stdout, TextIOWrapper):  # data look the same in every locale
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    options = _parser().parse_args(arguments)
    run: Run = options.run
    try:
        code = run(options)
        sys.stdout.flush()  # here, where a full disk is still told in a line
        return code
    except KeyboardInterrupt:
        say("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return Exit.DONE  # whoever read our output, such as head, has seen enough
    except MissingProgram as fault:
        say(f"the program {fault.name} is missing or does not run", fault.remedy)
        return Exit.MISSING
    except OSError as fault:
        if options.verbose:
            raise
        _discard_output()
        return _system(fault)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="anthology",
        description="From raw texts to a finished anthology.",
        epilog="anthology COMMAND --help says more.",
    )
    parser.add_argument("--version", action="version", version=f"anthology {__version__}")
    add_common(parser, default=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for command in (new, import_, audit, bib, index, check, preview, build, catalogue):
        command.add_to(commands)
    return parser


_REMEDIES = {
    errno.EACCES: "see that you may read and write it, or work in a copy of the project",
    errno.EROFS: "the disk is read-only: work in a copy of the project",
    errno.ENOSPC: "the disk is full: make room and run this again; nothing was lost",
}


def _system(fault: OSError) -> Exit:
    """Say in a line what the machine would not do."""
    if fault.errno is None and "cannot load library" in str(fault):
        name = str(fault).split("'")[1]
        say(f"the library {name} is missing", f"run: apt-get install {LIBRARIES}")
        return Exit.MISSING
    name = f"{fault.filename}: " if fault.filename else ""
    hint = _REMEDIES.get(fault.errno or 0, "run again with --verbose for more.")
    say(f"{name}{(fault.strerror or str(fault)).lower()}", hint)
    return Exit.BAD_OUTPUT


def _discard_output() -> None:
    """Let the null device take what Python would flush once more, and fail again, at its end.

    As the documentation of ``signal`` advises on SIGPIPE.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
