"""Faces that a book brings along: style sheets may name them; others borrow their letters."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from anthology.editions.pdf.parts import PROJECT, Sheet
from anthology.faces import OWN, own_faces

RULE = """\
@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight};
  src: url("{address}") }}
"""
_ITALIC = 0x0001
"""Bit of ``OS/2.fsSelection``."""


def own_faces_sheet(project: Path) -> Sheet | None:
    """Return the rules that make a book’s own faces known; None if it has none."""
    files = own_faces(project)
    if not files:
        return None
    return Sheet("faces", "".join(_rule(file) for file in files))


def _rule(file: Path) -> str:
    from fontTools.ttLib import TTFont  # few books have faces of their own

    with TTFont(file, lazy=True) as font:
        family = font["name"].getBestFamilyName() or file.stem
        is_italic = font["OS/2"].fsSelection & _ITALIC
        weight = str(font["OS/2"].usWeightClass)
        axes = font["fvar"].axes if "fvar" in font else ()
        for axis in axes:
            if axis.axisTag == "wght":
                weight = f"{axis.minValue:g} {axis.maxValue:g}"
    return RULE.format(
        family=family.replace('"', ""),
        style="italic" if is_italic else "normal",
        weight=weight,
        address=f"{PROJECT}{OWN}/{quote(file.name)}",
    )
