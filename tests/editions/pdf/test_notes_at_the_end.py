"""Heads over the notes at the end of the book, read off the finished pages."""

from __future__ import annotations

import re
from pathlib import Path

from anthology.model import NotesPlace
from tests.editions.pdf.making import (
    book,
    made,
    note,
    numbered,
    opened,
    page_texts,
    paragraph,
    piece,
    prose,
)

HEAD = re.compile(r"Notes to pages? (\w+)(?:–(\w+))?")


def test_heads_name_the_pages_of_all_notes_below(tmp_path: Path) -> None:
    """Of those that begin on the page, and of one that only goes on there."""
    filler = [paragraph(prose(60, number)) for number in range(12)]
    text = [
        paragraph("here1", "1"), *filler, paragraph("here2", "2"), *filler,
        paragraph("here3", "3"), *filler, paragraph("here4", "4"),
    ]  # fmt: skip
    notes = [
        note("1", "body1"),
        note("2", numbered(1500, "w"), "end2"),
        note("3", numbered(90, "v"), "end3"),
        note("4", "body4 end4"),
    ]
    result = made(book(piece("quay", text, notes), notes_place=NotesPlace.BOOK))

    assert result.problems == ()
    texts = page_texts(result.content, tmp_path)
    with opened(result.content) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    marked = {
        n: next(label for label, page in zip(labels, texts, strict=True) if f"here{n}" in page)
        for n in range(1, 5)
    }
    headed = [page for page in texts if HEAD.search(page)]
    assert len(headed) > 2
    for page in headed:
        found = {int(n) for n in re.findall(r"(?:body|end)(\d)", page)}
        found |= {2} if re.search(r"\bw\d", page) else set()
        found |= {3} if re.search(r"\bv\d", page) else set()
        first, last = marked[min(found)], marked[max(found)]
        head = HEAD.search(page)
        assert head is not None
        assert (head[1], head[2] or head[1]) == (first, last)
    assert {bool(found[1]) for page in headed for found in HEAD.findall(page)} == {True, False}
