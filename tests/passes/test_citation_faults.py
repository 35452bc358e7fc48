"""What is wrong with a citation is reported where it stands, and breaks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anthology.model import (
    Cite,
    Link,
)
from anthology.passes import run_passes
from anthology.passes.citations import processor, set_citations
from anthology.problems import MissingProgram, Severity
from tests.passes.making import (
    PILOTS,
    book_of,
    first,
    nodes,
    piece_of,
    set_book,
)
from tests.passes.words import shown_text


def test_unknown_keys_are_reported_where_they_stand() -> None:
    """Each at its line, with the nearest key; the citation is left as it is."""
    piece = piece_of(
        "One [@finch1926].\n\nTwo [see @nobody; @finch1962].[^1]\n\n[^1]: @ames1943.\n"
    )

    book, problems = run_passes(book_of(piece))

    assert [str(problem) for problem in problems] == [
        "texts/harbour.md:1: error: no entry “finch1926” in the bibliography [cite-unknown]\n"
        "  hint: did you mean “finch1962”?",
        "texts/harbour.md:3: error: no entry “nobody” in the bibliography [cite-unknown]\n"
        "  hint: add it to bib/works.bib",
        "texts/harbour.md:5: error: no entry “ames1943” in the bibliography [cite-unknown]\n"
        "  hint: did you mean “ames1934”?",
    ]
    assert [node.source for node in nodes(book) if isinstance(node, Cite)] == [
        "[@finch1926]",
        "[see @nobody; @finch1962]",
        "@ames1943",
    ]


def test_an_unknown_source_is_reported() -> None:
    """``published`` names an entry like any citation does."""
    piece = replace(piece_of("x"), published="finch1926")

    _, problems = run_passes(book_of(piece))

    assert [problem.message for problem in problems] == [
        "no entry “finch1926” in the bibliography"
    ]


def test_checking_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown keys and styles are found without pandoc, which need not even be there."""
    monkeypatch.setattr(processor, "pandoc", _no_pandoc)
    book = book_of(piece_of("A [@finch1926], b [@finch1962]."), style="chicago-note-bib")

    _, problems = run_passes(book, set_citations=False)

    assert [str(problem.code) for problem in problems] == ["cite-style", "cite-unknown"]


def test_a_book_without_citations_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is built without pandoc."""
    monkeypatch.setattr(processor, "pandoc", _no_pandoc)

    book, problems = run_passes(book_of(piece_of("Words.[^1]\n\n[^1]: Note.\n")))

    assert problems == []
    assert shown_text(first(book)) == ["Words.[^1]"]


def test_without_pandoc_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book that cites cannot be built without it."""
    monkeypatch.setattr(processor, "find_spec", lambda _: None)

    with pytest.raises(MissingProgram, match="pypandoc_binary"):
        set_citations(book_of(piece_of(PILOTS)))


def _no_pandoc() -> str:
    raise AssertionError("pandoc was started")


def test_an_entry_that_cannot_be_read_is_reported() -> None:
    """Pandoc’s reader is stricter than ours; what it refuses is reported at the entry."""
    book = book_of(piece_of("A [@finch1962], b [@ames1931]."))
    finch = book.references["finch1962"]
    broken = replace(finch, fields={**finch.fields, "title": "Chart{makers"})

    _, problems = run_passes(replace(book, references={**book.references, "finch1962": broken}))

    assert [(problem.place, str(problem.code)) for problem in problems] == [
        (finch.place, "bib-unreadable")
    ]


def test_tex_that_cannot_be_set_is_not_lost_silently() -> None:
    """A command that pandoc does not know is named, once, at its entry."""
    bib = "@book{x,\n  title = {A \\strange{word} here},\n  year = 1900\n}\n"

    _, problems = run_passes(book_of(piece_of("A [@x], b [@x]."), bib=bib))

    assert [str(problem) for problem in problems] == [
        "bib/works.bib:1: error: TeX in a bibliography entry that cannot be set: "
        "\\strange{word} [cite-unset]\n  hint: write the words themselves, in UTF-8"
    ]


def test_a_citation_that_prints_nothing_is_reported() -> None:
    """MLA without author and page has nothing to say."""
    book = book_of(piece_of("A.\n\nB [-@finch1962]."), style="modern-language-association")

    _, problems = run_passes(book)

    assert [(problem.place.line, problem.severity) for problem in problems] == [
        (3, Severity.WARNING)
    ]


def test_links_in_entries_lead_only_where_they_may() -> None:
    """An address that a reader could not follow safely is no link."""
    bib = (
        "@online{x, title = {T}, date = {2001}, url = {https://example.org/}}\n"
        "@online{y, title = {\\href{javascript:alert(1)}{U}}, date = {2002}}\n"
    )
    book, problems = run_passes(book_of(piece_of("A [@x], b [@y]."), bib=bib))

    links = {node.target for node in nodes(book) if isinstance(node, Link)}
    assert problems == []
    assert links == {"https://example.org/"}


def test_a_piece_that_is_named_twice_breaks_nothing() -> None:
    """The reader reports it; the passes go on, so that all problems are shown together."""
    piece = piece_of("A [@finch1962].")

    first, second = set_book(piece, piece).pieces()

    assert first == second
