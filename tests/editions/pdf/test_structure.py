"""What a tagged page says its words are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from anthology.editions.pdf import Made
from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.structure import Hit, Marked, Node, node, row
from anthology.model import EditionSettings
from tests.editions.pdf.making import (
    book,
    long_piece,
    made,
    note,
    opened,
    paragraph,
    piece,
    prose,
    section_job,
)
from tests.validators import Verapdf

NOTE = (
    '<span class="note" id="quay--note-1" data-mark="1" data-stream=""><span>{}</span></span>'
)


def structure(xhtml: str, css: str = "") -> Node:
    """Lay out a section by hand and return what it says of itself."""
    job = replace(section_job(f'<section lang="en-GB">{xhtml}</section>', css), tagged=True)
    tree = lay_out(job).structure
    assert tree is not None
    (section,) = tree.kids
    assert isinstance(section, Node)
    return section


def outline(tree: Node) -> Any:
    """Return the tags of a tree, nested; words and areas left out."""
    below = [outline(kid) for kid in tree.kids if isinstance(kid, Node)]
    return {tree.tag: below} if below else tree.tag


def every(tree: Node, tag: str) -> Iterator[Node]:
    """Yield the nodes of one sort."""
    if tree.tag == tag:
        yield tree
    for kid in tree.kids:
        if isinstance(kid, Node):
            yield from every(kid, tag)


def pages(tree: Node) -> set[int]:
    """Return the pages that show words of a node itself."""
    return {kid.page for kid in tree.kids if isinstance(kid, Marked)}


def test_a_paragraph_that_runs_over_the_page_is_one() -> None:
    """A reader hears no seam."""
    section = structure(f"<p>{prose(700)}</p>")

    (only,) = section.kids
    assert isinstance(only, Node)
    assert (only.tag, pages(only)) == ("P", {0, 1})


def test_a_note_stands_behind_its_mark() -> None:
    """The mark refers, the note is a note with a label; both are linked."""
    section = structure(f"<p>Rope{NOTE.format('Of hemp.')} holds.</p>")

    assert outline(section) == {
        "Sect": [{"P": [{"Reference": ["Link"]}, {"Note": [{"Lbl": ["Link"]}, "P"]}]}]
    }
    (found,) = every(section, "Note")
    assert found.name == "quay--note-1"
    assert [link.words for link in every(section, "Link")] == ["1", "1"]
    assert all(any(isinstance(kid, Hit) for kid in n.kids) for n in every(section, "Link"))


def test_a_note_that_goes_on_over_the_page_is_one() -> None:
    """It is cut for the engine only."""
    section = structure(f"<p>Rope{NOTE.format(prose(900))} holds. {prose(300)}</p>")

    (found,) = every(section, "Note")
    (words,) = every(found, "P")
    assert len(pages(words)) > 1


def test_a_note_of_a_heading_stands_after_the_heading() -> None:
    """Else it would be read wherever headings are listed."""
    section = structure(f"<h2>Ropes{NOTE.format('Of hemp.')}</h2><p>They hold.</p>")

    assert outline(section)["Sect"][0] == {"H2": [{"Reference": ["Link"]}]}
    assert list(outline(section)["Sect"][1]) == ["Note"]


def test_foreign_words_have_their_language() -> None:
    """Also when the words are a quotation, or emphasised."""
    section = structure(
        '<p>A <em lang="fr">quai</em>.</p><blockquote lang="de"><p>Kai.</p></blockquote>'
    )

    (span,) = every(section, "Span")
    (quotation,) = every(section, "BlockQuote")
    assert (section.lang, span.lang, quotation.lang) == ("en-GB", "fr", "de")


def test_tables_have_heads_that_are_said_once_and_all_their_cells() -> None:
    """A head that is printed again on the next page is decoration; an empty cell counts."""
    rows = "".join(f"<tr><td>{n}</td><td></td></tr>" for n in range(60))
    head = '<thead><tr><th scope="col">Tide</th><th scope="col">Rope</th></tr></thead>'
    section = structure(
        f"<table><caption>Tides.</caption>{head}<tbody>{rows}</tbody></table>",
        "table { break-inside: auto !important }",
    )

    (table,) = every(section, "Table")
    assert [kid.tag for kid in table.kids if isinstance(kid, Node)] == [
        "Caption",
        "THead",
        "TBody",
    ]
    assert [cell.sort for cell in every(table, "TH")] == ["Column", "Column"]
    assert {page for cell in every(table, "TH") for page in pages(cell)} == {0}
    assert {len(row.kids) for row in every(table, "TR")} == {2}
    assert len(list(every(table, "TD"))) == 120


def test_lists_have_items_with_labels_and_bodies() -> None:
    """Numbers are labels; so are the terms of a glossary."""
    section = structure("<ol><li>Rope</li></ol><dl><dt>Tide</dt><dd><p>Water.</p></dd></dl>")

    numbered, defined = every(section, "L")
    assert outline(numbered) == {"L": [{"LI": ["Lbl", {"LBody": ["P"]}]}]}
    assert outline(defined) == {"L": [{"LI": ["Lbl", {"LBody": ["P"]}]}]}
    assert (numbered.sort, defined.sort) == ("Decimal", "")


def test_leaders_are_decoration() -> None:
    """Nobody wants to hear the dots between a title and its page."""
    css = 'span::before { content: leader(".") } '
    with_dots = structure('<p>Tides <span class="x">9</span></p>', css)
    without = structure('<p>Tides <span class="x">9</span></p>')

    (dotted,) = every(with_dots, "P")
    (plain,) = every(without, "P")
    assert len(dotted.kids) == len(plain.kids)


def test_pictures_have_words_and_a_place(tmp_path: Path) -> None:
    """The place is that of the picture on its page, in points from its foot."""
    Image.new("L", (200, 100)).save(tmp_path / "quay.png")
    xhtml = '<section><figure><img src="quay.png" alt="A quay."/></figure></section>'
    job = replace(section_job(xhtml), tagged=True, project=tmp_path)

    tree = lay_out(job).structure

    assert tree is not None
    (figure,) = every(tree, "Figure")
    left, bottom, right, top = figure.box
    assert figure.words == "A quay."
    assert right - left == pytest.approx(2 * (top - bottom), rel=0.01)
    assert 500 < top < 648


def test_a_tree_can_be_sent_and_read() -> None:
    """Nothing of it is lost when it is kept."""
    section = structure(f"<p>Rope{NOTE.format('Of hemp.')} holds.</p>")

    assert node(json.loads(json.dumps(row(section)))) == section


@pytest.fixture(scope="module")
def quays() -> Made:
    """A book with notes, headings and links, bound."""
    return made(book(long_piece("ropes", 8, title="Ropes"), long_piece("tides", 3, lang="de")))


def test_the_bound_book_is_accessible_and_archivable(
    quays: Made, verapdf: Verapdf, tmp_path: Path
) -> None:
    """One file keeps to PDF/UA-1 and to PDF/A-3a."""
    file = tmp_path / "quays.pdf"
    file.write_bytes(quays.content)

    assert verapdf("ua1", file) == []
    assert verapdf("3a", file) == []


@pytest.mark.parametrize(
    ("variant", "standard"), [("a-2a", "2a"), ("a-2u", "2u"), ("a-3u", "3u"), ("ua-1", "ua1")]
)
def test_another_standard_may_be_asked_for(
    verapdf: Verapdf, tmp_path: Path, variant: str, standard: str
) -> None:
    """The file says so and keeps to it."""
    file = tmp_path / "quays.pdf"
    quay = book(piece("quay", [paragraph("Rope.", "1")], [note("1", "Of hemp.")]))
    file.write_bytes(made(quay, EditionSettings("screen", variant=variant)).content)

    with opened(file.read_bytes()) as pdf:
        assert (b"pdfaid" in pdf.Root.Metadata.read_bytes()) == (variant != "ua-1")
    assert verapdf(standard, file) == []


def test_sections_are_one_document(quays: Made) -> None:
    """Every page leads back to its elements; each section has its language."""
    with opened(quays.content) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        sections = [kid for kid in document.K if "/S" in kid]
        langs = {str(section.get("/Lang", "")) for section in sections}
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(nums[n]) for n in range(0, len(nums), 2)]
        tagged = [n for n, page in enumerate(pdf.pages) if "/StructParents" in page.obj]

        assert langs == {"en-GB", "de"}
        assert keys == sorted(keys)
        assert keys[: len(tagged)] == tagged
        assert all(int(pdf.pages[n].obj.StructParents) == n for n in tagged)
