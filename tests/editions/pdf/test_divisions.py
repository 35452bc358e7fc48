"""Where words are divided: by the book’s own list, and names not at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from anthology.editions.pdf.divisions import Divisions
from anthology.editions.pdf.footnotes import HYPHEN
from tests.editions.pdf.making import book, laid_out, made, page_texts, paragraph, piece
from tests.validators import program


def test_a_list_of_the_book_is_obeyed(tmp_path: Path) -> None:
    """“Lamplighter” is divided only where the list says, in the finished file."""
    (tmp_path / "styles").mkdir()
    file = tmp_path / "styles" / "hyphenation.txt"
    file.write_text("# trades\nlampl-ighters\n", encoding="utf-8")
    text = paragraph("lamplighters " * 300)

    result = made(book(piece("quay", [text]), folder=tmp_path))

    (tmp_path / "quay.pdf").write_bytes(result.content)
    command = [program("pdftotext"), "-layout", str(tmp_path / "quay.pdf"), "-"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    lines = [line.split() for line in done.stdout.splitlines() if line.endswith(HYPHEN)]
    assert {words[-1] for words in lines} == {f"lampl{HYPHEN}"}


def test_only_words_of_the_section_are_told(tmp_path: Path) -> None:
    """A word added to the list does not lay out sections that lack it."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "hyphenation.txt").write_text("row-lock\noar", encoding="utf-8")
    divisions = Divisions(book(piece("quay", []), folder=tmp_path))

    assert divisions.of("<p>A rowlock.</p>", "en-GB") == ("row-lock",)
    assert divisions.of("<p>A rudder.</p>", "en-GB") == ()


def test_german_knows_names_by_who_is_in_the_book(tmp_path: Path) -> None:
    """Every noun has a capital there; the author’s name is a name all the same."""
    divisions = Divisions(book(piece("quay", []), folder=tmp_path))

    assert divisions.of("<p>Die Leiterin hieß Warden.</p>", "de") == ("Warden",)
    assert divisions.of("<p>The head was called Warden.</p>", "en") == ()


@pytest.mark.parametrize("heading", ["h1", "h2", "h3", "h4"])
def test_headings_are_not_divided(heading: str, tmp_path: Path) -> None:
    """However long their words."""
    words = "measurement administration lighthouse warehouse " * 6
    part = laid_out(f"<section><{heading}>{words}</{heading}><p>Text.</p></section>")

    text = "".join(page_texts(part.pdf, tmp_path, "-layout"))

    assert "administration" in text
    assert HYPHEN not in text
