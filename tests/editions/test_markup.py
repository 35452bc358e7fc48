"""The tree written as XHTML: golden files for every node, and what holds for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from lxml import etree
from markupsafe import Markup

from anthology.editions.faults import TemplateError
from anthology.editions.medium import WebMedium
from anthology.editions.note_lines import note_lines
from anthology.editions.render import render_section
from anthology.editions.sections import sections
from anthology.model import (
    Book,
    Cell,
    Change,
    ItemList,
    Note,
    NoteMark,
    NotesPlace,
    Person,
    Query,
    Row,
    Table,
    Verse,
    plain,
)
from tests.editions.specimen import BOOK, HERE, paragraph, words

QUERY = Query("which edition?", HERE)
Golden = Callable[[str, str], None]


@dataclass(frozen=True)
class FootMedium(WebMedium):
    """A medium with feet of pages: notes are written at their marks."""

    def notes_at_marks(self, place: NotesPlace) -> bool:
        """Where the book wants them there."""
        return place is NotesPlace.PAGE

    def page(self, slug: str, name: str) -> str:
        """Every thing is on page 41."""
        return "41"


def rendered(book: Book, medium: WebMedium) -> dict[str, str]:
    """Return every section of a book by its address."""
    listing = sections(book)
    return {s.slug: str(render_section(s, book, medium, listing)) for s in listing}


@pytest.mark.parametrize("slug", [section.slug for section in sections(BOOK)])
def test_every_section_on_a_screen(slug: str, matches_golden: Golden) -> None:
    """Each kind of section, and in one piece each kind of node, as the e-book has it."""
    matches_golden(rendered(BOOK, WebMedium())[slug], f"editions/{slug}.xhtml")


def test_notes_at_the_foot(matches_golden: Golden) -> None:
    """Where pages have feet a note stands at its mark, as spans and without a line end."""
    matches_golden(rendered(BOOK, FootMedium())["walk"], "editions/walk-foot.xhtml")


def test_notes_at_the_end_of_the_book(matches_golden: Golden) -> None:
    """They are linked to the piece and back, and say whose they are."""
    at_end = rendered(replace(BOOK, notes_place=NotesPlace.BOOK), WebMedium())

    matches_golden(at_end["notes"], "editions/notes.xhtml")
    assert 'href="notes.xhtml#note-walk-ed-1"' in at_end["walk"]


@pytest.mark.parametrize("medium", [WebMedium(), FootMedium()])
def test_ids_are_unique_and_links_within_a_section_lead_somewhere(medium: WebMedium) -> None:
    """Even when a heading of the piece is called like something of ours."""
    for slug, xhtml in rendered(BOOK, medium).items():
        tree = etree.fromstring(xhtml.replace("epub:", ""))
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        inner = [a.get("href")[1:] for a in tree.iter("a") if a.get("href")[0] == "#"]

        assert len(ids) == len(set(ids)), slug
        assert set(inner) <= set(ids), slug


def test_a_paragraph_of_nothing_but_a_query_leaves_no_trace() -> None:
    """In the text, in a list, in a note: nor do words that are only proposed."""
    note = Note("q", (paragraph("Said."), paragraph(QUERY)), HERE)
    tight = ItemList(((paragraph("One."), paragraph(QUERY)),), HERE)
    proposed = paragraph(Change((), words("new"), HERE))
    piece = replace(
        next(BOOK.pieces()),
        headnote=(),
        blocks=(
            paragraph("A.", NoteMark("q", HERE, mark="1")),
            paragraph(QUERY),
            tight,
            proposed,
        ),
        notes=(replace(note, mark="1"),),
    )
    book = replace(BOOK, front=(), contents=(piece,), back=())

    for medium in (WebMedium(), FootMedium()):
        tree = etree.fromstring(rendered(book, medium)[piece.slug].replace("epub:", ""))
        empty = [e for e in tree.iter("p", "li", "span") if not "".join(e.itertext()).strip()]
        assert empty == []


def test_verse_at_the_foot_keeps_its_indents() -> None:
    """Two spaces of the source are an en space."""
    verse = Verse((words("one"), (), words("two")), HERE, (0, 0, 4))

    lines = note_lines(Note("v", (verse,), HERE), "", lambda run: Markup(plain(tuple(run))))

    assert ">one<" in lines
    assert ">\u2002\u2002two<" in lines


def test_a_table_at_the_foot_keeps_its_caption() -> None:
    """Where a note is written in lines, its caption is the first of them."""
    table = Table(Row((Cell(words("a")),), HERE), (), HERE, caption=words("Heights"))

    lines = note_lines(Note("t", (table,), HERE), "", lambda run: Markup(plain(tuple(run))))

    assert [line for line in ("Heights", "a") if f">{line}<" in lines] == ["Heights", "a"]


def test_a_project_overrides_a_template(project_folder: Callable[[str, str], Book]) -> None:
    """A file of the same name under styles/templates/ takes the place of ours."""
    book = project_folder("part.xhtml", "<h1>{{ inlines(part.title) }}!</h1>")

    assert "<h1>On Foot!</h1>" in rendered(book, WebMedium())["part-1"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("<h1>\n{% if %}</h1>", "styles/templates/part.xhtml:2: error: "),
        ("<h1>\n{{ part.weight }}</h1>", "styles/templates/part.xhtml:2: error: "),
        ("{{ part.__class__ }}", "styles/templates/part.xhtml:1: error: "),
    ],
    ids=["syntax", "unknown name", "not allowed"],
)
def test_a_template_that_fails_says_where(
    project_folder: Callable[[str, str], Book], template: str, message: str
) -> None:
    """The message names the template, the line and the remedy."""
    book = project_folder("part.xhtml", template)

    with pytest.raises(TemplateError) as caught:
        rendered(book, WebMedium())

    assert str(caught.value.problem).startswith(message)
    assert "take it out of styles/templates/" in caught.value.problem.hint


def test_a_title_page_says_who_did_what() -> None:
    """Translators have not edited; whose part has no word of its own stands by name."""
    people = (Person("Tom Weld", HERE), Person("Ida Orme", HERE, role="trl"))
    book = replace(BOOK, editors=(*people, Person("Bo Ames", HERE, role="ill")))

    lines = rendered(book, WebMedium())["title-page"].split("<p")[1:]

    said = [" ".join(Markup(f"<p{line}").striptags().split()) for line in lines]
    assert said[1:4] == ["Edited by Tom Weld", "Bo Ames", "Translated by Ida Orme"]
