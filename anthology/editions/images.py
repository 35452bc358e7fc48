"""Pictures as an e-book shows them: no larger than screens are, drawings without programs."""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass

from anthology.model import Book

LARGEST = (2400, 2400)
"""In pixels: more than any screen for reading shows of a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be packed."""

    content: bytes
    media_type: str


def picture(book: Book, source: str) -> Picture:
    """Return a picture of the project, made fit for an e-book.

    Args:
        book: Whose it is.
        source: Its path in the project.
    """
    content = (book.folder / source).read_bytes()
    kind = mimetypes.guess_type(source)[0] or "application/octet-stream"
    if kind == "image/svg+xml":
        from anthology.editions.drawings import harmless  # and lxml: the cover does without

        return Picture(harmless(content), kind)
    return Picture(at_most(content, LARGEST), kind)


def at_most(content: bytes, size: tuple[int, int]) -> bytes:
    """Return a picture scaled down to fit within a size, or as it is when it does.

    What moves is left as it is: scaled, it would stand still.
    """
    from PIL import Image  # many books have no pictures

    with Image.open(io.BytesIO(content)) as image:
        fits = image.width <= size[0] and image.height <= size[1]
        if fits or getattr(image, "is_animated", False):
            return content
        kind = image.format
        image.load()
        smaller = image.copy()
    smaller.thumbnail(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    smaller.save(out, kind, optimize=True, **({"quality": 88} if kind == "JPEG" else {}))
    return out.getvalue()
