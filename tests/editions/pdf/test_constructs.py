"""Letters, epigraphs, verse, credits and the index as they stand on the page."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from anthology.editions.blocks import write_blocks
from anthology.editions.markup import Writer
from anthology.editions.pdf.medium import PageMedium
from anthology.editions.render import render_section
from anthology.editions.sections import Kind, sections
from anthology.model import Apparatus, Book, Concordance, Style
from anthology.passes import run_passes
from anthology.passes.index import make_index
from anthology.reading.index import read_terms
from anthology.reading.markdown import read_markdown
from tests.editions.pdf.making import (
    book,
    laid_out,
    long_piece,
    made,
    note,
    paragraph,
    piece,
)
from tests.finished import XHTML
from tests.validators import program


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from its upper left corner."""

    text: str
    page: int
    left: float
    right: float
    top: float


def drawn(content: bytes, folder: Path) -> list[Word]:
    """Return the words of a file, page by page."""
    (folder / "drawn.pdf").write_bytes(content)
    command = [program("pdftotext"), "-bbox", "-enc", "UTF-8", "drawn.pdf", "-"]
    done = subprocess.run(command, check=True, capture_output=True, cwd=folder)
    pages = etree.fromstring(done.stdout).iter(f"{XHTML}page")
    return [
        Word(
            str(word.text),
            number,
            *(round(float(word.get(side)), 1) for side in ("xMin", "xMax", "yMin")),
        )
        for number, page in enumerate(pages)
        for word in page
    ]


def of(markdown: str, folder: Path) -> dict[str, Word]:
    """Return the words of a text on its page, each by what it says."""
    blocks = read_markdown(markdown, "texts/quay.md").blocks
    writer = Writer("quay", PageMedium(), "en-GB")
    text = f'<section><div class="text">{write_blocks(blocks, writer)}</div></section>'
    return {word.text: word for word in drawn(laid_out(text).pdf, folder)}


def test_a_letter_has_place_and_name_at_the_right(tmp_path: Path) -> None:
    """And whom it is to at the left; what stands between is set as any text."""
    found = of(
        "::: letter\n[Saltmouth, 1931]{.dateline}\n\n[Madam,]{.salutation}\n\nYour post leans."
        "\n\n[Quill]{.signature}\n:::\n",
        tmp_path,
    )

    measure = max(word.right for word in found.values())
    assert found["1931"].right == measure
    assert found["Quill"].right >= measure - 1  # the last letter is spaced, too
    assert found["Madam,"].left == found["Your"].left < found["Saltmouth,"].left
    tops = [found[word].top for word in ("1931", "Madam,", "Your", "Quill")]
    assert tops == sorted(set(tops))


def test_a_line_of_verse_that_is_too_long_turns_over(tmp_path: Path) -> None:
    """What is left of it stands further in than any line begins."""
    long = " ".join(f"word{number}" for number in range(1, 16))

    found = of(f"| {long}\n|     indented\n| last\n", tmp_path)

    assert found["word15"].top > found["word1"].top
    (turned, *_) = [w for w in found.values() if w.top == found["word15"].top]
    assert turned.left > found["indented"].left > found["last"].left == found["word1"].left


def test_an_epigraph_says_whose_it_is(tmp_path: Path) -> None:
    """Further in than the text, which stands full out below it."""
    found = of("::: epigraph\n> Figures drown nobody.\n>\n> — Penn\n:::\n\nBelow.\n", tmp_path)

    assert found["Figures"].left > found["Below."].left
    assert found["Figures"].top < found["Penn"].top < found["Below."].top


def test_a_list_begins_with_the_number_that_was_written(tmp_path: Path) -> None:
    """Not with 1, where it goes on from another."""
    page = of("7. Rope\n8. Tide\n", tmp_path)

    assert {"7.", "8."} <= set(page)
    assert "1." not in page


def test_rows_of_several_lines_stand_apart(tmp_path: Path) -> None:
    """Rows of one line stand as close as the lines of the text."""
    long = "lamp " * 30
    tall = f"| a | b |\n|---|---|\n| one | {long} |\n| two | {long}end |\n| three | {long} |\n"
    low = "| a | b |\n|---|---|\n| one | x |\n| two | y |\n| three | z |\n"

    apart, close = of(tall, tmp_path), of(low, tmp_path)

    line = close["three"].top - close["two"].top
    lines = round((apart["end"].top - apart["two"].top) / line)
    assert apart["three"].top - apart["two"].top >= (lines + 1.3) * line


def test_a_caption_is_divided_evenly(tmp_path: Path) -> None:
    """It may be wider than a narrow table; no word is left alone on its last line."""
    words = [f"quay{number}" for number in range(9)]
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"

    page = of(f"{table}\n: {' '.join(words)}\n", tmp_path)

    lines = Counter(page[word].top for word in words)
    assert sorted(lines.values()) in ([4, 5], [3, 6])


def test_letters_are_raised_where_the_face_has_none_raised(tmp_path: Path) -> None:
    """A note marked “b”, in the modern style as in the classic one."""
    for style in Style:
        noted = piece("quay", [paragraph("The quay", "b")], [note("b", "A note.")])
        (tmp_path / style).mkdir()

        words = drawn(made(replace(book(noted), style=style)).content, tmp_path / style)
        (word,) = (one for one in words if one.text == "quay")
        (mark,) = (one for one in words if one.text == "b")  # no part of the word before it
        assert mark.left < word.right + 1
        assert mark.right - mark.left < 4
        assert mark.top < word.top + 3


def indexed(terms: str) -> Book:
    """Return a book of many pages with an index."""
    read, problems = read_terms(terms, "texts/index.yaml")
    assert problems == []
    quays = book(long_piece("quays", 40), long_piece("ropes", 40))
    whole = replace(quays, apparatus=(Apparatus.INDEX,), concordance=Concordance(read))
    finished, problems = run_passes(whole)
    assert problems == []
    return finished


def test_the_index_stands_in_two_columns(tmp_path: Path) -> None:
    """Its headings fall under two edges, and no word leaves the page."""
    terms = "".join(
        f"{word}:\n" for word in ("anchor", "barge", "cargo", "keel", "lamp", "salt")
    )

    words = drawn(made(indexed(terms)).content, tmp_path)

    page = max(word.page for word in words)
    heads = {word.text: word for word in words if word.page == page}
    edges = {heads[f"{name},"].left for name in ("anchor", "barge", "keel", "lamp", "salt")}
    assert len(edges) == 2
    assert (
        heads["anchor,"].top < heads["salt,"].top or heads["salt,"].left > heads["anchor,"].left
    )


def test_page_numbers_of_the_index_cost_no_second_layout(tmp_path: Path) -> None:
    """Only contents and index are laid out again when the pages are known."""
    without = made(replace(indexed("lamp:\n"), index=()))

    done = made(indexed("lamp:\n"))

    assert done.problems == ()
    assert done.misses <= without.misses + 3


def test_an_index_that_is_not_wanted_costs_nothing() -> None:
    """Not even a look at the words."""
    unwanted = replace(indexed("lamp:\n"), apparatus=())

    assert make_index(unwanted)[0] is unwanted


def test_the_section_of_the_index_is_listed() -> None:
    """In contents and outline, under its name in the language of the book."""
    german = replace(indexed("lamp:\n"), lang="de")

    (section,) = (one for one in sections(german) if one.kind is Kind.INDEX)

    assert (section.listed, section.title) == (True, "Register")
    assert "<h1" in render_section(section, german, PageMedium(), sections(german))
