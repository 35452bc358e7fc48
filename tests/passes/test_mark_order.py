"""Marks and punctuation: which comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.model import Inline, NoteMark, Paragraph, Piece, Text
from anthology.passes.mark_order import order_marks
from anthology.passes.walk import runs_of_text
from anthology.problems import Place
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown_text

HERE = Place("texts/harbour.md", 1)
NOTE = "\n\n[^a]: a\n\n[^b]: b\n"


def _ordered(piece: Piece, punctuation: str) -> Piece:
    book, problems = order_marks(replace(book_of(piece), notes_punctuation=punctuation))
    assert problems == []
    (ordered,) = book.pieces()
    return ordered


def _labelled(piece: Piece) -> list[str]:
    """What is printed, with labels for marks."""
    named = [
        tuple(replace(n, mark=n.label) if isinstance(n, NoteMark) else n for n in run)
        for run in runs_of_text(piece)
    ]
    return shown_text(replace(piece, blocks=tuple(Paragraph(run, HERE) for run in named[2:])))


@pytest.mark.parametrize(
    ("written", "side", "printed"),
    [
        ("Word[^a].", "after", "Word.[^a]"),
        ("Word[^a][^b], and", "after", "Word,[^a][^b] and"),
        ("“Word[^a].” And", "after", "“Word.”[^a] And"),
        ("“Word[^a]”, and", "after", "“Word”,[^a] and"),
        ("*Word*[^a].", "after", "*Word*.[^a]"),
        ("Word.[^a] Next", "after", "Word.[^a] Next"),
        ("Word[^a] (next)", "after", "Word[^a] (next)"),
        ("Version[^a].5", "after", "Version[^a].5"),
        ("Mot.[^a]", "before", "Mot[^a]."),
        ("Mot,[^a][^b] et", "before", "Mot[^a][^b], et"),
        ("« Mot ».[^a]", "before", "« Mot »[^a]."),
        ("Mot\u202f![^a] Et", "before", "Mot[^a]\u202f! Et"),
        ("etc.[^a] mais", "before", "etc.[^a] mais"),
        ("Mot[^a].", "before", "Mot[^a]."),
    ],
)
def test_marks_go_to_the_side_the_book_wants(written: str, side: str, printed: str) -> None:
    """After signs and closing quotation marks, or before signs; never past a word."""
    source = written + (NOTE if "[^b]" in written else "\n\n[^a]: a\n")

    ordered = _ordered(piece_of(source), side)

    assert _labelled(ordered) == [" ".join(printed.split())]


@pytest.mark.parametrize(
    ("lang", "printed"),
    [("en-GB", "Word.[^a]"), ("fr-FR", "Word[^a]."), ("fi", "Word.[^a]")],
)
def test_the_language_of_the_piece_decides(lang: str, printed: str) -> None:
    """French puts marks first, English last; of other customs we know nothing."""
    ordered = _ordered(piece_of("Word.[^a]\n\n[^a]: a\n", lang=lang), "language")

    assert _labelled(ordered) == [printed]


def test_without_the_setting_nothing_moves() -> None:
    """What an editor wrote stands."""
    book = book_of(piece_of("One[^a]. Two.[^b]" + NOTE))

    assert order_marks(book)[0] is book


WORDS = st.text(" aé.,;!?”»\u00a0", max_size=6).map(Text)
MARKS = st.sampled_from("abc").map(lambda label: NoteMark(label, HERE))


@given(st.lists(st.one_of(WORDS, MARKS), max_size=8), st.sampled_from(["after", "before"]))
def test_no_sign_is_lost_and_no_mark(nodes: list[Inline], side: str) -> None:
    """Letters keep their order, marks keep theirs; a second time nothing moves."""
    piece = replace(piece_of(""), blocks=(Paragraph(tuple(nodes), HERE),))

    once = _ordered(piece, side)

    before, after = runs_of_text(piece)[2], runs_of_text(once)[2]
    assert _words(after) == _words(before)
    assert [n for n in after if isinstance(n, NoteMark)] == [
        n for n in nodes if isinstance(n, NoteMark)
    ]


def _words(run: tuple[Inline, ...]) -> str:
    return "".join(node.words for node in run if isinstance(node, Text))
