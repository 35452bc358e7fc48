"""The first words of a text: in small capitals, and none besides them."""

from __future__ import annotations

from xml.etree import ElementTree

import pikepdf
import pytest

from anthology.editions.pdf.leads import set_leads
from tests.editions.pdf.making import laid_out, opened, prose

REST = " And then there was more to say, as there always is." * 2


def led(inner: str) -> str:
    """Set the lead of a paragraph."""
    tree = ElementTree.fromstring(f'<body><div class="text"><p>{inner}</p></div></body>')
    set_leads(tree)
    paragraph = ElementTree.tostring(tree[0][0], encoding="unicode")
    return paragraph.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (
            "The factories ran, and the plan was never kept.",
            '<span class="lead">The factories ran, and the</span> plan was never kept.',
        ),
        (
            "In <em>The Quay</em> they sang.",
            '<span class="lead">In <em>The Quay</em></span> they sang.',
        ),
        ("<em>Rope</em> holds.", '<span class="lead"><em>Rope</em></span> holds.'),
        ("x" * 30, "x" * 30),
        ('<a href="#x">Rope</a> holds.', '<a href="#x">Rope</a> holds.'),
        (
            'In <span id="i">Saltmouth</span> they sang of it, and of rope.',
            '<span class="lead">In <span id="i">Saltmouth</span> they sang of</span>'
            " it, and of rope.",
        ),
        (
            '<span id="i">Ada</span> and <span id="j">Nora</span> and Amos sang.',
            '<span class="lead"><span id="i">Ada</span> and <span id="j">Nora</span> and'
            " Amos</span> sang.",
        ),
    ],
)
def test_the_first_words_are_set_apart(inner: str, wanted: str) -> None:
    """Whole words, with a short emphasis among them; no word longer than all of them."""
    assert led(inner + REST) == wanted + REST


def test_a_short_paragraph_has_no_lead() -> None:
    """It would be all in small capitals."""
    assert led("The factories ran, and the plan was never kept.") == (
        "The factories ran, and the plan was never kept."
    )


def test_an_epigraph_is_no_beginning() -> None:
    """The first words of the text are set apart, which follow it."""
    tree = ElementTree.fromstring(
        '<body><div class="text"><blockquote class="epigraph"/>'
        f"<p>Short.{REST}</p></div></body>"
    )

    set_leads(tree)

    assert [lead.text for lead in tree.iter("span")] == ["Short. And then there was"]


def test_a_paragraph_that_goes_on_over_the_page_has_no_second_beginning() -> None:
    """Small capitals stand on its first page and not on the second."""
    words = prose(700)
    section = laid_out(
        f'<section class="piece"><div class="text"><p>{words}</p></div></section>'
    )

    with opened(section.pdf) as pdf:
        used = [_small_capitals(page) for page in pdf.pages]

    assert used == [True, False]


def _small_capitals(page: pikepdf.Page) -> bool:
    """Tell whether the page shows anything in small capitals: a font of its own name."""
    fonts = page.obj["/Resources"]["/Font"]
    drawn = pikepdf.parse_content_stream(page)
    shown = {str(one.operands[0]) for one in drawn if str(one.operator) == "Tf"}
    return any("Small-Caps" in str(fonts[key]["/BaseFont"]) for key in shown)
