"""Find pictures that an edition could not show."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from anthology.model import Book
from anthology.model.figures import figures
from anthology.problems import Code, Place, Problem, error, warning

SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".gif": (b"GIF87a", b"GIF89a"),
    ".jpeg": (b"\xff\xd8\xff",),
    ".jpg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".svg": (b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg", b"\xef\xbb\xbf<"),
    ".webp": (b"RIFF",),
}
"""How files of the sorts that EPUB and PDF both show begin (EPUB 3.3, 3.2)."""


COVERS = (".jpeg", ".jpg", ".png")
"""What shops take as a cover."""

MOST = 80_000_000
"""In pixels: unpacked, more would fill the memory of the machine."""

NARROWEST = 1000
"""In pixels: a narrower cover is blurred in shops."""


def unusable_images(book: Book) -> Iterator[Problem]:
    """Report files that are no pictures, or that only seem to lie in the project."""
    root = book.folder.resolve()
    if book.cover:
        yield from _check_cover(book.cover, book.place, root)
    for figure in figures(book):
        if (root / figure.source).is_file():  # else the reader has said so
            yield from _check(figure.source, figure.place, root)


def _check_cover(source: str, place: Place, root: Path) -> Iterator[Problem]:
    file = root / source
    if not file.is_file():
        hint = "correct the path; it begins in the folder of anthology.yaml."
        yield error(
            place, Code.IMAGE_MISSING, f"there is no file “{source}” for the cover", hint
        )
        return
    if file.suffix.lower() not in COVERS:
        hint = f"save it as one of {', '.join(COVERS)}."
        yield error(place, Code.IMAGE_TYPE, f"“{source}” cannot be a cover", hint)
        return
    found = list(_check(source, place, root))
    yield from found
    if not found and _size(file)[0] < NARROWEST:
        message = f"the cover “{source}” is {_size(file)[0]} pixels wide"
        hint = f"shops want at least {NARROWEST}, best 1600 × 2560."
        yield warning(place, Code.IMAGE_SIZE, message, hint)


def _check(source: str, place: Place, root: Path) -> Iterator[Problem]:
    file = (root / source).resolve()
    if not file.is_relative_to(root):
        yield error(
            place,
            Code.FILE_OUTSIDE,
            f"“{source}” is a link to a file outside the project",
            "copy the image into the project.",
        )
    elif not _is_what_it_says(file):
        yield error(
            place,
            Code.IMAGE_TYPE,
            f"“{source}” is not an image that books can show",
            f"save it as one of {', '.join(sorted(SIGNATURES))}.",
        )
    elif file.suffix.lower() != ".svg" and (size := _size(file))[0] * size[1] > MOST:
        message = f"“{source}” has {size[0]} × {size[1]} pixels"
        hint = "scale it down: 2400 pixels are enough for any page."
        yield error(place, Code.IMAGE_SIZE, message, hint)


def _is_what_it_says(file: Path) -> bool:
    content = file.read_bytes()
    begins = content[:64].lstrip().startswith(SIGNATURES.get(file.suffix.lower(), ()))
    return begins and (_is_drawing(content) if file.suffix.lower() == ".svg" else _opens(file))


def _is_drawing(content: bytes) -> bool:
    from lxml import etree  # many books have no drawings

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return str(etree.fromstring(content, parser).tag).endswith("svg")
    except etree.XMLSyntaxError:
        return False


def _opens(file: Path) -> bool:
    try:
        _size(file)
    except (OSError, SyntaxError):
        return False
    return True


def _size(file: Path) -> tuple[int, int]:
    """Return width and height; the pixels are not unpacked for that."""
    from PIL import Image  # many books have no pictures

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(file) as image:
            return image.size
