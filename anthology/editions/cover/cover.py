"""Make the cover, as a drawing and as a picture."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anthology.again import versions
from anthology.editions.cover.painting import PROGRAM, Painter
from anthology.editions.cover.pattern import is_settled, rays
from anthology.editions.cover.type import Line, set_lines
from anthology.editions.images import at_most
from anthology.editions.templates import render
from anthology.editions.terms import terms
from anthology.faces import font_files, own_faces
from anthology.kept import Kept
from anthology.model import Book
from anthology.store import Results, key_of

WIDTH, HEIGHT = 1600, 2560
"""In pixels: what shops ask for."""

QUALITY = 88
"""Of the JPEG: the strokes show no rings, and the file stays below half a megabyte."""

MARGIN = 170
RING = 830
"""Height of the middle of the ring, from the top."""

TITLE = 1720
"""Height of the first line of the title."""

PALETTES: tuple[tuple[str, str, str], ...] = (
    ("#16324f", "#f4efe6", "#e0a458"),
    ("#2f3e34", "#f3f0e4", "#d9a05b"),
    ("#4a1f2b", "#f6eee6", "#d8a47f"),
    ("#f3ece0", "#23303b", "#a33b20"),
    ("#efe9dc", "#2b2b2b", "#2f6f73"),
    ("#3b2f4c", "#f5f0e8", "#c9a227"),
    ("#e9ede4", "#26352b", "#8c3f2b"),
    ("#1f1f24", "#efe8da", "#c8553d"),
)
"""Ground, ink, and the colour of the dots; ink stands out from ground by more than 9 : 1."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover."""

    painted: Future[bytes] = field(compare=False)
    """Its picture: a book is written while its cover is painted."""

    media_type: str
    """``image/jpeg`` or ``image/png``."""

    drawing: bytes = b""
    """The same as SVG; nothing where the editor gave a picture."""

    @property
    def picture(self) -> bytes:
        """The picture, as soon as it is painted."""
        return self.painted.result()

    @property
    def suffix(self) -> str:
        """What the name of its file ends with."""
        return ".png" if self.media_type == "image/png" else ".jpg"


def begin_cover(book: Book, kept: Results | None = None) -> Cover | None:
    """Return our own cover of a book as it was read, which may turn out to be another.

    Nothing where it surely will: words are still to come into the texts, which it shows.

    Raises:
        TemplateError: a template of the project cannot be used.
    """
    return _painted(book, kept) if is_settled(book) else None


def make_cover(book: Book, kept: Results | None = None, begun: Cover | None = None) -> Cover:
    """Return the cover of a book: the picture of the settings, else one of our own.

    Args:
        book: What it is the cover of.
        kept: Where pictures are kept from build to build; None keeps none.
        begun: What ``begin_cover`` returned for it.

    Raises:
        TemplateError: a template of the project cannot be used.
    """
    if book.cover:
        own = (book.folder / book.cover).read_bytes()
        kind = "image/png" if own.startswith(b"\x89PNG") else "image/jpeg"
        return Cover(_done(at_most(own, (WIDTH, HEIGHT))), kind)
    if begun and begun.drawing == _draw(book, Kept(kept)):
        return begun
    return _painted(book, kept)


def _painted(book: Book, kept: Results | None) -> Cover:
    faces = (*font_files(), *own_faces(book.folder))
    with Painter(faces, (WIDTH, HEIGHT), QUALITY) as painter:
        drawing = _draw(book, Kept(kept))
        key = key_of(("cover", *_painters(faces), drawing))
        picture = kept.get(key) if kept else None
        if picture is not None:
            return Cover(_done(picture), "image/jpeg", drawing)
        painted = painter.begin(drawing, partial(kept.put, key) if kept else None)
        return Cover(painted, "image/jpeg", drawing)


def _done(picture: bytes) -> Future[bytes]:
    future: Future[bytes] = Future()
    future.set_result(picture)
    return future


def _painters(faces: Sequence[Path]) -> tuple[str, ...]:
    """Return what the same drawing may look different with."""
    programs = versions("pillow", "resvg-py")
    files = (PROGRAM, *faces)
    digests = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return (*programs, *digests)


def _draw(book: Book, kept: Kept) -> bytes:
    def lines(words: str, sizes: tuple[int, ...], most: int) -> list[Line]:
        def make() -> list[tuple[str, float, int]]:
            found = set_lines(words, width=WIDTH - 2 * MARGIN, sizes=sizes, most=most)
            return [(line.words, line.y, line.size) for line in found]

        return [Line(*line) for line in kept.recall(make, "lines", words, sizes, most)]

    title = lines(book.title, (190, 160, 135, 110, 90, 70), 3)
    subtitle = lines(book.subtitle, (72, 60, 50), 2)
    editors = lines(", ".join(editor.name for editor in book.editors), (58, 48, 40), 2)
    below = title[-1].y + 150
    ground, ink, accent = palette(book)
    drawing = render(
        "cover.svg",
        book.folder,
        book=book,
        width=WIDTH,
        height=HEIGHT,
        margin=MARGIN,
        ring=RING,
        rays=rays(book, WIDTH / 2, RING),
        title=_moved(title, TITLE),
        subtitle=_moved(subtitle, TITLE + below),
        editors=_moved(editors, HEIGHT - MARGIN - 60 - editors[-1].y if editors else 0),
        ground=ground,
        ink=ink,
        accent=accent,
        terms=terms(book.lang),
    )
    return drawing.encode()


def _moved(lines: list[Line], down: float) -> list[Line]:
    return [Line(line.words, line.y + down, line.size) for line in lines]


def palette(book: Book) -> tuple[str, str, str]:
    """Return ground, ink and accent, by the title: a series differs, a revision does not."""
    digest = hashlib.sha256(f"{book.series}\n{book.title}".encode()).hexdigest()
    return PALETTES[int(digest, 16) % len(PALETTES)]
