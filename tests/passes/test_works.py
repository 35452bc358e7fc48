"""Lists of works, the ways back to citations, and works that are pieces of the book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.model import (
    Book,
    Cited,
    CrossReference,
    Mention,
    Person,
    Piece,
    Stream,
    Text,
    plain,
)
from anthology.passes import run_passes
from anthology.passes.walk import inlines, runs_of_piece
from anthology.problems import Code, Place
from anthology.reading.markdown import read_inlines
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown, shown_notes, shown_text

FIRST = "A tide.[^1] A pilot.[^2]\n\n[^1]: [@ames1931, p. 12].\n\n[^2]: [@bell1950].\n"
SECOND = "Again [@ames1934].[^1]\n\n[^1]: See [@ames1931; @ames1934, p. 3].\n"
PLACE = Place("texts/harbour.md", 1)
STREAMS = (Stream("author", ""), Stream("editor", "ed-", "symbols"))


def _done(book: Book) -> Book:
    done, problems = run_passes(replace(book, streams=STREAMS))
    assert problems == []
    return done


def _two(style: str = "apa", **citations: object) -> Book:
    book = book_of(piece_of(FIRST), piece_of(SECOND, "pilots"), style=style)
    return replace(book, citations=replace(book.citations, **citations))  # type: ignore[arg-type]


def test_each_entry_names_the_pieces_that_cite_it() -> None:
    """In reading order, each with the first citation, in the text before the notes."""
    done = _done(_two())

    mentions = {entry.key: entry.mentions for entry in done.bibliography}
    assert mentions == {
        "ames1931": (
            Mention("harbour", "cite-harbour-ames1931", "1"),
            Mention("pilots", "cite-pilots-ames1931", "1"),
        ),
        "ames1934": (Mention("pilots", "cite-pilots-ames1934"),),
        "bell1950": (Mention("harbour", "cite-harbour-bell1950", "2"),),
    }


def test_every_mention_is_an_id_that_one_citation_has() -> None:
    """No way back leads nowhere, and none to two places."""
    done = _done(_two())

    ids = [
        node.id
        for piece in done.pieces()
        for run in runs_of_piece(piece)
        for node in inlines(run)
        if isinstance(node, Cited) and node.id
    ]
    assert sorted(ids) == sorted({m.id for e in done.bibliography for m in e.mentions})


def test_a_work_cited_among_several_is_led_back_to_its_own_words() -> None:
    """Not to the first of them."""
    done = _done(book_of(piece_of("A [@ames1931; see also @bell1950, p. 33]."), style="apa"))

    (piece,) = done.pieces()
    words = {
        node.id: shown(node.children)
        for run in runs_of_piece(piece)
        for node in inlines(run)
        if isinstance(node, Cited) and node.id
    }
    assert words == {
        "cite-harbour-ames1931": "Ames, 1931",
        "cite-harbour-bell1950": "Bell & Ruiz, 1950, p. 33",
    }


@pytest.mark.parametrize(
    ("wanted", "in_book", "in_pieces"),
    [
        ("book", 3, [0, 0]),
        ("piece", 0, [2, 2]),
        ("both", 3, [2, 2]),
        ("none", 0, [0, 0]),
    ],
)
def test_lists_stand_where_they_are_wanted(
    wanted: str, in_book: int, in_pieces: list[int]
) -> None:
    """For the book, for each piece what it cites, both, or none."""
    done = _done(_two(list=wanted))

    assert len(done.bibliography) == in_book
    assert [len(piece.bibliography) for piece in done.pieces()] == in_pieces


@pytest.mark.parametrize(
    ("style", "words"), [("chicago-notes-bibliography", "« Essays"), ("ieee", "in *Essays")]
)
def test_a_piece_lists_its_works_in_its_own_language(style: str, words: str) -> None:
    """As its notes have it; but numbers are those of the one list of the book."""
    bib = "@incollection{a, author = {A, B}, title = {Essays}, booktitle = {Essays on Tides}}\n"
    book = book_of(
        piece_of("A [@a].\n"), piece_of("B [@a].\n", "b", "fr-FR"), style=style, bib=bib
    )

    done = _done(replace(book, citations=replace(book.citations, list="both")))

    english, french = done.pieces()
    assert [e.lang for e in english.bibliography] == [""]
    (entry,) = french.bibliography
    assert (entry.lang == "fr-FR") == (style != "ieee")
    assert words in shown(entry.children)
    assert shown(english.bibliography[0].children) == shown(done.bibliography[0].children)


def test_nocite_lists_what_nothing_cites() -> None:
    """One work by its key, or all with a star; nobody mentions them."""
    one = _done(_two(nocite=("lindqvist2019",)))
    every = _done(_two(nocite=("*",)))

    assert [e.key for e in one.bibliography if not e.mentions] == ["lindqvist2019"]
    assert {entry.key for entry in every.bibliography} == set(every.references)


def test_an_unknown_key_in_nocite_is_reported() -> None:
    """At the place of the setting."""
    book = _two(nocite=("nobody1900",))

    problems = run_passes(book)[1]

    assert [(p.code, p.place) for p in problems] == [(Code.CITE_UNKNOWN, book.citations.place)]


@pytest.mark.parametrize(
    ("style", "text", "note"),
    [
        ("apa", "Again (Ames, 1934, in this volume).[^1]", "Ames, 1934, p. 3, in this volume"),
        (
            "oxford-university-press-humsoc",
            "Again (Ames 1934, in this volume).[^1]",
            "1934: 3, in",
        ),
        ("chicago-notes-bibliography", "Again.[^1][^2]", ", 3, in this volume"),
    ],
)
def test_a_work_that_is_a_piece_is_in_this_volume(style: str, text: str, note: str) -> None:
    """The words stand behind the locator and within the brackets, in every style."""
    book = book_of(
        replace(piece_of(FIRST), published="ames1934"), piece_of(SECOND, "pilots"), style=style
    )

    _, pilots = _done(book).pieces()

    assert shown_text(pilots) == [text]
    assert note in shown_notes(pilots)[-1][0]


def test_it_leads_to_the_piece_with_its_page() -> None:
    """The words are a reference; so is the entry in the list."""
    book = book_of(
        replace(piece_of(FIRST), published="ames1934"), piece_of(SECOND, "pilots"), style="apa"
    )

    done = _done(book)

    _, pilots = done.pieces()
    pointers = _pointers(pilots)
    assert {(node.target, node.with_page, node.bracketed) for node in pointers} == {
        ("harbour", True, False)
    }
    assert {plain(node.children) for node in pointers} == {"in this volume"}
    assert [e.key for e in done.bibliography if e.in_volume == "harbour"] == ["ames1934"]


def test_the_words_before_the_pointer_lead_to_the_entry() -> None:
    """One citation, two links, neither within the other."""
    book = book_of(
        replace(piece_of(FIRST), published="ames1934"), piece_of(SECOND, "pilots"), style="apa"
    )

    _, pilots = _done(book).pieces()

    own = {
        shown(node.children)
        for run in runs_of_piece(pilots)
        for node in inlines(run)
        if isinstance(node, Cited) and node.keys == ("ames1934",)
    }
    assert {"Ames, 1934", "Ames, 1934, p. 3"} <= own


def test_without_the_piece_the_plain_citation_is_back() -> None:
    """Dropping the piece takes the words away; nothing in the citing piece changes."""
    alone = _done(book_of(piece_of(SECOND, "pilots"), style="apa"))

    (pilots,) = alone.pieces()
    assert shown_text(pilots) == ["Again (Ames, 1934).[^1]"]
    assert _pointers(pilots) == []


def test_a_piece_cites_its_own_first_publication_as_any_work() -> None:
    """“In this volume” within the piece itself would lead nowhere."""
    done = _done(book_of(replace(piece_of(SECOND), published="ames1934"), style="apa"))

    (piece,) = done.pieces()
    assert _pointers(piece) == []


def _pointers(piece: Piece) -> list[CrossReference]:
    return [
        node
        for run in runs_of_piece(piece)
        for node in inlines(run)
        if isinstance(node, CrossReference)
    ]


POINTING_BACK = (
    "One.[^0] Two.[^1] Three.[^ed-x] Four.[^2] Five.[^ed-y]\n\n"
    "[^0]: Nothing.\n\n[^1]: Cf. [@ames1931, p. 12].\n\n[^ed-x]: [@bell1950].\n\n"
    "[^2]: [@ames1931, p. 3]\n\n[^ed-y]: [@bell1950, p. 4].\n"
)


def test_a_later_citation_refers_to_the_note_of_the_first() -> None:
    """By the mark that this note has, whatever its stream; and it leads there."""
    done = _done(book_of(piece_of(POINTING_BACK), style="oscola"))

    (piece,) = done.pieces()
    assert shown_notes(piece)[3:] == [["Ames (n 2) 3."], ["Bell and Ruiz (n *) 4."]]
    assert [node.id for node in _pointers(piece)] == ["note:1", "note:ed-x"]


def test_it_follows_when_notes_are_inserted() -> None:
    """Nobody has to count anew."""
    more = POINTING_BACK.replace("One.[^0]", "One.[^new][^0]") + "\n[^new]: New.\n"

    (piece,) = _done(book_of(piece_of(more), style="oscola")).pieces()

    assert shown_notes(piece)[4:] == [["Ames (n 3) 3."], ["Bell and Ruiz (n *) 4."]]


def test_ibid_never_leads_from_one_stream_to_another() -> None:
    """An editor’s note between two of the author’s is no note before them."""
    source = (
        "One.[^1] Two.[^ed-x] Three.[^2] Four.[^3]\n\n[^1]: [@bell1950].\n\n"
        "[^ed-x]: [@ames1931].\n\n[^2]: [@ames1931].\n\n[^3]: [@ames1931].\n"
    )
    style = "chicago-notes-bibliography-subsequent-ibid"

    (piece,) = _done(book_of(piece_of(source), style=style)).pieces()

    assert [note[0][:5] for note in shown_notes(piece)] == ["Thoma", "Clara", "Ames,", "Ibid."]


def test_text_beside_a_number_is_kept() -> None:
    """Only the numbers we gave to notes are references; others are words."""
    source = "See [@ames1931, p. 9000001 and 19000001].\n"

    (piece,) = _done(book_of(piece_of(source), style="apa")).pieces()

    assert any("19000001" in line for line in shown_text(piece))
    assert not any(node == Text("") for run in runs_of_piece(piece) for node in inlines(run))


def test_a_biography_has_no_notes_to_refer_to() -> None:
    """There the style’s “n. 1” would lead nowhere; what prints is “supra”."""
    source = "Wrote [@ames1931, p. 1]; then [@bell1950]; again [@ames1931, p. 2]."
    bio, _ = read_inlines(source, PLACE)
    piece = replace(piece_of("Text.\n"), authors=(Person("Clara Ames", PLACE, bio=bio),))

    done = _done(book_of(piece, style="oscola"))

    (made,) = done.pieces()
    assert plain(made.authors[0].bio).endswith("again (Ames (n supra) 2).")
