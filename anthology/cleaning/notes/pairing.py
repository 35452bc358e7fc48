"""Which marks belong to which notes: the heaviest chain of pairs in both orders.

A pair is a mark and an opener with one label, the mark first. Notes follow each
other as their marks do, wherever they stand: at the foot of the page, after the
chapter, at the end of the file, numbered through or anew. So the true pairs form a
chain that rises in both orders, and the heaviest such chain is nearly always they.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from anthology.cleaning.notes.forms import Sign

NEAR, RANKED = 3, 6
"""Candidates for a label that occurs very often: so many marks right before an opener, and
so many of those that are about as many marks from the first as it is openers."""

MANY = 40
"""A label that occurs so often is matched with near marks alone."""


class Pair(NamedTuple):
    """A mark and the opener of its note, as places in their lists."""

    mark: int
    opener: int


def pair_up(marks: list[Sign], openers: list[Sign]) -> list[Pair]:
    """Return the heaviest chain of pairs, in order."""
    pairs = _candidates(marks, openers)
    pairs.sort(key=lambda pair: (pair[0], -pair[1]))
    return _beside(_heaviest(pairs, marks, openers), openers)


def _beside(pairs: list[Pair], openers: list[Sign]) -> list[Pair]:
    """Move each pair to the opener right before the next one's, where its label is the same.

    The text may count in lines of its own, ``1. …`` and ``2. …``, after the mark of the
    first note; that note still stands with the others.
    """
    moved = list(pairs)
    for place in range(len(pairs) - 2, -1, -1):
        here, following = pairs[place].opener, moved[place + 1].opener
        label, after = openers[here].label, openers[following].label
        listed = here + 1 < following and openers[here + 1].label == after
        if listed and openers[following - 1].label == label != after:
            moved[place] = Pair(pairs[place].mark, following - 1)
    return moved


_Places = tuple[int, int]
"""A pair that is only tried: there are so many of them that names would cost time."""


def _candidates(marks: list[Sign], openers: list[Sign]) -> list[_Places]:
    by_label: dict[str, list[int]] = defaultdict(list)
    starts: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        by_label[mark.label].append(index)
        starts[mark.label].append(mark.start)
    ends = [mark.end for mark in marks]
    pairs = []
    seen: dict[str, int] = defaultdict(int)
    for number, opener in enumerate(openers):
        places = by_label.get(opener.label, [])
        before = bisect_left(starts[opener.label], opener.start)
        rank = seen[opener.label]
        seen[opener.label] += 1
        chosen: Iterable[int] = places[:before]
        if before > MANY:
            chosen = {*places[before - NEAR : before], *places[rank : rank + RANKED]}
        start = opener.start
        pairs += [(place, number) for place in chosen if ends[place] <= start]
    return pairs


def _heaviest(pairs: list[_Places], marks: list[Sign], openers: list[Sign]) -> list[Pair]:
    """Longest increasing subsequence by weight.

    Of all chains that end before an opener only the heaviest may be gone on with. So they
    stand as stairs, each opener with the weight of its chain, and each step is higher than
    those before it. Written out in one loop, for there may be millions of pairs.
    """
    steps: list[int] = []
    heights: list[float] = []
    owners: list[int] = []
    before: list[int] = []
    length = openers[-1].end if openers else 1
    nears = [0.001 * sign.start / length + 0.01 * (1 - sign.weight) for sign in openers]
    weights = [sign.weight + 0.001 + 0.001 * sign.end / length for sign in marks]
    for index, (mark, opener) in enumerate(pairs):
        place = bisect_left(steps, opener)
        before.append(owners[place - 1] if place else -1)
        total = (heights[place - 1] if place else 0.0) + weights[mark] - nears[opener]
        end = place
        while end < len(steps) and heights[end] <= total:
            end += 1
        if end > place or end == len(steps) or steps[end] != opener:
            steps[place:end] = [opener]
            heights[place:end] = [total]
            owners[place:end] = [index]
    return _chain(pairs, before, owners[-1] if owners else -1)


def _chain(pairs: list[_Places], before: list[int], index: int) -> list[Pair]:
    """The pairs that lead up to one, in order."""
    chain = []
    while index >= 0:
        chain.append(Pair(*pairs[index]))
        index = before[index]
    return chain[::-1]
