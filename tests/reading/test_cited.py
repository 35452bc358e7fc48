"""A build reads of its bibliography what it cites, and nothing is missing or different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.reading.bibliography import read_bibliography
from anthology.reading.book import read_book
from anthology.reading.cited import cited_only, named_keys
from tests.conftest import HERE

ENTRIES = {
    "ames1931": "@book{ames1931,\n  title = {The {Harbour}},\n  year = 1931,\n}\n",
    "bell1950": "@Article{ bell1950 ,\n  title = {Buoys \\& more},\n  publisher = quay\n}\n",
    "part": "@incollection{part, crossref = {whole}, title = {A part}}\n",
    "whole": "@collection{whole, title = {The Whole}, editor = {Finch, Dora}}\n",
    "note": '@misc{note, note = "write to me@example.org"}\n',
}
AROUND = "% A remark.\n@string{quay = {Quay}}\n\n"


@given(st.permutations(list(ENTRIES)), st.sets(st.sampled_from(sorted(ENTRIES))))
def test_what_is_cited_is_read_as_if_all_were(order: list[str], keys: set[str]) -> None:
    """The same fields at the same lines, parents with them, whatever the order."""
    source = AROUND + "\n".join(ENTRIES[key] for key in order)
    whole, _ = read_bibliography(source, "bib/x.bib")

    read, problems = read_bibliography(cited_only({"x": source}, keys)["x"], "bib/x.bib")

    assert problems == []
    assert read == {key: whole[key] for key in order if key in keys | {"whole"}}


@pytest.mark.parametrize(
    "odd",
    [
        "@book{odd,\n  title = {Never closed,\n}\n",
        "@book{odd,\n  title = {A}\n}}\n",
        "  @book{odd, title = {A}}\n",
        "@book{odd, title = {A}} @book{ames1931, title = {B}}\n",
        "@book(odd, title = {A})\n",
        "@book{, title = {A}}\n",
    ],
)
def test_what_looks_unusual_is_left_in(odd: str) -> None:
    """So that its faults are told, and nothing beside it is lost."""
    source = f"{ENTRIES['bell1950']}\n{odd}"

    left = cited_only({"x": source}, {"ames1931"} if "ames1931" in odd else set())["x"]

    assert odd in left


def test_a_mistyped_key_is_shown_the_nearest() -> None:
    """For that, all entries must be read."""
    source = "".join(ENTRIES.values())

    assert cited_only({"x": source}, {"ames1913"}) == {"x": source}


def test_an_address_is_no_key() -> None:
    """What stands before “@” tells them apart."""
    texts = ["Write to me@example.org.", "[@ames1931; see -@bell1950, p. 3], @part."]

    assert named_keys(texts) == {"ames1931", "bell1950", "part"}


def test_a_book_has_what_it_names_anywhere() -> None:
    """In text, notes, headnotes, biographies, first publications, ``nocite``: all it needs."""
    specimen = HERE / "projects" / "specimen"

    whole, _ = read_book(specimen)
    cited, problems = read_book(specimen, whole=False)

    assert problems == []
    assert whole is not None
    assert cited is not None
    assert cited.references == whole.references
