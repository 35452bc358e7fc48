"""The page: where the type stands on the paper, for every trim size.

The page is ruled in lines. Everything that is set takes a whole number of lines (or
parts that add up to one), so that the lines of a leaf stand back to back.
"""

from __future__ import annotations

from dataclasses import dataclass

from anthology.model import Style, TrimSize

_SIZES = {
    Style.CLASSIC: ((410.0, 11.0, 14.0), (380.0, 10.5, 13.25), (0.0, 10.0, 12.5)),
    Style.MODERN: ((410.0, 9.2, 14.0), (380.0, 8.8, 13.25), (0.0, 8.2, 12.5)),
}
"""From which width of the page on (in points) which size and which line: 62 to 70 letters
a line, on paper of 5 × 8 in as of 6 × 9 in. The letters of the modern face are as tall
at 9.2 points as those of the classic one at 11."""

_INNER, _OUTER = 0.137, 0.163
"""The margins at the back and at the edge, in widths of the page."""

HAIR = 0.4
"""In points: more than smaller type has to be let down, far less than a line."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Measures of a page, in points."""

    width: float
    height: float
    size: float
    """Of the type."""

    line: float
    """From one baseline to the next."""

    inner: float
    """Margin at the back, where the book is bound."""

    outer: float
    top: float
    foot: float

    @property
    def lines(self) -> int:
        """How many lines a full page holds."""
        return round((self.height - self.top - self.foot) / self.line)

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - self.inner - self.outer


def geometry(trim: TrimSize, style: Style = Style.CLASSIC) -> Geometry:
    """Rule a page.

    The margins are in proportion to the page: the back a little narrower than the outer
    edge, as two backs are seen together. What is left over after the last whole line goes
    to the foot.

    >>> page = geometry(TrimSize(432, 648))
    >>> page.lines, page.measure, page.top, page.foot
    (37, 303.0, 62.0, 68.0)
    >>> geometry(TrimSize(360, 576)).lines
    36
    """
    size, line = next((s, line) for width, s, line in _SIZES[style] if trim.width >= width)
    inner, outer = float(round(trim.width * _INNER)), float(round(trim.width * _OUTER))
    top = round(trim.height * 0.0957)
    lines = int((trim.height - top - trim.height * 0.104) // line)
    foot = trim.height - top - lines * line
    return Geometry(trim.width, trim.height, size, line, inner, outer, float(top), foot)


def page_css(page: Geometry) -> str:
    """Return the style sheet that rules the page.

    Notes may take all of a page but four lines, so that text goes on beside the longest.
    A hair is added to the height, since a quotation is let down on its lines.
    """
    notes = (page.lines - 4) * page.line
    foot = page.foot - HAIR
    return f"""\
@page {{ size: {page.width:g}pt {page.height:g}pt; margin: {page.top:g}pt 0 {foot:g}pt;
  @footnote {{ max-height: {notes:g}pt }} }}
@page :right {{ margin-left: {page.inner:g}pt; margin-right: {page.outer:g}pt }}
@page :left {{ margin-left: {page.outer:g}pt; margin-right: {page.inner:g}pt }}
html {{ font-size: {page.size:g}pt; line-height: {page.line:g}pt }}
"""
