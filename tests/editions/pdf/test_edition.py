"""The finished file: its pages in order, and all that leads through them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from anthology.editions.pdf import Made, Means, write_pdf
from anthology.model import (
    CrossReference,
    EditionSettings,
    NotesPlace,
    Paragraph,
    Text,
    TrimSize,
)
from tests.editions.pdf.making import (
    HERE,
    SCREEN,
    book,
    long_piece,
    made,
    opened,
    page_texts,
    paragraph,
    parted,
    piece,
    prose,
)

REFERENCE = Paragraph(
    (Text("Look "), CrossReference((Text("there"),), "tides", "stage-7", HERE, with_page=True)),
    HERE,
)


def label(page: pikepdf.Page) -> str:
    """What the page is called; pikepdf’s own types are unsure of it."""
    return str(page.label)


@pytest.fixture(scope="module")
def quays() -> Made:
    """A book of two pieces in a part, with a preface."""
    ropes = long_piece("ropes", 10, title="On Ropes and Their Uses", short="On Ropes")
    ropes = replace(ropes, blocks=(REFERENCE, *ropes.blocks))
    return made(parted(ropes, long_piece("tides", 14, title="Tides")))


@pytest.fixture(scope="module")
def texts(quays: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of each page by its label."""
    pages = page_texts(quays.content, tmp_path_factory.mktemp("pages"))
    with opened(quays.content) as pdf:
        return {label(page): text for page, text in zip(pdf.pages, pages, strict=True)}


def test_nothing_is_amiss(quays: Made) -> None:
    """A sound book has no problems."""
    assert quays.problems == ()


def test_front_matter_is_in_roman_and_the_text_begins_with_one(texts: dict[str, str]) -> None:
    """Readers find page 1 where the first part begins."""
    labels = list(texts)

    roman = [label for label in labels if not label.isdigit()]
    assert labels[: len(roman)] == roman
    assert roman[:5] == ["i", "ii", "iii", "iv", "v"]
    assert labels[len(roman) :] == [str(n + 1) for n in range(len(labels) - len(roman))]
    assert "The Harbour" in texts["1"]


def test_parts_and_pieces_begin_on_rectos(quays: Made) -> None:
    """Every opening has an odd number, and blank versos make room for it."""
    starts = {name: quays.labels[name] for name in ("part-1", "ropes", "tides")}

    assert all(int(label) % 2 == 1 for label in starts.values()), starts
    assert starts["part-1"] == "1"
    assert starts["ropes"] == "3"


def test_a_blank_verso_is_blank(quays: Made, texts: dict[str, str]) -> None:
    """Nothing at all is drawn on the back of the part title."""
    with opened(quays.content) as pdf:
        (back,) = (page for page in pdf.pages if label(page) == "2")
        drawn = back.obj.get("/Contents")

        assert texts["2"] == ""
        assert drawn is None or drawn.read_bytes() == b""


def test_heads_name_the_author_on_versos_and_the_short_title_on_rectos(
    texts: dict[str, str],
) -> None:
    """Poppler reads what is laid over a page last: head and folio."""
    assert texts["4"].splitlines()[-2:] == ["4", "Wanda Warden"] or texts[
        "4"
    ].rstrip().endswith("4 Wanda Warden")
    assert "On Ropes" in texts["5"].splitlines()[-1]
    assert "Their Uses" not in texts["5"]


def test_openings_have_a_folio_and_no_head(texts: dict[str, str]) -> None:
    """The title of the piece is head enough."""
    lines = texts["3"].strip().splitlines()

    assert lines[-1] == "3"
    assert texts["3"].count("Wanda Warden") == 1


def test_title_pages_and_part_titles_have_no_folio(texts: dict[str, str]) -> None:
    """They are counted but not numbered."""
    assert texts["i"].split() == ["Quays"]
    assert texts["1"].split() == ["The", "Harbour"]


def test_contents_give_the_pages_things_are_on(quays: Made, tmp_path: Path) -> None:
    """Each number is the label of the page the piece opens on."""
    lines = page_texts(quays.content, tmp_path, "-layout")[4].splitlines()

    for title, anchor in (("Preface", "preface"), ("Tides", "tides")):
        (line,) = (line for line in lines if line.strip().startswith(title))
        assert line.split()[-1] == quays.labels[anchor]


def test_a_reference_with_page_prints_the_page(quays: Made, texts: dict[str, str]) -> None:
    """The number is right though the layout did not know it."""
    (page,) = re.findall(r"Look there \(p\.\s(\w+)\)", texts["3"])

    assert page == quays.labels["tides--stage-7"]
    assert "Stage 7" in texts[page]


def test_links_between_pieces_lead_there(quays: Made) -> None:
    """The link of the reference goes to the page its words name; none leaves the file."""
    with opened(quays.content) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
        goals = _named(pdf)
        targets = {str(link["/Dest"]) for link in links if "/Dest" in link}
        labels = {name: label(pikepdf.Page(goals[name][0])) for name in targets}

        assert not [link for link in links if "xref.invalid" in str(link.get("/A", ""))]
        assert labels["tides--stage-7"] == quays.labels["tides--stage-7"]
        assert {"ropes", "tides", "preface", "ropes--note-1"} <= targets


def _named(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Array]:
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): pikepdf.Array(goal) for name, goal in tree.items()}


def test_the_outline_has_parts_pieces_and_headings(quays: Made) -> None:
    """Three levels, each entry on its page."""
    with opened(quays.content) as pdf, pdf.open_outline() as outline:
        part = next(item for item in outline.root if item.title == "The Harbour")
        tides = part.children[1]
        pages = [_page_label(item) for item in (part, tides, *tides.children)]

        assert [item.title for item in part.children] == ["On Ropes and Their Uses", "Tides"]
        assert [item.title for item in tides.children] == ["Stage 7", "Stage 13"]
    assert pages == [
        quays.labels[name] for name in ("part-1", "tides", "tides--stage-7", "tides--stage-13")
    ]


def _page_label(item: pikepdf.OutlineItem) -> str:
    goal = item.destination if item.destination is not None else item.action.D  # type: ignore[union-attr]
    return label(pikepdf.Page(goal[0]))  # type: ignore[index]


def test_each_face_is_embedded_once(quays: Made) -> None:
    """However many sections use it, small capitals among them, and only its used glyphs."""
    with opened(quays.content) as pdf:
        fonts = [
            obj for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Subtype") == "/Type0"
        ]  # fmt: skip
        names = sorted(str(font.BaseFont).partition("+")[2] for font in fonts)
        sizes = [
            len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) for font in fonts
        ]

    assert names == ["EB-Garamond", "EB-Garamond-Italic"]
    assert max(sizes) < 100_000


def test_the_file_says_what_it_is(quays: Made) -> None:
    """Title and language are the book’s; no clock has left a date."""
    with opened(quays.content) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Quays"
        assert str(pdf.Root.Lang) == "en-GB"
        assert b"<dc:title>" in pdf.Root.Metadata.read_bytes()
        assert "/CreationDate" not in pdf.docinfo


def test_workers_make_the_same_bytes(quays: Made, tmp_path: Path) -> None:
    """Two processes, another folder: not a byte is different."""
    ropes = long_piece("ropes", 10, title="On Ropes and Their Uses", short="On Ropes")
    ropes = replace(ropes, blocks=(REFERENCE, *ropes.blocks))
    again = replace(parted(ropes, long_piece("tides", 14, title="Tides")), folder=tmp_path)

    assert write_pdf(again, SCREEN, Means(jobs=2)).content == quays.content


@pytest.mark.parametrize(
    ("width", "height"), [(360.0, 576.0), (396.0, 612.0), (419.53, 595.28)]
)
def test_other_trim_sizes_have_whole_pages(width: float, height: float, tmp_path: Path) -> None:
    """The text keeps within its margins: none of its words is cut."""
    settings = EditionSettings("screen", TrimSize(width, height))
    blocks = [paragraph(prose(120, number)) for number in range(8)]

    result = made(book(piece("ropes", blocks)), settings)

    assert result.problems == ()
    with opened(result.content) as pdf:
        assert [round(float(side), 2) for side in pdf.pages[0].mediabox] == [
            0,
            0,
            width,
            height,
        ]
    words = " ".join(page_texts(result.content, tmp_path)).split()
    assert words.count("Quay") == sum(prose(120, n).startswith("Quay") for n in range(8))


def test_notes_can_stand_after_the_piece(tmp_path: Path) -> None:
    """``notes: piece``: they follow the text, in order, under a heading."""
    tides = replace(long_piece("tides", 6), notes_place=NotesPlace.PIECE)

    result = made(book(tides))

    assert result.problems == ()
    text = " ".join(" ".join(page_texts(result.content, tmp_path)).split())
    after = text[text.index(" Notes 1. ") :]
    assert [int(n) for n in re.findall(r"(?<= )(\d)\. ", after)] == [1, 2, 3, 4, 5, 6]
