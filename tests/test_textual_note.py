"""The note on the texts: what became of an imported piece, in print and in the e-book."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import lxml.html
import pytest

from anthology.passes.textual import trace_texts
from anthology.passes.walk import inlines, runs_of_piece
from anthology.reading.book import read_book
from tests.conftest import Command

RAW = """\
The Toll House

by Anna Wexley

The arithemetic of the toll was simple: a penny for each leg, and nothing for
the load. A goose paid two-pence and a cow four, so that drovers came to prefer
geese, which is why the road is called what it is called.1 The keeper of the
house, who had one leg him-
self, was let through for a penny, as "Tolman 1931" tells.2

1 Gooseway, on the maps.
2 As he was the keeper, he payed it to himself.
"""

CHANGES = (
    ("arithemetic", "arithmetic"),
    ("payed", "paid"),
    ('"Tolman 1931"', "“Tolman 1931”"),
    ("the maps.", "the maps. {>> whose? <<}"),
    ("a goose", "a [goose]{.index}"),
    ("so that drovers", "and so drovers"),
    ("called.[^1]", "called (see the map).[^1]"),
)


@pytest.fixture
def emended(project: Path, anthology: Command) -> Path:
    """A project with a piece that was imported, and emended by its editor."""
    raw = project.parent / "toll-house.txt"
    raw.write_text(RAW, encoding="utf-8")
    done = anthology("import", raw, "--queries", "report", cwd=project)
    assert done.returncode == 0, done.stderr
    piece = project / "texts" / "toll-house.md"
    text = piece.read_text(encoding="utf-8")
    for old, new in CHANGES:
        text = text.replace(old, new)
    piece.write_text(text, encoding="utf-8")
    settings = project / "anthology.yaml"
    said = settings.read_text(encoding="utf-8")
    said = said.replace("  - paper.md", "  - paper.md\n  - toll-house.md")
    said = said.replace("apparatus: [", "apparatus: [textual-note, ")
    settings.write_text(said, encoding="utf-8")
    return project


def test_emendations_are_changes_of_words(emended: Path) -> None:
    """Terms marked, queries and typography are none; each has its place in the text."""
    book, _ = read_book(emended)
    assert book is not None

    book, problems = trace_texts(book)

    (said,) = book.textual_notes
    assert problems == []
    assert [(one.old, one.new, one.note) for one in said.emendations] == [
        ("arithemetic", "arithmetic", ""),
        ("so that", "and so", ""),
        ("called", "called (see the map)", ""),
        ("payed", "paid", "2"),
    ]
    piece = next(piece for piece in book.pieces() if piece.slug == "toll-house")
    ids = [getattr(n, "id", "") for run in runs_of_piece(piece) for n in inlines(run)]
    assert [one.id for one in said.emendations] == [name for name in ids if name]


AROUND = (
    ("geese, which", "geese,{>> whose geese? <<} which"),
    ("1931” tells.[^2]", "1931” tells."),
    ("\n[^2]: As he was the keeper, he paid it to himself.\n", ""),
    ("The arithemetic", "## The keeper\n\nThe arithemetic"),
    ("tells.\n", "tells.\n\n![The house](picture.png)\n"),
)
"""What an editor does around the words: a question, a note cut, a heading, a picture."""


def test_what_is_done_around_the_words_is_no_emendation(emended: Path) -> None:
    """A note cut is told where its mark stood; headings, captions, furniture are not told."""
    piece = emended / "texts" / "toll-house.md"
    text = piece.read_text(encoding="utf-8")
    for old, new in (*AROUND, ("arithmetic of", "arithemetic of")):
        text = text.replace(old, new)
    piece.write_text(text.replace("The arithmetic", "The arithemetic"), encoding="utf-8")
    book, _ = read_book(emended)
    assert book is not None

    book, _ = trace_texts(book)

    (said,) = book.textual_notes
    told = [(one.old, one.new) for one in said.emendations]
    assert ("As he was the keeper, he payed it to himself.", "") in told
    assert all("keeper" not in new and "house" not in new for _, new in told)
    assert all(one.id for one in said.emendations)


def test_a_number_that_the_book_gives_is_no_emendation(
    project: Path, anthology: Command
) -> None:
    """“Table 1” in the text becomes a reference, and is gone from the caption."""
    raw = project.parent / "tolls.txt"
    raw.write_text(
        "Tolls\n\nby Anna Wexley\n\nWhat was paid at the house, and by whom, is listed in "
        "Table 1 as the keeper wrote it down in the year of the flood.\n\n"
        "Table 1. Legs and pence\n\nHe kept no other book, and none was asked of him.\n",
        encoding="utf-8",
    )
    anthology("import", raw, "--queries", "report", cwd=project)
    piece = project / "texts" / "tolls.md"
    text = piece.read_text(encoding="utf-8")
    assert text.count("Table 1") == 2
    text = text.replace("in Table 1 as", "in [](#tolls) as")
    piece.write_text(text.replace("Table 1. Legs", "Legs"), encoding="utf-8")
    settings = project / "anthology.yaml"
    said = settings.read_text(encoding="utf-8").replace("  - paper.md", "  - tolls.md")
    settings.write_text(said.replace("apparatus: [", "apparatus: [textual-note, "), "utf-8")
    book, _ = read_book(project)
    assert book is not None

    book, _ = trace_texts(book)

    assert [one.emendations for one in book.textual_notes] in ([], [()])


TAIL = """\

She had a goose of her own, and let it through for nothing, as one may read in the book.

The house stands.

Share this article

Thank you for this lovely piece, I had never heard of the house before, and I live there.
"""


def test_furniture_taken_out_by_hand_is_counted(project: Path, anthology: Command) -> None:
    """At the end, or too short to be prose, it was not the author’s; within, it is told."""
    raw = project.parent / "toll-house.txt"
    raw.write_text(RAW.partition("1 Gooseway")[0] + TAIL, encoding="utf-8")
    anthology("import", raw, "--queries", "report", cwd=project)
    piece = project / "texts" / "toll-house.md"
    text = piece.read_text(encoding="utf-8")
    cut = [line for line in text.split("\n") if line.startswith(("She had", "Share", "Thank"))]
    for line in cut:
        text = text.replace(f"{line}\n", "")
    piece.write_text(text, encoding="utf-8")
    settings = project / "anthology.yaml"
    said = settings.read_text(encoding="utf-8")
    said = said.replace("  - paper.md", "  - paper.md\n  - toll-house.md")
    settings.write_text(said.replace("apparatus: [", "apparatus: [textual-note, "), "utf-8")
    book, _ = read_book(project)
    assert book is not None

    book, _ = trace_texts(book)

    (note,) = book.textual_notes
    assert [one.old.split()[:3] for one in note.emendations] == [["She", "had", "a"]]
    assert dict(note.normalised)["removed"] >= 1
    assert all(one.id for one in note.emendations)


def test_what_was_normalised_in_silence_is_counted(emended: Path) -> None:
    """By class, the commonest first."""
    book, _ = read_book(emended)
    assert book is not None

    book, _ = trace_texts(book)

    assert book.textual_notes[0].normalised == (("lines", 3), ("quotes", 2), ("divided", 1))


def test_a_book_that_does_not_ask_reads_no_ledgers(emended: Path) -> None:
    """The section costs nothing where it is not wanted."""
    settings = emended / "anthology.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("textual-note, ", ""), encoding="utf-8"
    )

    book, _ = read_book(emended)

    assert book is not None
    assert book.imports == ()


def test_both_editions_list_the_emendations(emended: Path, anthology: Command) -> None:
    """Print with the pages they stand on, the e-book with links that lead to them."""
    done = anthology("build", "--edition", "all", cwd=emended)

    assert done.returncode == 0, done.stderr
    pdf = next((emended / "build").glob("*-screen.pdf"))
    pages = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")
    (listed,) = [page for page in pages if "arithemetic" in page]
    found = re.search(r"p\. (\d+) arithemetic → arithmetic", listed)
    assert found
    (own,) = [page for page in pages if "arithmetic of the toll" in page]
    assert own.split()[-1] == found[1]
    assert re.search(r"p\. \d+, note 2 payed → paid", listed)
    with zipfile.ZipFile(next((emended / "build").glob("*.epub"))) as epub:
        page = lxml.html.fromstring(epub.read("EPUB/text/textual-note.xhtml"))
        text = epub.read("EPUB/text/toll-house.xhtml").decode("utf-8")
    hrefs = [link.get("href") for link in page.iter("a") if "→" in link.text_content()]
    assert len(hrefs) == 4
    assert all(f'id="{href.partition("#")[2]}"' in text for href in hrefs)
