"""``anthology bib``: the bibliographies of a project checked, tidied, merged, added to."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from anthology.cli.arguments import Commands, Run, add_command, add_common
from anthology.cli.exits import Exit, exit_for
from anthology.cli.printing import print_count, print_problems, say


def add_to(commands: Commands) -> None:
    """Declare the command and what it can do."""
    summary = "check, tidy and merge the bibliography; take works over from other programs"
    command = add_command(commands, "bib", run, summary)
    actions = command.add_subparsers(required=True, metavar="ACTION", dest="action")
    check = _action(actions, "check", _check, "report what is wrong in the .bib files")
    _files(check)
    tidy = _action(actions, "format", _format, "write the .bib files tidily")
    _files(tidy)
    merge = _action(actions, "merge", _merge, "make two entries one, in every citation")
    merge.add_argument("keep", metavar="KEY", help="the entry that stays")
    merge.add_argument("drop", metavar="KEY", help="the entry that goes")
    take = _action(actions, "import", _import, "add the works of a RIS or CSL-JSON file")
    take.add_argument("file", metavar="FILE", type=Path, help="an export: .ris or .json")
    take.add_argument(
        "--to", metavar="FILE", type=Path, default=Path("bib/works.bib"),
        help="the file to add them to (bib/works.bib)",
    )  # fmt: skip


def _action(actions: Commands, name: str, act: Run, summary: str) -> argparse.ArgumentParser:
    action = actions.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
    )
    add_common(action, default=argparse.SUPPRESS)
    action.set_defaults(act=act)
    return action


def _files(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help=".bib files (all in bib/)"
    )


def run(options: argparse.Namespace) -> Exit:
    """Do what was asked for."""
    act: Run = options.act
    try:
        return act(options)
    except UnicodeDecodeError as fault:
        say(
            f"a file is not UTF-8: {fault.reason}", "open it in an editor and save it as UTF-8."
        )
        return Exit.PROBLEMS


def _read(options: argparse.Namespace) -> dict[str, str]:
    from anthology.bibliographies import bib_files

    if not options.files:
        return bib_files(Path.cwd())
    return {file.as_posix(): file.read_text(encoding="utf-8") for file in options.files}


def _check(options: argparse.Namespace) -> Exit:
    from anthology.bibliographies import check_files, orphans, project_texts

    files = _read(options)
    if not files:
        say("there is no .bib file here", "name one, or run this in the folder of a project.")
        return Exit.WRONG_COMMAND
    problems = check_files(files)
    if not options.files:
        problems += orphans(project_texts(Path.cwd()))
    print_problems(problems)
    if not options.quiet:
        print_count(problems)
    return exit_for(problems)


def _format(options: argparse.Namespace) -> Exit:
    from anthology.bibliographies import format_source
    from anthology.files import write_whole

    for file, text in _read(options).items():
        tidy = format_source(text)
        if tidy != text:
            write_whole(Path(file), tidy)
            if not options.quiet:
                print(file, file=sys.stderr)
    return Exit.DONE


def _merge(options: argparse.Namespace) -> Exit:
    from anthology.bibliographies import merge, project_texts
    from anthology.files import write_whole

    changed, problems = merge(project_texts(Path.cwd()), options.keep, options.drop)
    for file, text in changed.items():
        write_whole(Path(file), text)
        if not options.quiet:
            print(file, file=sys.stderr)
    print_problems(problems)
    return exit_for(problems)


def _import(options: argparse.Namespace) -> Exit:
    from anthology.bibliographies import added, bib_files, import_works
    from anthology.files import write_whole

    target: Path = options.to
    into = target.read_text(encoding="utf-8") if target.is_file() else ""
    others = [text for file, text in bib_files(Path.cwd()).items() if file != target.as_posix()]
    source = options.file.read_text(encoding="utf-8-sig")
    text, problems = import_works(source, options.file.name, into, others)
    if text != into:
        write_whole(target, text)
    print_problems(problems)
    if not options.quiet and (keys := added(into, text)):
        number = f"{len(keys)} works" if len(keys) > 1 else "a work"
        print(f"{target}: {number} added: {', '.join(keys)}", file=sys.stderr)
    return exit_for(problems)
