"""The shipped anthology, as a reader gets it: complete, valid, every note in its place.

It is built once, through the command line’s own door, and read back by means that
share no code with what made it: pandoc for the sources, poppler for the pages.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from anthology.build import BuildOptions, BuildResult, build, load_book
from anthology.editions.pdf import write_pdf
from anthology.model import EditionSettings
from tests.finished import contents, epub_texts, letters, pandoc_text, words
from tests.page_breaks import misplaced_pages
from tests.pages import notes_below_their_marks, paired, pdf_leaves
from tests.printed_index import epub_index, forms, pages_without, target_words
from tests.printed_links import printed_links
from tests.validators import Epubcheck, Verapdf, qpdf_complaints

ROOT = Path(__file__).parents[1]
PIECES = sorted(
    file.stem for file in (ROOT / "texts").glob("*.md") if ".headnote" not in file.name
)


@dataclass(frozen=True)
class Shipped:
    """The built book."""

    result: BuildResult
    epub: Path
    pdf: Path
    report: Path


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Build every edition of this repository’s own book."""
    folder = tmp_path_factory.mktemp("shipped")
    result = build(ROOT, BuildOptions(output=folder))
    name = "the-russian-question"
    return Shipped(
        result, folder / f"{name}.epub", folder / f"{name}-screen.pdf", folder / "report.json"
    )


def test_it_has_no_problems(shipped: Shipped) -> None:
    """Not even a warning."""
    assert [str(problem) for problem in shipped.result.problems] == []


def test_epubcheck_has_nothing_against_it(shipped: Shipped, epubcheck: Epubcheck) -> None:
    """No error, no warning."""
    assert epubcheck(shipped.epub) == []


def test_qpdf_has_nothing_against_it(shipped: Shipped) -> None:
    """The joined file is sound."""
    assert qpdf_complaints(shipped.pdf) == ""


@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_verapdf_has_nothing_against_it(
    shipped: Shipped, verapdf: Verapdf, standard: str
) -> None:
    """It is accessible (PDF/UA-1) and can be kept for good (PDF/A-3a)."""
    assert verapdf(standard, shipped.pdf) == []


def test_a_printer_has_nothing_against_it() -> None:
    """It may be printed as it stands: the preflight, which would stop the build, is silent."""
    book = load_book(ROOT).book
    assert book is not None

    made = write_pdf(book, EditionSettings("print"))

    assert made.problems == ()
    assert made.content


@pytest.mark.parametrize("piece", PIECES)
def test_every_word_of_the_sources_is_once_in_the_epub(shipped: Shipped, piece: str) -> None:
    """In the order of the sources, notes apart: as pandoc reads them."""
    source = pandoc_text(ROOT / "texts" / f"{piece}.md")
    headnote = ROOT / "texts" / f"{piece}.headnote.md"
    before = pandoc_text(headnote).body if headnote.exists() else ()

    read = epub_texts(shipped.epub, bare=True)[piece]

    assert read.body[-len(before + source.body) :] == before + source.body
    assert read.notes == source.notes


@pytest.fixture(scope="session")
def leaves(shipped: Shipped) -> dict[str, list[str]]:
    """The letters of each page, by section."""
    return pdf_leaves(shipped.pdf, contents(shipped.epub))


@pytest.mark.parametrize("piece", PIECES)
def test_every_word_of_the_epub_is_once_in_the_pdf(
    shipped: Shipped, leaves: dict[str, list[str]], piece: str
) -> None:
    """Page by page the body goes on where it stopped, and so do the notes below it."""
    read = epub_texts(shipped.epub)[piece]

    chunks = paired(read, leaves[piece])

    assert notes_below_their_marks(read, chunks)


def test_the_page_list_leads_to_the_first_words_of_each_page(shipped: Shipped) -> None:
    """Every page with words on it is listed, and marked where print begins it."""
    assert misplaced_pages(shipped.epub, shipped.pdf) == []


def test_the_report_names_files_hashes_and_pages(shipped: Shipped) -> None:
    """``report.json`` is for other programs."""
    report = json.loads(shipped.report.read_text(encoding="utf-8"))

    epub, screen = report["editions"]
    assert (epub["edition"], screen["edition"]) == ("epub", "screen")
    assert 60 <= screen["pages"] <= 100
    assert len(epub["sha256"]) == 64


CONCORDANCE = ROOT / "texts" / "index.yaml"


def test_every_page_in_the_index_has_its_term(shipped: Shipped) -> None:
    """Every page of every passage, by what the pages say."""
    index = epub_index(shipped.epub)

    assert len(index) > 60
    assert pages_without(shipped.pdf, index, CONCORDANCE) == []


def test_the_index_of_the_ebook_leads_to_the_very_words(shipped: Shipped) -> None:
    """Each link to a form of its heading."""
    said = forms(CONCORDANCE)

    found = target_words(shipped.epub, epub_index(shipped.epub))

    assert len(found) > 200
    assert [
        (heading, target)
        for heading, target in found
        if not any(form in letters(words(target)) for form in said[heading])
    ] == []


def test_the_index_on_paper_leads_to_the_pages_it_names(shipped: Shipped) -> None:
    """The numbers are those of the e-book, and each link goes to the page of its number."""
    index = epub_index(shipped.epub)
    (begins,) = (page for shown, page in printed_links(shipped.pdf) if shown[:5] == "Index")

    led = Counter(page for _, page in printed_links(shipped.pdf, begins))

    named = Counter(page for entry in index for page in entry.linked)
    assert named == Counter({page: led[page] for page in led if int(page) < int(begins)})
