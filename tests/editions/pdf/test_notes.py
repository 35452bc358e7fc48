"""Notes: every one on the page of its mark or going on from there, and all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from anthology.editions.pdf import Made, Means, footnotes, write_pdf
from anthology.model import Cell, Heading, NoteMark, Row, Table, Text
from anthology.problems import Code, Severity
from tests.editions.pdf.making import (
    HERE,
    SCREEN,
    book,
    made,
    note,
    numbered,
    page_texts,
    paragraph,
    piece,
    prose,
)

FILLER = [paragraph(prose(60, number)) for number in range(4)]


def pages(result: Made, folder: Path) -> list[str]:
    """The words of each page on one line."""
    assert [str(problem) for problem in result.problems] == []
    return [" ".join(page.split()) for page in page_texts(result.content, folder)]


def test_a_note_of_3000_words_runs_on_and_loses_none(tmp_path: Path) -> None:
    """It begins on the page of its mark, and each page takes up where the last stopped."""
    text = [*FILLER, paragraph("Here is the mark", "1"), *FILLER * 6]
    result = made(book(piece("quay", text, [note("1", numbered(3000, "w"))])))

    texts = pages(result, tmp_path)

    words = [int(n) for page in texts for n in re.findall(r"w(\d+)", page)]
    assert words == list(range(1, 3001))
    (marked,) = (page for page in texts if "Here is the mark" in page)
    assert "1. w1 w2" in marked


def test_forty_notes_stand_on_the_page_of_their_marks(tmp_path: Path) -> None:
    """In a paragraph of forty marks each note is on the page of the word before its mark."""
    text = [paragraph(f"{prose(9, n)} place{n}", str(n)) for n in range(1, 41)]
    notes = [note(str(n), f"{prose(6, n)} body{n}") for n in range(1, 41)]

    texts = pages(made(book(piece("quay", text, notes))), tmp_path)

    for number in range(1, 41):
        (page,) = (page for page in texts if re.search(rf"place{number}{number}\b", page))
        assert re.search(rf"body{number}\b", page), number


@pytest.mark.parametrize("lines", (28, 31, 33, 35, 36, 37))
def test_a_note_called_near_the_foot_stays_with_its_mark(lines: int, tmp_path: Path) -> None:
    """Wherever on the page the mark falls."""
    text = [paragraph(f"line{n}") for n in range(lines)]
    text += [paragraph(prose(30), "1"), *FILLER]
    result = made(book(piece("quay", text, [note("1", prose(80) + " endofnote")])))

    texts = pages(result, tmp_path)

    (start,) = (n for n, page in enumerate(texts) if "1. Quay" in page)
    (mark,) = (n for n, page in enumerate(texts) if re.search(r"\.1(?!\d)", page))
    (end,) = (n for n, page in enumerate(texts) if "endofnote" in page)
    assert start == mark
    assert end - start in {0, 1}


def test_notes_in_headings_and_tables_are_set(tmp_path: Path) -> None:
    """Marks stand wherever words do."""
    head = Row((Cell((Text("Depth"),)), Cell((Text("Rope"),))), HERE)
    cell = Cell((Text("12"), NoteMark("2", HERE, mark="2")))
    table = Table(head, (Row((cell, Cell((Text("hemp"),))), HERE),), HERE)
    title = Heading(2, (Text("Depths"), NoteMark("1", HERE, mark="1")), HERE, "depths")
    notes = [note("1", "To the heading."), note("2", "To the cell.")]

    texts = pages(made(book(piece("quay", [title, *FILLER, table], notes))), tmp_path)

    (page,) = (page for page in texts if "Depths1" in page)
    assert "1. To the heading." in page
    assert "2. To the cell." in " ".join(texts)


def test_paragraphs_of_a_note_stay_apart(tmp_path: Path) -> None:
    """The second begins on a line of its own."""
    result = made(book(piece("quay", [paragraph("Text", "1")], [note("1", "One.", "Two.")])))

    lines = [
        line for page in page_texts(result.content, tmp_path) for line in page.splitlines()
    ]

    assert "1. One." in lines
    assert "Two." in lines


def test_the_seams_of_a_long_note_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut in parts or set whole, where it has room: the same bytes."""
    long = book(piece("quay", [paragraph("Text", "1")], [note("1", prose(220), prose(90, 5))]))

    parts: list[int] = []

    def counted(lines: Sequence[footnotes.Line]) -> list[footnotes.Line]:
        chosen = seams(lines)
        parts.append(len(chosen))
        return chosen

    seams = footnotes.seams
    monkeypatch.setattr(footnotes, "seams", counted)
    cut = made(long)
    monkeypatch.setattr(footnotes, "FEWEST_LINES", 1000)
    whole = made(long)

    assert parts[0] > 10
    assert cut.problems == whole.problems == ()
    assert cut.content == whole.content


def test_a_note_the_style_sheet_hides_stops_the_book(tmp_path: Path) -> None:
    """A book with a lost note is not made; the message names file and line."""
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / "book.css").write_text("span.note { display: none }", encoding="utf-8")
    text = [paragraph("Text", "1", line=7)]

    a_book = book(piece("quay", text, [note("1", "Hidden.", line=9)]), folder=tmp_path)

    # Workers keep the engine’s protest to themselves.
    result = write_pdf(a_book, SCREEN, Means(jobs=2))

    (problem,) = (it for it in result.problems if it.severity is Severity.ERROR)
    assert (problem.code, str(problem.place)) == (Code.NOTE_UNSET, "texts/quay.md:9")
    assert result.content == b""
