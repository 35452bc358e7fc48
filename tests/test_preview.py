"""The live preview, in a real browser, as somebody who writes and saves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import pytest

from anthology.cli.exits import Exit
from tests.conftest import Command, heeding_interrupts
from tests.validators import BROWSER, program

COMMAND = Path(sys.executable).parent / "anthology"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Running:
    """A preview that is being served."""

    project: Path
    address: str

    def save(self, file: str, old: str, new: str) -> None:
        """Replace words in a source."""
        path = self.project / file
        words = path.read_text(encoding="utf-8")
        assert old in words
        path.write_text(words.replace(old, new), encoding="utf-8")

    def get(self, path: str, host: str = "") -> tuple[int, str, bytes]:
        """Return status, type and content of what lies under a path."""
        netloc = urlsplit(self.address).netloc
        connection = HTTPConnection(netloc, timeout=60)
        connection.request("GET", path, headers={"Host": host or netloc})
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"] or "", answer.read()


@contextmanager
def served(project: Path) -> Iterator[Running]:
    """Serve a project."""
    with subprocess.Popen(
        [COMMAND, "preview", project, "--port", "0", "--quiet"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heeding_interrupts,
    ) as process:
        assert process.stdout
        try:
            yield Running(project, process.stdout.readline().strip())
        finally:
            process.terminate()


@pytest.fixture
def running(project: Path) -> Iterator[Running]:
    """The small project, served."""
    with served(project) as started:
        yield started


class Tab:
    """A tab of the browser."""

    def __init__(self, asked: IO[str], told: IO[str]) -> None:
        self._asked, self._told = asked, told

    def __call__(self, step: str) -> dict[str, Any]:
        """Do one thing, and return what is to be seen then."""
        print(step, file=self._asked, flush=True)
        shown: dict[str, Any] = json.loads(self._told.readline())
        assert shown["faults"] == []
        return shown


@contextmanager
def opened(address: str, page: str, screenshots: Path) -> Iterator[Tab]:
    """Open a page in Chromium."""
    screenshots.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [program("node"), BROWSER / "preview.mjs", address, page, screenshots],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "CHROMIUM": program("chromium")},
    ) as browser:
        assert browser.stdin
        assert browser.stdout
        try:
            yield Tab(browser.stdin, browser.stdout)
        finally:
            browser.terminate()


def test_what_is_saved_is_shown_in_its_place(running: Running) -> None:
    """New words stand there without a click; an error leaves the page, and is told with it."""
    pictures = ROOT / "build" / "screenshots" / "preview"
    with opened(running.address, "text/paper.xhtml", pictures) as tab:
        first = tab("examine")
        running.save("texts/paper.md", "is weight", "is vellum")
        second = tab(f"wait {first['version']}")
        running.save("texts/paper.md", "vellum", "vellum {page}")
        third = tab(f"wait {second['version']}")
        running.save("texts/paper.md", "vellum {page}", "parchment")
        fourth = tab(f"wait {third['version']}")

    assert "No problems." in first["frame"]
    assert first["violations"] == []
    assert first["face"]
    assert "vellum" in second["text"]
    assert ["vellum" in one for one in second["fresh"]] == [True]
    assert second["inView"]
    assert "texts/paper.md:" in third["frame"]
    assert "[attribute-alone]" in third["frame"]
    assert third["text"] == second["text"]
    assert "parchment" in fourth["text"]
    assert "attribute-alone" not in fourth["frame"]


def test_a_page_keeps_its_place_and_leads_to_others(running: Running) -> None:
    """What is above the words in view may grow; a new text is reached at once."""
    long = "A line of the paper.\n\n" * 200
    pictures = ROOT / "build" / "screenshots" / "preview"
    with opened(running.address, "text/paper.xhtml", pictures) as tab:
        first = tab("look")
        running.save("texts/paper.md", "* * *", long)
        tab(f"wait {first['version']}")
        before = tab("scroll 1500")
        running.save("texts/folding.md", "---\ntitle: ", "---\ntitle: New ")
        after = tab(f"wait {before['version']}")
        missing = tab("goto text/contents.xhtml")

    assert "Changed, too:" in after["frame"]
    assert "New " in after["frame"]
    assert after["scroll"] == before["scroll"] == 1500
    assert "Changed, too:" in missing["frame"]


def test_what_is_served(running: Running) -> None:
    """Pages, style, faces and pages of print; nothing else, and to nobody else."""
    status, kind, page = running.get("/text/folding.xhtml")
    assert (status, kind) == (200, "application/xhtml+xml; charset=utf-8")
    assert b"preview.js" in page
    assert running.get("/")[0] == 302
    assert running.get("/css/book.css")[1] == "text/css; charset=utf-8"
    assert running.get("/fonts/EBGaramond-italic.ttf")[2][:4] == b"\0\1\0\0"
    status, kind, pdf = running.get("/pdf/folding.pdf")
    assert (status, kind, pdf[:5]) == (200, "application/pdf", b"%PDF-")
    for path in (
        "/text/none.xhtml",
        "/anthology.yaml",
        "/media/../anthology.yaml",
        "/pdf/x.pdf",
    ):
        assert running.get(path)[0] == 404
    assert running.get("/text/folding.xhtml", host="example.org")[0] == 403


def test_a_book_that_has_errors_from_the_start(project: Path) -> None:
    """They are told where the page would be, and then it comes."""
    settings = project / "anthology.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("Folded Sheets", "Folded: Sheets"),
        encoding="utf-8",
    )
    pictures = ROOT / "build" / "screenshots" / "preview"

    with served(project) as running, opened(running.address, "", pictures) as tab:
        before = tab("look")
        running.save("anthology.yaml", "Folded: Sheets", "Folded Sheets")
        after = tab(f"wait {before['version']}")

    assert "1 error" in before["frame"]
    assert "anthology.yaml:1" in before["frame"]
    assert "A short praise of paper" in after["text"]


def test_a_port_that_is_taken(running: Running, anthology: Command) -> None:
    """Is told, with the way out."""
    port = running.address.rstrip("/").rpartition(":")[2]

    done = anthology("preview", running.project, "--port", port)

    assert done.returncode == Exit.WRONG_COMMAND
    assert f"port {port} cannot be had" in done.stderr
    assert "--port 0" in done.stderr


def test_without_a_project_it_says_so(anthology: Command, tmp_path: Path) -> None:
    """With the exit code for problems of the sources."""
    done = anthology("preview", tmp_path, "--port", "0")

    assert done.returncode == Exit.PROBLEMS
    assert "no anthology.yaml" in done.stderr
