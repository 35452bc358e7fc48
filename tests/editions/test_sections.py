"""What a book consists of, in order."""

from __future__ import annotations

from dataclasses import replace

from anthology.editions.sections import Division, Kind, Starts, sections
from anthology.model import NotesPlace
from tests.editions.specimen import BOOK, RIVER


def test_sections_stand_in_the_order_of_a_book() -> None:
    """Half title, title page, imprint, contents, parts with their pieces, back matter."""
    order = [(section.kind.value, section.slug) for section in sections(BOOK)]

    assert order == [
        ("half-title", "half-title"),
        ("title-page", "title-page"),
        ("imprint", "imprint"),
        ("contents", "contents"),
        ("part", "part-1"),
        ("introduction", "opening"),
        ("piece", "walk"),
        ("piece", "river"),
        ("matter", "glossary"),
        ("contributors", "contributors"),
        ("acknowledgements", "acknowledgements"),
        ("bibliography", "bibliography"),
        ("colophon", "colophon"),
    ]


def test_a_list_of_nothing_is_no_section() -> None:
    """No works cited, nobody with a biography, nobody to thank: no page that says so."""
    book = replace(BOOK, front=(), contents=(), back=(), editors=(), bibliography=())

    kinds = {section.kind for section in sections(book)}

    assert not kinds & {Kind.CONTRIBUTORS, Kind.ACKNOWLEDGEMENTS, Kind.BIBLIOGRAPHY}


def test_parts_and_pieces_open_on_a_recto_and_the_imprint_backs_the_title() -> None:
    """Only the imprint asks for a left-hand page; what an editor reads opens on the right."""
    starts = {section.kind: section.starts for section in sections(BOOK)}

    assert starts[Kind.IMPRINT] is Starts.VERSO
    assert {starts[Kind.PART], starts[Kind.PIECE], starts[Kind.MATTER]} == {Starts.RECTO}


def test_a_preface_is_front_matter() -> None:
    """What the editor puts in front is paged in roman numerals."""
    preface = replace(RIVER, slug="preface")

    found = {s.slug: s.division for s in sections(replace(BOOK, front=(preface,)))}

    assert found["preface"] is Division.FRONT
    assert found["walk"] is Division.BODY
    assert found["glossary"] is Division.BACK


def test_a_piece_keeps_an_address_that_we_would_have_used() -> None:
    """A text called bibliography.md stays there; the generated section moves on."""
    taken = replace(RIVER, slug="bibliography")

    slugs = [section.slug for section in sections(replace(BOOK, contents=(taken,)))]

    assert slugs.count("bibliography") == 1
    assert "bibliography-2" in slugs


def test_notes_at_the_end_of_the_book_have_a_section() -> None:
    """It is there only when a piece has notes that go there."""
    at_end = sections(replace(BOOK, notes_place=NotesPlace.BOOK))

    assert Kind.NOTES in {section.kind for section in at_end}
    assert Kind.NOTES not in {section.kind for section in sections(BOOK)}


def test_running_heads_name_author_and_short_title() -> None:
    """Author on the left, short title on the right (CMOS 18, 1.11)."""
    (walk,) = (section for section in sections(BOOK) if section.slug == "walk")

    assert (walk.verso_head, walk.recto_head) == ("Ada Able", "A Walk")
