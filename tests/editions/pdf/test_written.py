"""Sections are written again only where a number in them is another by now."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from anthology.editions.pdf import Means, write_pdf
from anthology.editions.pdf.written import Asked, Written, latest_first
from anthology.editions.sections import printed_sections
from anthology.model import CrossReference, Paragraph, Text
from tests.editions.pdf.making import HERE, SCREEN, book, long_piece, paragraph, piece

LABELS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123"))


def test_a_section_without_numbers_is_written_once() -> None:
    """Whatever becomes of the pages; one that names a page, when that page is another."""
    to_tide = CrossReference((Text("above"),), "tide", "", HERE, with_page=True)
    volume = book(
        piece("tide", [paragraph("It is low.")]),
        piece("map", [Paragraph((Text("As "), to_tide), HERE)]),
    )
    sections = {one.slug: one for one in printed_sections(volume)}
    written = Written(volume, tuple(sections.values()))

    copies = [
        [written.section(sections[slug], labels, {}) for labels in ({}, {"tide": "3"})]
        for slug in ("tide", "map")
    ]

    assert copies[0][0] is copies[0][1]
    assert "p.\u00a03" in copies[1][1]
    assert copies[1][1] == Written(volume, tuple(sections.values())).section(
        sections["map"], {"tide": "3", "map": "7"}, {}
    )


@given(LABELS, LABELS, st.lists(st.sampled_from("abcd")))
def test_the_same_answers_are_the_same(
    one: dict[str, str], other: dict[str, str], asked: list[str]
) -> None:
    """Two mappings are told apart by what they were asked for, and by nothing else."""
    first = Asked(one)
    said = [first.get(key) for key in asked]

    assert first.says_the_same_as(other) == (said == [other.get(key) for key in asked])


@given(LABELS, LABELS)
def test_whoever_lists_all_has_asked_for_all(
    one: dict[str, str], other: dict[str, str]
) -> None:
    """A template may go through the pages in any way."""
    first = Asked(one)
    list(first)

    assert first.says_the_same_as(other) == (one == other)


def test_the_contents_are_laid_out_once() -> None:
    """They wait until the text has pages: nothing is laid out without the numbers it names."""
    volume = book(long_piece("quay", 6), long_piece("tide", 6))
    sheets_of_furniture = 1

    made = write_pdf(volume, SCREEN, Means(jobs=1))

    assert made.misses == len(printed_sections(volume)) + sheets_of_furniture


def test_what_was_saved_last_is_laid_out_first(tmp_path: Path) -> None:
    """It is what an editor waits for; sections without a text come last, in order."""
    volume = book(piece("tide", []), piece("map", []), piece("ledger", []))
    sections = printed_sections(volume)
    texts = [one.piece.place.file for one in sections if one.piece]
    (tmp_path / "texts").mkdir()
    for saved, file in enumerate(texts):
        (tmp_path / file).touch()
        os.utime(tmp_path / file, (saved + 1, saved + 1))
    (tmp_path / texts[0]).unlink()

    order = latest_first(sections, tmp_path)

    names = [sections[number].slug for number in order]
    assert names[:2] == ["ledger", "map"]
    assert order[2:] == sorted(order[2:])
    assert sorted(order) == list(range(len(sections)))
