"""A large book is set in slices: the words must be those of a book that is set whole."""

from __future__ import annotations

import json
from functools import partial
from random import Random

import pytest

from anthology.model import Book
from anthology.passes.citations.keys import known
from anthology.passes.citations.processor import Answer, Request, process
from anthology.passes.citations.sections import section_of_piece
from anthology.passes.citations.slices import slices
from anthology.passes.citations.styles import Style, find_style
from anthology.passes.citations.works import asked_for
from tests.passes.making import book_of, piece_of

STYLES = (
    "chicago-author-date",
    "chicago-notes-bibliography-subsequent-ibid",
    "ieee",
    "mhra-notes",
    "oscola",
)
"""By author and year, in notes with *ibid.*, by number, in short notes, by an earlier note."""

ENTRY = """@{kind}{{w{number},
  author = {{{author}}}, title = {{{title}}}, date = {{{year}}}, publisher = {{Quay Press}}
}}
"""
AUTHORS = ("Finch, Ada", "Finch, Abel", "Finch, Ada and Ames, Joy", "Ames, Joy", "Ames, Jon")
"""Those whom styles tell apart by initials, first names, or who wrote with them."""

WORKS = 24
PIECES = 12


def likes(seed: int) -> str:
    """Return a bibliography of works that are hard to tell apart."""
    draw = Random(seed)
    return "".join(
        ENTRY.format(
            kind=draw.choice(("book", "article")),
            number=number,
            author=draw.choice(AUTHORS),
            title=draw.choice(("The Tide", "The Ebb", "The Tide: A History")),
            year=draw.choice((1962, 1963)),
        )
        for number in range(WORKS)
    )


def text(draw: Random) -> str:
    """Return a text that cites some works, some of them often, in words and in notes."""
    keys = [f"w{draw.randrange(WORKS)}" for _ in range(4)]

    def cite() -> str:
        key, other = draw.choice(keys), draw.choice(keys)
        one = (f"[@{key}]", f"[@{key}, p. {draw.randrange(9)}]", f"@{key}", f"[-@{key}]")
        return draw.choice((*one, f"[see @{key}; @{other}, p. 3]"))

    words = " ".join(f"Word {cite()}.[^{n}]" for n in range(5))
    notes = "\n\n".join(f"[^{n}]: A note {cite()}." for n in range(5))
    return f"{words}\n\n{notes}\n"


def likely_book(style: str, seed: int) -> Book:
    """Return a book of many short pieces."""
    draw = Random(seed)
    pieces = [piece_of(text(draw), f"piece-{number}") for number in range(PIECES)]
    return book_of(*pieces, style=style, bib=likes(seed))


def answers(book: Book, style: Style, most: int) -> list[list[object]]:
    """Return what comes back of each piece when so many citations are sent at once."""
    settable = partial(known, book=book)
    sections = [section_of_piece(piece, piece.lang, settable).sent for piece in book.pieces()]
    keys = list(dict.fromkeys(key for section in sections for key in section.cited))
    meta = {
        "csl": {"t": "MetaString", "c": str(style.path)},
        "lang": {"t": "MetaString", "c": book.lang},
        "nocite": asked_for(keys),
    }
    cut = slices([section.division for section in sections], style.path, most)
    requests = [Request(style.path, json.dumps(meta), one.blocks) for one in cut]
    references = [book.references[key] for key in sorted(keys)]
    came = zip(process(references, requests), cut, strict=True)
    return [_of_slice(answer, one.places) for answer, one in came]


def _of_slice(answer: Answer, places: tuple[int, ...]) -> list[object]:
    return [answer.block(-1), *(answer.block(place) for place in places)]


@pytest.mark.parametrize("style", STYLES)
def test_slices_are_set_as_the_whole(style: str) -> None:
    """Initials, years with letters, numbers, short forms: none tells that a book was cut."""
    book = likely_book(style, seed=1)
    found = find_style(book)
    assert isinstance(found, Style)

    ((works, *whole),) = answers(book, found, most=10_000)
    cut = answers(book, found, most=30)

    assert len(cut) > 3
    assert [block for _, *blocks in cut for block in blocks] == whole
    assert {json.dumps(own) for own, *_ in cut} == {json.dumps(works)}
