"""Quotations of the texts of the book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.checks.quotations import changed_quotations
from anthology.model import Book, Person
from anthology.problems import Code, Place, Problem
from tests.passes.making import book_of, piece_of

HERE = Place("anthology.yaml", 1)

TEXT = "The tide came in at nine, and the clerk wrote it down in the book of the harbour.\n"


def _book(quoting: str, *, headnote: bool) -> Book:
    quoted, other = piece_of(TEXT, "tide"), piece_of(quoting, "before")
    if headnote:
        return book_of(replace(quoted, headnote=other.blocks))
    return replace(book_of(quoted), front=(other,))


@pytest.mark.parametrize("headnote", [True, False])
@pytest.mark.parametrize(
    ("quoting", "count"),
    [
        ("It says: “and the clerk wrote it down in the book”.", 0),
        ("It says: “And the clerk wrote it down, in the Book”.", 0),
        ("It says: “The tide came in at nine … in the book of the harbour”.", 0),
        ("It says: “the clerk wrote it down [at last] in the book of the harbour”.", 0),
        ("It says: “and the clerk wrote it up in the book”.", 1),
        ("It says: “and the clerk put it down in the book of the harbours”.", 1),
        ("It says: “something else that no text here has ever said”.", 0),
        ("It says: “the clerk wrote”.", 0),
        ("It says: ‘and the clerk wrote it up in the book’.", 1),
        ("The clerk’s book and the pilots’ own say when the tide came in at ten.", 0),
        ("> The tide came in at nine, and the clerk wrote it down in a book.", 1),
        ("> The tide came in at nine, and the clerk wrote it down …\n>\n> — the text", 0),
        ("| The tide came in at nine,\n| and the pilot wrote it down", 1),
        ("> These are the words of somebody who stands in no book of ours.", 0),
    ],
)
def test_words_that_are_nearly_those_of_the_text(
    quoting: str, count: int, headnote: bool
) -> None:
    """Case, signs, omissions and insertions are the quoter’s right; words are not."""
    found = list(changed_quotations(_book(f"First.\n\n{quoting}\n", headnote=headnote)))

    assert [(p.code, p.place.line) for p in found] == [(Code.QUOTATION_CHANGED, 3)] * count


def test_editors_quote_where_they_write() -> None:
    """An introduction may stand in the contents; an author may quote as others do."""
    quoting = "It says: “and the Clerk wrote it up in the book”.\n"
    quoted = replace(piece_of(TEXT, "tide"), authors=(Person("Ada Brook", HERE),))
    book = replace(book_of(quoted), editors=(Person("Tom Weld", HERE),))
    told: dict[str, list[Problem]] = {}
    for name in ("Tom Weld", "Joan Hald"):
        other = replace(piece_of(quoting, "before"), authors=(Person(name, HERE),))
        told[name] = list(changed_quotations(replace(book, contents=(other, quoted))))

    assert [p.message for p in told["Tom Weld"]] == [
        "“tide” does not say “and the Clerk wrote it up in the …” word for word"
    ]
    assert told["Joan Hald"] == []
