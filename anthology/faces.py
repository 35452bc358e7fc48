"""The type faces of the house: where their files lie, which characters they have.

Faces are dependencies like any other (``fontpkg-*`` packages), so that a book looks
the same whatever fonts a machine has.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.model import Style

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Unicode categories that are set as space or as nothing, with or without a glyph."""


OWN = "styles/fonts"
"""Where a book has faces of its own."""

RESTRICTED = 0x0002
"""Bit of a font: it may not be embedded without leave."""


@dataclass(frozen=True, slots=True)
class Family:
    """A type face with its cuts."""

    name: str
    """As style sheets call it."""

    package: str
    """The Python package that carries it."""


FAMILIES: tuple[Family, ...] = (
    Family("EB Garamond", "fontpkg_eb_garamond"),
    Family("Literata", "fontpkg_literata"),
    Family("Source Sans 3", "fontpkg_source_sans_3"),
    Family("Amiri", "fontpkg_amiri"),
    Family("Frank Ruhl Libre", "fontpkg_frank_ruhl_libre"),
)
"""All there are: each helps out with the characters that others lack, Amiri with Arabic
and Frank Ruhl Libre with Hebrew."""

BY_STYLE: Mapping[Style, tuple[Family, ...]] = {
    Style.CLASSIC: FAMILIES[:1],
    Style.MODERN: FAMILIES[1:3],
}
"""The faces of each style: that of the text, then that of headings if it is another."""


@cache
def font_folders(families: tuple[Family, ...] = FAMILIES) -> tuple[Path, ...]:
    """Return the folders that hold our font files, in the order of the families.

    Raises:
        ModuleNotFoundError: a font package is not installed.
    """
    return tuple(_folder(family.package) for family in families)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the font package {package} is not installed")
    return Path(spec.origin).parent / "files"


def font_files(families: tuple[Family, ...] = FAMILIES) -> tuple[Path, ...]:
    """Return the font files of some families, or of all, sorted within each."""
    folders = font_folders(families)
    return tuple(file for folder in folders for file in sorted(folder.glob("*.[ot]tf")))


def own_faces(project: Path) -> tuple[Path, ...]:
    """Return the font files that a book brings along, in ``styles/fonts``."""
    return tuple(sorted((project / OWN).glob("*.ttf")))


def missing_characters(text: str, own: Iterable[Path] = ()) -> frozenset[str]:
    """Return the characters that no face can show, of ours or of the book’s own.

    >>> sorted(missing_characters("Ωραία, Россия, naïve — 漢"))
    ['漢']
    """
    missing = {c for c in set(text) if unicodedata.category(c) not in _UNSEEN}
    for known in chain(map(_our_characters, _upright()), map(_characters, own)):
        missing -= known
        if not missing:
            break  # as good as always, and mostly after the first
    return frozenset(missing)


def _upright() -> Iterator[Path]:
    return (file for file in font_files() if "Italic" not in file.name)


def font_problem(file: Path) -> str:
    """Say why a font file cannot be used; nothing if it can.

    Printed files carry outlines as TrueType has them, in a version of PDF that knows no
    others; and a face may forbid that it is embedded (OpenType, OS/2, ``fsType``).
    """
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            if "glyf" not in font or "cmap" not in font:
                return "has no TrueType outlines"
            return "may not be embedded" if font["OS/2"].fsType & RESTRICTED else ""
    except (TTLibError, KeyError, struct.error):
        return "is no font"


@cache
def _our_characters(file: Path) -> frozenset[str]:
    return _characters(file)


def _characters(file: Path) -> frozenset[str]:
    with _font(file) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _font(file: Path) -> TTFont:
    from fontTools.ttLib import TTFont  # few want to look into a face

    return TTFont(file, lazy=True)


@cache
def letter_widths() -> Mapping[str, float]:
    """Return the widths of the letters of the classic text face, in ems."""
    with _font(next(_upright())) as font:
        unit = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        names = font.getBestCmap().items()
        return {chr(code): advances[name][0] / unit for code, name in names}


def fontconfig_xml(cache_folder: Path) -> str:
    """Return a Fontconfig configuration that knows our faces and no others.

    Hinting is off because pages are for printers: advances must not be rounded to
    the pixels of a screen.

    Args:
        cache_folder: Where Fontconfig may keep what it learns about the files.
    """
    folders = "\n".join(f"  <dir>{escape(str(folder))}</dir>" for folder in font_folders())
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{escape(str(cache_folder))}</cachedir>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
  </match>
</fontconfig>
"""
