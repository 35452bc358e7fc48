"""The benchmark works, and what it says was measured. How fast we are is not tried here."""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench import peers, works
from tests.bench.corpus import SIZES, write_corpus
from tests.bench.measure import Failed, Taken, Work, medians, run
from tests.bench.plot import draw
from tests.bench.project import edit_a_sentence, write_project
from tests.bench.report import as_json, markdown
from tests.bench.targets import MB, TARGETS, verdicts

ROOT = Path(__file__).parent.parent.parent

FACTS = {"M": {"texts": 25, "words": 176_037}, "L": {"texts": 100, "words": 704_000}}


def test_it_measures_us_and_a_peer_on_a_tiny_book(tmp_path: Path) -> None:
    """One run of the real programs: a table, every figure as data, and a drawing."""
    command = (sys.executable, "-m", "tests.bench", "XS", "--runs", "1", "--only", "EPUB")

    done = subprocess.run(
        [*command, "--output", tmp_path],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )

    measured = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    taken = measured["sizes"]["XS"]["works"]
    assert list(taken) == [works.EPUB_COLD, works.EPUB_CHANGED, peers.EPUB]
    assert all(one["median"]["wall"] > 0.1 for one in taken.values())
    assert all(one["median"]["memory"] > 10 * MB for one in taken.values())
    assert done.stdout == (tmp_path / "bench.md").read_text(encoding="utf-8") + "\n"
    ElementTree.fromstring((tmp_path / "bench.svg").read_text(encoding="utf-8"))


def test_the_book_is_the_same_for_ever(tmp_path: Path) -> None:
    """Figures of today say something about those of last year; a text is its number’s alone."""
    one, two = tmp_path / "one", tmp_path / "two"

    facts = write_corpus("S", one)
    write_corpus("S", two)
    write_corpus("XS", tmp_path / "XS")

    assert facts["texts"] == 5
    assert facts["notes"] == 5 * SIZES["S"].notes
    assert _texts(one) == _texts(two)
    assert _texts(tmp_path / "XS")["01-001-text.md"] == _texts(one)["01-001-text.md"]


def test_every_edit_changes_one_sentence(tmp_path: Path) -> None:
    """Of the text in the middle; another one each time, so that no run is a repetition."""
    write_corpus("S", tmp_path / "S")
    project = tmp_path / "project"
    write_project(tmp_path / "S", project)

    changes = []
    for number in range(4):
        before = _texts(project / "texts")
        edit_a_sentence(project, number)
        after = _texts(project / "texts")
        (changed,) = (name for name in before if before[name] != after[name])
        pairs = zip(before[changed].splitlines(), after[changed].splitlines(), strict=True)
        (line,) = ((old, new) for old, new in pairs if old != new)
        changes.append((changed, *line))

    assert {changed for changed, _, _ in changes} == {"01-003-text.md"}
    assert len({old for _, old, _ in changes}) == 4
    for _, old, new in changes:
        edits = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        assert [kind for kind, *_ in edits if kind != "equal"] == ["insert"]


def test_the_work_of_all_processes_is_counted(tmp_path: Path) -> None:
    """Also of those that a program leaves behind, and memory of the largest of them."""
    orphan = "import time; b = bytearray(90 << 20); e = time.process_time() + 0.4\n"
    orphan += "while time.process_time() < e: pass"
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {orphan!r}])"

    taken = run(Work("orphans", [(sys.executable, "-c", parent)], tmp_path))

    assert taken.cpu > 0.4
    assert taken.memory > 90 * MB


def test_a_program_that_fails_is_not_measured(tmp_path: Path) -> None:
    """Nor one that makes nothing: being fast is then no merit."""
    said = "import sys; sys.exit('no paper left')"

    with pytest.raises(Failed, match="no paper left"):
        run(Work("failing", [(sys.executable, "-c", said)], tmp_path))
    with pytest.raises(Failed, match=r"book\.pdf was not made"):
        run(Work("idle", [(sys.executable, "-c", "")], tmp_path, tmp_path / "book.pdf"))


def test_targets_are_judged_by_medians() -> None:
    """A ratio of wall times; memory by itself; nothing is said where a figure is missing."""
    runs = _runs({works.EPUB_COLD: (2.0, 9.0, 3.0), peers.EPUB: (4.0, 4.0, 4.0)})

    (epub,) = verdicts({"M": {name: medians(taken) for name, taken in runs["M"].items()}})

    assert (epub.work, epub.measured, epub.met) == (works.EPUB_COLD, "0.75 ×", False)
    assert (
        "| EPUB, cold | M    | at most 0.5 × pandoc → EPUB | 0.75 ×   | **no** |"
        in markdown(runs, FACTS)
    )


def test_every_target_can_be_judged() -> None:
    """What the targets compare is what the benchmark measures, by the same names."""
    names = {target.work for target in TARGETS}
    known = {work.name for work in works.ours(ROOT, ROOT)}

    assert names <= known


def test_the_plot_has_a_line_for_each_program() -> None:
    """Ours and theirs, in each of the four drawings; more cost stands higher."""
    runs = _runs({works.EPUB_COLD: (2.0,), peers.EPUB: (4.0,), works.SCREEN_COLD: (9.0,)})
    runs["L"] = {works.EPUB_COLD: [Taken(9.0, 9.0, 200 * MB)]}

    drawing = ElementTree.fromstring(draw(runs, FACTS))

    lines = list(drawing.iter("{http://www.w3.org/2000/svg}polyline"))
    assert len(lines) == 6
    first, last = (point.split(",") for point in lines[0].attrib["points"].split())
    assert float(first[0]) < float(last[0])
    assert float(first[1]) > float(last[1])
    assert json.loads(as_json(runs, FACTS))["sizes"]["L"]["works"][works.EPUB_COLD]


def _runs(walls: Mapping[str, tuple[float, ...]]) -> dict[str, dict[str, list[Taken]]]:
    return {
        "M": {
            name: [Taken(wall, wall, 100 * MB) for wall in taken]
            for name, taken in walls.items()
        }
    }


def _texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.*")}
