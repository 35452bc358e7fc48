"""Citations that a reader could not follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.checks.citations import missing_locators, unlisted_works
from anthology.model import Apparatus, Book
from anthology.passes import run_passes
from anthology.problems import Code
from tests.passes.making import book_of, piece_of


def _book(note: str, style: str = "chicago-notes-bibliography", *, set_: bool = False) -> Book:
    book, problems = run_passes(
        book_of(piece_of(f"Text.[^1]\n\n[^1]: {note}\n"), style=style), set_citations=set_
    )
    assert problems == []
    return book


@pytest.mark.parametrize("set_", [False, True], ids=["check", "build"])
@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("He says “the tide is late today” [@ames1931].", 1),
        ("He says “the tide is late today” [@ames1931, p. 3].", 0),
        ("He says “the tide is late today” [@ames1931, chap. iv].", 0),
        ("He says “the tide is late today” [@ames1931, passim].", 0),
        ("He calls it “late” [@ames1931].", 0),
        ("He says ‘the tide is late today’ [@ames1931].", 1),
        ("The pilots’ view, and the clerk’s, is his [@ames1931].", 0),
        ("He says so in “The Harbour at Night”; see [@ames1931].", 0),
        ("See [@ames1931].", 0),
        ("See [@ames1934].", 0),
        ("Thus [@ames1931]:\n\n    > The tide is late.", 1),
    ],
)
def test_a_note_that_quotes_says_where(note: str, count: int, set_: bool) -> None:
    """At the note; a term in quotation marks is no quotation, nor a title that a style sets."""
    found = list(missing_locators(_book(note, set_=set_)))

    assert [(p.code, p.place.line) for p in found] == [(Code.CITE_LOCATOR, 3)] * count


def test_short_citations_need_a_list() -> None:
    """Author and year alone lead nowhere without one; full notes do."""
    short, full = _book("[@ames1931].", "apa"), _book("[@ames1931].")

    assert [p.code for p in unlisted_works(short)] == [Code.CITE_UNLISTED]
    assert list(unlisted_works(full)) == []


def test_a_list_is_enough() -> None:
    """In the apparatus, after each piece, or declined."""
    book = _book("[@ames1931].", "apa")

    listed = replace(book, apparatus=(Apparatus.BIBLIOGRAPHY,))
    declined = replace(book, citations=replace(book.citations, list="none"))
    own = replace(book, citations=replace(book.citations, list="piece"))

    assert [list(unlisted_works(one)) for one in (listed, declined, own)] == [[], [], []]


def test_a_work_that_the_style_leaves_out() -> None:
    """A list is there, and the work is not in it."""
    book = _book("[@ames1931; @ames1934].", set_=True)
    book = replace(
        book, apparatus=(Apparatus.BIBLIOGRAPHY,), bibliography=book.bibliography[:1]
    )

    assert [p.message.split("”")[0] for p in unlisted_works(book)] == ["“ames1931"]
