"""Where a piece first appeared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.passes import run_passes
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("ames1934", "*Journal of Coastal Studies* 12, no. 3 (May 1934)"),
        (
            "bell1950",
            "*Essays on Navigation*, ed. by Dora Finch "
            "(Leeds: Northern University Press, 1950)",
        ),
        ("finch1962", "*Chartmakers* (Oslo: Meridian, 1962)"),
        ("lindqvist2019", "‘Tide Tables of the North Sea’, 14 March 2019"),
    ],
)
def test_an_entry_says_it(key: str, line: str) -> None:
    """From the entry, without author and title, which stand above."""
    book, problems = run_passes(book_of(replace(piece_of("x"), published=key)))

    (piece,) = book.pieces()
    assert problems == []
    assert shown(piece.source_line) == line
    assert book.bibliography == ()


def test_it_speaks_the_language_of_the_piece() -> None:
    """The name of a month is the piece’s own."""
    piece = replace(piece_of("x", lang="de-DE"), published="ames1934")

    book, _ = run_passes(book_of(piece_of("y", "first"), piece))

    assert shown([*book.pieces()][1].source_line) == (
        "*Journal of Coastal Studies* 12, Nr. 3 (Mai 1934)"
    )


@pytest.mark.parametrize(
    ("publication", "issue", "date", "line"),
    [
        ("The Tide", "173", "2022-01-05", "*The Tide* 173 (2022)"),
        ("The Tide", "", "c. 1973", "*The Tide* (c. 1973)"),
        ("The Tide", "4", "", "*The Tide* 4"),
        ("", "4", "1973", ""),
    ],
)
def test_front_matter_says_it(publication: str, issue: str, date: str, line: str) -> None:
    """From publication, issue and year, without any program."""
    piece = replace(piece_of("x"), publication=publication, issue=issue, date=date)

    book, _ = run_passes(book_of(piece), set_citations=False)

    (done,) = book.pieces()
    assert shown(done.source_line) == line
