"""The faces of the house inside an e-book, with no more letters than the book has."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from lxml import etree

from anthology.faces import BY_STYLE, Family, font_files
from anthology.model import Style

FEATURES = (
    "kern",
    "liga",
    "mark",
    "mkmk",
    "locl",
    "onum",
    "lnum",
    "pnum",
    "tnum",
    "smcp",
    "c2sc",
)
"""OpenType features that the style sheet asks for, and those that are always on."""

_RULE = """@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 400 800;
  src: url("../{name}") }}
"""
_BODY = 'body {{ font-family: "{family}", serif }}\n'
_DISPLAY = (
    'h1, h2, h3, h4, h5, h6, table, figcaption {{ font-family: "{family}", sans-serif }}\n'
)


@dataclass(frozen=True, slots=True)
class Font:
    """One face, cut down."""

    name: str
    """Its path within the package."""

    content: bytes
    css: str
    """The rule that makes it known."""


def embedded(pages: Iterable[bytes], style: Style) -> tuple[Font, ...]:
    """Return the faces with what the pages of a book need of them.

    Args:
        pages: All files of the text.
        style: Of the book.
    """
    letters = {sign for page in pages for sign in "".join(etree.fromstring(page).itertext())}
    # Small capitals are drawn from the letters they stand for.
    letters |= {sign.upper() for sign in letters} | {sign.lower() for sign in letters}
    return tuple(
        _font(family, file, letters)
        for family in BY_STYLE[style]
        for file in font_files((family,))
    )


def whole(style: Style) -> tuple[Font, ...]:
    """Return the faces of a style as they are, with all their letters."""
    return tuple(
        _named(family, file, file.read_bytes())
        for family in BY_STYLE[style]
        for file in font_files((family,))
    )


def css(fonts: Iterable[Font], style: Style) -> str:
    """Return the rules that set the book in its own faces; the reader may choose others."""
    text, *display = BY_STYLE[style]
    rules = [_BODY.format(family=text.name), *(_DISPLAY.format(family=f.name) for f in display)]
    return "".join((*(font.css for font in fonts), *rules))


def _font(family: Family, file: Path, letters: Iterable[str]) -> Font:
    options = subset.Options(layout_features=list(FEATURES), notdef_outline=True)
    options.recalc_timestamp = False
    with TTFont(io.BytesIO(file.read_bytes()), recalcTimestamp=False) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=sorted(ord(sign) for letter in letters for sign in letter))
        cut.subset(font)
        out = io.BytesIO()
        font.save(out)
    return _named(family, file, out.getvalue())


def _named(family: Family, file: Path, content: bytes) -> Font:
    style = "italic" if "Italic" in file.name else "normal"
    name = f"fonts/{family.name.replace(' ', '')}-{style}.ttf"
    rule = _RULE.format(family=family.name, style=style, name=name)
    return Font(name, content, rule)
