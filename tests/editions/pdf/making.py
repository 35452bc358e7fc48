"""Books to lay out, made of nothing but their own words, and pages read back."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from anthology.editions.house import house_styles
from anthology.editions.pdf import Made, Means, write_pdf
from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.geometry import geometry
from anthology.editions.pdf.parts import Job, LaidOut, Sheet
from anthology.editions.pdf.sheets import style_sheets
from anthology.model import (
    Block,
    Book,
    EditionSettings,
    Heading,
    Inline,
    Note,
    NoteMark,
    Paragraph,
    Part,
    Person,
    Piece,
    Style,
    Text,
    TrimSize,
)
from anthology.problems import Place
from tests.validators import program

HERE = Place("texts/quay.md", 1)
SCREEN = EditionSettings("screen")

VOCABULARY = [
    "quay", "rope", "tide", "lamp", "barge", "warden", "ledger", "salt", "slate", "timber",
    "keel", "anchor", "cargo", "harbour", "captain", "whistle", "lighthouse", "warehouse",
    "measurement", "administration", "of", "the", "and", "a", "under",
]  # fmt: skip


def prose(count: int, start: int = 0) -> str:
    """Return so many words, always the same, none beside itself for long.

    >>> prose(3)
    'Quay rope tide.'
    """
    size = len(VOCABULARY)
    chosen = [VOCABULARY[(start + n + n * n // 7) % size] for n in range(count)]
    return f"{' '.join(chosen).capitalize()}."


def numbered(count: int, name: str) -> str:
    """Return so many words that are all different: ``name1 name2 …``."""
    return " ".join(f"{name}{number}" for number in range(1, count + 1))


def paragraph(words: str, *marks: str, line: int = 1) -> Paragraph:
    """Return a paragraph with marks at its end."""
    place = replace(HERE, line=line)
    nodes: list[Inline] = [Text(words)]
    nodes += [NoteMark(label, place, mark=label) for label in marks]
    return Paragraph(tuple(nodes), place)


def note(label: str, *paragraphs: str, line: int = 1) -> Note:
    """Return a note with its printed mark."""
    place = replace(HERE, line=line)
    blocks = tuple(Paragraph((Text(words),), place) for words in paragraphs)
    return Note(label, blocks, place, mark=label)


def piece(slug: str, blocks: Sequence[Block], notes: Sequence[Note] = (), **more: str) -> Piece:
    """Return a piece by Wanda Warden."""
    title = more.get("title", slug.capitalize())
    return Piece(
        slug,
        f"texts/{slug}.md",
        (Text(title),),
        replace(HERE, file=f"texts/{slug}.md"),
        more.get("lang", "en-GB"),
        short_title=more.get("short", ""),
        authors=(Person("Wanda Warden", HERE),),
        blocks=tuple(blocks),
        notes=tuple(notes),
    )


def long_piece(slug: str, paragraphs: int, **more: str) -> Piece:
    """Return a piece of several pages, with headings and a note to each paragraph."""
    blocks: list[Block] = []
    notes = []
    for number in range(1, paragraphs + 1):
        if number % 6 == 1 and number > 1:
            title = (Text(f"Stage {number}"),)
            blocks.append(Heading(2, title, HERE, f"stage-{number}"))
        blocks.append(paragraph(prose(90, number), str(number)))
        notes.append(note(str(number), prose(8 + 5 * (number % 4), number)))
    return piece(slug, blocks, notes, **more)


def book(*pieces: Piece, **more: object) -> Book:
    """Return a book with the pieces in its body."""
    made = Book("Quays", "en-GB", "quays", contents=pieces, publisher="Slate Press")
    return replace(made, **more)  # type: ignore[arg-type]


def parted(*pieces: Piece) -> Book:
    """Return a book with the pieces in one part, and a preface before it."""
    preface = long_piece("preface", 8, title="Preface")
    contents = (Part((Text("The Harbour"),), "part-1", HERE, pieces),)
    return book(front=(preface,), contents=contents)


def made(a_book: Book, settings: EditionSettings = SCREEN) -> Made:
    """Make the edition in this process."""
    return write_pdf(a_book, settings, Means(jobs=1))


def section_job(
    xhtml: str, css: str = "", trim: TrimSize | None = None, style: Style = Style.CLASSIC
) -> Job:
    """Return the job of laying out a section by hand, in the style of the house."""
    page = geometry(trim or TrimSize(), style)
    styles = house_styles()
    sheets = (*style_sheets(styles, "screen", page, style), Sheet("own.css", css))
    return Job("quay", xhtml, sheets, styles, "en-GB", "Quay", width=page.width)


def laid_out(xhtml: str, css: str = "") -> LaidOut:
    """Lay out a section by hand."""
    return lay_out(section_job(xhtml, css))


def opened(content: bytes) -> pikepdf.Pdf:
    """Open a finished file."""
    return pikepdf.open(io.BytesIO(content))


def page_texts(content: bytes, folder: Path, *options: str) -> list[str]:
    """Return the words of each page as poppler reads them, divided words joined."""
    file = folder / "read.pdf"
    file.write_bytes(content)
    command = [program("pdftotext"), "-enc", "UTF-8", *(options or ("-raw",)), str(file), "-"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return [page.replace("\u2010\n", "") for page in done.stdout.split("\f")[:-1]]
