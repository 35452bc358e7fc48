"""``anthology import``: a raw text becomes a clean piece, with every change on record."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from anthology.cli.arguments import Commands, add_command
from anthology.cli.exits import Exit, exit_for
from anthology.cli.printing import print_problems, say


def add_to(commands: Commands) -> None:
    """Declare the command."""
    command = add_command(
        commands, "import", run, "clean a raw text into a piece and its ledger"
    )
    command.add_argument(
        "raw", metavar="RAW", type=Path, help="text, Markdown, HTML, DOCX or EPUB"
    )
    command.add_argument(
        "--to",
        metavar="FILE",
        type=Path,
        help="the piece to write (texts/NAME.md in a project)",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="show what would change and write nothing"
    )
    command.add_argument(
        "--merge", action="store_true", help="keep what editors changed since the last import"
    )
    command.add_argument(
        "--encoding",
        metavar="NAME",
        default="",
        help="how the raw text is encoded (mac-roman, cp1251 …), where it is guessed wrongly",
    )
    command.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help="write the report as JSON (- for the output)",
    )
    command.add_argument(
        "--citations",
        choices=("link", "keep"),
        default="link",
        help="write citations as [@key] (the default) or keep their words",
    )
    command.add_argument(
        "--queries",
        choices=("text", "report"),
        default="text",
        help="put queries into the text (the default) or into the report alone",
    )


def run(options: argparse.Namespace) -> Exit:
    """Import one file and say what was done and what wants a human eye."""
    from anthology.importing import Options, difference, import_file

    if not options.raw.is_file():
        folder = "this is a folder; name one file in it"
        say(f"{options.raw}: {folder if options.raw.is_dir() else 'no such file'}")
        return Exit.WRONG_COMMAND
    wishes = Options(
        to=options.to,
        dry_run=options.dry_run,
        merge=options.merge,
        link_citations=options.citations == "link",
        queries_in_text=options.queries == "text",
        encoding=options.encoding,
    )
    imported = import_file(options.raw, wishes)
    if imported.report:
        if options.dry_run:
            for line in difference(imported.report.source, imported.text):
                print(line)
        if not options.quiet:
            for line in imported.report.lines(verbose=options.verbose):
                print(line, file=sys.stderr)
        if options.report:
            _write_report(options.report, imported.report.as_json())
    print_problems(imported.problems)
    return exit_for(imported.problems)


def _write_report(path: Path, content: str) -> None:
    if str(path) == "-":
        print(content, end="")
        return
    from anthology.files import write_whole

    write_whole(path, content)
