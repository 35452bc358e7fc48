"""Leading cross-references home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.model import (
    Book,
    CrossReference,
    Emphasis,
    NoteMark,
    Part,
    Person,
    Piece,
    Quotation,
    Text,
)
from anthology.passes import run_passes
from anthology.passes.crossrefs import resolve_crossrefs
from anthology.passes.walk import inlines, runs_of_book
from anthology.problems import Code, Place
from anthology.reading.markdown import read_markdown
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown_notes, shown_text

HERE = Place("texts/harbour.md", 1)
OTHER = """\
## The *great* flood[^1] {#flood}

| a | b |
|---|---|
| c | d |

: Ships by year {#ships}

- item with [words]{#words}

> Quoted.
>
> ### Inside {#inside}

[^1]: Noted.
"""


def _resolved(source: str) -> tuple[list[CrossReference], list[str]]:
    other = replace(
        piece_of(OTHER, "other"), title=(Text("Other "), Emphasis((Text("title"),)))
    )
    book, problems = resolve_crossrefs(book_of(piece_of(source), other))
    return _references(book), [str(problem) for problem in problems]


def _references(book: Book) -> list[CrossReference]:
    nodes = [node for run in runs_of_book(book) for node in inlines(run)]
    return [node for node in nodes if isinstance(node, CrossReference)]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("[so](other.md)", "other", (Text("so"),)),
        ("[](other.md)", "other", (Text("Other "), Emphasis((Text("title"),)))),
        (
            "[](other.md#flood)",
            "other",
            (Text("The "), Emphasis((Text("great"),)), Text(" flood")),
        ),
        ("[](other.md#ships)", "other", (Text("Ships by year"),)),
        ("[](other.md#words)", "other", (Text("words"),)),
        ("[](other.md#inside)", "other", (Text("Inside"),)),
        ("## Here {#here}\n\n[above](#here)", "", (Text("above"),)),
        ("## Here {#here}\n\n[](#here)", "", (Text("Here"),)),
    ],
)
def test_references_get_address_and_words(
    source: str, target: str, words: tuple[Text | Emphasis, ...]
) -> None:
    """The file name becomes the slug; where there are no words, those of the target stand."""
    references, problems = _resolved(source)

    assert problems == []
    assert [(node.target, node.children) for node in references] == [(target, words)]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "A.\n\n[so](othr.md)",
            "texts/harbour.md:3: error: no text “othr” in the book [link-broken]\n"
            "  hint: did you mean “other”?",
        ),
        (
            "[so](other.md#floods)",
            "texts/harbour.md:1: error: nothing has the id “floods” in other [link-broken]\n"
            "  hint: did you mean “flood”?",
        ),
        (
            "[so](#flood)",
            "texts/harbour.md:1: error: nothing has the id “flood” in this text [link-broken]\n"
            "  hint: it is in another text: [words](other.md#flood)",
        ),
        (
            "[so](#deluge)",
            "texts/harbour.md:1: error: nothing has the id “deluge” in this text "
            "[link-broken]\n"
            "  hint: write {#deluge} behind a heading",
        ),
    ],
)
def test_broken_references_are_reported(source: str, problem: str) -> None:
    """A reference that leads nowhere stays, and is reported at its own place."""
    references, problems = _resolved(source)

    assert problems == [problem]
    assert len(references) == 1


def test_a_target_without_words_wants_them_written() -> None:
    """A quotation has an id, but no words to lend to a reference."""
    quotation = Quotation(piece_of("Words.").blocks, HERE, id="bare")
    other = replace(piece_of("", "other"), blocks=(quotation,))

    _, problems = resolve_crossrefs(book_of(piece_of("[](other.md#bare)"), other))

    assert [str(problem) for problem in problems] == [
        "texts/harbour.md:1: error: “bare” has no words that the reference could borrow "
        "[link-broken]\n  hint: write them: [words](other.md#bare)"
    ]


def test_borrowed_words_bring_no_marks() -> None:
    """The mark of a note in a heading stays in the heading."""
    references, _ = _resolved("[](other.md#flood)")

    nodes = [node for one in references for node in inlines(one.children)]
    assert not any(isinstance(node, NoteMark) for node in nodes)


def test_parts_can_be_referred_to() -> None:
    """A part has an address too, and lends its title."""
    piece = piece_of("[](part-1.md)")
    part = Part((Text("The coast"),), "part-1", HERE, (piece,))

    book, problems = resolve_crossrefs(replace(book_of(piece), contents=(part,)))

    assert problems == []
    assert [node.children for node in _references(book)] == [(Text("The coast"),)]


def test_references_in_biographical_notes_are_led_home() -> None:
    """A biographical note may name a piece; an id of its own piece it cannot have."""
    bio = (CrossReference((), "harbour.md", "", HERE),)
    piece: Piece = replace(piece_of("x"), authors=(Person("A. Author", HERE, bio=bio),))

    book, problems = resolve_crossrefs(book_of(piece))

    assert problems == []
    assert [(node.target, node.children) for node in _references(book)] == [
        ("harbour", (Text("Harbour"),))
    ]


def test_a_reference_to_a_note_shows_its_mark() -> None:
    """It counts anew with the notes, in this text and in another."""
    here = piece_of("See [](#note:b) and [that note](pilots.md#note:q).[^a] B.[^b]\n\n"
                    "[^a]: a\n\n[^b]: b, unlike [](#note:a)\n")  # fmt: skip
    there = piece_of("Q.[^q]\n\n[^q]: q\n", "pilots")

    done, problems = run_passes(book_of(here, there))

    first, _ = done.pieces()
    assert problems == []
    assert shown_text(first) == ["See 2 and that note.[^1] B.[^2]"]
    assert shown_notes(first) == [["a"], ["b, unlike 1"]]


def test_a_reference_to_no_note_says_so() -> None:
    """With the closest label as a hint."""
    piece = piece_of("See [](#note:gulac).[^gulag]\n\n[^gulag]: a\n")

    _, problems = run_passes(book_of(piece))

    (problem,) = problems
    assert problem.code is Code.LINK_BROKEN
    assert problem.hint == "did you mean “gulag”?"


def test_in_a_headnote_its_own_notes_come_first() -> None:
    """“Note 1” of the headnote is that of the headnote, of the text that of the text."""
    text = piece_of("See [](#note:1).[^1]\n\n[^1]: t\n")
    head = read_markdown("See [](#note:1).[^1]\n\n[^1]: h\n", "texts/h.md", 1, "headnote/")
    piece = replace(text, headnote=head.blocks, notes=(*head.notes, *text.notes))

    done, problems = run_passes(book_of(piece))

    (made,) = done.pieces()
    assert problems == []
    assert shown_text(made) == ["See 1.[^1]", "See 2.[^2]"]
