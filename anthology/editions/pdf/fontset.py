"""The fonts of the joined file: one of each face, where every section named its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import md5
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from anthology.editions.pdf.glyphs import Face, cut

_CUT = re.compile(r"-(All-)?(Small-Caps|Petite-Caps)|-Unicase|-Title-Caps")
"""What the engine adds to the name of a face for letters that are in the same file."""

_CHARACTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_BATCH = 100
"""The most entries that one ``beginbfchar`` may have (Adobe Technical Note 5411)."""

_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_CMAP_FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


Cutter = Callable[[Face, Iterable[int]], Callable[[], bytes]]
"""What begins to cut a face down to some glyphs; what it returns gives the font file."""


def cut_here(face: Face, glyphs: Iterable[int]) -> Callable[[], bytes]:
    """Cut a face when it is wanted."""
    return partial(cut, face, glyphs)


def merge_fonts(
    pdf: Pdf, resources: Sequence[Any], cutter: Cutter = cut_here
) -> Callable[[], None]:
    """Let all resource dictionaries use one font of each face.

    Args:
        pdf: The file; what is no longer used vanishes when it is saved.
        resources: The resource dictionary of each section.
        cutter: Makes the font files.

    Returns:
        What puts the font files in, which are made meanwhile.
    """
    faces: dict[Face, dict[tuple[int, int], Any]] = {}
    for fonts in _fonts(resources):
        for font in fonts.values():
            faces.setdefault(_face(font), {})[font.objgen] = font
    merged = {
        face: _merge(pdf, face, list(faces[face].values()), cutter) for face in sorted(faces)
    }
    for fonts in _fonts(resources):
        for key, font in list(fonts.items()):
            fonts[key] = merged[_face(font)].font

    def put_files_in() -> None:
        for one in merged.values():
            outlines = one.outlines()
            one.descriptor["/FontFile2"] = pdf.make_stream(outlines, Length1=len(outlines))

    return put_files_in


@dataclass(frozen=True, slots=True)
class _Merged:
    font: Any
    descriptor: Any
    outlines: Callable[[], bytes]
    """Gives its file."""


def _face(font: Any) -> Face:
    return Face.from_stub(_descriptor(font)["/FontFile2"].read_bytes())


def _descriptor(font: Any) -> Any:
    return font["/DescendantFonts"][0]["/FontDescriptor"]


def _fonts(resources: Iterable[Any]) -> Iterable[Any]:
    return (found["/Font"] for found in resources if "/Font" in found)


def face_name(font: Any) -> str:
    """Return the name of a face without the subset’s tag and without its caps.

    >>> face_name({"/BaseFont": "/QTTCNI+EB-Garamond-All-Small-Caps"})
    'EB-Garamond'
    """
    return _CUT.sub("", str(font["/BaseFont"]).lstrip("/").partition("+")[2]).rstrip(",")


def _merge(pdf: Pdf, face: Face, fonts: list[Any], cutter: Cutter) -> _Merged:
    letters: dict[int, bytes] = {}
    widths: dict[int, Any] = {}
    for font in fonts:
        for glyph, letter in _CHARACTER.findall(font["/ToUnicode"].read_bytes()):
            letters.setdefault(int(glyph, 16), letter)
        widths.update(_widths(font["/DescendantFonts"][0]["/W"]))
    font, descriptor = _copy(pdf, fonts[0])
    name = face_name(font)
    tagged = Name(f"/{_tag(name)}+{name}")
    descendant = font["/DescendantFonts"][0]
    font["/BaseFont"] = descendant["/BaseFont"] = descriptor["/FontName"] = tagged
    font["/ToUnicode"] = pdf.make_stream(_to_unicode(letters))
    descendant["/W"] = _packed(widths)
    boxes = [_descriptor(font)["/FontBBox"] for font in fonts]
    picks = enumerate((min, min, max, max))
    descriptor["/FontBBox"] = Array([pick(box[side] for box in boxes) for side, pick in picks])
    return _Merged(font, descriptor, cutter(face, widths))


def _copy(pdf: Pdf, font: Any) -> tuple[Any, Any]:
    """Copy a font’s dictionaries, so that the parts’ own stay as they are while we read."""
    descriptor = pdf.make_indirect(Dictionary(_descriptor(font)))
    descendant = pdf.make_indirect(Dictionary(font["/DescendantFonts"][0]))
    descendant["/FontDescriptor"] = descriptor
    whole = pdf.make_indirect(Dictionary(font))
    whole["/DescendantFonts"] = Array([descendant])
    return whole, descriptor


def _tag(name: str) -> str:
    """The six letters that mark a subset (ISO 32000-2, 9.9.2), the same on every run."""
    digest = md5(name.encode(), usedforsecurity=False).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _widths(packed: Any) -> dict[int, Any]:
    """Unpack ``[first [width width …] …]`` (ISO 32000-2, 9.7.4.3)."""
    pairs = zip(packed[::2], packed[1::2], strict=True)
    return {
        int(first) + offset: width for first, run in pairs for offset, width in enumerate(run)
    }


def _packed(widths: dict[int, Any]) -> Array:
    packed: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            packed += [glyph, Array()]
        packed[-1].append(widths[glyph])
    return Array(packed)


def _to_unicode(letters: dict[int, bytes]) -> bytes:
    entries = [b"<%04x> <%s>" % (glyph, letters[glyph]) for glyph in sorted(letters)]
    batches = (entries[n : n + _BATCH] for n in range(0, len(entries), _BATCH))
    blocks = (
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(batch), b"\n".join(batch))
        for batch in batches
    )
    return _CMAP_HEAD + b"".join(blocks) + _CMAP_FOOT
