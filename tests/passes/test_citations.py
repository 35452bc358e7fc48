"""Citations set in their style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.model import (
    Cited,
    Part,
    Person,
)
from anthology.passes import run_passes
from anthology.problems import Place
from anthology.reading.markdown import read_inlines
from tests.passes.making import (
    HARBOUR,
    HERE,
    IBID,
    book_of,
    first,
    nodes,
    piece_of,
    set_book,
)
from tests.passes.words import shown, shown_notes, shown_text, shown_works


def test_a_citation_in_the_text_becomes_a_note() -> None:
    """In a style of notes it is a note of the author’s, numbered with the others."""
    piece = first(
        set_book(
            piece_of(
                "One.[^1] Two [@finch1962, p. 3]. Three.[^2]\n\n[^1]: First.\n\n[^2]: Third.\n"
            )
        )
    )

    assert shown_text(piece) == ["One.[^1] Two.[^2] Three.[^3]"]
    assert shown_notes(piece) == [
        ["First."],
        ["Dora Finch, *Chartmakers*, 2nd edn, trans. Per Olsen (Meridian, 1962), 3."],
        ["Third."],
    ]
    assert [note.label for note in piece.notes] == ["1", "cite/1", "2"]


def test_new_labels_keep_clear_of_those_there_are() -> None:
    """An author may have called a note of hers ``cite/1``."""
    piece = first(set_book(piece_of("A[^cite/1] b [@finch1962].\n\n[^cite/1]: Own.\n")))

    assert [note.label for note in piece.notes] == ["cite/1", "cite/2"]


def test_citations_of_a_headnote_have_labels_of_a_headnote() -> None:
    """What tells the notes of a headnote from the others holds for new ones."""
    piece = replace(
        piece_of("Text [@finch1962]."), headnote=piece_of("Head [@ames1934].").blocks
    )

    notes = first(set_book(piece)).notes

    assert [(note.label, note.mark) for note in notes] == [
        ("headnote/cite/1", "1"),
        ("cite/1", "2"),
    ]


def test_citations_know_their_works_and_places() -> None:
    """A citation leads to the entries of the list, by their keys."""
    book = set_book(piece_of("A.\n\nB [@finch1962]."), style="apa")

    (cited,) = [node for node in nodes(book) if isinstance(node, Cited)]
    assert (cited.keys, cited.place) == (("finch1962",), Place("texts/harbour.md", 3))
    assert {key for key, _ in shown_works(book)} == {"finch1962"}


def test_ibid_starts_afresh_in_each_piece() -> None:
    """The first note of a piece never says ibid., the next may."""
    source = "One [@finch1962, p. 3]. Two [@finch1962, p. 4]."

    book = set_book(piece_of(source), piece_of(source, "other"), style=IBID)

    first, second = (shown_notes(piece) for piece in book.pieces())
    assert first == second
    assert first[0][0].startswith("Dora Finch")
    assert first[1] == ["Ibid., 4."]


def test_ibid_follows_the_notes_when_they_move() -> None:
    """A note that moves to the front takes the full citation with it."""
    notes = "[^a]: [@finch1962, p. 3].\n\n[^b]: [@finch1962, p. 4].\n"

    there = first(set_book(piece_of(f"One.[^a] Two.[^b]\n\n{notes}"), style=IBID))
    moved = first(set_book(piece_of(f"Two.[^b] One.[^a]\n\n{notes}"), style=IBID))

    assert [note[0].partition(",")[0] for note in shown_notes(there)] == ["Dora Finch", "Ibid."]
    assert [note[0].partition(",")[0] for note in shown_notes(moved)] == ["Dora Finch", "Ibid."]
    assert [note.label for note in moved.notes] == ["b", "a"]


def test_what_tells_works_apart_holds_for_the_book() -> None:
    """Two works of one year in two pieces are a and b in both, as in the list."""
    book = set_book(
        piece_of("One [@ames1931]."), piece_of("Two [@ames1931b].", "other"), style="apa"
    )

    texts = [shown_text(piece) for piece in book.pieces()]
    assert texts == [["One (Ames, 1931b)."], ["Two (Ames, 1931a)."]]
    assert [line[:20] for _, line in shown_works(book)] == [
        "Ames, C. (1931a). *P",
        "Ames, C. (1931b). *T",
    ]


def test_numbers_run_through_the_book() -> None:
    """In a numeric style, whatever the language of a piece, a number means one work."""
    book = set_book(
        piece_of("One [@finch1962]."),
        piece_of("Zwei [@ames1931] und [@finch1962].", "other", lang="de-DE"),
        style="ieee",
    )

    assert [shown_text(piece) for piece in book.pieces()] == [
        ["One [1]."],
        ["Zwei [2] und [1]."],
    ]
    assert [line[:3] for _, line in shown_works(book)] == ["[1]", "[2]"]


def test_a_piece_is_set_in_its_own_language() -> None:
    """Citations speak the language of the piece, the list that of the book."""
    book = set_book(
        piece_of("One [@bell1950]."), piece_of("Zwei [@bell1950].", "other", lang="de-DE")
    )

    english, german = (shown_notes(piece)[0][0] for piece in book.pieces())
    assert "‘What the Buoys Were For’, in *Essays on Navigation*, ed. Dora" in english
    assert "„What the buoys were for“, in *Essays on Navigation*, hg. von Dora" in german
    ((_, entry),) = shown_works(book)
    assert "edited by Dora Finch" in entry


def test_a_biography_gets_no_notes() -> None:
    """Where no note can hang, a citation is set in words, as inside a note."""
    bio, _ = read_inlines("Born in Leeds [@finch1962, p. 2], she wrote.", HERE)
    piece = replace(piece_of("x"), authors=(Person("A. Author", HERE, bio=bio),))
    part = Part(read_inlines("Tides [@ames1934]", HERE)[0], "part-1", HERE, (piece,))

    book, problems = run_passes(replace(book_of(piece), contents=(part,)))

    (author,) = first(book).authors
    (done,) = book.contents
    assert problems == []
    assert shown(author.bio).startswith("Born in Leeds (Dora Finch, *Chartmakers*, 2nd edn")
    assert isinstance(done, Part)
    assert shown(done.title).startswith("Tides (Clara Ames, ‘On *Harbour* Pilots")
    assert first(book).notes == ()


def test_a_note_that_begins_with_a_citation_begins_with_a_capital() -> None:
    """“See” and “Ibid.” look alike in the notes an author writes and in those of the style."""
    source = "A.[^1] B.[^2] C [see @ames1934].\n\n[^1]: [see @finch1962, p. 3].\n\n[^2]: "

    notes = shown_notes(first(set_book(piece_of(source + "[@finch1962, p. 4].\n"), style=IBID)))

    assert [note[0][:12] for note in notes] == ["See Dora Fin", "Ibid., 4.", "See Clara Am"]


def test_the_machine_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locale, home and hash seed of the machine change no word."""
    plain, _ = run_passes(book_of(piece_of(HARBOUR)))
    for name, value in {"LANG": "fr_FR.UTF-8", "LC_ALL": "C", "HOME": "/nowhere"}.items():
        monkeypatch.setenv(name, value)

    elsewhere, _ = run_passes(book_of(piece_of(HARBOUR)))

    assert elsewhere == plain


def test_a_book_may_do_without_a_list() -> None:
    """With ``list: none`` citations are set and nothing is listed."""
    book = book_of(piece_of("A [@finch1962]."))
    book = replace(book, citations=replace(book.citations, list="none"))

    done, _ = run_passes(book)

    assert done.bibliography == ()
    assert shown_text(first(done)) == ["A.[^1]"]


def test_entries_inherit_through_crossref() -> None:
    """A chapter takes what it lacks from its book, which is not itself listed."""
    bib = (
        "@incollection{part, crossref = {whole}, author = {Bell, Thomas}, title = {A part}}\n"
        "@collection{whole, title = {The Whole}, editor = {Finch, Dora}, year = {1950}}\n"
    )
    book, problems = run_passes(book_of(piece_of("A [@part]."), bib=bib))

    ((key, entry),) = shown_works(book)
    assert problems == []
    assert key == "part"
    assert "*The Whole*" in entry
    assert "Finch" in entry


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("apa", ["Ames, 1931, p. 3", "Finch, 1962", "Bell & Ruiz, 1950"]),
        ("ieee", ["[1, p. 3]", "[2]", "[3]"]),
        (
            "chicago-shortened-notes-bibliography",
            [
                "Ames, *The Harbour at Low Tide*, 3",
                "Finch, *Chartmakers*",
                "Bell and Ruiz, ‘What the Buoys Were For’",
            ],
        ),
    ],
)
def test_each_of_several_works_has_its_own_words(style: str, words: list[str]) -> None:
    """In whatever class of style, so that each can lead to its own entry."""
    source = "A [@ames1931, p. 3; see @finch1962; @bell1950]."

    book = set_book(piece_of(source), style=style)

    whole, *each = [node for node in nodes(book) if isinstance(node, Cited)]
    assert whole.keys == ("ames1931", "finch1962", "bell1950")
    assert [one.keys for one in each] == [("ames1931",), ("finch1962",), ("bell1950",)]
    assert [shown(one.children) for one in each] == words
    assert [one.located for one in each] == [True, False, False]


@pytest.mark.parametrize(("lang", "title"), [("en-US", "“{}”"), ("en-GB", "‘{}’")])
def test_a_note_goes_on_after_a_citation_without_a_stop(lang: str, title: str) -> None:
    """The style ends a citation with one; before a semicolon it would stand in the way."""
    source = (
        "A.[^1] B.[^2] C.[^3]\n\n[^1]: [@bell1950].\n\n"
        "[^2]: [@bell1950]; so too she.\n\n[^3]: [@bell1950], and *so* on.\n"
    )
    buoys = title.format("What the Buoys Were For")

    shortened, ibid = (
        [
            words
            for (words,) in shown_notes(
                first(set_book(piece_of(source, lang=lang), style=style))
            )
        ]
        for style in ("chicago-shortened-notes-bibliography", IBID)
    )

    assert shortened[1:] == [
        f"Bell and Ruiz, {buoys}; so too she.",
        f"Bell and Ruiz, {buoys}, and *so* on.",
    ]
    assert ibid[1:] == ["Ibid.; so too she.", "Ibid., and *so* on."]


def test_american_stops_stand_within_quotation_marks() -> None:
    """Also behind the last of several works, whose words are kept apart from the stop."""
    source = "A [@finch1962; @bell1950]."

    american, british = (
        shown_notes(
            first(
                set_book(
                    piece_of(source, lang=lang), style="chicago-shortened-notes-bibliography"
                )
            )
        )
        for lang in ("en-US", "en-GB")
    )

    assert american[0][0].endswith("“What the Buoys Were For.”")
    assert british[0][0].endswith("‘What the Buoys Were For’.")
