"""Which letters a font has, and how wide they are, read off its tables (OpenType 1.9).

For our own faces: fontTools reads every font there is, but to load it takes longer than to
check a short book.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import iter_unpack, unpack_from

UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platforms and encodings of tables that speak Unicode, the largest first (cmap)."""

GROUPS = 12
"""Format of a table of groups; the other that our faces have is one of segments, 4."""


def letters(font: bytes) -> dict[str, int]:
    """Return the characters of a font, each with its glyph."""
    start = _tables(font)[b"cmap"]
    (count,) = unpack_from(">2xH", font, start)
    known = {
        (platform, encoding): start + offset
        for platform, encoding, offset in iter_unpack(
            ">HHL", font[start + 4 : start + 4 + 8 * count]
        )
    }
    at = next(known[kind] for kind in UNICODE if kind in known)
    (form,) = unpack_from(">H", font, at)
    pairs = _in_groups(font, at) if form == GROUPS else _in_segments(font, at)
    return {chr(code): glyph for code, glyph in pairs if glyph}


def widths(font: bytes) -> dict[str, float]:
    """Return the widths of the characters of a font, in ems."""
    tables = _tables(font)
    (unit,) = unpack_from(">18xH", font, tables[b"head"])
    (count,) = unpack_from(">34xH", font, tables[b"hhea"])
    advances = unpack_from(">" + "H2x" * count, font, tables[b"hmtx"])
    last = count - 1  # it is that of all glyphs from here on, too
    return {sign: advances[min(glyph, last)] / unit for sign, glyph in letters(font).items()}


def _tables(font: bytes) -> dict[bytes, int]:
    """Return where each table begins."""
    (count,) = unpack_from(">4xH", font)
    return {
        name: offset for name, _, offset, _ in iter_unpack(">4sLLL", font[12 : 12 + 16 * count])
    }


def _in_groups(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = unpack_from(">12xL", font, at)
    for first, last, glyph in iter_unpack(">LLL", font[at + 16 : at + 16 + 12 * count]):
        yield from zip(
            range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True
        )


def _in_segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    (size,) = unpack_from(">6xH", font, at)
    places = (at + 14, at + 16 + size, at + 16 + 2 * size, at + 16 + 3 * size)
    columns = (unpack_from(f">{size // 2}H", font, place) for place in places)
    for number, (last, first, delta, offset) in enumerate(zip(*columns, strict=True)):
        own = places[3] + 2 * number + offset
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = unpack_from(">H", font, own + 2 * (code - first))
            yield code, (glyph + delta) % 0x10000 if glyph or not offset else 0
