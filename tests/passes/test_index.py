"""The index: what it finds in the texts, what it lists, what it complains of."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.model import Apparatus, Book, Concordance, IndexEntry, IndexMark, plain
from anthology.passes.index import make_index
from anthology.passes.index.finding import Finder
from anthology.passes.index.sorting import Order
from anthology.passes.walk import runs_of_piece
from anthology.problems import Code
from anthology.reading.index import read_terms
from tests.passes.making import book_of, first, nodes, piece_of


def indexed(terms: str, *texts: str, left_out: tuple[str, ...] = ()) -> Book:
    """Return a book of the texts with its index, which must have no fault."""
    book, problems = make_index(unmade(terms, *texts, left_out=left_out))
    assert problems == []
    return book


def unmade(terms: str, *texts: str, left_out: tuple[str, ...] = ()) -> Book:
    """Return a book of the texts whose index is not made yet."""
    pieces = (piece_of(text, slug) for text, slug in zip(texts, "abc", strict=False))
    read, problems = read_terms(terms, "texts/index.yaml")
    assert problems == []
    return replace(
        book_of(*pieces),
        apparatus=(Apparatus.INDEX,),
        concordance=Concordance(read, left_out=left_out),
    )


def entries(book: Book) -> dict[str, IndexEntry]:
    """Return the entries by their headings, in their order."""
    return {plain(e.heading): e for group in book.index for e in group.entries}


def marked(book: Book) -> list[str]:
    """Return the marked words, each with its heading, in reading order."""
    marks = (node for node in nodes(book) if isinstance(node, IndexMark))
    return [f"{plain(mark.children)} → {mark.entry}" for mark in marks]


def test_what_the_texts_say_is_found_without_a_mark() -> None:
    """A name, its inversion, its variants; whole words, the longest that fits."""
    terms = "Weld, Nora: {variants: [Weld]}\ntide: {variants: [tide gauge*]}\nWeldon:\n"
    text = "Nora Weld kept the tide gauges. “Tide”, said Weld, of Weldon. The untidy Tide."

    book = indexed(terms, text)

    assert marked(book) == [
        "Nora Weld → Weld, Nora",
        "tide gauges. → tide",
        "“Tide”, → tide",
        "Weld, → Weld, Nora",
        "Weldon. → Weldon",
    ]
    assert [len(entry.mentions) for entry in entries(book).values()] == [2, 2, 1]


def test_a_name_may_be_divided_by_markup() -> None:
    """The mark is where it begins."""
    book = indexed("Harbour Book:\n", "The *Harbour* Book, the Harbour [Book]{.smallcaps}.")

    assert marked(book) == [
        "Harbour → Harbour Book",
        "Harbour → Harbour Book",
    ]


def test_citations_and_references_to_other_places_are_not_searched() -> None:
    """Whoever looks up a page wants to read of it there."""
    text = (
        "See [Weld](b.md) and [@penn1950, p. 3].\n\n## Penn {#penn}\n\nPenn.[^1]\n\n[^1]: Penn."
    )

    book = indexed("Penn:\nWeld:\n", text, "Weld.")

    assert [len(entry.mentions) for entry in entries(book).values()] == [3, 1]
    assert [one.note for one in entries(book)["Penn"].mentions] == ["", "", "1"]


def test_words_for_machines_are_not_searched() -> None:
    """And what follows them is marked where it stands."""
    book = indexed("tide:\n", "Type `tide` for the tide.")

    assert marked(book) == ["tide. → tide"]


def test_a_mark_adds_to_a_heading_or_makes_one() -> None:
    """By the words of the heading, by one of its variants, or by its own words."""
    text = (
        'The [keeper]{.index entry="Weld, Nora"}, [N. W.]{.index}, a [sluice]{.index}, '
        '[rust]{.index entry="Weld, Nora" sub="on rust"}.'
    )

    book = indexed("Weld, Nora: {variants: [N. W.]}\n", text)

    found = entries(book)
    assert list(found) == ["sluice", "Weld, Nora"]
    assert len(found["Weld, Nora"].mentions) == 2
    assert [plain(sub.heading) for sub in found["Weld, Nora"].subentries] == ["on rust"]


def test_pages_stand_under_the_subheading_of_their_piece() -> None:
    """Those of other pieces follow the heading."""
    terms = "tide: {subheadings: {a.md: and the moon, b: at night}}\n"

    (entry,) = entries(indexed(terms, "The tide.", "The tide. The tide.", "The tide.")).values()

    assert len(entry.mentions) == 1
    assert [(plain(sub.heading), len(sub.mentions)) for sub in entry.subentries] == [
        ("and the moon", 1),
        ("at night", 2),
    ]


def test_see_and_see_also_lead_to_headings() -> None:
    """By their ids, in the order of the index."""
    terms = "ebb: {see: tide}\ntide: {see-also: [wind, moon]}\nmoon:\nwind:\n"

    found = entries(indexed(terms, "The tide, the moon, the wind."))

    assert [see.name for see in found["ebb"].see] == [found["tide"].name]
    assert [plain(see.heading) for see in found["tide"].see_also] == ["moon", "wind"]


def test_pieces_that_are_left_out_are_not_searched() -> None:
    """A chronology names everybody; its marks still count."""
    found = entries(
        indexed("tide:\n", "The tide.", "The tide, the [moon]{.index}.", left_out=("b",))
    )

    assert {heading: len(entry.mentions) for heading, entry in found.items()} == {
        "moon": 1,
        "tide": 1,
    }


@pytest.mark.parametrize(
    ("terms", "code", "words"),
    [
        ("ebb: {see: tied}\ntide:\n", Code.INDEX_SEE, "no heading “tied”"),
        ("ebb: {see: tide}\nlow: {see: ebb}\ntide:\n", Code.INDEX_SEE, "it only says “see”"),
        ("ebb: {see: tide, variants: [low]}\ntide:\n", Code.INDEX_SEE, "pages of its own"),
        ("tide:\nTide: {variants: [ebb]}\n", Code.INDEX_TWICE, "“Tide” stands under two"),
        ("tide:\nmoon: {variants: [tide]}\n", Code.INDEX_TWICE, "“tide” stands under two"),
        ("tide:\nfloat:\n", Code.INDEX_UNUSED, "“float” is in no text"),
        ("tide: {subheadings: {x.md: far away}}\n", Code.FILE_MISSING, "no text “x”"),
    ],
)
def test_what_is_wrong_with_headings_is_told(terms: str, code: Code, words: str) -> None:
    """Each at its line of the concordance."""
    _, problems = make_index(unmade(terms, "The tide turns with the moon."))

    (problem,) = problems
    assert problem.code is code
    assert words in problem.message
    assert problem.place.file == "texts/index.yaml"


def test_an_index_without_entries_is_told() -> None:
    """The editor asked for one."""
    _, problems = make_index(unmade("", "Nothing."))

    assert [problem.code for problem in problems] == [Code.INDEX_EMPTY]


def test_a_mark_for_a_heading_that_only_sends_on_is_told() -> None:
    """At the place of the mark."""
    _, problems = make_index(unmade("ebb: {see: tide}\ntide:\n", "tide, [ebb]{.index}"))

    assert [(p.code, p.place.file) for p in problems] == [(Code.INDEX_SEE, "texts/a.md")]


def test_the_words_of_the_texts_stay_as_they_are() -> None:
    """Marks come between them, and nothing else changes."""
    text = "The (tide) — “tide-table”, *the tides of 1931*.[^1]\n\n> Tide.\n\n[^1]: A tide."
    before = unmade("tide: {variants: [tide*]}\n", text)

    after, _ = make_index(before)

    assert [plain(run) for run in runs_of_piece(first(after))] == [
        plain(run) for run in runs_of_piece(first(before))
    ]
    assert len(entries(after)["tide"].mentions) == 5


FORMS = st.lists(st.from_regex(r"\A[AB][ab]{0,3}( [AB][ab]{0,2})?\Z"), min_size=1, unique=True)


@given(FORMS, st.from_regex(r"\A([AB][ab]{0,3}[ ,]){0,12}\Z"))
def test_one_search_finds_what_many_would(forms: list[str], text: str) -> None:
    """From left to right, at each place the longest form that is whole words there."""
    found = [(f.start, f.end, f.term) for f in Finder({f: f for f in forms}).find(text)]

    expected, at = [], 0
    while at < len(text):
        here = [f for f in forms if re.compile(rf"\b{f}\b").match(text, at)]
        if here:
            longest = max(here, key=len)
            expected.append((at, at + len(longest), longest))
            at += len(longest)
        else:
            at += 1
    assert found == expected


@given(
    st.lists(st.sampled_from(["Émile", "emigrant", "Zug", "zu", "New York", "Newark", "1917"]))
)
def test_letters_do_not_come_twice(headings: list[str]) -> None:
    """Sorted headings have their letters in one run each, accents and capitals aside."""
    order = Order("en-GB", "words")

    letters = [order.letter(h) for h in sorted(headings, key=lambda h: (order.key(h), h))]

    runs = [
        one for one, before in zip(letters, [None, *letters], strict=False) if one != before
    ]
    assert len(runs) == len(set(runs))
