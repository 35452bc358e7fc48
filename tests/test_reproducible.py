"""Same input, same bytes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tests.conftest import Command

HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "4077", "TZ": "Pacific/Chatham", "LC_ALL": "C"}


def test_the_same_book_has_the_same_bytes(
    project: Path, tmp_path: Path, anthology: Command
) -> None:
    """Another hash seed, time zone, locale, folder and working directory change nothing."""
    _declare_print(project)
    twin = Path(shutil.copytree(project, tmp_path / "elsewhere" / "a twin"))

    first = anthology("build", project, "--no-cache", env=HERE)
    second = anthology("build", "--no-cache", cwd=twin, env=ELSEWHERE)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert _digests(project) == _digests(twin)
    assert "folded-sheets-print.pdf" in _digests(project)


def test_building_again_changes_nothing(project: Path, anthology: Command) -> None:
    """The second build, with all that the first has cached, gives the same bytes."""
    anthology("build", project)
    first = _digests(project)

    again = anthology("build", project)

    assert again.returncode == 0, again.stderr
    assert _digests(project) == first


def _declare_print(project: Path) -> None:
    """Have the book made for a printer, too."""
    with (project / "anthology.yaml").open("a", encoding="utf-8") as settings:
        settings.write("editions: {epub: {}, screen: {}, print: {bleed: 0.125in}}\n")


def _digests(project: Path) -> dict[str, str]:
    """Hash the editions: the report beside them holds times, which may differ."""
    editions = sorted((project / "build").glob("folded-sheets*"))
    assert {path.name.removeprefix("folded-sheets") for path in editions} >= {
        "-cover.jpg", "-cover.svg", "-screen.pdf", ".epub", ".onix.xml",
    }  # fmt: skip
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in editions}
