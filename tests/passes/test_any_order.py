"""However notes are ordered, put in and taken out: numbers, *ibid.*, references stay true."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from anthology.model import Book, CrossReference, NoteMark, Piece, Stream
from anthology.passes import run_passes
from anthology.passes.notes import mark_text, marks_in_order
from anthology.passes.walk import inlines, runs_of_note, runs_of_text
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown

STREAMS = (Stream("author", ""), Stream("editor", "ed-", "symbols"))
IBID = "chicago-notes-bibliography-subsequent-ibid"
WORKS = ("ames1931", "ames1934", "bell1950", "")


@dataclass(frozen=True)
class Written:
    """A note as somebody writes it."""

    editor: bool
    key: str
    """Empty for a note that cites nothing."""

    page: int


NOTES = st.lists(
    st.builds(Written, st.booleans(), st.sampled_from(WORKS), st.integers(1, 3)), max_size=9
)


def _labels(notes: list[Written]) -> list[str]:
    return [f"{'ed-' if note.editor else ''}{n}" for n, note in enumerate(notes)]


def _done(
    notes: list[Written], style: str, marks: Sequence[str] | None = None, naming: str = ""
) -> Piece:
    """Make a text of the notes.

    Args:
        notes: As they are written, one below the other.
        style: Of the citations.
        marks: The labels in the order of the text; None: as the notes.
        naming: Label of a note that the text refers to in words.
    """
    labels = _labels(notes)
    text = " ".join(f"Word.[^{label}]" for label in marks or labels) or "Word."
    text += f" See note [](#note:{naming})." if naming else ""
    bodies = "\n\n".join(
        f"[^{label}]: {f'[@{note.key}, p. {note.page}]' if note.key else 'Nothing'}."
        for label, note in zip(labels, notes, strict=True)
    )
    book: Book = replace(
        book_of(piece_of(f"{text}\n\n{bodies}\n"), style=style), streams=STREAMS
    )
    done, problems = run_passes(book)
    assert problems == []
    (piece,) = done.pieces()
    return piece


@settings(max_examples=12, deadline=None)
@given(NOTES)
def test_ibid_means_the_note_before_in_its_stream(notes: list[Written]) -> None:
    """It stands there and nowhere else: never over a note between, or for another stream’s."""
    piece = _done(notes, IBID)

    before: tuple[bool, str] = (False, "")
    for written, note in zip(notes, piece.notes, strict=True):
        words = " ".join(shown(run) for run in runs_of_note(note))
        own = (written.editor, written.key)
        assert words.startswith("Ibid") == (own == before and written.key != "")
        before = own


@settings(max_examples=12, deadline=None)
@given(NOTES)
def test_every_reference_to_a_note_is_to_the_first_of_its_work(notes: list[Written]) -> None:
    """It leads to a note of the piece and shows the mark that this note has."""
    piece = _done(notes, "oscola")

    first: dict[str, str] = {}
    by_label = {note.label: note for note in piece.notes}
    for written, note in zip(notes, piece.notes, strict=True):
        if written.key:
            first.setdefault(written.key, note.label)
        for reference in (n for run in runs_of_note(note) for n in inlines(run)):
            if isinstance(reference, CrossReference):
                label = reference.id.removeprefix("note:")
                assert label == first[written.key] != note.label
                assert shown(reference.children) == by_label[label].mark
    assert not re.search(r"9\d{6}", str(piece))


@settings(max_examples=12, deadline=None)
@given(NOTES, st.randoms(use_true_random=False))
def test_the_order_of_the_notes_is_that_of_their_marks(
    notes: list[Written], chance: random.Random
) -> None:
    """However notes are moved, the text is set as if it had been written in that order."""
    moved = chance.sample(notes, len(notes))
    written = _done(moved, IBID)
    labels = {id(note): label for note, label in zip(notes, _labels(notes), strict=True)}

    piece = _done(notes, IBID, marks=[labels[id(note)] for note in moved])

    assert [[shown(run) for run in runs_of_note(note)] for note in piece.notes] == [
        [shown(run) for run in runs_of_note(note)] for note in written.notes
    ]
    assert [note.mark for note in piece.notes] == [note.mark for note in written.notes]


@settings(max_examples=12, deadline=None)
@given(NOTES.filter(bool), st.data())
def test_words_that_name_a_note_follow_it(notes: list[Written], data: st.DataObject) -> None:
    """“See note 3” is the mark of that note, wherever notes are put in before or moved."""
    labels = _labels(notes)
    named = data.draw(st.sampled_from(labels))
    order = data.draw(st.permutations(labels))

    piece = _done(notes, IBID, marks=order, naming=named)

    (target,) = [note for note in piece.notes if note.label == named]
    (reference,) = [
        node
        for run in runs_of_text(piece)
        for node in inlines(run)
        if isinstance(node, CrossReference)
    ]
    assert shown(reference.children) == target.mark != ""


@settings(max_examples=12, deadline=None)
@given(NOTES, st.data())
def test_taking_notes_out_leaves_the_others_in_order(
    notes: list[Written], data: st.DataObject
) -> None:
    """Marks count on without a gap in each stream, and each is that of its note."""
    kept = [note for note in notes if data.draw(st.booleans())]

    piece = _done(kept, IBID)

    marks: list[NoteMark] = marks_in_order(runs_of_text(piece))
    by_label = {note.label: note for note in piece.notes}
    assert [mark.mark for mark in marks] == [by_label[mark.label].mark for mark in marks]
    for stream in STREAMS:
        own = [mark.mark for mark in marks if mark.stream == stream.prefix]
        assert own == [mark_text(n, stream.numbering) for n in range(1, len(own) + 1)]
