"""Every text of the specimen, its citations against those of pandoc on the same Markdown.

Each text is a document of its own. As pandoc knows neither our proposed changes nor our
references, citations are compared one by one, in reading order, and the lists of works.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.model import Book, Cited, Concordance, Note, NoteMark, Piece
from anthology.passes import run_passes
from anthology.passes.citations.processor import pandoc
from anthology.passes.citations.styles import Style, find_style
from anthology.passes.walk import Run, runs_of_note, runs_of_text
from anthology.reading.book import read_book
from anthology.reading.front_matter import divide
from tests.conftest import HERE
from tests.passes.test_citations_like_pandoc import STYLES
from tests.passes.words import Json, Peer, shown, shown_works

SPECIMEN = HERE / "projects" / "specimen"
PEER = Path(__file__).parent / "peer.lua"
NUMERIC = ("american-medical-association", "ieee")
"""Their numbers run through the book, so that only one text can be a document."""


@pytest.fixture(scope="module")
def specimen() -> Book:
    """The specimen as it is read, all works listed; no text is another’s first publication."""
    book, problems = read_book(SPECIMEN)
    assert book is not None
    assert problems == []
    bare = replace(book.citations, nocite=("*",), list="book", groups=())
    contents = tuple(
        replace(piece, published="", headnote=()) for piece in book.pieces() if _cites(piece)
    )
    return replace(
        book,
        citations=bare,
        front=(),
        contents=contents,
        back=(),
        editors=(),
        apparatus=(),
        concordance=Concordance(),
    )


@pytest.mark.parametrize("style", [style for style in STYLES if style not in NUMERIC])
def test_every_text_agrees_word_for_word(specimen: Book, style: str) -> None:
    """Their citations in text and notes, in the language of each, and the list of works."""
    book = _styled(specimen, style)

    done, problems = run_passes(book)

    peers = _peers(book)
    assert problems == []
    assert len(peers) > 4
    for piece, peer in zip(done.pieces(), peers, strict=True):
        assert list(_own(piece)) == list(_theirs(peer)), piece.slug
        if piece.lang == done.lang:
            assert shown_works(done) == _works(peer)


@pytest.mark.parametrize("style", NUMERIC)
@pytest.mark.parametrize("slug", ["tide-tables", "ferry"])
def test_numbers_agree_in_one_text(specimen: Book, style: str, slug: str) -> None:
    """A number is that of the list."""
    (piece,) = (piece for piece in specimen.pieces() if piece.slug == slug)
    book = _styled(replace(specimen, contents=(piece,)), style)

    done, problems = run_passes(book)

    (peer,) = _peers(book)
    assert problems == []
    assert list(_own(next(done.pieces()))) == list(_theirs(peer))
    assert shown_works(done) == _works(peer)


def _cites(piece: Piece) -> bool:
    return "[@" in (SPECIMEN / piece.file).read_text(encoding="utf-8")


def _styled(book: Book, style: str) -> Book:
    return replace(book, citations=replace(book.citations, style=style))


def _peers(book: Book) -> list[Json]:
    """Have pandoc set each text."""
    style = find_style(book)
    assert isinstance(style, Style)
    asked = [
        {
            "text": divide((SPECIMEN / piece.file).read_text(encoding="utf-8")).body,
            "style": str(style.path),
            "bibliography": str(SPECIMEN / "bib" / "works.bib"),
            "lang": piece.lang,
        }
        for piece in book.pieces()
    ]
    done = subprocess.run(
        [pandoc(), "lua", str(PEER)],
        input="".join(f"{json.dumps(one)}\n" for one in asked),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _own(piece: Piece) -> Iterator[str]:
    """Yield what is printed of each citation, in reading order, notes at their marks."""
    notes = {note.label: note for note in piece.notes}
    for run in runs_of_text(piece):
        yield from _own_of(run, notes)


def _own_of(run: Run, notes: dict[str, Note]) -> Iterator[str]:
    for node in run:
        match node:
            case NoteMark(label) if label in notes:
                for inner in runs_of_note(notes.pop(label)):
                    yield from _own_of(inner, notes)
            case Cited(_, children):
                yield _alike(shown(children))
            case _:
                yield from _own_of(getattr(node, "children", ()), notes)


def _theirs(node: object) -> Iterator[str]:
    """Yield the same of pandoc’s; a note that a citation became follows its words."""
    match node:
        case {"t": "Cite", "c": [_, content]}:
            words = [one for one in content if one["t"] != "Note"]
            notes = [one["c"] for one in content if one["t"] == "Note"]
            for run in (words, *(note[0]["c"] for note in notes)):
                (line,) = Peer({"blocks": [{"t": "Para", "c": run}]}).text or ("",)
                if line:
                    yield _alike(line)
        case dict():
            for value in node.values():
                yield from _theirs(value)
        case list():
            for value in node:
                yield from _theirs(value)
        case _:
            pass


def _works(peer: Json) -> list[tuple[str, str]]:
    return Peer({"blocks": [block for block in peer["blocks"] if block["t"] == "Div"]}).works


def _alike(line: str) -> str:
    """Begin with a capital: ours do so in all notes, pandoc’s in those that it makes.

    Pandoc takes the stop off an abbreviation, “(ibid)”; ours keep it. It puts parentheses
    about citations in notes, which we keep only where one interrupts a sentence.
    """
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    return re.sub(r"[Ii]bid\b\.?", "ibid", f"{line[:1].upper()}{line[1:]}")
