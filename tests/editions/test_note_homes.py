"""Where notes stand: by book, edition, piece and stream."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from anthology.build import BuildOptions, build
from anthology.editions.medium import WebMedium
from anthology.editions.note_homes import NoteHomes
from anthology.editions.pdf.medium import PageMedium
from anthology.editions.sections import Kind, sections
from anthology.model import Book, NotesPlace, Part, Stream
from tests.editions.specimen import BOOK
from tests.editions.test_markup import FootMedium, rendered
from tests.pages import raw_pages

ATEND, AFTER, FOOT = NotesPlace.BOOK, NotesPlace.PIECE, NotesPlace.PAGE


def _placed(book: NotesPlace, piece: NotesPlace | None, stream: NotesPlace | None) -> Book:
    streams = (Stream("author", ""), Stream("editor", "ed-", "symbols", place=stream))
    contents = tuple(
        replace(part, pieces=tuple(replace(p, notes_place=piece) for p in part.pieces))
        for part in BOOK.contents
        if isinstance(part, Part)
    )
    return replace(BOOK, notes_place=book, streams=streams, contents=contents)


@pytest.mark.parametrize(
    ("book", "piece", "stream", "author", "editor"),
    [
        (FOOT, None, None, FOOT, FOOT),
        (FOOT, ATEND, None, ATEND, ATEND),
        (ATEND, AFTER, None, AFTER, AFTER),
        (ATEND, None, FOOT, ATEND, FOOT),
        (FOOT, AFTER, ATEND, AFTER, ATEND),
    ],
)
def test_the_stream_decides_before_the_piece_before_the_book(
    book: NotesPlace,
    piece: NotesPlace | None,
    stream: NotesPlace | None,
    author: NotesPlace,
    editor: NotesPlace,
) -> None:
    """A book may have the editor’s notes at the foot and the author’s at its end."""
    placed = _placed(book, piece, stream)
    (walk,) = (one for one in placed.pieces() if one.slug == "walk")

    assert placed.place_of_notes(walk, "") is author
    assert placed.place_of_notes(walk, "ed-") is editor


def test_two_streams_in_two_places() -> None:
    """The editor’s note is at its mark, the author’s in the section of notes, linked."""
    book = _placed(ATEND, None, FOOT)

    homes = NoteHomes(book, PageMedium(), "notes")["walk"]
    xhtml = rendered(book, FootMedium())

    stands = {home.name: (home.section, home.at_mark) for home in homes.values()}
    assert stands["note-ed-1"] == ("walk", True)
    assert stands["note-walk-1"] == ("notes", False)
    assert xhtml["walk"].count('data-stream="ed-"') == 1
    assert 'id="note-walk-1"' in xhtml["notes"]
    assert 'id="note-walk-ed-1"' not in xhtml["notes"]


def test_an_e_book_has_no_feet() -> None:
    """There, what print has at the foot stands after the piece."""
    homes = NoteHomes(_placed(FOOT, None, None), WebMedium(), "notes")["walk"]

    assert {(home.section, home.at_mark) for home in homes.values()} == {("walk", False)}


def test_the_section_of_notes_is_there_when_a_note_needs_it() -> None:
    """For one stream is enough."""
    kinds = [
        [section.kind for section in sections(_placed(FOOT, None, stream))]
        for stream in (None, ATEND)
    ]

    assert [Kind.NOTES in found for found in kinds] == [False, True]


def test_marks_that_meet_are_set_apart_outside_of_their_links() -> None:
    """So that “5, 6” is no 56, and a finger on the comma follows no link."""
    tree = etree.fromstring(rendered(BOOK, WebMedium())["walk"].replace("epub:", ""))

    (comma,) = tree.xpath("//*[@class='marks-apart']")

    assert comma.getprevious().get("class") == comma.getnext().get("class") == "mark"
    assert comma.xpath("ancestor::a") == []


def test_each_edition_may_have_its_own_place(project: Path) -> None:
    """The same book with notes at the foot, and in the other PDF at its end."""
    settings = project / "anthology.yaml"
    source = settings.read_text(encoding="utf-8")
    editions = "editions:\n  screen: {}\n  print: {notes: book}\n"
    settings.write_text(f"{source}\n{editions}", encoding="utf-8")

    result = build(project, BuildOptions(output=project / "out", jobs=1))

    assert [str(problem) for problem in result.problems] == []
    screen, printed = result.outputs
    titled = [
        any(page.strip().startswith("Notes\n") for page in raw_pages(file))
        for file in (screen, printed)
    ]
    assert titled == [False, True]
