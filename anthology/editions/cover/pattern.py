"""A pattern that no other book has: its own text, bent to a ring.

The words of all pieces are dealt out to rays of equal weight, in reading order. A ray is
as long as the words in it are on average, and carries a dot where notes hang. So a book
of short plain words looks other than one of long ones, and every revision a little other
than the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from anthology.model import (
    Book,
    Cite,
    CrossReference,
    FoldedPiece,
    NoteMark,
    Piece,
    plain,
)
from anthology.passes.walk import inlines, runs_of_text

RAYS = 180
"""Enough for a texture, few enough to be seen one by one."""

GAP = 2
"""Rays left out between two pieces."""

INNER, SHORTEST, LONGEST = 250.0, 60.0, 330.0
"""Radius of the ring within, and how far rays reach beyond it, in units of the drawing."""

DOT = 26.0
"""How far beyond the end of its ray a dot stands."""


@dataclass(frozen=True, slots=True)
class Ray:
    """One stroke of the pattern, from the middle outwards."""

    x1: float
    y1: float
    x2: float
    y2: float
    dots: tuple[tuple[float, float], ...] = ()
    """One for each note that hangs from the words of the ray."""

    piece: int = 0
    """Which piece the words belong to, from 0."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """What one ray stands for."""

    length: float
    """Mean length of its words, in letters; 0 for a gap."""

    notes: int = 0
    piece: int = 0


def is_settled(book: Book) -> bool:
    """Tell whether the pattern of a book is that of its texts as they were read.

    It is not where a pass puts words in: those of a citation, of what is referred to. Texts
    that lie folded are not unfolded for that.
    """
    return not any(isinstance(piece, FoldedPiece) or _waits(piece) for piece in book.pieces())


def _waits(piece: Piece) -> bool:
    nodes = (node for run in runs_of_text(piece) for node in inlines(run))
    return any(isinstance(node, Cite | CrossReference) for node in nodes)


def rays(book: Book, x: float, y: float) -> tuple[Ray, ...]:
    """Return the strokes of a ring around a point; a book without words has even ones."""
    measured = list(_measured(book)) or [_Measured(1.0)] * RAYS
    lengths = [one.length for one in measured if one.length]
    low, high = min(lengths), max(lengths)
    drawn = []
    for number, one in enumerate(measured):
        if one.length:
            share = (one.length - low) / (high - low) if high > low else 0.5
            spoke = _Spoke(x, y, 2 * pi * number / len(measured) - pi / 2)
            drawn.append(spoke.ray(one, INNER + SHORTEST + share * (LONGEST - SHORTEST)))
    return tuple(drawn)


@dataclass(frozen=True, slots=True)
class _Spoke:
    """A direction from the middle of the ring."""

    x: float
    y: float
    angle: float

    def ray(self, one: _Measured, reach: float) -> Ray:
        """Return the stroke in this direction."""
        dots = tuple(self._at(reach + DOT * (n + 1)) for n in range(min(one.notes, 3)))
        return Ray(*self._at(INNER), *self._at(reach), dots, one.piece)

    def _at(self, radius: float) -> tuple[float, float]:
        across, down = cos(self.angle), sin(self.angle)
        return round(self.x + radius * across, 1), round(self.y + radius * down, 1)


@dataclass(frozen=True, slots=True)
class _Words:
    """What of a piece is seen in its pattern."""

    lengths: list[int]
    """Letters of each word."""

    marks: list[int]
    """After how many words each note hangs."""


def _words(piece: Piece) -> _Words:
    lengths: list[int] = []
    marks: list[int] = []
    for run in runs_of_text(piece):
        lengths += map(len, plain(run).split())
        marks += [len(lengths)] * sum(isinstance(node, NoteMark) for node in inlines(run))
    return _Words(lengths, marks)


def _measured(book: Book) -> Iterator[_Measured]:
    pieces = [words for piece in book.pieces() if (words := _words(piece)).lengths]
    weights = [len(words.lengths) for words in pieces]
    shares = _shares(weights, RAYS - GAP * len(pieces))
    for number, (words, share) in enumerate(zip(pieces, shares, strict=True)):
        yield from _of_piece(words, number, share)
        yield from [_Measured(0.0)] * GAP


def _shares(weights: Sequence[int], total: int) -> list[int]:
    """Divide a number of rays by weight, at least one to each.

    >>> _shares([10, 30, 60], 10)
    [1, 3, 6]
    """
    ends = [0]
    for weight in weights:
        ends.append(ends[-1] + weight)
    bounds = [round(end * total / ends[-1]) if ends[-1] else 0 for end in ends]
    return [max(after - before, 1) for before, after in pairwise(bounds)]


def _of_piece(words: _Words, number: int, count: int) -> Iterator[_Measured]:
    bounds = [round(n * len(words.lengths) / count) for n in range(count + 1)]
    for start, end in pairwise(bounds):
        own = words.lengths[start:end] or words.lengths[:1]
        notes = sum(start < place <= end for place in words.marks)
        yield _Measured(sum(own) / len(own), notes, number)
