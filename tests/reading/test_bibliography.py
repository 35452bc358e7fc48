"""BibTeX files, and the faults that their parser hides."""

from __future__ import annotations

import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anthology.problems import Code
from anthology.reading.bibliography import read_bibliography


def told(source: str) -> list[tuple[int, Code]]:
    """Line and code of each problem."""
    return [(p.place.line, p.code) for p in read_bibliography(source, "bib/x.bib")[1]]


def test_an_entry() -> None:
    """Values as they are written, without what encloses them; LaTeX is left alone."""
    source = """\
@string{pub = {Gutter Press}}

@Book{lindqvist1973,
  Author    = "Lindqvist, Mara and {The Bench and Sons}",
  title     = {On {P}aper: \\"uber {"}alles{"}},
  publisher = pub # { Ltd} # ", Hull",
  year      = 1973,
  month     = mar,
}
"""
    references, problems = read_bibliography(source, "bib/x.bib")

    reference = references["lindqvist1973"]
    assert problems == []
    assert (reference.type, reference.place.line) == ("book", 3)
    assert reference.fields == {
        "author": "Lindqvist, Mara and {The Bench and Sons}",
        "title": 'On {P}aper: \\"uber {"}alles{"}',
        "publisher": "Gutter Press Ltd, Hull",
        "year": "1973",
        "month": "mar",
    }


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("\n@book{a,\n title = {T},\n year = 1990\n", 2, Code.BIB_UNREADABLE),
        ("@book{a,\n title = {T,\n}\n\n@book{b, title={B}}\n", 1, Code.BIB_UNREADABLE),
        ("@book{a,\n title = {T,\n year = 1990\n}\n", 2, Code.BIB_UNREADABLE),
        ("@bok{a,\n title = {T}}\n", 1, Code.BIB_TYPE),
        ("@book{a, title={A}}\n@book{a, title={B}}\n", 2, Code.BIB_DUPLICATE),
        ("@book{a,\n title={A},\n year={1},\n title={B}}\n", 4, Code.BIB_DUPLICATE),
        ("@book{a,\n title={A},\n TITLE={B}}\n", 3, Code.BIB_DUPLICATE),
        ("@book{a,\n title={A},\n publisher=verso}\n", 3, Code.BIB_STRING),
        ("@string{a = {b}}\n@string{c = nowhere}\n", 2, Code.BIB_STRING),
        ("@book{, title={A}}\n", 1, Code.BIB_UNREADABLE),
        ("@book{a b, title={A}}\n", 1, Code.BIB_FIELD),
        ("@book{a,\n title={A}\n year={1990}}\n", 2, Code.BIB_FIELD),
        ("@book{a,\n title={A} {B}}\n", 2, Code.BIB_FIELD),
        ("@book{a,\n title=,\n year={1990}}\n", 2, Code.BIB_FIELD),
        ("@book{a, title={A}}\n\nbook{b, title={B}}\n", 3, Code.BIB_UNREADABLE),
        ("@book{a, title={A}}}\n", 1, Code.BIB_UNREADABLE),
        ("@book{a,\n title={A\0}}\n", 2, Code.CHARACTER_ILLEGAL),
    ],
)
def test_faults_are_told_at_their_line(source: str, line: int, code: Code) -> None:
    """One for each, with a hint."""
    _, problems = read_bibliography(source, "bib/x.bib")

    assert [(p.place.line, p.code) for p in problems] == [(line, code)]
    assert problems[0].hint


def test_the_entries_around_a_fault_are_read() -> None:
    """A missing brace costs the fields of one entry; whoever cites it is not at fault."""
    source = "@book{a, title={A}}\n@book{b,\n title={B,\n}\n@book{c, title={C}}\n"

    references, problems = read_bibliography(source, "bib/x.bib")

    assert {key: entry.fields for key, entry in references.items()} == {
        "a": {"title": "A"},
        "b": {},
        "c": {"title": "C"},
    }
    assert [problem.code for problem in problems] == [Code.BIB_UNREADABLE]


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("@book{\n author = {A},\n}\n", 1, "an entry without a key"),
        ("@book{a title={A}}\n", 1, "no comma behind the key “a”"),
        ("@book{a,\n author {A},\n year=1,\n}\n", 2, "no equals sign behind “author”"),
        ("@book{a,\n x={A},\n title={T {of} B,\n year=1,\n}\n", 3, "“title” is not closed"),
        ("@book{a,\n x={A},\n", 1, "“a” is not closed"),
    ],
)
def test_why_an_entry_cannot_be_read(source: str, line: int, words: str) -> None:
    """In words of the trade, at the line to mend."""
    _, problems = read_bibliography(source, "bib/x.bib")

    assert problems[0].place.line == line
    assert words in problems[0].message
    assert problems[0].hint


def test_remarks_between_entries_are_remarks() -> None:
    """Words that look like no entry are nobody’s concern."""
    assert told("Works cited (1917–1991)\n% more\n@comment{x}\n@book{a, title={A}}\n") == []


def test_the_parser_does_not_talk(caplog: pytest.LogCaptureFixture) -> None:
    """What it logs is reported as a problem; twice would be once too many."""
    with caplog.at_level(logging.DEBUG):
        read_bibliography("@book{a,\n title={A", "bib/x.bib")

    assert caplog.records == []


def test_a_large_bibliography_takes_seconds_not_minutes() -> None:
    """Ten thousand entries, as a reference manager exports them."""
    fields = " author = {Cliff, Tony},\n title = {A {T}itle},\n year = 1974\n"
    source = "".join(f"@book{{k{number},\n{fields}}}\n" for number in range(10_000))
    start = time.process_time()

    references, problems = read_bibliography(source, "bib/x.bib")

    assert time.process_time() - start < 5
    assert (len(references), problems) == (10_000, [])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab@{}(),="#\\%1\n ', max_size=80))
def test_no_bibliography_is_too_strange(source: str) -> None:
    """Signs in any order are read, and problems stand on lines that there are."""
    _, problems = read_bibliography(f"@book{source}", "bib/x.bib")

    last = source.count("\n") + 1
    assert all(1 <= problem.place.line <= last for problem in problems)
