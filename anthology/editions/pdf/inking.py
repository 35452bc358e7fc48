"""Painting words that are set: the same operators as WeasyPrint’s, without asking Pango again.

WeasyPrint shapes each line once more to paint it. Here the glyphs of a word are written
once for each font of a document, and lines are put together of what is written.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as text_module
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import create_layout

from anthology.editions.pdf.composing import Setting
from anthology.editions.pdf.shaping import Glyph, Run, Word, units

_draw_first_line = text_module.draw_first_line


def draw_words(stream: Any, text: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
    """Paint a box of text, as ``draw_first_line`` does."""
    setting = text.pango_layout
    if type(setting) is not Setting:
        return _draw_first_line(stream, text, overflow, ellipsis, matrix)
    pens = _pens(stream)
    if overflow == "ellipsis" or ellipsis != "none" or not pens.can_write(setting, stream):
        text.pango_layout = create_layout(text.text, text.style, None, text.width, 0)
        text.pango_layout.justification_spacing = setting.justification_spacing
        text.pango_layout.set_text(text.text, justify=True)
        return _draw_first_line(stream, text, overflow, ellipsis, matrix)
    if text.text.strip():
        stream.set_text_matrix(*matrix.values)
        pens.write(setting, stream)
    return []


class _Pen:
    """What writes the glyphs of one font of a document."""

    def __init__(self, stream: Any, font: Any) -> None:
        self._pango_font = font
        self._rectangles = (stream.ink_rect, stream.logical_rect)
        self.font, size = stream.add_font(font)
        self.size = size
        self.is_plain = not (
            self.font.svg or self.font.png or self.font.colr or self.font.bitmap
        )
        self._written: dict[Run, str] = {}

    def run(self, run: Run) -> str:
        """Return what shows a run."""
        found = self._written.get(run)
        if found is None:
            found = self._written[run] = _closed("".join(map(self._glyph, run.glyphs)))
        return found

    def space(self, glyph: Glyph, left: int, right: int) -> str:
        """Return what shows a space that is wider by so much on either side."""
        width = glyph.width + left + right
        return _closed(self._glyph(Glyph(glyph.number, width, left, 0, glyph.letters)))

    def _glyph(self, glyph: Glyph) -> str:
        """Return a glyph with what moves it and the next one; numbers as WeasyPrint’s.

        But it also says where a glyph is moved by nothing, which is half of what it writes.
        """
        number, size = glyph.number, self.size
        if number == pango.PANGO_GLYPH_EMPTY:
            return f">{-glyph.width / size}<"
        self.font.to_unicode.setdefault(number, glyph.letters)
        offset = glyph.x_offset / size
        natural = self._natural(number)
        kerning = int(natural + offset - glyph.width * 1000 * FROM_UNITS / size)
        before = f">{-offset}<" if offset else ""
        after = f">{kerning}<" if kerning else ""
        return f"{before}{number:04x}{after}"

    def _natural(self, number: int) -> int:
        """Return how wide a glyph is, in thousandths of the size."""
        widths: dict[int, int] = self.font.widths
        if number not in widths:
            ink, logical = self._rectangles
            pango.pango_font_get_glyph_extents(self._pango_font, number, ink, logical)
            widths[number] = round(logical.width * 1000 * FROM_UNITS / self.size)
        return widths[number]


class _Pens:
    """The pens of a document."""

    def __init__(self, stream: Any) -> None:
        self.fonts = stream._fonts
        self._pens: dict[Any, _Pen] = {}
        self._ready: set[Word] = set()

    def _pen(self, font: Any, stream: Any) -> _Pen:
        found = self._pens.get(font)
        if found is None:
            found = self._pens[font] = _Pen(stream, font)
        return found

    def can_write(self, setting: Setting, stream: Any) -> bool:
        """Tell whether all glyphs are there, on the line, and of one colour."""
        return all(
            word in self._ready or self._is_ready(word, stream) for word in setting.words
        )

    def _is_ready(self, word: Word, stream: Any) -> bool:
        ready = word.plain and all(self._pen(run.font, stream).is_plain for run in word.runs)
        if ready:
            self._ready.add(word)
        return ready

    def write(self, setting: Setting, stream: Any) -> None:
        """Show the words of a box."""
        spacing = units(setting.type.spacing + setting.justification_spacing)
        first, last = setting.words[0], len(setting.words) - 1
        pen, shown = None, ""
        spaces: dict[tuple[Run, bool, bool], str] = {}
        """Most spaces of a line are the same."""

        for number, word in enumerate(setting.words):
            for run in word.runs:
                wanted = self._pens[run.font]
                if wanted is not pen:
                    pen = wanted
                    if shown:
                        stream.show_text(shown)
                    shown = ""
                    stream.set_font_size(pen.font.hash, pen.size)
                if word.is_space and spacing:
                    key = (run, word is first and not number, number == last)
                    if key not in spaces:
                        spaces[key] = pen.space(run.glyphs[0], *_sides(spacing, *key[1:]))
                    shown += spaces[key]
                else:
                    shown += pen.run(run)
        stream.show_text(shown)


def _sides(spacing: int, first: bool, last: bool) -> tuple[int, int]:
    """Return what Pango adds to the sides of a space, in its units.

    WeasyPrint doubles what is added to a space at an end of the line, as Pango takes
    half of it away there.
    """
    whole = spacing * 2 if first or last else spacing
    left = int(whole / 2)
    if whole % 1024 == 0:
        left = (left + 512) // 1024 * 1024
    return (0 if first else left), (0 if last else whole - left)


def _closed(written: str) -> str:
    closed = f"<{written[:-1]}" if written.endswith("<") else f"<{written}>"
    return closed.removeprefix("<>")


_open: list[_Pens] = []
"""Of the document that is being painted."""


def _pens(stream: Any) -> _Pens:
    if not _open or _open[0].fonts is not stream._fonts:
        _open[:] = [_Pens(stream)]
    return _open[0]
