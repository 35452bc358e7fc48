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

NEAR = 6
"""Candidates for a label that occurs very often: only so many marks before an opener."""

MANY = 40
"""A label that occurs so often is matched with near marks alone."""


class Pair(NamedTuple):
    """A mark and the opener of its note, as places in their lists."""

    mark: int
    opener: int


def pair_up(marks: list[Sign], openers: list[Sign]) -> list[Pair]:
    """Return the heaviest chain of pairs, in order."""
    pairs = list(_candidates(marks, openers))
    pairs.sort(key=lambda pair: (pair.mark, -pair.opener))
    return _heaviest(pairs, marks, openers)


def _candidates(marks: list[Sign], openers: list[Sign]) -> list[Pair]:
    by_label: dict[str, list[int]] = defaultdict(list)
    starts: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        by_label[mark.label].append(index)
        starts[mark.label].append(mark.start)
    pairs = []
    seen: dict[str, int] = defaultdict(int)
    for number, opener in enumerate(openers):
        places = by_label.get(opener.label, [])
        before = bisect_left(starts[opener.label], opener.start)
        rank = seen[opener.label]
        seen[opener.label] += 1
        chosen: Iterable[int] = places[:before]
        if before > MANY:
            chosen = {*places[before - NEAR : before], *places[rank : rank + NEAR]}
        pairs += [Pair(place, number) for place in chosen if marks[place].end <= opener.start]
    return pairs


def _heaviest(pairs: list[Pair], marks: list[Sign], openers: list[Sign]) -> list[Pair]:
    """Longest increasing subsequence by weight, with a Fenwick tree over the openers."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(openers) + 1)
    before: list[int] = []
    best = (0.0, -1)
    length = openers[-1].end if openers else 1
    for index, pair in enumerate(pairs):
        weight, previous = _look(tree, pair.opener)
        near = 1 - (openers[pair.opener].start - marks[pair.mark].end) / length
        total = weight + marks[pair.mark].weight + 0.001 * near
        before.append(previous)
        _put(tree, pair.opener + 1, (total, index))
        if total >= best[0]:
            best = (total, index)
    chain = []
    index = best[1]
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _look(tree: list[tuple[float, int]], index: int) -> tuple[float, int]:
    best = (0.0, -1)
    while index > 0:
        if tree[index] > best:
            best = tree[index]
        index &= index - 1
    return best


def _put(tree: list[tuple[float, int]], index: int, value: tuple[float, int]) -> None:
    while index < len(tree) and value > tree[index]:  # what is above has no less
        tree[index] = value
        index += index & -index
