"""What the report of an import says of the files it wrote, and in whose words."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.cleaning import clean
from anthology.cleaning.readers import read
from anthology.importing import Options, import_file

SCAN = """The mill on the hill

Nobody could say how old the mill was when the first regis-
ter was begun in 1387,[1] for the clerk had left out the year and the
miller, who was asked, had left out the clerk and all of his clerks.

[1] T. Corder, Wheels Without Water (Calder: Heron, 1904), p. 8.
"""


def test_the_report_names_the_file_of_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says which file the entries went to, and how many they are."""
    monkeypatch.chdir(tmp_path)
    raw = tmp_path / "mill.txt"
    raw.write_text(SCAN, encoding="utf-8")

    report = import_file(raw, Options()).report

    assert report is not None
    said = [line for line in report.lines() if "imported.bib" in line]
    assert len(said) == 1
    assert said[0].endswith("imported.bib: 1 entry to complete, marked “unverified”")
    assert (tmp_path / "imported.bib").read_text(encoding="utf-8").count("\n@") == 1


def test_the_report_begins_with_what_wants_a_human_eye(tmp_path: Path) -> None:
    """First what the program doubts, then faults of the source; counts come last."""
    words = "“She rang the bell and went.\n\nThe  mill was old 1 and the river ran.[1]\n\n"
    raw = tmp_path / "mill.txt"
    raw.write_text(f"The mill\n\n{words}{SCAN}", encoding="utf-8")

    report = import_file(raw, Options(dry_run=True)).report

    assert report is not None
    heads = [line.split(":")[0] for line in report.lines() if not line.startswith(" ")]

    assert heads[-1] == "changes"
    assert 0 < heads.index("the source looks faulty; left as it is") < len(heads) - 1


def test_samples_have_no_labels_of_ours() -> None:
    """The words about a place are those of the text, though a note hangs among them."""
    cleaned = clean(SCAN, None, read(SCAN.encode(), "mill.txt").draft)

    samples = [one.finding.sample for one in cleaned.told if "regis" in one.finding.sample]

    assert samples
    assert all("1387, for" in sample for sample in samples), samples


def test_an_address_that_is_not_whole_is_told() -> None:
    """A link within a site leads nowhere in a book, unless the page says of which it is."""
    page = (
        "<html><head>{}</head><body><p>See <a href='/oak.htm'>the oaks</a>.</p></body></html>"
    )
    own = "<link rel='canonical' href='https://orrin.example/weir.htm'>"

    lost = read(page.format("").encode(), "weir.html")
    kept = read(page.format(own).encode(), "weir.html")

    assert [(one.rule, one.words) for one in lost.dropped] == [
        ("address", "the oaks → /oak.htm")
    ]
    assert kept.dropped == ()
    assert "https://orrin.example/oak.htm" in kept.text
