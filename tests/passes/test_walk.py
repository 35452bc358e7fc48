"""Going through the words of a book."""

from __future__ import annotations

from dataclasses import replace

from anthology.model import (
    BibliographyEntry,
    Book,
    Change,
    Citation,
    Cite,
    Code,
    Emphasis,
    Inline,
    Part,
    Person,
    Piece,
    Text,
)
from anthology.passes.walk import (
    every_inline,
    inlines,
    map_book,
    map_pieces,
    runs_of_book,
    runs_of_text,
)
from anthology.problems import Place
from tests.passes.making import book_of, piece_of
from tests.passes.words import shown

HERE = Place("texts/harbour.md", 1)
EVERYTHING = """\
## heading {#h}

paragraph *emphasis **strong*** [span]{.smallcaps} [link](https://example.org/)

> quotation
>
> — attribution

| first verse
| second verse

- item

  1. inner item

term
:   definition

| left | right |
|------|-------|
| cell | other |

: caption

[cross](other.md) [indexed]{.index} H~2~O 2^nd^ {~~old~>new~~} [see @finch1962, p. 2]

A mark.[^1]

[^1]: note
"""


def _full_book() -> Book:
    piece = piece_of(EVERYTHING)
    piece = replace(
        piece,
        subtitle=(Text("subtitle"),),
        headnote=piece_of("headnote").blocks,
        authors=(Person("A. Author", HERE, bio=(Text("bio"),)),),
        source_line=(Text("source"),),
    )
    introduction = replace(piece_of("introduction", "introduction"), title=(Text("intro"),))
    part = Part((Text("part"),), "part-1", HERE, (piece,), introduction)
    return replace(
        book_of(piece_of("preface", "preface")),
        contents=(part,),
        front=(piece_of("preface", "preface"),),
        editors=(Person("E. Editor", HERE, bio=(Text("editor"),)),),
        bibliography=(BibliographyEntry("finch1962", (Text("entry"),)),),
    )


def _shout(node: Inline) -> Inline:
    return Text(node.words.upper()) if isinstance(node, Text) else node


def test_a_change_reaches_every_word() -> None:
    """No word of a book stays as it is when every inline is changed."""
    book = map_book(every_inline(_shout), _full_book())

    left = [
        node.words
        for run in runs_of_book(book)
        for node in inlines(run)
        if isinstance(node, Text) and node.words != node.words.upper()
    ]
    assert left == []


def test_every_sort_of_words_is_met() -> None:
    """Runs come from all places words can stand in, the loose ones before the pieces."""
    words = [shown(run) for run in runs_of_book(_full_book()) if run]

    assert words == [
        "editor",
        "part",
        "bio",
        "Preface",
        "preface",
        "intro",
        "introduction",
        "Harbour",
        "subtitle",
        "headnote",
        "heading",
        "paragraph *emphasis strong* span link",
        "quotation",
        "attribution",
        "first verse",
        "second verse",
        "item",
        "inner item",
        "term",
        "definition",
        "caption",
        "left",
        "right",
        "cell",
        "other",
        "cross indexed H2O 2nd",
        "A mark.[^]",
        "note",
        "source",
        "entry",
    ]


def test_what_does_not_change_stays_the_same_object() -> None:
    """A change that changes nothing gives the very book back."""
    book = _full_book()

    assert map_book(every_inline(lambda node: node), book) is book


def test_only_the_way_to_a_change_is_new() -> None:
    """A piece in which nothing changes is shared with the book before."""
    book = book_of(piece_of("one"), piece_of("two", "other"))

    def change(piece: Piece) -> Piece:
        return replace(piece, short_title="Other") if piece.slug == "other" else piece

    one, other = map_pieces(change, book).contents
    assert one is book.contents[0]
    assert other is not book.contents[1]


def test_inlines_within_inlines_are_met() -> None:
    """Affixes of citations and both sides of a proposed change are words too."""
    citation = Citation("k", HERE, prefix=(Text("see"),), suffix=(Emphasis((Code("p. 2"),)),))
    run = (
        Cite((citation,), HERE, "[see @k, *`p. 2`*]"),
        Change((Text("a"),), (Text("b"),), HERE),
    )

    words = [node.words for node in inlines(run) if isinstance(node, Text | Code)]

    assert words == ["see", "p. 2", "a", "b"]


def test_deep_trees_are_walked() -> None:
    """A hundred levels, the most the reader lets through, break nothing."""
    node: Inline = Text("deep")
    for _ in range(100):
        node = Emphasis((node,))
    piece = replace(piece_of("x"), title=(node,))

    book = map_book(every_inline(_shout), book_of(piece))

    (changed,) = book.pieces()
    assert [*inlines(runs_of_text(changed)[0])][-1] == Text("DEEP")
