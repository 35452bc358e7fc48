"""Find pictures that an edition could not show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anthology.model import Book, DefinitionList, Figure, ItemList, Quotation
from anthology.problems import Code, Problem, error

SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".gif": (b"GIF87a", b"GIF89a"),
    ".jpeg": (b"\xff\xd8\xff",),
    ".jpg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".svg": (b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg", b"\xef\xbb\xbf<"),
    ".webp": (b"RIFF",),
}
"""How files of the sorts that EPUB and PDF both show begin (EPUB 3.3, 3.2)."""


def unusable_images(book: Book) -> Iterator[Problem]:
    """Report files that are no pictures, or that only seem to lie in the project."""
    root = book.folder.resolve()
    for piece in book.pieces():
        for figure in _figures((piece.headnote, piece.blocks, [n.blocks for n in piece.notes])):
            yield from _check(figure, root)


def _figures(blocks: Any) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case tuple() | list():
                yield from _figures(block)
            case Quotation():
                yield from _figures(block.blocks)
            case ItemList():
                yield from _figures(block.items)
            case DefinitionList():
                yield from _figures([definition.blocks for definition in block.definitions])
            case _:
                pass


def _check(figure: Figure, root: Path) -> Iterator[Problem]:
    file = (root / figure.source).resolve()
    if not file.is_file():
        return  # the reader has said so
    if not file.is_relative_to(root):
        yield error(
            figure.place,
            Code.FILE_OUTSIDE,
            f"“{figure.source}” is a link to a file outside the project",
            "copy the image into the project.",
        )
    elif not _is_what_it_says(file):
        yield error(
            figure.place,
            Code.IMAGE_TYPE,
            f"“{figure.source}” is not an image that books can show",
            f"save it as one of {', '.join(sorted(SIGNATURES))}.",
        )


def _is_what_it_says(file: Path) -> bool:
    with file.open("rb") as opened:
        start = opened.read(64).lstrip()
    return start.startswith(SIGNATURES.get(file.suffix.lower(), ()))
