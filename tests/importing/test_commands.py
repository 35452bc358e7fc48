"""``anthology import`` and ``anthology audit`` as an editor meets them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from anthology.cleaning.ledger_file import read_ledger
from anthology.cleaning.textual import Record, Removed
from anthology.importing import Audited, report_lines
from tests.conftest import Command
from tests.importing.making import TEXTS

RULES = Path(__file__).parent / "rules"
RAW = RULES / "citations-author-date" / "in.txt"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw text with citations, outside any project."""
    path = tmp_path / "salt.txt"
    path.write_bytes(RAW.read_bytes())
    return path


def test_in_a_project_everything_has_its_folder(
    project: Path, raw: Path, anthology: Command
) -> None:
    """Piece, raw copy, ledger and new entries of the bibliography lie where design says."""
    done = anthology("import", raw, cwd=project)

    assert done.returncode == 0, done.stderr
    assert (project / "texts" / "raw" / "salt.txt").read_bytes() == raw.read_bytes()
    assert "@misc{marlow1931," in (project / "bib" / "imported.bib").read_text(encoding="utf-8")
    assert "[@marlow1931, p. 12]" in (project / "texts" / "salt.md").read_text(encoding="utf-8")
    ledger = project / "texts" / "raw" / "salt.txt.ledger.json"
    assert read_ledger(ledger.read_text(encoding="utf-8")).piece == "../salt.md"


def test_a_piece_in_the_language_of_the_book_need_not_say_so(
    project: Path, tmp_path: Path, anthology: Command
) -> None:
    """What is read as English is in the English of the book; German is another language."""
    english = "The salt was taken to the town, and it was not that of the farmers.\n"
    german = "Das Salz wurde in die Stadt gebracht, und es war nicht das der Bauern.\n"
    for name, words in (("salt", english), ("salz", german)):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\n{words * 9}", encoding="utf-8")

    for name in ("salt", "salz"):
        anthology("import", tmp_path / f"{name}.txt", cwd=project)

    assert "lang:" not in (project / "texts" / "salt.md").read_text(encoding="utf-8")
    assert "lang: de\n" in (project / "texts" / "salz.md").read_text(encoding="utf-8")


def test_outside_a_project_the_results_lie_together(raw: Path, anthology: Command) -> None:
    """Without a project the piece and its ledger lie beside the raw file."""
    done = anthology("import", raw, "--citations", "keep", cwd=raw.parent)

    assert done.returncode == 0, done.stderr
    names = {path.name for path in raw.parent.iterdir()}
    assert names == {"salt.txt", "salt.md", "salt.txt.ledger.json"}


def test_a_dry_run_writes_nothing_and_shows_the_difference(
    raw: Path, anthology: Command
) -> None:
    """The difference is data, on standard output."""
    done = anthology("import", raw, "--dry-run", cwd=raw.parent)

    assert done.returncode == 0
    assert "- 1 Marlow, 1931, p12." in done.stdout
    assert [path.name for path in raw.parent.iterdir()] == ["salt.txt"]


def test_the_report_is_data(raw: Path, anthology: Command) -> None:
    """With counts and samples by class, and findings with line numbers, the doubtful first."""
    done = anthology("import", raw, "--report", "-", "-q", cwd=raw.parent)

    report = json.loads(done.stdout)

    assert report["encoding"] == "utf-8"
    assert report["changes"]["notes"]["note-mark"]["count"] == 4
    weights = [finding["weight"] for finding in report["findings"]]
    assert weights == sorted(weights, key=["doubt", "query", "done"].index)


def test_an_import_never_overwrites_a_piece(raw: Path, anthology: Command) -> None:
    """A second import stops, says what would help, and leaves the piece alone."""
    anthology("import", raw, cwd=raw.parent)
    piece = raw.with_suffix(".md")
    piece.write_text(piece.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")

    done = anthology("import", raw, "-q", cwd=raw.parent)

    assert done.returncode == 1
    assert "[piece-exists]" in done.stderr
    assert "--merge" in done.stderr
    assert piece.read_text(encoding="utf-8").endswith("Mine.\n")


def test_a_merge_keeps_what_the_editor_did(raw: Path, anthology: Command) -> None:
    """Her changes and those of the new import both stand; where they meet, both are told."""
    anthology("import", raw, cwd=raw.parent)
    piece = raw.with_suffix(".md")
    text = piece.read_text(encoding="utf-8")
    text = text.replace("Salt was dear", "Salt had been dear").replace(", p. 12]", ", p. 13]")
    piece.write_text(text, encoding="utf-8")

    done = anthology("import", raw, "--merge", "--citations", "keep", "-q", cwd=raw.parent)
    merged = piece.read_text(encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert "Salt had been dear" in merged
    assert "[^3]: Quoted in Ostrand and Vey 1988, p4." in merged
    assert "[@marlow1931, p. 13]. {>> conflict: the new import has: [^1]: Marlow" in merged
    assert "[merge-conflict]" in done.stderr


def test_a_merge_with_a_raw_copy_that_changed_loses_nothing(
    project: Path, raw: Path, anthology: Command
) -> None:
    """The hint of ``check`` holds: her words stay, and what differs is told."""
    anthology("import", raw, cwd=project)
    piece = project / "texts" / "salt.md"
    text = piece.read_text(encoding="utf-8").replace("merchants", "traders")
    piece.write_text(text, encoding="utf-8")
    copy = project / "texts" / "raw" / "salt.txt"
    copy.write_bytes(copy.read_bytes().replace(b"Salt was dear", b"Salt was very dear"))

    done = anthology("import", copy, "--merge", "-q", cwd=project)
    merged = piece.read_text(encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert "traders" in merged
    assert "Salt was very dear" in merged
    assert "raw-changed" not in anthology("check", cwd=project).stderr
    assert "0 faulty" in anthology("audit", cwd=project).stderr


def test_an_audit_lists_emendations(project: Path, raw: Path, anthology: Command) -> None:
    """It proves the ledger, and shows what changed since the import, word by word."""
    anthology("import", raw, cwd=project)
    piece = project / "texts" / "salt.md"
    text = piece.read_text(encoding="utf-8").replace("merchants", "traders")
    piece.write_text(text, encoding="utf-8")

    done = anthology("audit", cwd=project)

    assert done.returncode == 0, done.stderr
    assert "clean text + ledger = raw, 1 emendation since" in done.stdout
    assert "merchants → traders" in done.stdout


def test_an_audit_says_what_it_does_not_show(tmp_path: Path) -> None:
    """Of many lines of a class three stand there, and how many more there are."""
    words = ("folio 1", "folio 2", "folio 3", "folio 4", "a long line " * 20)
    record = Record((), tuple(Removed("page-number", one) for one in words), ())
    audited = Audited(tmp_path / "a.ledger.json", (), tmp_path / "a.md", record)

    brief, whole = (list(report_lines(audited, verbose=verbose)) for verbose in (False, True))

    assert brief[1] == "  taken out, page-number: 5"
    assert brief[-1] == "    … and 2 more: --verbose shows all"
    assert [line.strip() for line in whole[2:]] == [one.strip() for one in words]


def test_a_changed_raw_file_is_told(project: Path, raw: Path, anthology: Command) -> None:
    """``check`` warns, ``audit`` refuses: the record no longer holds."""
    anthology("import", raw, cwd=project)
    copy = project / "texts" / "raw" / "salt.txt"
    copy.write_bytes(copy.read_bytes() + b"\nMore.")

    checked = anthology("check", cwd=project)
    audited = anthology("audit", cwd=project)

    assert "texts/raw/salt.txt: warning: the raw file has changed" in checked.stderr
    assert audited.returncode == 1
    assert "[ledger-broken]" in audited.stderr


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, anthology: Command) -> None:
    """In one line, with what would help; nothing is written."""
    raw = tmp_path / "scan.txt"
    raw.write_bytes(b"%PDF-1.7\n")

    done = anthology("import", raw, "-q", cwd=tmp_path)

    assert done.returncode == 1
    assert "[raw-refused]" in done.stderr
    assert len(list(tmp_path.iterdir())) == 1


def test_the_same_bytes_give_the_same_piece(
    raw: Path, tmp_path: Path, anthology: Command
) -> None:
    """Hash order, time zone and locale leave no trace."""
    results = []
    for number, env in enumerate(
        ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"})
    ):
        piece = tmp_path / str(number) / "x.md"
        anthology("import", raw, "--to", piece, "-q", env=env)
        results.append(
            (piece.read_bytes(), piece.with_name("salt.txt.ledger.json").read_bytes())
        )

    assert results[0] == results[1]


def test_cost_grows_with_length_alone(tmp_path: Path, anthology: Command) -> None:
    """Sixteen times the text takes no more than some twenty-five times the time."""
    unit = "\n\n".join(TEXTS)
    spent = []
    for factor in (2, 32):
        raw = tmp_path / f"long{factor}.txt"
        raw.write_text("\n\n".join([unit] * factor), encoding="utf-8")
        start = os.times().children_user
        done = anthology("import", raw, "-q", cwd=tmp_path)
        spent.append(os.times().children_user - start)
        assert done.returncode == 0, done.stderr

    assert spent[1] < 25 * spent[0]


def test_a_raw_file_has_one_piece(project: Path, raw: Path, anthology: Command) -> None:
    """To import it to another file stops: the ledger of the first would be lost."""
    anthology("import", raw, cwd=project)
    ledger = project / "texts" / "raw" / "salt.txt.ledger.json"
    before = ledger.read_bytes()

    done = anthology("import", raw, "--to", "texts/other.md", "-q", cwd=project)

    assert done.returncode == 1
    assert "imported already, as “texts/salt.md” [piece-exists]" in done.stderr
    assert not (project / "texts" / "other.md").exists()
    assert ledger.read_bytes() == before
