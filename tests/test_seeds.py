"""The five documents the project began from: raw texts in, a book out.

They are other people’s texts and stay out of the repository, so this runs where they
lie beside it.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.finished import XHTML, contents, epub_texts
from tests.page_breaks import misplaced_pages, page_list
from tests.pages import notes_below_their_marks, paired, pdf_leaves
from tests.validators import Epubcheck, Verapdf, ace, in_foliate, pdf_pages

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
FURNITURE = (
    "Click here to subscribe",
    "Share this article",
    "Continue to Chapter Three",
    "Mobile users",
    "geoff1954",
    "resembled a modern version of feudalism",
    "creating common ground for those who do and do not",
)
"""What stood around the texts: newsletter, navigation, three of the readers’ comments."""

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds lie elsewhere")


@dataclass(frozen=True)
class Edition:
    """The book made of the seeds."""

    folder: Path
    epub: Path
    pdf: Path


def _run(*arguments: str | Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "anthology", *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Import all five, as they come, into a new project, and build it."""
    folder = tmp_path_factory.mktemp("seeds") / "readings"
    folder.mkdir()
    seeds = {f"text-{seed.name[:3]}.md": seed for seed in sorted(SEEDS.glob("*.txt"))}
    contents = "".join(f"  - {name}\n" for name in seeds)
    (folder / "anthology.yaml").write_text(
        "title: Readings\nlang: en-GB\nslug: readings\ndate: 2026\n"
        f"contents:\n{contents}editions: {{epub: {{}}, screen: {{}}}}\n",
        encoding="utf-8",
    )
    for name, seed in seeds.items():
        _run("import", seed, "--to", folder / "texts" / name)
        _give_a_title(folder / "texts" / name)
    _run("build", folder)
    build = folder / "build"
    return Edition(folder, build / "readings.epub", build / "readings-screen.pdf")


def _give_a_title(piece: Path) -> None:
    """Do what the report asks of the editor where the source names no title."""
    text = piece.read_text(encoding="utf-8")
    if "\ntitle: " not in text:
        piece.write_text(text.replace("---\n", "---\ntitle: Without a Title\n", 1), "utf-8")


def _page(edition: Edition, number: str) -> etree._Element:
    with zipfile.ZipFile(edition.epub) as archive:
        return etree.fromstring(archive.read(f"EPUB/text/text-{number}.xhtml"))


def _noted(page: etree._Element) -> tuple[int, int]:
    """Return how many marks a text has, and how many notes with words in them."""
    marks = [a for a in page.iter(f"{XHTML}a") if a.get("class") == "mark"]
    notes = [n for n in page.iter(f"{XHTML}div") if n.get("class") == "note"]
    spoken = [note for note in notes if len("".join(note.itertext()).split()) > 1]
    return len(marks), len(spoken)


def test_the_notes_of_001_and_003_are_all_there(edition: Edition) -> None:
    """57 marks and 54 notes, of which 3, 5 and 33 were lost before us; 13 and 13."""
    assert _noted(_page(edition, "001")) == (57, 54)
    assert _noted(_page(edition, "003")) == (13, 13)


@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_verapdf_has_nothing_against_it(
    edition: Edition, verapdf: Verapdf, standard: str
) -> None:
    """Accessible and to be archived, though nobody has edited it."""
    assert verapdf(standard, edition.pdf) == []


def test_what_stood_around_the_texts_is_not_in_the_book(edition: Edition) -> None:
    """Newsletter, navigation and readers’ comments are in no edition."""
    with zipfile.ZipFile(edition.epub) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "text/" in name]
    printed = " ".join(" ".join(page.split()) for page in pdf_pages(edition.pdf))

    for words in FURNITURE:
        assert not any(words in page for page in pages)
        assert words not in printed


def test_epubcheck_has_nothing_against_it(edition: Edition, epubcheck: Epubcheck) -> None:
    """No error, no warning."""
    assert epubcheck(edition.epub) == []


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_words_marks_and_notes_are_all_in_the_pdf(edition: Edition, number: str) -> None:
    """The pages say what the e-book says, and each note stands below its mark."""
    read = epub_texts(edition.epub)[f"text-{number}"]
    leaves = pdf_leaves(edition.pdf, contents(edition.epub))[f"text-{number}"]

    assert notes_below_their_marks(read, paired(read, leaves))


def test_the_page_list_leads_to_the_first_words_of_each_page(edition: Edition) -> None:
    """All pages, each marked where print begins it."""
    assert misplaced_pages(edition.epub, edition.pdf) == []


def test_readers_can_rely_on_it(edition: Edition, tmp_path: Path) -> None:
    """Ace finds no violation; a reading engine shows it all and opens a note."""
    shown = in_foliate(edition.epub, tmp_path / "screenshots")

    assert ace(edition.epub, tmp_path) == []
    assert shown["complaints"] == []
    assert len(shown["pages"]) == len(page_list(edition.epub))
    assert shown["note"]["type"] == "footnote"
