"""Where the lines of a paragraph should end, seen over the whole of it.

An engine that fills one line after another leaves wide gaps before words that do not fit.
Looking at all lines at once (D. E. Knuth and M. F. Plass, “Breaking Paragraphs into Lines”,
Software: Practice and Experience 11, 1981) spreads what is left over evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from operator import itemgetter
from typing import NamedTuple

SHRINK = 0.38
"""Of a normal word space: how much narrower it may get."""

STRETCH = 0.5
"""Of a normal word space: what is wider by more than this is felt as loose."""

EVEN = 0.15
"""Of a normal word space: spaces may vary so much before letters are touched."""

STEP, MOST_STEPS = 0.005, 4
"""By how much letters may be set wider or narrower."""

LAST_STEPS = 6
"""By how much where spaces would be too wide or too narrow even so."""

FAR = 3.0
"""Of a normal word space: what is wider or narrower by more, letters cannot mend."""

WIDE = 1.031
"""A little more than the widest that letters are set, in normal widths."""

PATIENCE = (0.8, 2.0, 6.0, inf)
"""How much wider spaces may get, in normal ones: tried in turn until there is a way."""

HYPHEN = 2_500.0
"""Demerits of a word divided: a line of normal spaces has 100, a loose one 12,000."""

SECOND_HYPHEN = 12_000.0
"""Of a second one in a row; there is no third."""

AT_FOOT = (4e6, 4e4, 2e4, 2e4, 2e4)
"""Of a word divided over the page: for the last line there is room for, the one before …
A note called in a line takes room away, so that none of them is sure to be the last."""

LOOSE = 4e4
"""Of spaces that are felt as loose."""

LOOSEST = 0.6
"""How much wider than normal a space may be without that."""

EASE = 0.02
"""How far from that letters keep it: our sums are not quite the engine’s."""

ROUNDING = 1e-3
"""In CSS pixels: sums of widths are not exact."""

SCRAP = 1e6
"""Of a last line shorter than the indent after it."""


class Chance(NamedTuple):
    """A place where a line may end."""

    end: float
    """Width of the paragraph up to here, with a hyphen where one is printed."""

    begin: float
    """Width up to where the next line begins."""

    spaces: int
    """Spaces up to here."""

    spaces_begin: int
    """Spaces up to where the next line begins."""

    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What the lines are set into."""

    first: float
    """Width of the first line."""

    width: float
    """Of the others."""

    space: float
    """A normal word space."""

    least: float = 0.0
    """How wide the last line should be at least."""

    full: bool = False
    """Whether the last line, too, is to be filled."""

    foot: int = 0
    """How many lines there is room for on this page; 0 for all."""

    lines: int = 0
    """How many there shall be; 0 for as many as look best."""


_Way = tuple[float, int, int, "_Way | None", int, float, int, float, float]
"""The best way found of setting everything up to a chance: its cost, its lines, the hyphens
in a row at its end, the way it goes on from, and the chance; of this, width and spaces up
to where the next line begins, the width of that line, and how far the paragraph must come
for the line not to be too short. Thousands are made for a page: a plain tuple takes a fifth
of the time of anything with names."""


def best_ends(chances: Sequence[Chance], frame: Frame) -> list[int]:
    """Return the chances at which lines should end.

    Args:
        chances: In order; the first is where the first line begins, the last is the end.
        frame: Widths in the unit of the chances.

    Returns:
        None of them where so many lines as the frame wants would not look well.

    >>> words = [Chance(0, 0, 0, 0), Chance(4, 5, 0, 1), Chance(9, 10, 1, 2)]
    >>> words += [Chance(14, 15, 2, 3), Chance(19, 19, 3, 3)]
    >>> best_ends(words, Frame(9, 9, 1))
    [2, 4]
    """
    way = None
    for most in (LOOSEST,) if frame.lines else PATIENCE:
        way = _search(chances, frame, most)
        if way is not None:
            break
    ends = []
    while way is not None and way[3] is not None:
        ends.append(way[4])
        way = way[3]
    return ends[::-1]


def full_ends(chances: Sequence[Chance], frame: Frame) -> list[int]:
    """Return the chances at which lines end that are filled one after the other.

    >>> words = [Chance(0, 0, 0, 0), Chance(4, 5, 0, 1), Chance(9, 10, 1, 2)]
    >>> full_ends([*words, Chance(14, 15, 2, 3), Chance(19, 19, 3, 3)], Frame(9, 9, 1))
    [2, 4]
    """
    ends, begin, room = [], chances[0].begin, frame.first
    best = 0
    for at in range(1, len(chances)):
        if best and chances[at].end - begin > room + ROUNDING:
            ends.append(best)
            begin, room, best = chances[best].begin, frame.width, 0
        best = at
    return [*ends, len(chances) - 1]


def _search(chances: Sequence[Chance], frame: Frame, most: float) -> _Way | None:
    """Find the best way to the end, if there is one with no space wider than allowed.

    Ways that come to the same chance differ in what can come of them: by the hyphens in a
    row, and near the foot of a page by the number of their lines. Most chances end no line,
    and are passed over at once: there is too little before them even if all is set wide.
    """
    begin, last = chances[0], len(chances) - 1
    start = (0.0, 0, 0, None, 0, begin.begin, begin.spaces_begin, frame.first, -inf)
    active: list[_Way] = [start]
    for at in range(1, last):
        end, _, spaces, _, _ = chances[at]
        if most < inf and end * WIDE + spaces * most * frame.space < active[0][8]:
            continue
        active = _longer(active, chances, at, frame, most)
        if not active:
            return None
    active = _longer(active, chances, last, frame, inf)
    ends = [way for way in active if way[4] == last and frame.lines in {0, way[1]}]
    return min(ends, key=itemgetter(0), default=None)


def _longer(
    active: list[_Way], chances: Sequence[Chance], at: int, frame: Frame, most: float
) -> list[_Way]:
    """Go on to a chance: return the ways that a line may still begin after.

    Args:
        active: The ways so far, the shortest first.
        chances: Of the paragraph.
        at: Which of them.
        frame: What the lines are set into.
        most: How wide spaces may be in a line that ends here, in normal ones.
    """
    end, begin, spaces_end, spaces_begin, hyphen = chances[at]
    by_lines, found = frame.foot or frame.lines, dict[tuple[int, int], _Way]()
    kept: list[_Way] = []
    wider = most * frame.space if most < inf else 0.0
    far = end * WIDE + spaces_end * wider if most < inf else inf
    for number, way in enumerate(active):
        _, lines, hyphens, _, before, start, spaces_start, width, soonest = way
        if far < soonest:
            kept += active[number:]  # too short, whatever is done, and so are those after it
            break
        natural = end - start
        spaces = (spaces_end - spaces_start) * frame.space
        ratio = widening(width - natural, natural, spaces)
        if ratio >= -SHRINK:
            kept.append(way)
        elif most < inf or at > before + 1:
            continue
        if ratio <= most:
            key = (lines if by_lines else 0, hyphens + 1 if hyphen else 0)
            cost = _cost(way, chances, at, frame, ratio)
            if cost < (found[key][0] if key in found else inf):
                soonest = frame.width + begin * WIDE + spaces_begin * wider
                place = (begin, spaces_begin, frame.width, soonest)
                found[key] = (cost, lines + 1, key[1], way, at, *place)
    return [*kept, *found.values()] if found else kept


def widening(room: float, natural: float, spaces: float) -> float:
    """Return how much wider than normal the spaces of a line must get, in normal ones.

    Args:
        room: What is left of the line, less than nothing where it is too full.
        natural: Width of its words and normal spaces.
        spaces: Of these, the spaces.

    Returns:
        Less than 0 for narrower, when its letters have done what they can.
    """
    if spaces > 0:
        if not EVEN < abs(room) / spaces < FAR:
            return room / spaces
        scale = expansion(room, natural, spaces)
        return (room + (natural - spaces) * (1 - scale)) / spaces
    return inf if room > 0 else 0.0 if room == 0 else -inf


def expansion(room: float, natural: float, spaces: float) -> float:
    """Return how much wider the letters of a line are set, so that its spaces need not be.

    Up to two in a hundred are not seen (H. Zapf, “About micro-typography and the
    *hz*-program”, Electronic Publishing 6, 1993), and are used only where they are needed;
    up to three, where spaces would look like a hole in the line even so.

    Args:
        room: What is left of the line, less than nothing where it is too full.
        natural: Width of its words and normal spaces.
        spaces: Of these, the spaces.

    >>> [expansion(room, 100, 10) for room in (0, 1, 3, 7.5, 8, 9, -3)]
    [1.0, 1.0, 1.015, 1.02, 1.025, 1.03, 0.985]
    """
    need = (abs(room) - EVEN * spaces) / natural
    steps = max(round(need / STEP), 0)
    if steps >= MOST_STEPS:
        most = SHRINK if room < 0 else LOOSEST - EASE
        need = (abs(room) - most * spaces) / (natural - spaces)
        steps = min(max(ceil(need / STEP), MOST_STEPS), LAST_STEPS)
    return 1 + (steps if room > 0 else -steps) * STEP


def _cost(way: _Way, chances: Sequence[Chance], at: int, frame: Frame, ratio: float) -> float:
    """Return the demerits of all lines as far as the one that ends here."""
    chance, extra = chances[at], 0.0
    if at == len(chances) - 1 and not frame.full:
        ratio = min(ratio, 0.0)
        if way[4] and chance.end - way[5] < frame.least:
            extra = SCRAP
    if chance.hyphen:
        extra += (HYPHEN, SECOND_HYPHEN, inf)[way[2]]
        if 0 < frame.foot - way[1] <= len(AT_FOOT):
            extra += AT_FOOT[frame.foot - way[1] - 1]
    if ratio > LOOSEST:
        extra += LOOSE
    share = ratio / STRETCH if ratio > 0 else -ratio / SHRINK
    badness = 100 * share**3
    return way[0] + (10 + min(badness, 1e5)) ** 2 + extra
