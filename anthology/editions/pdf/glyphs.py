"""Font files for the finished book: each face once, with the glyphs that are printed.

The sections carry no fonts, only a note of which face they mean: cutting every face down
for every section would take a quarter of the time of a layout, to be thrown away.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fontTools.ttLib import TTFont

from anthology.faces import OWN, font_files, own_faces

NOWHERE = Path()
"""Where a book lies that has no faces of its own."""

_UNUSED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT", "gasp")
_UNREAD = ("OS/2", "cmap", "name", "post")
"""Tables that a PDF has no use for: it names glyphs by number."""


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One cut of a type face."""

    file: str
    """Name of the font file; unique among ours, and among those of a book."""

    axes: tuple[tuple[str, float], ...] = ()
    """Where a variable font is to be fixed: ``wght`` 700."""

    digest: str = ""
    """Hash of the file, if it is one of the book’s own."""

    def stub(self) -> bytes:
        """Return what a section carries in place of the font."""
        values = {"file": self.file, "axes": dict(self.axes), "digest": self.digest}
        return json.dumps(values, sort_keys=True).encode()

    @classmethod
    def from_stub(cls, content: bytes) -> Face:
        """Read what a section carries."""
        found = json.loads(content)
        return cls(found["file"], tuple(sorted(found["axes"].items())), found["digest"])


_own: dict[str, Path] = {}
"""The faces that the book brings along which is being laid out: hash → file."""


def use_faces(project: Path) -> None:
    """Know the faces of a book, from now on in this process."""
    _own.clear()
    _own.update((_hash(file.read_bytes()), file) for file in own_faces(project))


@cache
def _by_content() -> Mapping[str, Path]:
    return {_hash(file.read_bytes()): file for file in font_files()}


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def face_of(content: bytes, wanted: Mapping[str, float]) -> Face:
    """Recognise one of our faces by the content of its file.

    Args:
        content: Of the whole font file.
        wanted: Values for its axes; those it does not have are left out.

    Raises:
        KeyError: the font is neither one of ours nor one of the book’s.
    """
    digest = _hash(content)
    file = _own[digest] if digest in _own else _by_content()[digest]
    chosen = {tag: float(wanted[tag]) for tag in _axes(file) if tag in wanted}
    own = digest if digest in _own else ""
    return Face(file.name, tuple(sorted(chosen.items())), own)


@cache
def _axes(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return (
            frozenset(axis.axisTag for axis in font["fvar"].axes)
            if "fvar" in font
            else frozenset()
        )


def _path(face: Face, project: Path) -> Path:
    if face.digest:
        return project / OWN / face.file
    return next(file for file in font_files() if file.name == face.file)


def cut(face: Face, glyphs: Iterable[int], project: Path = NOWHERE) -> bytes:
    """Return the font file of a face with the given glyphs only, their numbers kept.

    Args:
        face: Ours, or one of the book.
        glyphs: Their numbers.
        project: The folder of the book.
    """
    from fontTools import subset  # a book that is joined already needs neither
    from fontTools.varLib.instancer import instantiateVariableFont

    content = io.BytesIO(_path(face, project).read_bytes())
    font = TTFont(content, lazy=True, recalcTimestamp=False)
    options = subset.Options(
        retain_gids=True,
        hinting=False,
        notdef_outline=True,
        layout_features=[],
        drop_tables=list(_UNUSED),
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=sorted(glyphs))
    subsetter.subset(font)
    if "fvar" in font:
        font = instantiateVariableFont(font, dict(face.axes), inplace=True, static=True)
    for tag in _UNREAD:
        if tag in font:
            del font[tag]
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
