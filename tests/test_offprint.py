"""``anthology build --piece``: one piece as a small book, its pages those of the volume."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from anthology.build import BuildOptions, build
from anthology.problems import Code
from tests.finished import epub_texts, letters, words
from tests.page_breaks import misplaced_pages, printed_pages
from tests.validators import Epubcheck

SPECIMEN = Path(__file__).parent / "projects" / "specimen"
PIECE = "tide-tables"


@dataclass(frozen=True)
class Both:
    """The volume, and an offprint from it."""

    volume: Path
    epub: Path
    pdf: Path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Build the specimen, and one piece of it."""
    folder = tmp_path_factory.mktemp("offprint")
    for options in (BuildOptions(output=folder), BuildOptions(piece=PIECE, output=folder)):
        assert build(SPECIMEN, options).problems == ()
    name = f"tide-and-table-{PIECE}"
    volume = folder / "tide-and-table-screen.pdf"
    return Both(volume, folder / f"{name}.epub", folder / f"{name}-screen.pdf")


def test_its_pages_are_those_of_the_volume(both: Both) -> None:
    """The same words on pages of the same numbers, notes at their feet included.

    On the last of them stand the works cited, which no longer name pages of the volume.
    """
    volume, offprint = printed_pages(both.volume), printed_pages(both.pdf)

    assert {label: offprint[label] for label in "567"} == {n: volume[n] for n in "567"}
    assert offprint["8"][:60] == volume["8"][:60]


def test_it_says_where_it_is_from(both: Both) -> None:
    """On its title page, in both editions: the volume, its editors, the pages."""
    page = letters(words("From: Tide and Table. Edited by Nora Weld, pp."))

    assert page in letters(epub_texts(both.epub)["title-page"].body)
    assert page in printed_pages(both.pdf)["i"]


def test_it_has_its_notes_and_its_works_and_no_others(both: Both) -> None:
    """What the volume has besides stays there."""
    texts = epub_texts(both.epub)

    assert set(texts) == {"cover", "title-page", "imprint", "contents", PIECE, "bibliography"}
    assert texts[PIECE].notes


def test_nothing_leads_out_of_it(both: Both, epubcheck: Epubcheck) -> None:
    """References to other pieces are plain words; the file is valid."""
    assert epubcheck(both.epub) == []
    with pikepdf.open(both.pdf) as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert {str(link.Dest) for link in links if "/Dest" in link} <= names


def test_a_piece_of_the_front_matter_keeps_its_roman_pages(both: Both, tmp_path: Path) -> None:
    """The foreword of the volume, on the pages it has there."""
    options = BuildOptions(piece="foreword", editions=("screen",), output=tmp_path)
    (file,) = build(SPECIMEN, options).outputs

    volume, offprint = printed_pages(both.volume), printed_pages(file)

    label = next(label for label, page in volume.items() if page.startswith("foreword"))
    assert label.isalpha()
    assert offprint[label][:80] == volume[label][:80]


def test_its_page_list_is_right(both: Both) -> None:
    """The labels of the volume, at the words of the offprint."""
    assert misplaced_pages(both.epub, both.pdf) == []


def test_a_piece_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the name that was probably meant."""
    result = build(SPECIMEN, BuildOptions(piece="tide-table", output=tmp_path))

    (problem,) = result.problems
    assert problem.code is Code.FILE_MISSING
    assert "tide-tables" in problem.hint
    assert list(tmp_path.iterdir()) == []
