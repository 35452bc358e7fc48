"""Files that are no pictures are told before anything is laid out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from anthology.checks.images import unusable_images
from anthology.model import Book, Figure, Paragraph, Piece, Quotation, Text
from anthology.problems import Code, Place


def pixels(kind: str, size: tuple[int, int] = (2, 3)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("L", size).save(out, kind)
    return out.getvalue()


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
        ("map.png", pixels("PNG")),
        ("map.jpg", pixels("JPEG")),
        ("map.gif", pixels("GIF")),
        ("map.webp", pixels("WEBP")),
        ("map.SVG", b"<?xml version='1.0'?><svg/>"),
    ],
)
def test_pictures_are_pictures(name: str, content: bytes, tmp_path: Path) -> None:
    """Known by how they begin, and by what they hold."""
    (tmp_path / name).write_bytes(content)

    assert codes(tmp_path, name) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.png", b"<html>not found</html>"),
        ("map.tiff", b"II*\0"),
        ("map", pixels("PNG")),
        ("map.png", pixels("PNG")[:20]),
        ("map.svg", b"<svg><g></svg>"),
        ("map.svg", b"<?xml version='1.0'?><html/>"),
        ("map.jpg", pixels("PNG")),
    ],
)
def test_other_files_are_refused(name: str, content: bytes, tmp_path: Path) -> None:
    """A page of a web server saved as a picture, a picture no reader shows."""
    (tmp_path / name).write_bytes(content)

    assert codes(tmp_path, name) == [Code.IMAGE_TYPE]


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """Its target would not be there elsewhere."""
    (tmp_path / "project").mkdir()
    (tmp_path / "map.png").write_bytes(pixels("PNG"))
    (tmp_path / "project" / "map.png").symlink_to(tmp_path / "map.png")

    assert codes(tmp_path / "project", "map.png") == [Code.FILE_OUTSIDE]


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """A small file may unpack to a very large picture."""
    (tmp_path / "map.png").write_bytes(pixels("PNG", (12_000, 8_000)))

    assert codes(tmp_path, "map.png") == [Code.IMAGE_SIZE]


@pytest.mark.parametrize(
    ("name", "size", "expected"),
    [
        ("cover.jpg", (1600, 2560), []),
        ("cover.png", (1000, 1600), []),
        ("cover.jpg", (500, 800), [Code.IMAGE_SIZE]),
        ("cover.gif", (1600, 2560), [Code.IMAGE_TYPE]),
    ],
)
def test_covers_are_what_shops_take(
    name: str, size: tuple[int, int], expected: list[Code], tmp_path: Path
) -> None:
    """JPEG or PNG, and wide enough."""
    kind = {"jpg": "JPEG", "png": "PNG", "gif": "GIF"}[name[-3:]]
    (tmp_path / name).write_bytes(pixels(kind, size))
    book = Book("Quays", "en", "quays", cover=name, folder=tmp_path)

    assert [problem.code for problem in unusable_images(book)] == expected


def test_a_cover_that_is_not_there_is_told(tmp_path: Path) -> None:
    """At the settings that name it."""
    book = Book("Quays", "en", "quays", cover="cover.jpg", folder=tmp_path)

    assert [problem.code for problem in unusable_images(book)] == [Code.IMAGE_MISSING]
