"""Entries that are hard to read: ours against pandoc’s own reading of the same file."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import pytest

from anthology.bibliographies.tex import KNOWN
from anthology.model import Book
from anthology.passes import run_passes
from anthology.passes.citations.processor import pandoc
from anthology.passes.citations.styles import Style, find_style
from anthology.passes.citations.tex import SIGNS
from anthology.problems import Code
from anthology.reading.bibliography import read_bibliography
from tests.passes.making import SOURCES, book_of, piece_of
from tests.passes.test_specimen_like_pandoc import PEER
from tests.passes.words import Peer, shown_works

ODD = SOURCES / "odd.bib"
STYLES = ("apa", "chicago-notes-bibliography", "mhra-notes", "modern-language-association")
LOST = ("dashes", "icelandic")
"""Entries with signs, written as commands, that pandoc leaves out."""


def _book(style: str, source: str, bib: str) -> Book:
    references, problems = read_bibliography(bib, "bib/odd.bib")
    assert problems == []
    book = book_of(piece_of(source), style=style)
    return replace(book, references=references)


@pytest.mark.parametrize("style", STYLES)
def test_each_entry_is_printed_as_pandoc_reads_it(style: str) -> None:
    """Accents, braces, joined strings, parents, dates and people of all sorts, all scripts.

    What pandoc prints as an empty entry is left out, and what it leaves out is printed.
    """
    bib = ODD.read_text(encoding="utf-8")
    book = _book(style, "A.", bib)
    book = replace(book, citations=replace(book.citations, nocite=("*",)))

    done, problems = run_passes(book)

    theirs = {key: line for key, line in _peer(book) if line and key not in LOST}
    assert problems == []
    assert len(theirs) > 35
    assert {key: line for key, line in shown_works(done) if key not in LOST} == theirs


def _peer(book: Book) -> list[tuple[str, str]]:
    style = find_style(book)
    assert isinstance(style, Style)
    asked = {"text": "A.", "style": str(style.path), "bibliography": str(ODD), "lang": "en-GB"}
    done = subprocess.run(
        [pandoc(), "lua", str(PEER)],
        input=f"{json.dumps(asked)}\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Peer(json.loads(done.stdout)).works


def test_signs_written_as_commands_are_printed() -> None:
    """Reference managers write them; pandoc would drop them without a word."""
    bib = ODD.read_text(encoding="utf-8")

    done, _ = run_passes(_book("mhra-notes", "A [@icelandic; @dashes].", bib))

    works = dict(shown_works(done))
    assert works["icelandic"] == "Guðrún, Þóra, *1900–1905* (P, 1906)"
    assert "‘What? — a Study — of “Quotes” and “More”’" in works["dashes"]


def test_a_date_in_words_is_printed() -> None:
    """In ``date`` as in ``year``; “--” is the dash it stands for."""
    bib = "".join(
        f"@book{{k{number}, title = {{T}}, {field}}}\n"
        for number, field in enumerate(
            ("year = {c. 1850}", "date = {c. 1851}", "year = {1852--53}", "date = {1854/1855}")
        )
    )

    done, _ = run_passes(_book("apa", "[@k0; @k1; @k2; @k3].", bib))

    assert sorted(line for _, line in shown_works(done)) == [
        "*T*. (1852–53).",
        "*T*. (1854–1855).",
        "*T*. (c. 1850).",
        "*T*. (c. 1851).",
    ]


def test_a_work_that_the_style_prints_nothing_for_is_in_no_list() -> None:
    """Not even as an empty line: a letter in Chicago’s notes."""
    bib = ODD.read_text(encoding="utf-8")
    book = _book("chicago-notes-bibliography", "A [@letter; @accents].", bib)

    done, _ = run_passes(book)

    assert [key for key, _ in shown_works(done)] == ["accents"]


def test_what_the_check_takes_for_known_is_known() -> None:
    """No command that ``bib check`` lets pass is lost when it is set."""
    arguments = dict.fromkeys(KNOWN, "{z}") | dict.fromkeys(SIGNS, "{}")
    arguments["href"] = "{https://example.org}{z}"
    arguments |= dict.fromkeys(("bf", "em", "it", "rm", "sc"), " z")
    titles = [f"x {{\\{name}{argument}}} y" for name, argument in sorted(arguments.items())]
    bib = "".join(
        f"@book{{k{n}, title = {{{title}}}, year = 1900}}\n" for n, title in enumerate(titles)
    )
    cites = "; ".join(f"@k{n}" for n in range(len(titles)))

    _, problems = run_passes(_book("apa", f"[{cites}].", bib))

    assert [p.message for p in problems if p.code is Code.CITE_UNSET] == []
