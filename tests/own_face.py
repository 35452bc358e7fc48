"""A face of our own making, for tests of books that bring one along."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS = 1000
DATE = 3_600_000_000
"""In seconds since 1904: the same each time."""


def write_face(file: Path, letters: str, family: str = "Boxes", fs_type: int = 0) -> None:
    """Write a font in which each letter is a box, as wide as it is high.

    Args:
        file: Where to; its folder is made.
        letters: What it has.
        family: What style sheets call it.
        fs_type: Whether it may be embedded (OpenType, OS/2).
    """
    names = {ord(letter): f"uni{ord(letter):04X}" for letter in letters}
    order = [".notdef", *names.values()]
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _box() for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (UNITS, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=fs_type)
    builder.setupPost()
    builder.updateHead(created=DATE, modified=DATE)
    builder.font.recalcTimestamp = False
    file.parent.mkdir(parents=True, exist_ok=True)
    builder.save(file)


def _box() -> object:
    pen = TTGlyphPen(None)
    corners = ((100, 0), (100, 800), (900, 800), (900, 0))
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
