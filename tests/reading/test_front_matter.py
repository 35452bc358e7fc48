"""The heads of texts, and the names in them."""

from __future__ import annotations

import pytest

from anthology.model import NotesPlace, Person, Rights, Text, plain
from anthology.problems import Code, Place, Problem
from anthology.reading.front_matter import FrontMatter, divide, read_front_matter
from anthology.reading.people import sort_name


def head(source: str) -> tuple[FrontMatter, list[Problem]]:
    """Read a head that stands at the beginning of a text."""
    return read_front_matter(divide(f"---\n{source}---\nText.\n"), "texts/x.md")


def test_every_setting_of_a_piece() -> None:
    """All keys, each in its place."""
    matter, problems = head(
        """\
title: On *paper*
subtitle: A note
short-title: Paper
author:
  - Mara Lindqvist
  - {name: Ivo Brandt, role: trl}
lang: de
date: c. 1973
published: lindqvist1973
publication: The Bench
issue: 173
history: Given as a *talk*.
thanks: To Ivo.
headnote: paper.headnote.md
rights: {holder: Mara, status: cleared, licence: CC-BY-4.0, credit: By leave of Mara}
notes: book
"""
    )

    assert problems == []
    assert plain(matter.title) == "On paper"
    assert matter.subtitle == (Text("A note"),)
    assert matter.short_title == "Paper"
    assert [(person.name, person.role) for person in matter.authors] == [
        ("Mara Lindqvist", ""),
        ("Ivo Brandt", "trl"),
    ]
    assert (matter.lang, matter.date, matter.published) == ("de", "c. 1973", "lindqvist1973")
    assert (matter.publication, matter.issue) == ("The Bench", "173")
    assert (plain(matter.history), plain(matter.thanks)) == ("Given as a talk.", "To Ivo.")
    assert matter.headnote
    assert (matter.headnote.text, matter.headnote.place.line) == ("paper.headnote.md", 15)
    assert matter.rights == Rights("Mara", "cleared", "CC-BY-4.0", "By leave of Mara")
    assert matter.notes_place is NotesPlace.BOOK


def test_an_author_may_be_a_name_alone() -> None:
    """With its place, and the name as it is filed."""
    matter, _ = head("title: T\nauthor: Simone de Beauvoir\n")

    assert matter.authors == (
        Person("Simone de Beauvoir", Place("texts/x.md", 3), "Beauvoir, Simone de"),
    )


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("title: T\nshort_title: x\n", 3, Code.SETTING_UNKNOWN),
        ("author: A\n", 2, Code.SETTING_MISSING),
        ("title: T\ndate: last year\n", 3, Code.SETTING_VALUE),
        ("title: T\ndate: 1850/1885/1990\n", 3, Code.SETTING_VALUE),
        ("title: T\nrights: {status: ok}\n", 3, Code.SETTING_VALUE),
        ("title: T\nrights: mine\n", 3, Code.SETTING_TYPE),
        ("title: T <b>x</b>\n", 2, Code.HTML_RAW),
        ("title: T\nsubtitle: S^[1]\n", 3, Code.NOTE_NESTED),
        ("title: T\ntitle: U\n", 3, Code.YAML_DUPLICATE),
        ("title: T\n\tdate: 1990\n", 3, Code.YAML_SYNTAX),
    ],
)
def test_what_the_head_of_a_piece_cannot_say(source: str, line: int, code: Code) -> None:
    """At the line of the file, not of the head."""
    _, problems = head(source)

    assert {(p.place, p.code) for p in problems} == {(Place("texts/x.md", line), code)}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Words without a head.\n", "does not say what it is"),
        ("---\ntitle: T\n\nNo end.\n", "never ends"),
        ("---\n---\nWords.\n", "does not say what it is"),
    ],
)
def test_a_text_without_a_head(source: str, message: str) -> None:
    """Is told as such, with what to write."""
    _, problems = read_front_matter(divide(source), "texts/x.md")

    (problem,) = problems
    assert (problem.code, problem.place.line) == (Code.SETTING_MISSING, 1)
    assert message in problem.message
    assert "---" in problem.hint


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Tomáš Tengely-Evans", "Tengely-Evans, Tomáš"),
        ("Simone de Beauvoir", "Beauvoir, Simone de"),
        ("Alexander von Humboldt", "Humboldt, Alexander von"),
        ("Vincent van Gogh", "Gogh, Vincent van"),
        ("Jean de La Fontaine", "La Fontaine, Jean de"),
        ("Ursula K. Le Guin", "Le Guin, Ursula K."),
        ("C. L. R. James", "James, C. L. R."),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
        ("Trotsky", "Trotsky"),
        ("Trotsky, Leon", "Trotsky, Leon"),
        ("", ""),
    ],
)
def test_names_are_filed_under_the_family(name: str, filed: str) -> None:
    """As the Chicago Manual files them."""
    assert sort_name(name) == filed
