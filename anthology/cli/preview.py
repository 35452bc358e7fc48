"""``anthology preview``: the book in a browser, a moment after each save."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.cli.arguments import Commands, add_command
from anthology.cli.exits import Exit
from anthology.cli.printing import print_count, print_problems, say

if TYPE_CHECKING:
    from anthology.preview import Site

PORT = 8000


def add_to(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(commands, "preview", run, "show the book in a browser, at every save")
    command.add_argument(
        "project", metavar="DIR", nargs="?", type=Path, default=Path(), help="the project (.)"
    )
    command.add_argument(
        "--port",
        metavar="N",
        type=int,
        choices=range(65536),
        default=PORT,
        help=f"the port to serve on ({PORT}; 0 takes any that is free)",
    )
    command.add_argument("--open", action="store_true", help="open the browser, too")


def run(options: argparse.Namespace) -> Exit:
    """Serve until interrupted; of each save, say what it took and what is wrong now."""
    from anthology.preview import Preview

    if not (options.project / "anthology.yaml").is_file():
        say("there is no anthology.yaml here", "run it in a project, or name its folder")
        return Exit.PROBLEMS
    try:
        preview = Preview(options.project, options.port)
    except OSError as fault:
        if fault.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        say(f"port {options.port} cannot be had", "--port 0 takes any that is free")
        return Exit.WRONG_COMMAND
    for site, files in preview.watch():
        if site.version == 1:
            print(preview.address, flush=True)
            if options.open:
                _open(preview.address)
        _tell(site, files, quiet=options.quiet)
    return Exit.DONE


def _tell(site: Site, files: Sequence[str], *, quiet: bool) -> None:
    if files and not quiet:
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        print(f"{files[0]}{more}: {site.seconds:.2f} s", file=sys.stderr)
    print_problems(site.problems)
    if not quiet:
        print_count(site.problems)


def _open(address: str) -> None:
    import webbrowser  # few ask for it

    webbrowser.open(address)
