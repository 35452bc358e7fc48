"""Files that are no pictures are told before anything is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.checks.images import unusable_images
from anthology.model import Book, Figure, Paragraph, Piece, Quotation, Text
from anthology.problems import Code, Place

PNG = b"\x89PNG\r\n\x1a\n"


def codes(folder: Path, source: str) -> list[Code]:
    """What is wrong with one picture, shown inside a quotation."""
    here = Place("texts/x.md", 5)
    shown = Quotation((Paragraph((Text("x"),), here), Figure(source, "a map", (), here)), here)
    piece = Piece("x", "texts/x.md", (Text("X"),), here, "en", blocks=(shown,))
    book = Book("Quays", "en", "quays", contents=(piece,), folder=folder)
    problems = list(unusable_images(book))
    assert all(problem.place == here for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.png", PNG + b"..."),
        ("map.jpg", b"\xff\xd8\xff\xe0..."),
        ("map.SVG", b"\n<?xml version='1.0'?><svg/>"),
    ],
)
def test_pictures_are_pictures(name: str, content: bytes, tmp_path: Path) -> None:
    """Known by how they begin."""
    (tmp_path / name).write_bytes(content)

    assert codes(tmp_path, name) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.png", b"<html>not found</html>"),
        ("map.tiff", b"II*\0"),
        ("map", PNG),
        ("map.jpg", PNG),
    ],
)
def test_other_files_are_refused(name: str, content: bytes, tmp_path: Path) -> None:
    """A page of a web server saved as a picture, a picture no reader shows."""
    (tmp_path / name).write_bytes(content)

    assert codes(tmp_path, name) == [Code.IMAGE_TYPE]


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """Its target would not be there elsewhere."""
    (tmp_path / "project").mkdir()
    (tmp_path / "map.png").write_bytes(PNG)
    (tmp_path / "project" / "map.png").symlink_to(tmp_path / "map.png")

    assert codes(tmp_path / "project", "map.png") == [Code.FILE_OUTSIDE]
