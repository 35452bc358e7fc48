"""Numbering the notes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from anthology.model import Block, Note, NoteMark, Paragraph, Piece, Stream, Text
from anthology.passes.notes import mark_text, marks_in_order, number_notes
from anthology.passes.walk import inlines, runs_of_text
from anthology.problems import Place
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown, shown_notes, shown_text

HERE = Place("texts/harbour.md", 1)
STREAMS = (
    Stream("author", ""),
    Stream("editor", "ed-", "symbols"),
    Stream("translator", "tr-", "letters"),
)


def _numbered(piece: Piece) -> Piece:
    book, problems = number_notes(replace(book_of(piece), streams=STREAMS))
    assert problems == []
    (numbered,) = book.pieces()
    return numbered


def test_marks_count_in_reading_order() -> None:
    """Notes are numbered and ordered by their marks, not by where they are written."""
    piece = piece_of(
        "## A heading[^late]\n\n| a[^cell] | b |\n|---|---|\n| c[^row] | d |\n\n"
        ": Caption.[^cap]\n\nThe end.[^early]\n\n"
        "[^early]: last\n\n[^row]: row\n\n[^cell]: cell\n\n[^cap]: cap\n\n[^late]: first\n"
    )

    numbered = _numbered(piece)

    assert shown_text(numbered) == [
        "A heading[^1]",
        "Caption.[^2]",
        "a[^3]",
        "b",
        "c[^4]",
        "d",
        "The end.[^5]",
    ]
    assert shown_notes(numbered) == [["first"], ["cap"], ["cell"], ["row"], ["last"]]


def test_title_subtitle_and_headnote_come_first() -> None:
    """The reader meets the notes of the opening before those of the text."""

    def call(label: str) -> tuple[Text, NoteMark]:
        return Text("words"), NoteMark(label, HERE)

    piece = piece_of("Text.[^t]\n\n[^t]: t\n")
    piece = replace(
        piece,
        title=call("title"),
        subtitle=call("sub"),
        headnote=(Paragraph(call("headnote/1"), HERE),),
        notes=(
            *piece.notes,
            *(Note(label, (), HERE) for label in ("headnote/1", "sub", "title")),
        ),
    )

    numbered = _numbered(piece)

    assert [(note.label, note.mark) for note in numbered.notes] == [
        ("title", "1"),
        ("sub", "2"),
        ("headnote/1", "3"),
        ("t", "4"),
    ]


def test_streams_count_for_themselves() -> None:
    """Each stream has its own sequence and its own signs; the order is that of the marks."""
    piece = piece_of(
        "One[^1] two[^ed-a] three[^2] four[^ed-b] five.[^tr-x]\n\n"
        "[^1]: a\n\n[^2]: b\n\n[^ed-a]: c\n\n[^ed-b]: d\n\n[^tr-x]: e\n"
    )

    numbered = _numbered(piece)

    assert shown_text(numbered) == ["One[^1] two[^*] three[^2] four[^†] five.[^a]"]
    assert [note.mark for note in numbered.notes] == ["1", "*", "2", "†", "a"]


def test_each_piece_counts_afresh() -> None:
    """The first note of the second piece is 1."""
    source = "Text.[^n]\n\n[^n]: note\n"
    book, _ = number_notes(book_of(piece_of(source), piece_of(source, "other")))

    assert [note.mark for piece in book.pieces() for note in piece.notes] == ["1", "1"]


def test_a_second_mark_shows_the_same() -> None:
    """Two marks of one note carry one number, and the next goes on from there."""
    here = NoteMark("a", HERE)
    blocks: tuple[Block, ...] = (Paragraph((here, NoteMark("b", HERE), here), HERE),)
    notes = (Note("a", (), HERE), Note("b", (), HERE))

    numbered = _numbered(replace(piece_of(""), blocks=blocks, notes=notes))

    assert [mark.mark for mark in marks_in_order(runs_of_text(numbered))] == ["1", "2", "1"]


def test_notes_of_proposed_words_wait_with_them() -> None:
    """A note that hangs from words only proposed is not printed, and takes no number."""
    piece = piece_of("Old{++ and new[^new]++} words.[^old]\n\n[^new]: new\n\n[^old]: old\n")

    numbered = _numbered(piece)

    assert [(note.label, note.mark) for note in numbered.notes] == [("old", "1")]


def test_a_note_that_nothing_calls_is_kept() -> None:
    """It is the reader that reports it; here it comes last, without a mark."""
    piece = replace(piece_of(""), notes=(Note("lost", (), HERE),))

    assert _numbered(piece).notes == piece.notes


def test_a_piece_without_notes_is_left_alone() -> None:
    """Nothing to number, nothing new."""
    book = book_of(piece_of("Words."))

    assert number_notes(book)[0] is book


@given(st.integers(1, 2000), st.sampled_from(["decimal", "letters", "symbols"]))
def test_no_two_numbers_look_alike(number: int, numbering: str) -> None:
    """In every numbering each number has a text of its own."""
    others = {mark_text(other, numbering) for other in range(max(1, number - 60), number)}

    assert mark_text(number, numbering) not in others


LABELS = st.from_regex(r"(?:ed-|tr-)?[a-z]{1,3}", fullmatch=True)


@given(st.data())
def test_moving_marks_keeps_marks_and_notes_one_to_one(data: st.DataObject) -> None:
    """However marks are moved, added or deleted, each note carries what its mark shows."""
    labels = data.draw(st.lists(LABELS, unique=True, max_size=8))
    calls = data.draw(st.lists(st.sampled_from(labels), max_size=20)) if labels else []
    deleted = data.draw(st.sets(st.sampled_from(labels))) if labels else set()

    def stream(label: str) -> str:
        return next((s.prefix for s in STREAMS[1:] if label.startswith(s.prefix)), "")

    marks = [NoteMark(label, HERE, stream(label)) for label in calls if label not in deleted]
    notes = tuple(Note(label, (), HERE, stream(label)) for label in labels)
    blocks = tuple(Paragraph((Text("x"), mark), HERE) for mark in marks)

    numbered = _numbered(replace(piece_of(""), blocks=blocks, notes=notes))

    found = [
        node
        for run in runs_of_text(numbered)
        for node in inlines(run)
        if isinstance(node, NoteMark)
    ]
    by_label = {note.label: note for note in numbered.notes}
    assert sorted(by_label) == sorted(labels)
    assert all(mark.mark == by_label[mark.label].mark != "" for mark in found)
    called = list(dict.fromkeys(mark.label for mark in found))
    assert [note.label for note in numbered.notes[: len(called)]] == called
    assert all(not note.mark for note in numbered.notes[len(called) :])
    for prefix, numbering in (("", "decimal"), ("ed-", "symbols"), ("tr-", "letters")):
        own = [note.mark for note in numbered.notes if note.mark and note.stream == prefix]
        assert own == [mark_text(number, numbering) for number in range(1, len(own) + 1)]


def test_words_are_not_touched() -> None:
    """Numbering changes marks, nothing else."""
    piece = piece_of("Some *words* here.[^1]\n\n[^1]: And there.\n")

    numbered = _numbered(piece)

    assert shown(runs_of_text(numbered)[2]) == "Some *words* here.[^1]"


def test_a_stream_may_count_through_the_book() -> None:
    """The editor’s notes go on from piece to piece, the author’s begin anew."""
    streams = (STREAMS[0], Stream("editor", "ed-", "letters", scope="book"))
    source = "One[^1] two.[^ed-a] three.[^ed-b]\n\n[^1]: a\n\n[^ed-a]: b\n\n[^ed-b]: c\n"
    book = replace(book_of(piece_of(source), piece_of(source, "other")), streams=streams)

    numbered, _ = number_notes(book)

    marks = [[note.mark for note in piece.notes] for piece in numbered.pieces()]
    assert marks == [["1", "a", "b"], ["1", "c", "d"]]
