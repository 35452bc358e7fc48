"""The command line: what it prints, where, and the exit code."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anthology import __version__
from anthology.cli.exits import Exit, exit_for
from anthology.problems import Code, Place, error, warning
from tests.conftest import Command, heeding_interrupts

EXECUTABLE = Path(sys.executable).parent / "anthology"


def test_a_sound_project_gives_0(project: Path, anthology: Command) -> None:
    """Nothing on standard output, a count on standard error."""
    done = anthology("check", project)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 errors, 0 warnings\n"


def test_problems_come_in_the_order_of_the_sources(project: Path, anthology: Command) -> None:
    """Sorted by file and line, then counted; exit code 1."""
    _append(project / "texts" / "sewing.md", "\nA mark.[^nowhere]\n")
    _append(project / "texts" / "folding.md", "\nA mark.[^nowhere]\n\nAnother.[^gone]\n")

    done = anthology("check", project)

    found = [line for line in done.stderr.splitlines() if ": error: " in line]
    assert done.returncode == 1
    assert [line.split(":")[0] for line in found] == [
        "texts/folding.md",
        "texts/folding.md",
        "texts/sewing.md",
    ]
    assert done.stderr.splitlines()[-1] == "3 errors, 0 warnings"


def test_json_is_data(project: Path, anthology: Command) -> None:
    """``--format json`` prints one array on standard output, whatever was found."""
    _append(project / "texts" / "paper.md", "\nA mark.[^nowhere]\n")

    done = anthology("check", project, "--format", "json")

    (problem,) = json.loads(done.stdout)
    assert (problem["file"], problem["code"]) == ("texts/paper.md", "note-undefined")
    assert problem["severity"] == "error"
    assert problem["line"] == 14


def test_github_gets_its_commands(project: Path, anthology: Command) -> None:
    """``--format github`` marks the line in a pull request."""
    _append(project / "texts" / "paper.md", "\nA mark.[^nowhere]\n")

    done = anthology("check", project, "--format", "github")

    assert done.stdout.startswith("::error file=texts/paper.md,line=14,title=note-undefined::")


def test_quiet_says_nothing_when_all_is_well(project: Path, anthology: Command) -> None:
    """``--quiet`` counts before the command and after it."""
    before = anthology("--quiet", "check", project)
    after = anthology("check", project, "--quiet")

    assert (before.stdout, before.stderr) == ("", "")
    assert (after.stdout, after.stderr) == ("", "")


def test_quiet_does_not_hide_problems(project: Path, anthology: Command) -> None:
    """Problems are never quiet."""
    _append(project / "texts" / "paper.md", "\nA mark.[^nowhere]\n")

    done = anthology("check", project, "--quiet")

    assert done.returncode == 1
    assert "[note-undefined]" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bind"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "two"],
        ["check", "--format", "xml"],
        ["check", "--quiet", "--verbose"],
        ["new"],
    ],
)
def test_a_wrong_command_gives_2(arguments: list[str], anthology: Command) -> None:
    """Usage and one line on standard error, nothing on standard output."""
    done = anthology(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: anthology")


def test_the_version_is_data(anthology: Command) -> None:
    """``--version`` prints a line for programs to read."""
    done = anthology("--version")

    assert done.stdout == f"anthology {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    """``--help`` must not wait for the libraries that builds need."""
    code = (
        "import contextlib, io, sys, anthology.cli\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    anthology.cli.main(['build', '--help'])\n"
        "print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    heavy = {"weasyprint", "jinja2", "markdown_it", "ebooklib", "rich", "lxml", "yaml"}
    assert heavy & set(done.stdout.split()) == set()


@pytest.mark.parametrize("command", ["check", "audit"])
def test_what_prints_no_page_never_loads_the_layout_engine(
    command: str, project: Path, anthology: Command
) -> None:
    """Not even where there is something to do: a text that was imported."""
    raw = project / "salt.txt"
    raw.write_text("Salt\n\nSalt was dear.[1]\n\n[1] So Marlow has it.\n", encoding="utf-8")
    assert anthology("import", raw, cwd=project).returncode == 0
    code = (
        "import sys, anthology.cli\n"
        f"code = anthology.cli.main([{command!r}])\n"
        "print(int(code), 'weasyprint' in sys.modules, 'jinja2' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "0 False False"


def test_an_output_that_cannot_be_written_gives_4(
    project: Path, tmp_path: Path, anthology: Command
) -> None:
    """One line names the file and the cause; no traceback."""
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder", encoding="utf-8")

    done = anthology("build", project, "--edition", "epub", "--output", taken)

    assert done.returncode == 4
    assert f"anthology: {taken}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_gives_4(project: Path) -> None:
    """Data that cannot be written are not passed over in silence."""
    with Path("/dev/full").open("w", encoding="ascii") as full:
        done = subprocess.run(
            [EXECUTABLE, "check", project, "--format", "json"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    assert done.returncode == 4
    assert "anthology: no space left on device\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_may_stop_reading(project: Path) -> None:
    """``anthology check --format json | head -0`` ends quietly."""
    ours, theirs = os.pipe()
    os.close(ours)

    done = subprocess.run(
        [EXECUTABLE, "check", project, "--format", "json", "--quiet"],
        check=False,
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(theirs)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Exit.DONE),
        ([Code.NOTE_UNDEFINED], Exit.PROBLEMS),
        ([Code.OUTPUT_INVALID], Exit.BAD_OUTPUT),
        ([Code.OUTPUT_INVALID, Code.NOTE_UNDEFINED], Exit.PROBLEMS),
    ],
)
def test_errors_choose_the_exit_code(codes: list[Code], expected: Exit) -> None:
    """Faults of the sources come before those of an output."""
    problems = [error(Place("texts/x.md", 1), code, "so it is") for code in codes]

    assert exit_for(problems) is expected


def test_only_a_release_minds_warnings() -> None:
    """``--release`` lets a warning count as an error."""
    problems = [warning(Place("texts/x.md", 1), Code.HEADING_LEVEL, "so it is")]

    assert exit_for(problems) is Exit.DONE
    assert exit_for(problems, strict=True) is Exit.PROBLEMS


def test_a_release_with_warnings_is_not_made(project: Path, anthology: Command) -> None:
    """``--release`` writes nothing while anything is left to look at."""
    _append(project / "texts" / "paper.md", "\n#### A jump\n\nOver two levels.\n")

    strict = anthology("build", project, "--edition", "epub", "--release")
    written = (project / "build").exists()
    usual = anthology("build", project, "--edition", "epub")

    assert (strict.returncode, written) == (1, False)
    assert "nothing was written: for a release, warnings have to be mended" in strict.stderr
    assert (usual.returncode, len(list((project / "build").glob("*.epub")))) == (0, 1)


def test_an_interrupted_command_gives_130(project: Path) -> None:
    """Ctrl-C, which reaches all processes of a build, ends it with a word and no output."""
    running = subprocess.Popen(
        [EXECUTABLE, "build", project],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heeding_interrupts,
    )
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while not children.read_text(encoding="ascii"):  # until the layout is being set up
        time.sleep(0.01)

    os.killpg(running.pid, signal.SIGINT)
    _, messages = running.communicate()

    assert (running.returncode, messages) == (130, "anthology: interrupted\n")
    assert not (project / "build").exists()


def test_a_missing_library_gives_3(project: Path, tmp_path: Path, anthology: Command) -> None:
    """Without Pango, one message says what to install."""
    (tmp_path / "libpango-1.0.so.0").touch()  # found first, and no library at all

    done = anthology(
        "build", project, "--edition", "screen", env={"LD_LIBRARY_PATH": str(tmp_path)}
    )

    assert done.returncode == 3
    assert "anthology: the library libpango-1.0-0 is missing\n" in done.stderr
    assert "apt-get install libpango-1.0-0" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_gets_colour_unless_told_otherwise(project: Path) -> None:
    """Errors are painted on a terminal; ``NO_COLOR`` takes the paint away."""
    _append(project / "texts" / "paper.md", "\nA mark.[^nowhere]\n")

    painted = _on_a_terminal(["check", str(project)], {"NO_COLOR": ""})
    plain = _on_a_terminal(["check", str(project)], {"NO_COLOR": "1"})

    assert "\x1b[31merror\x1b[0m: " in painted
    assert "\x1b[" not in plain
    assert re.sub("\x1b\\[[0-9]*m", "", painted) == plain


def test_a_terminal_shows_progress(project: Path, anthology: Command) -> None:
    """What takes longer than half a second has a bar, with its pace; nobody else sees it."""
    watched = _on_a_terminal(["build", str(project)], {})
    unwatched = anthology("build", project, "--no-cache")

    shown = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", watched)
    assert "pages ━" in shown
    assert re.search(r"\d+/\d+ \d+\.\d pages/s, \d+:\d\d left", shown)
    assert unwatched.stderr == "0 errors, 0 warnings\n"


def test_a_record_of_the_stages_can_be_had(project: Path, anthology: Command) -> None:
    """Each with its time, the layout with its pages."""
    done = anthology("build", project, "--edition", "screen", "--verbose")

    assert re.search(r"^reading: \d+\.\d s$", done.stderr, re.MULTILINE)
    assert re.search(
        r"^pages: \d+\.\d s, \d+ pages, \d+\.\d pages/s$", done.stderr, re.MULTILINE
    )


def _on_a_terminal(arguments: list[str], env: dict[str, str]) -> str:
    """Run the command with a terminal as its standard error, and return what it shows."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [EXECUTABLE, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **env},
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux says so when the other end has closed
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    running.wait()
    return shown.decode("utf-8")


def _append(file: Path, words: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(words)
