"""Words as glyphs: each word of a style is shaped once in a process.

WeasyPrint has Pango shape a paragraph again for each of its lines, twice more to fill the
line, and again to paint it. But our words stand apart: a space is set wider or narrower,
so that Pango shapes what lies between two spaces by itself, and the same word is always the
same glyphs. Here words are shaped alone, as they would be in their line, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, _font_style_cache_key, line_size

PIECES = re.compile("[ \u00a0]|[^ \u00a0]+")
"""Spaces that may be set wider, and what lies between them."""

SPACES = " \u00a0"

_LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿﬀ-ﬆ]")
_SIMPLE = re.compile(
    "[ -~\u00a0-\u024f\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f\u2030-\u205e\u2060]*"
)
"""Letters and signs that Pango takes for one script throughout, and sets from left to right."""

_BEFORE = "n "
"""Set before a word without letters, so that it is shaped as part of a text in Latin."""


class Glyph(NamedTuple):
    """One glyph; lengths are in Pango’s units, 1,024 to a CSS pixel."""

    number: int
    width: int
    x_offset: int
    y_offset: int
    letters: str
    """What it, or the cluster it belongs to, is read as."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Glyphs of one font."""

    font: Any
    """Pointer to Pango’s font, which lives as long as this process."""

    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What lies between two spaces, or a space."""

    width: int
    """In Pango’s units."""

    ascent: int
    height: int
    runs: tuple[Run, ...]
    is_space: bool

    plain: bool
    """Whether its glyphs stand on the line, and none is missing."""


@dataclass(slots=True, eq=False)
class Type:
    """A face in one size, with all that a style says of its letters: what words are set in."""

    style: Any
    spaced: bool
    """Whether its letters are set apart: then words are not the same in every line."""

    spacing: float
    """What a style adds to each space, in CSS pixels."""

    widths: dict[str, float] = field(default_factory=dict)
    divided: dict[Any, Any] = field(default_factory=dict)
    """For others to keep what they find out about words."""

    _words: dict[tuple[str, bool], Word] = field(default_factory=dict)
    _layouts: dict[bool, Any] = field(default_factory=dict)
    _fonts: dict[int, Any] = field(default_factory=dict)

    space: float = 0.0
    """Width of the space between two words, in CSS pixels."""

    def __post_init__(self) -> None:
        if self.spaced:
            self.space = self.width("n n") - self.width("nn")
        else:
            self.space = (self.word(" ").width + units(self.spacing)) * FROM_UNITS

    def width(self, words: str) -> float:
        """Return how wide words are by themselves, in CSS pixels."""
        found = self.widths.get(words)
        if found is None:
            if self.spaced or " " in words:
                layout = Layout(self.style)
                layout.set_text(words)
                found = float(line_size(layout.get_first_line()[0], self.style)[0])
            else:
                found = self.word(words).width * FROM_UNITS
            self.widths[words] = found
        return found

    def width_before(self, word: str, place: int) -> float | None:
        """Return how wide the first letters of a word are within it, in CSS pixels.

        Args:
            word: Without any space.
            place: How many letters.

        Returns:
            None where a ligature holds letters of both sides, or nothing is known of glyphs.
        """
        if self.spaced:
            return None
        before = width = 0
        for run in self.word(word).runs:
            for glyph in run.glyphs:
                before += len(glyph.letters)
                if before > place:
                    return None
                width += glyph.width
                if before == place:
                    return float(width * FROM_UNITS)
        return None

    def word(self, letters: str, latin: bool = True) -> Word:
        """Return a word as glyphs.

        Args:
            letters: Without any space, or a space alone.
            latin: Whether it stands among Latin letters.
        """
        key = (letters, latin)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._shaped(letters, latin)
        return found

    def _shaped(self, letters: str, latin: bool) -> Word:
        helped = latin and not _LATIN.search(letters)
        layout = self._layouts.get(helped)
        if layout is None:
            layout = self._layouts[helped] = self._layout(helped)
        text = (f"{_BEFORE}{letters}" if helped else letters).encode()
        pango.pango_layout_set_text(layout.layout, text, len(text))
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        skipped = len(_BEFORE) if helped else 0
        runs = tuple(
            Run(self._font(item, helped), tuple(_glyphs(item, text)))
            for item in _items(line)
            if item.item.offset >= skipped
        )
        ascent = pango.pango_layout_get_baseline(layout.layout)
        extents = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
        width = sum(glyph.width for run in runs for glyph in run.glyphs)
        is_space, plain = letters in SPACES, all(map(_is_plain, runs))
        return Word(width, ascent, extents.height, runs, is_space, plain)

    def _layout(self, helped: bool) -> Any:
        layout = Layout(self.style)
        if helped:
            attributes = pango.pango_layout_get_attributes(layout.layout)
            if attributes == ffi.NULL:
                attributes = pango.pango_attr_list_new()
            apart = pango.pango_attr_letter_spacing_new(1)
            apart.start_index, apart.end_index = 1, 2
            pango.pango_attr_list_change(attributes, apart)
            pango.pango_layout_set_attributes(layout.layout, attributes)
        return layout

    def _font(self, item: Any, helped: bool) -> Any:
        """Return the font of a run, and see to it that it stays: a layout holds it."""
        font = item.item.analysis.font
        address = int(ffi.cast("uintptr_t", font))
        if address not in self._fonts:
            self._fonts[address] = (font, self._layouts.pop(helped, None))
        return self._fonts[address][0]


def type_of(style: Any) -> Type:
    """Return the type of a style."""
    found: Type | None = style.__dict__.get("type")
    if found is None:
        spacing, letters = style["word_spacing"], style["letter_spacing"]
        key = f"{_font_style_cache_key(style, include_size=True)}{letters}{spacing}"
        types = style.font_config.__dict__.setdefault("types", {})
        if key not in types:
            types[key] = Type(style, letters not in {"normal", 0}, spacing)
        found = style.type = types[key]
    return found


def is_simple(text: str) -> bool:
    """Tell whether the words of a text are shaped alike in whatever line they stand."""
    return _SIMPLE.fullmatch(text) is not None


def is_latin(text: str) -> bool:
    """Tell whether there is a Latin letter."""
    return _LATIN.search(text) is not None


def _items(line: Any) -> Iterator[Any]:
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _glyphs(run: Any, text: bytes) -> Iterator[Glyph]:
    """Yield the glyphs of a run of Pango’s, with the letters of each."""
    string, item = run.glyphs, run.item
    count, clusters = string.num_glyphs, string.log_clusters
    for number in range(count):
        info = string.glyphs[number]
        end = item.length if number == count - 1 else clusters[number + 1]
        letters = text[item.offset + clusters[number] : item.offset + end].decode()
        shape = info.geometry
        yield Glyph(info.glyph, shape.width, shape.x_offset, shape.y_offset, letters)


def _is_plain(run: Run) -> bool:
    missing = pango.PANGO_GLYPH_UNKNOWN_FLAG
    return all(
        glyph.number == pango.PANGO_GLYPH_EMPTY
        or not (glyph.y_offset or glyph.number & missing)
        for glyph in run.glyphs
    )


def units(length: float) -> int:
    """Return a length in CSS pixels in Pango’s units, as Pango is told it."""
    return int(length * TO_UNITS)
