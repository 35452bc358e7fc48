"""Who is thanked, and for what."""

from __future__ import annotations

from dataclasses import replace

from anthology.editions.medium import WebMedium
from anthology.editions.people import picture_credits
from anthology.editions.render import render_section
from anthology.editions.sections import Kind, sections
from anthology.model import Apparatus, Emphasis, Figure, IndexMark, Text, plain
from tests.passes.making import HERE, book_of, piece_of

CREDIT = (
    Text("Drawing: "),
    Emphasis((IndexMark((Text("Weld"),), "Weld, Nora", HERE, name="index-a-1"),)),
)
POST = Figure("post.png", "A post", (), HERE, "post", CREDIT)


def test_credits_of_pictures_are_gathered() -> None:
    """Each with a link to its figure, which is named by what it shows if it has no caption."""
    quoted = replace(piece_of("> A gauge."), blocks=(POST,))
    book = replace(
        book_of(quoted, piece_of("No picture.", "b")),
        apparatus=(Apparatus.ACKNOWLEDGEMENTS,),
    )
    listing = sections(book)
    (section,) = (one for one in listing if one.kind is Kind.ACKNOWLEDGEMENTS)

    page = render_section(section, book, WebMedium(), listing)

    assert [plain(figure.credit) for _, figure in picture_credits(book)] == ["Drawing: Weld"]
    assert '<a href="harbour.xhtml#post">A post</a>: Drawing: <em>Weld</em></p>' in page


def test_a_place_that_the_index_leads_to_is_there_once() -> None:
    """At the figure, not among the acknowledgements."""
    (_, figure), *_ = picture_credits(book_of(replace(piece_of("A."), blocks=(POST,))))

    assert "index-a-1" not in repr(figure)
