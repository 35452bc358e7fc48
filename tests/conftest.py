"""What all tests share: a small project, the command, golden files, validators."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from tests.validators import Epubcheck, Verapdf

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
SMALL = HERE / "projects" / "small"

Done = subprocess.CompletedProcess[str]


class Command(Protocol):
    """Runs ``anthology`` as a shell would."""

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        """Run it; ``env`` is laid over the environment of the test."""


def heeding_interrupts() -> None:
    """Undo in a new process that shells let those in the background ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-golden``."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files; read the diff before you commit it",
    )


@pytest.fixture
def matches_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with a golden file, or rewrite the file when asked to."""

    def compare(actual: str, name: str) -> None:
        golden = GOLDEN / name
        if request.config.getoption("--update-golden"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(actual, encoding="utf-8", newline="\n")
        assert actual == golden.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a bit of everything, free to be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def anthology() -> Command:
    """The installed command, in a process of its own."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Done:
        return subprocess.run(
            [Path(sys.executable).parent / "anthology", *arguments],
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, **(env or {})},
        )

    return run


@pytest.fixture(scope="session")
def epubcheck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Epubcheck]:
    """Call it with an EPUB; it returns a line for each error and warning."""
    with Epubcheck(tmp_path_factory.mktemp("epubcheck")) as checker:
        yield checker


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verapdf]:
    """Call it with a profile and a PDF; it returns a line for each rule that is broken."""
    with Verapdf(tmp_path_factory.mktemp("verapdf")) as checker:
        yield checker


class _Heard(logging.Handler):
    """Keeps what a library complained of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(autouse=True)
def no_complaints_of_weasyprint() -> Iterator[None]:
    """WeasyPrint logs what it drops; a page that drops something is wrong."""
    heard = _Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    yield
    logger.removeHandler(heard)
    assert not heard.messages
