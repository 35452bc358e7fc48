"""Pictures: opened in the project, and nowhere else."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pikepdf
import pytest

from anthology.editions.pdf import Means, write_pdf
from anthology.model import Figure, Text
from anthology.problems import Code
from tests.editions.pdf.making import (
    HERE,
    SCREEN,
    book,
    made,
    opened,
    page_texts,
    paragraph,
    piece,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">L", zlib.crc32(kind + data))
        return struct.pack(">L", len(data)) + kind + data + check

    rows = b"".join(b"\0" + bytes([row % 256]) * width for row in range(height))
    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*it) for it in chunks)


def test_figures_are_printed_with_their_captions(tmp_path: Path) -> None:
    """A photograph and a drawing, from folders with spaces in their names."""
    (tmp_path / "the maps").mkdir()
    (tmp_path / "the maps" / "quay.png").write_bytes(png(40, 30))
    (tmp_path / "plan.svg").write_text(SVG, encoding="utf-8")
    figures = [
        Figure("the maps/quay.png", "a quay", (Text("The old quay"),), HERE),
        Figure("plan.svg", "a plan", (Text("Its plan"),), HERE),
    ]

    result = made(book(piece("quay", [paragraph("Text"), *figures]), folder=tmp_path))

    assert result.problems == ()
    text = " ".join(page_texts(result.content, tmp_path))
    assert "The old quay" in text
    assert "Its plan" in text
    with opened(result.content) as pdf:
        sizes = [
            (int(obj.Width), int(obj.Height))
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image"
        ]
    assert sizes == [(40, 30)]


def test_a_book_with_pictures_has_the_same_bytes(tmp_path: Path) -> None:
    """Also in workers, also in another folder."""
    contents = []
    for name, jobs in (("here", 1), ("there", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "quay.png").write_bytes(png(40, 30))
        figure = Figure("quay.png", "a quay", (Text("The old quay"),), HERE)
        a_book = book(piece("quay", [figure]), folder=tmp_path / name)
        contents.append(write_pdf(a_book, SCREEN, Means(jobs=jobs)).content)

    assert contents[0] == contents[1]


def test_style_sheets_of_a_project_use_its_pictures(tmp_path: Path) -> None:
    """Addresses in a style sheet are relative to it."""
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "ornament.svg").write_text(SVG, encoding="utf-8")
    css = '.text { background: url("ornament.svg") no-repeat }'
    (styles / "screen.css").write_text(css, encoding="utf-8")

    result = made(book(piece("quay", [paragraph("Text")]), folder=tmp_path))

    assert result.problems == ()


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("link.png", "link.png': ValueError: secret.png lies outside the project"),
        ("../secret.png", "secret.png': ValueError: there is no such file"),
    ],
)
def test_a_picture_from_outside_is_told(name: str, cause: str, tmp_path: Path) -> None:
    """The engine is not let out of the project; what it misses is a warning."""
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.png").write_bytes(png(4, 4))
    (tmp_path / "project" / "link.png").symlink_to(tmp_path / "secret.png")
    a_book = book(piece("quay", [Figure(name, "no", (), HERE)]), folder=tmp_path / "project")

    result = write_pdf(
        a_book, SCREEN, Means(jobs=2)
    )  # workers keep the engine’s words to themselves

    (problem,) = result.problems
    assert problem.code is Code.LAYOUT
    assert cause in problem.message
    assert str(tmp_path) not in problem.message
