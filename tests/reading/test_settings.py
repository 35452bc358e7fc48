"""``anthology.yaml``."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.model import (
    Apparatus,
    CitationSettings,
    EditionSettings,
    Identifiers,
    NotesPlace,
    Stream,
    plain,
)
from anthology.problems import Code, Place, Problem
from anthology.reading.settings import PartPlan, Settings, read_settings

FILE = "anthology.yaml"
NEEDED = "title: T\nlang: en-GB\ncontents: [a.md]\n"


def read(source: str) -> Settings:
    """Read settings that have no problems."""
    settings, problems = read_settings(source, FILE)
    assert problems == []
    assert settings
    return settings


def told(more: str) -> list[Problem]:
    """Problems of what is added to settings that have none."""
    return read_settings(NEEDED + more, FILE)[1]


def test_every_setting_of_a_book() -> None:
    """All keys, each in its place."""
    book = read(
        """\
title: Folded Sheets
subtitle: Three notes
slug: sheets
editors:
  - Mara Lindqvist
  - {name: Ivo Brandt, sort: "Brandt, Ivo", role: trl, bio: Binds *books*.}
publisher: Gutter Press
city: Hull
date: 2026-01-31
lang: en-GB
series: Small Readers
series-number: 3
rights: © 2026
description: About paper.
identifiers: {epub: "urn:isbn:978-3-16-148410-0", print: 978-3-16-148410-0}
contents: [a.md]
apparatus: [bibliography, colophon]
citations: {files: [one.bib, two.bib], style: apa, list: piece}
notes: {place: piece}
editions:
  epub:
  print: {trim: 129mm 198mm, bleed: 0.125in, marks: yes, variant: x-1a}
"""
    ).book

    assert (book.title, book.subtitle, book.slug) == ("Folded Sheets", "Three notes", "sheets")
    assert [(person.name, person.sort, person.role) for person in book.editors] == [
        ("Mara Lindqvist", "Lindqvist, Mara", ""),
        ("Ivo Brandt", "Brandt, Ivo", "trl"),
    ]
    assert plain(book.editors[1].bio) == "Binds books."
    assert (book.publisher, book.city, book.date) == ("Gutter Press", "Hull", "2026-01-31")
    assert (book.series, book.series_number) == ("Small Readers", "3")
    assert (book.rights, book.description) == ("© 2026", "About paper.")
    assert book.identifiers == Identifiers("urn:isbn:978-3-16-148410-0", "978-3-16-148410-0")
    assert book.apparatus == (Apparatus.BIBLIOGRAPHY, Apparatus.COLOPHON)
    assert book.citations == CitationSettings(
        ("one.bib", "two.bib"), "apa", "piece", Place(FILE, 18)
    )
    assert book.notes_place is NotesPlace.PIECE
    epub, printed = book.editions
    assert epub == EditionSettings("epub")
    assert (printed.trim.width, printed.trim.height) == pytest.approx(
        (365.67, 561.26), abs=0.01
    )
    assert (printed.bleed, printed.marks, printed.variant) == (9.0, True, "x-1a")


def test_what_a_book_has_without_settings() -> None:
    """Title, language and contents are enough."""
    book = read("title: The Russian Question\nlang: en\ncontents: [a.md]\n").book

    assert book.slug == "the-russian-question"
    assert [edition.name for edition in book.editions] == ["epub", "screen"]
    assert book.streams == (
        Stream("author", "", "decimal", ""),
        Stream("editor", "ed-", "symbols", "—Ed."),
        Stream("translator", "tr-", "letters", "—Trans."),
    )


def test_contents_are_files_and_parts() -> None:
    """With their places, so that a missing file is told where it is named."""
    settings = read(
        """\
title: T
lang: en
front: preface.md
contents:
  - a.md
  - part: On *paper*
    introduction: intro.md
    pieces: [b.md, c.md]
  - part: On paper
    pieces:
      - d.md
back: [terms.md]
"""
    )

    first, second, third = settings.contents
    assert isinstance(second, PartPlan)
    assert isinstance(third, PartPlan)
    assert not isinstance(first, PartPlan)
    assert (first.text, first.place) == ("a.md", Place(FILE, 5))
    assert plain(second.title) == "On paper"
    assert second.introduction
    assert second.introduction.place.line == 7
    assert [name.text for name in second.pieces] == ["b.md", "c.md"]
    assert (second.slug, third.slug) == ("part-on-paper", "part-on-paper-2")
    assert [name.text for name in settings.front + settings.back] == ["preface.md", "terms.md"]


def test_streams_are_changed_and_added() -> None:
    """What the editor does not say stays as the house has it."""
    book = read(
        NEEDED
        + "notes:\n  streams:\n    editor: {sign: —Eds.}\n    censor: {numbering: letters}\n"
    ).book

    assert book.streams[1] == Stream("editor", "ed-", "symbols", "—Eds.")
    assert book.streams[3] == Stream("censor", "censor-", "letters", "")


@pytest.mark.parametrize(
    ("more", "code", "hint"),
    [
        ("publishr: x\n", Code.SETTING_UNKNOWN, "publisher"),
        ("citations: {stile: apa}\n", Code.SETTING_UNKNOWN, "style"),
        ("editions: {pdf: {}}\n", Code.SETTING_UNKNOWN, "epub"),
        ("editions: {screen: {size: A5}}\n", Code.SETTING_UNKNOWN, "trim"),
        ("editors: [{nam: x, name: y}]\n", Code.SETTING_UNKNOWN, "name"),
        ("notes: {streams: {editor: {sing: x}}}\n", Code.SETTING_UNKNOWN, "sign"),
        ("publisher: [a, b]\n", Code.SETTING_TYPE, "quotes"),
        ("citations: apa\n", Code.SETTING_TYPE, "citations: {"),
        ("editors: [[a]]\n", Code.SETTING_TYPE, ""),
        ("date: 31.1.2026\n", Code.SETTING_VALUE, "2026-01-31"),
        ("date: 2026-02-31\n", Code.SETTING_VALUE, "2026-01-31"),
        ("slug: My Book\n", Code.SETTING_VALUE, "lower-case"),
        ("notes: {place: foot}\n", Code.SETTING_VALUE, "page"),
        ("citations: {list: books}\n", Code.SETTING_VALUE, "book"),
        ("apparatus: [bibliografy]\n", Code.SETTING_VALUE, "bibliography"),
        ("apparatus: [index, index]\n", Code.SETTING_VALUE, "one"),
        ("editions: {screen: {trim: 6 9}}\n", Code.SETTING_VALUE, "6in 9in"),
        ("editions: {screen: {trim: 6mm 9mm}}\n", Code.SETTING_VALUE, "6in 9in"),
        ("editions: {print: {bleed: 3}}\n", Code.SETTING_VALUE, "3mm"),
        ("editions: {print: {marks: maybe}}\n", Code.SETTING_VALUE, "yes"),
        ("identifiers: {print: 978-3-16-148410-1}\n", Code.SETTING_VALUE, "last digit"),
        ("identifiers: {epub: something}\n", Code.SETTING_VALUE, "urn:"),
        ("notes: {streams: {censor: {prefix: ed-}}}\n", Code.SETTING_VALUE, "another"),
        ("editors: [{name: A, role: translator}]\n", Code.SETTING_VALUE, ""),
        ("editors: [{role: trl}]\n", Code.SETTING_MISSING, ""),
    ],
)
def test_what_a_setting_cannot_be(more: str, code: Code, hint: str) -> None:
    """One problem, at its line, with a way out."""
    (problem,) = told(more)

    assert (problem.code, problem.place) == (code, Place(FILE, 4))
    assert hint in problem.hint


@pytest.mark.parametrize(
    "tag", ["english", "EN", "en_GB", "en-gb", "e", "en-", "deutsch-DE", "en GB"]
)
def test_languages_are_tags(tag: str) -> None:
    """In the form that hyphenation and screen readers know."""
    _, problems = read_settings(f"title: T\ncontents: a.md\nlang: {tag}\n", FILE)

    assert [(p.code, p.place.line) for p in problems] == [(Code.SETTING_VALUE, 3)]


def test_all_problems_come_at_once() -> None:
    """An editor mends her settings in one go."""
    _, problems = read_settings("titel: T\ndate: soon\nnotes: {place: foot}\n", FILE)

    assert [(p.place.line, p.code) for p in problems] == [
        (1, Code.SETTING_UNKNOWN),
        (1, Code.SETTING_MISSING),
        (1, Code.SETTING_MISSING),
        (1, Code.SETTING_MISSING),
        (2, Code.SETTING_VALUE),
        (3, Code.SETTING_VALUE),
    ]


def test_values_of_several_lines_are_one() -> None:
    """However YAML is made to fold them."""
    book = read(NEEDED + "description: >\n  One\n  two.\nrights: |\n  © 2026\n  all\n").book

    assert (book.description, book.rights) == ("One two.", "© 2026 all")


@pytest.mark.parametrize("source", ["", "- a\n", "words\n"])
def test_settings_that_are_none(source: str) -> None:
    """An empty file, a list, a line of words."""
    settings, problems = read_settings(source, FILE)

    assert settings is None
    assert [problem.code for problem in problems] == [Code.SETTING_MISSING]


@hypothesis.settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`#,?\n\t ~\0\x80", max_size=60))
def test_no_settings_are_too_strange(source: str) -> None:
    """Signs in any order give settings or problems, never a crash."""
    settings, problems = read_settings(source, FILE)

    assert settings or problems
