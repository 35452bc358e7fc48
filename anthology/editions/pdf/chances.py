"""The places where the lines of a paragraph may end, read off the engine’s boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pyphen import language_fallback
from weasyprint.formatting_structure import boxes as kinds
from weasyprint.text.line_break import _font_style_cache_key, create_layout, line_size

from anthology.editions.pdf.footnotes import HYPHEN
from anthology.editions.pdf.hyphenation import divider
from anthology.editions.pdf.optimum import Chance

_SPACES = " \u00a0"
_PIECES = re.compile(r"[ \u00a0]|[^ \u00a0]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_AFTER_DASH = re.compile(r"(?<=\w[-—–])(?=[^\W\d])")
"""Where a line may end within a word that has a hyphen or dash of its own."""

_UNPLANNED = re.compile("[\n\t\u00ad\u200b\u0590-\u08ff\u2e80-\uffff]")
"""Line ends and hyphens that the text sets itself, and scripts that go by other rules."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words of one style within a paragraph."""

    path: tuple[int, ...]
    """Which child of which child it is."""

    text: str
    style: Any
    start: int
    """Letters of the paragraph before it."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph, measured."""

    leaves: list[Leaf]
    text: str
    size: float
    """Of its type."""

    space: float
    """A word space."""

    chances: list[Chance] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    """Of each chance: letters of the paragraph before the line after it."""

    def letters_before(self, skip_stack: Any) -> int:
        """Return how many letters come before the point that the engine means."""
        path: tuple[int, ...] = ()
        while skip_stack:
            ((index, skip_stack),) = skip_stack.items()
            path = (*path, index)
        at = self._letters_before(path)
        while self.text[at : at + 1] == " ":
            at += 1
        return at

    def _letters_before(self, path: tuple[int, ...]) -> int:
        """The last step of a path may count the bytes of a text."""
        for leaf in self.leaves:
            if leaf.path == path[:-1]:
                return leaf.start + len(leaf.text.encode()[: path[-1]].decode())
            if leaf.path >= path:
                return leaf.start
        return len(self.text)


def paragraph_of(linebox: Any) -> Paragraph | None:
    """Measure a paragraph; None for one whose lines the engine had better set itself."""
    leaves: list[Leaf] = []
    start = 0
    for path, box in _leaves(linebox, ()):
        if box is None or _UNPLANNED.search(box.text):
            return None
        leaves.append(Leaf(path, box.text, box.style, start))
        start += len(box.text)
    text = "".join(leaf.text for leaf in leaves)
    if not text.strip(" "):
        return None
    style = linebox.style
    measured = Paragraph(leaves, text, style["font_size"], Measure(style).space)
    _find_chances(measured)
    return measured


def _leaves(box: Any, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Yield the boxes of text; None in place of anything that is not simply text."""
    for number, child in enumerate(box.children):
        if isinstance(child, kinds.TextBox):
            yield (*path, number), child
        elif type(child) is kinds.InlineBox and _is_plain(child):
            yield from _leaves(child, (*path, number))
        else:
            yield path, None


def _is_plain(box: Any) -> bool:
    style = box.style
    widths = (
        style[f"{what}_{side}"] for what in ("margin", "padding") for side in ("left", "right")
    )
    borders = (style[f"border_{side}_width"] for side in ("left", "right"))
    return (
        box.is_in_normal_flow()
        and not box.is_leader
        and all(getattr(width, "value", 1) == 0 for width in widths)
        and not any(borders)
    )


class Measure:
    """Widths of words in one style, each measured once in this process."""

    _known: ClassVar[dict[str, dict[str, float]]] = {}

    def __init__(self, style: Any) -> None:
        spacing = (style["letter_spacing"], style["word_spacing"])
        key = f"{_font_style_cache_key(style, include_size=True)}{spacing}"
        self._style = style
        self._widths = self._known.setdefault(key, {})

    def __call__(self, words: str) -> float:
        """Return the width of some words, in CSS pixels."""
        width = self._widths.get(words)
        if width is None:
            layout = create_layout(words, self._style, None, None, 0)  # the line lives in it
            line, _ = layout.get_first_line()
            width = self._widths[words] = float(line_size(line, self._style)[0])
        return width

    @property
    def space(self) -> float:
        """Width of the space between two words."""
        return self("n n") - self("nn")


def _find_chances(paragraph: Paragraph) -> None:
    """Walk through a paragraph word by word."""
    width, spaces = 0.0, 0
    before: tuple[float, int] | None = None
    """Width and spaces before a space at which the line may end."""

    _add(paragraph, Chance(0.0, 0.0, 0, 0), paragraph.letters_before(None))
    for leaf in paragraph.leaves:
        measure, wraps = Measure(leaf.style), leaf.style["white_space"] == "normal"
        for found in _PIECES.finditer(leaf.text):
            place = leaf.start + found.start()
            if place < paragraph.begins[0]:
                continue
            if found[0] in _SPACES:
                before = (width, spaces) if wraps and found[0] == " " else before
                width, spaces = width + measure.space, spaces + 1
                continue
            if before:
                _add(paragraph, Chance(before[0], width, before[1], spaces), place)
                before = None
            if wraps:
                for chance, letters in _within(paragraph, leaf, found, measure):
                    moved = Chance(
                        width + chance.end, width + chance.begin, spaces, spaces, chance.hyphen
                    )
                    _add(paragraph, moved, letters)
            width += measure(found[0])
    end = before or (width, spaces)
    _add(paragraph, Chance(end[0], end[0], end[1], end[1]), len(paragraph.text))


def _add(paragraph: Paragraph, chance: Chance, begin: int) -> None:
    paragraph.chances.append(chance)
    paragraph.begins.append(begin)


def _within(
    paragraph: Paragraph, leaf: Leaf, found: re.Match[str], measure: Measure
) -> Iterator[tuple[Chance, int]]:
    """Yield where a word may be divided; widths are counted from its beginning."""
    piece = found[0]
    places = dict.fromkeys((dash.start() for dash in _AFTER_DASH.finditer(piece)), "")
    if leaf.style["hyphens"] == "auto" and len(piece) >= leaf.style["hyphenate_limit_chars"][0]:
        places |= dict.fromkeys(_divisions(paragraph, leaf, found), HYPHEN)
    whole = measure(piece)
    for place in sorted(places):
        end = measure(piece[:place] + places[place])
        begin = whole - measure(piece[place:])
        hyphen = bool(places[place])
        yield Chance(end, begin, 0, 0, hyphen), leaf.start + found.start() + place


def _divisions(paragraph: Paragraph, leaf: Leaf, found: re.Match[str]) -> Iterator[int]:
    """Yield how many letters of a piece may stand before a hyphen."""
    language = leaf.style["lang"] and language_fallback(leaf.style["lang"])
    if not language:
        return
    total, left, right = leaf.style["hyphenate_limit_chars"]
    start = leaf.start + found.start()
    for word in _WORDS.finditer(found[0]):
        around = paragraph.text[max(0, start + word.start() - 1) : start + word.end() + 1]
        if len(word[0]) >= total and not _goes_on(around, word[0]):
            for place in divider(language, left, right).places(word[0]):
                yield word.start() + place


def _goes_on(around: str, word: str) -> bool:
    """Tell whether a word is longer than its piece: letters of another style join it."""
    return any(sign.isalpha() for sign in around.replace(word, "", 1))
