"""The places where the lines of a paragraph may end, read off the engine’s boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pyphen import language_fallback
from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.pdf.footnotes import HYPHEN
from anthology.editions.pdf.hyphenation import Divider, divider
from anthology.editions.pdf.optimum import Chance
from anthology.editions.pdf.shaping import PIECES, SPACES, Type, type_of

_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_AFTER_DASH = re.compile(r"(?<=\w[-—–])(?=[^\W\d])")
"""Where a line may end within a word that has a hyphen or dash of its own."""

_WITHIN_ADDRESS = re.compile(r"\w[/\\?&=#%@+|}\])!]+\w")
"""Where a line may end that is as long as an address."""

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

    ends: dict[Any, list[int]] = field(default_factory=dict)
    """For others to keep where its lines end."""

    lines: dict[Any, Any] = field(default_factory=dict)
    """For others to keep its lines as they are set."""

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
    kind = type_of(linebox.style)
    key = (kind, *((leaf.path, leaf.text, id(leaf.style)) for leaf in leaves))
    found = _known.get(key)
    if found is None:
        found = _known[key] = _measured(leaves, linebox.style["font_size"], kind.space)
    return found if found.chances else None


_known: dict[Any, Paragraph] = {}
"""The paragraphs of a section: a note is set twice, once to see how high it is."""


def forget() -> None:
    """Begin another section."""
    _known.clear()


def _measured(leaves: list[Leaf], size: float, space: float) -> Paragraph:
    text = "".join(leaf.text for leaf in leaves)
    measured = Paragraph(leaves, text, size, space)
    if text.strip(" "):
        _find_chances(measured)
    return measured


def has_all_chances(paragraph: Paragraph) -> bool:
    """Tell whether lines may end nowhere else, as they may within an address."""
    return not _WITHIN_ADDRESS.search(paragraph.text)


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


def _find_chances(paragraph: Paragraph) -> None:
    """Walk through a paragraph word by word."""
    width, spaces = 0.0, 0
    before: tuple[float, int] | None = None
    """Width and spaces before a space at which the line may end."""

    chances, begins = paragraph.chances, paragraph.begins
    chances.append(Chance(0.0, 0.0, 0, 0))
    begins.append(paragraph.letters_before(None))
    for leaf in paragraph.leaves:
        kind, wraps = type_of(leaf.style), leaf.style["white_space"] == "normal"
        space, divided = kind.space, _divided(leaf, kind) if wraps else None
        widths, after = kind.widths, leaf.start
        for piece in PIECES.findall(leaf.text):
            place, after = after, after + len(piece)
            if place < begins[0]:
                continue
            if piece in SPACES:
                before = (width, spaces) if wraps and piece == " " else before
                width, spaces = width + space, spaces + 1
                continue
            if before:
                chances.append(Chance(before[0], width, before[1], spaces))
                begins.append(place)
                before = None
            if divided:
                for at, end, begin, hyphen in divided.cuts(paragraph, place, piece):
                    chances.append(Chance(width + end, width + begin, spaces, spaces, hyphen))
                    begins.append(place + at)
            width += widths[piece] if piece in widths else kind.width(piece)
    stop, count = before or (width, spaces)
    chances.append(Chance(stop, stop, count, count))
    begins.append(len(paragraph.text))


class Cut(NamedTuple):
    """Where a word may be divided."""

    place: int
    """Letters before it."""

    end: float
    """Width of the first half, with a hyphen where one is printed."""

    begin: float
    """Width of the word without the second half."""

    hyphen: bool


@dataclass(frozen=True, slots=True)
class _Divided:
    """Divides the words of a style; what was found of a word is kept."""

    kind: Type
    divider: Divider | None
    fewest: int
    """Letters of a word that may be divided by the dictionary."""

    known: dict[str, tuple[Cut, ...]]

    def cuts(self, paragraph: Paragraph, place: int, piece: str) -> tuple[Cut, ...]:
        """Return where a piece may be divided, which stands at a place of a paragraph."""
        text, end = paragraph.text, place + len(piece)
        before, after = text[place - 1 : place], text[end : end + 1]
        if before.isalpha() or after.isalpha():
            return tuple(self._cuts(piece, before, after))
        found = self.known.get(piece)
        if found is None:
            found = self.known[piece] = tuple(self._cuts(piece, "", ""))
        return found

    def _cuts(self, piece: str, before: str, after: str) -> Iterator[Cut]:
        """Yield where a piece may be divided between two other letters."""
        places = dict.fromkeys((dash.start() for dash in _AFTER_DASH.finditer(piece)), "")
        if len(piece) >= self.fewest:
            places |= dict.fromkeys(self._divisions(piece, before, after), HYPHEN)
        for place in sorted(places):
            begin, end = self._halves(piece, place, places[place])
            yield Cut(place, end, begin, bool(places[place]))

    def _halves(self, piece: str, place: int, hyphen: str) -> tuple[float, float]:
        """Return how wide a piece is before its second half, and how wide the first is alone.

        What its letters do to a hyphen is too little to count; thousands are tried for a
        line that is ended by one of them.
        """
        width, begin = self.kind.width, self.kind.width_before(piece, place)
        if begin is None:
            return width(piece) - width(piece[place:]), width(piece[:place] + hyphen)
        return begin, begin + (width(hyphen) if hyphen else 0.0)

    def _divisions(self, piece: str, before: str, after: str) -> Iterator[int]:
        """Yield how many letters of a piece may stand before a hyphen."""
        if self.divider is None:
            return
        around = f"{before}{piece}{after}"
        for word in _WORDS.finditer(piece):
            start = len(before) + word.start()
            near = around[max(0, start - 1) : start + len(word[0]) + 1]
            if len(word[0]) >= self.fewest and not _goes_on(near, word[0]):
                for place in self.divider.places(word[0]):
                    yield word.start() + place


def _divided(leaf: Leaf, kind: Type) -> _Divided:
    """Return what divides the words of a leaf."""
    language = leaf.style["lang"] and language_fallback(leaf.style["lang"])
    total, left, right = leaf.style["hyphenate_limit_chars"]
    if leaf.style["hyphens"] != "auto" or not language:
        return _Divided(kind, None, total, kind.divided.setdefault((), {}))
    by = divider(language, left, right)
    return _Divided(kind, by, total, by.known.setdefault((kind, total), {}))


def _goes_on(around: str, word: str) -> bool:
    """Tell whether a word is longer than its piece: letters of another style join it."""
    return any(sign.isalpha() for sign in around.replace(word, "", 1))
