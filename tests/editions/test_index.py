"""What stands after the headings of the index, in print and in the e-book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.editions.index import Locator, Spot, by_page
from anthology.editions.letters import Printed
from anthology.editions.medium import Medium, WebMedium
from anthology.editions.numerals import roman
from anthology.editions.pdf.medium import PageMedium
from anthology.editions.render import render_section
from anthology.editions.sections import Kind, sections
from anthology.model import Apparatus, Book, NotesPlace
from anthology.passes import run_passes
from anthology.reading.index import read_terms
from tests.passes.making import book_of, piece_of

TERMS = """\
ebb: {see: tide}
"*Quay* (journal)":
moon:
tide:
  see-also: [moon]
  subheadings: {b.md: at night}
"""
TEXT = "The tide, the moon.[^1] Tide again.[^2]\n\n[^1]: The *Quay*.\n[^2]: The *Quay*."


def book() -> Book:
    """A book of two pieces with an index."""
    terms, _ = read_terms(TERMS, "texts/index.yaml")
    made = book_of(piece_of(TEXT, "a"), piece_of("The tide in the dark.", "b"))
    made = replace(made, apparatus=(Apparatus.INDEX,), notes_place=NotesPlace.PAGE)
    finished, problems = run_passes(
        replace(made, concordance=replace(made.concordance, terms=terms))
    )
    assert problems == []
    return finished


def index_in(medium: Medium) -> str:
    """Return the index as an edition has it."""
    listing = sections(book())
    (section,) = (one for one in listing if one.kind is Kind.INDEX)
    return str(render_section(section, book(), medium, listing))


PAGES = {"index-a-1": "4", "index-a-2": "4", "index-a-3": "5", "index-a-4": "4"} | {
    "index-a-5": "5",
    "index-b-1": "12",
}


@pytest.mark.parametrize(
    ("medium", "golden"),
    [
        (PageMedium({f"{n[6]}--{n}": page for n, page in PAGES.items()}, {"4": 2}), "print"),
        (WebMedium(printed=Printed(marks=PAGES, notes_on={"4": 2})), "epub"),
        (WebMedium(), "no-pages"),
    ],
)  # fmt: skip
def test_the_index_of_each_edition(
    medium: Medium, golden: str, matches_golden: Callable[[str, str], None]
) -> None:
    """Pages as links in print, the same in the e-book, and titles where there are no pages."""
    matches_golden(index_in(medium), f"editions/index-{golden}.xhtml")


def test_a_heading_comes_again_where_its_subheadings_go_on_over_the_page() -> None:
    """A reader who turns the leaf knows whose they are."""
    places = {"index--entry-4": "20", "index--entry-4-1": "21"}

    assert "continued" not in index_in(PageMedium(places | {"index--entry-4-1": "20"}))
    assert '<li class="continued">tide (continued)</li>' in index_in(PageMedium(places))


def pages_of(locators: list[Locator]) -> Iterator[str]:
    """Every page that some locators name."""
    for one in locators:
        if one.words.isdecimal() and one.last:
            yield from map(str, range(int(one.words), int(one.last) + 1))
        elif one.last:
            numbers = {roman(number): number for number in range(1, 60)}
            yield from map(roman, range(numbers[one.words], numbers[one.last] + 1))
        else:
            yield one.words


NUMBERS = st.integers(1, 40)
LABELS = st.lists(st.one_of(NUMBERS.map(str), NUMBERS.map(roman)))


@given(LABELS)
def test_passages_name_every_page_once_and_no_other(labels: list[str]) -> None:
    """In whatever order the places are met; preliminaries first, then by number."""
    found = list(by_page(Spot(label, f"#{label}") for label in labels))

    named = list(pages_of(found))
    assert sorted(named) == sorted(set(labels))
    assert named == sorted(named, key=lambda label: Spot(label, "").order)


@given(LABELS)
def test_no_two_passages_touch(labels: list[str]) -> None:
    """What follows without a gap is one passage."""
    found = list(by_page(Spot(label, "") for label in labels))

    orders = [
        (Spot(one.words, "").order, Spot(one.last or one.words, "").order) for one in found
    ]
    assert all(
        (sort, end + 1) != following for (_, (sort, end)), (following, _) in pairwise(orders)
    )


@pytest.mark.parametrize(
    ("spots", "words"),
    [
        ([("57", "3")], ["57n"]),
        ([("57", "3"), ("57", "")], ["57"]),
        ([("58", "3"), ("58", "4"), ("58", "6")], ["58nn3–4", "58n6"]),
        ([("58", "*"), ("58", "†")], ["58n*", "58n†"]),
        ([("56", ""), ("57", "3"), ("58", "")], ["56", "57n", "58"]),
        ([("58", "3"), ("58", "3")], ["58n3"]),
    ],
)
def test_notes_are_named_where_a_page_has_several(
    spots: list[tuple[str, str]], words: list[str]
) -> None:
    """And not at all where the text of the page has the term, too."""
    found = by_page([Spot(page, "", note) for page, note in spots], crowded={"58"})

    assert [one.words + (f"–{one.last}" if one.last else "") for one in found] == words
