"""What an editor waits for, as works to be measured."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Work, environment
from tests.bench.project import edit_a_sentence, write_project

ANTHOLOGY = Path(sys.executable).parent / "anthology"

EPUB_COLD = "EPUB, cold"
SCREEN_COLD = "screen PDF, cold"
EPUB_CHANGED = "EPUB, one sentence changed"
SCREEN_CHANGED = "screen PDF, one sentence changed"
NOTHING_CHANGED = "all editions, nothing changed"
CHECK_COLD = "check, cold"
CHECK_WARM = "check, warm"
CHECK_CHANGED = "check, one sentence changed"
HELP = "--help"

Command = tuple[str, ...]

BUILD_EPUB = ("build", "--edition", "epub")
BUILD_SCREEN = ("build", "--edition", "screen")
BUILD = ("build",)
CHECK = ("check",)

EDITIONS: dict[Command, tuple[str, ...]] = {BUILD_EPUB: ("epub",), BUILD_SCREEN: ("screen",)}
"""What the book declares, where it is not all of them."""

MAKES: dict[Command, str] = {
    BUILD_EPUB: "build/lamplit.epub",
    BUILD_SCREEN: "build/lamplit-screen.pdf",
}
"""What a command must make anew; a whole build may find that nothing has changed."""


def ours(corpus: Path, folder: Path) -> list[Work]:
    """Return all that is measured of ``anthology`` in one size.

    Each work has a project of its own, so that they can take turns.

    Args:
        corpus: One size of the benchmark book.
        folder: Where the projects go.
    """
    room = _Room(corpus, folder)
    return [
        room.work(EPUB_COLD, BUILD_EPUB, cold),
        room.work(SCREEN_COLD, BUILD_SCREEN, cold),
        room.work(EPUB_CHANGED, BUILD_EPUB, changed),
        room.work(SCREEN_CHANGED, BUILD_SCREEN, changed),
        room.work(NOTHING_CHANGED, BUILD, warm),
        room.work(CHECK_COLD, CHECK, cold),
        room.work(CHECK_WARM, CHECK, warm),
        room.work(CHECK_CHANGED, CHECK, changed),
        Work(HELP, [(ANTHOLOGY, "--help")], corpus),
    ]


Preparing = Callable[[Path, Command, int], None]


def cold(project: Path, command: Command, number: int) -> None:
    """Forget every earlier run."""
    shutil.rmtree(project / ".cache", ignore_errors=True)


def warm(project: Path, command: Command, number: int) -> None:
    """Have the command run before, once; pages that another work has made save time."""
    if number == 0:
        cold(project, command, number)
        made = project.parent / _folder(SCREEN_COLD) / ".cache"
        if made.is_dir():
            shutil.copytree(made, project / ".cache")
        whole: list[str | Path] = [ANTHOLOGY, *command]
        subprocess.run(whole, check=True, capture_output=True, cwd=project, env=environment())


def changed(project: Path, command: Command, number: int) -> None:
    """Have the command run before, and then a sentence changed: another one each time."""
    warm(project, command, number)
    edit_a_sentence(project, number)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the projects of one size stand."""

    corpus: Path
    folder: Path

    def work(self, name: str, command: Command, preparing: Preparing) -> Work:
        project = self.folder / _folder(name)
        makes = MAKES.get(command)

        def prepare(number: int) -> None:
            if number == 0:
                write_project(self.corpus, project, *EDITIONS.get(command, ()))
            preparing(project, command, number)

        made = project / makes if makes else None
        return Work(name, [(ANTHOLOGY, *command)], project, made, prepare)


def _folder(name: str) -> str:
    """Return the folder of the project that a work has for itself."""
    return name.replace(", ", "-").replace(" ", "-").lower()
