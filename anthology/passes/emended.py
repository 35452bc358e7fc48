"""Compare the runs of an imported text with those of today: which words were changed.

Paragraphs are paired by the words they share; two that are one, emended, are compared
word with word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ALIKE = 0.4
"""How like two paragraphs are that are one, emended."""

MOST_PAIRS = 2_500
"""Pairs of paragraphs that are weighed against one another; more are paired by their turn."""

CITE = "\ufffc"
"""Stands for words that are not set yet: those of a citation or a reference."""

WORD = re.compile(r"\S+")
_POINTS = frozenset(".,;:!?”’»)")
_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»‐‑–—−", '\'\'\'\'""""""-----')


class Change(NamedTuple):
    """Words that were changed, and where they are to be found today."""

    run: int
    offset: int
    old: str
    new: str


class Pair(NamedTuple):
    """A run of the import and the run of today that came of it; -1 where there is none."""

    old: int
    new: int


def pair(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pair the runs of two texts, in their order.

    >>> pair(["One two three.", "Gone."], ["One two four."])
    [Pair(old=0, new=0), Pair(old=1, new=-1)]
    """
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs += [Pair(a + step, c + step) for step in range(b - a)]
        else:
            pairs += [
                Pair(one.old + a if one.old >= 0 else -1, one.new + c if one.new >= 0 else -1)
                for one in _paired(before[a:b], after[c:d])
            ]
    return pairs


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The pairs whose words are most alike, none crossing another."""
    if len(old) * len(new) > MOST_PAIRS:
        return [
            Pair(step if step < len(old) else -1, step if step < len(new) else -1)
            for step in range(max(len(old), len(new)))
        ]
    words = [[Counter(one.casefold().split()) for one in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for c in range(len(new) - 1, -1, -1):
            like = _likeness(words[0][a], words[1][c])
            best[a][c] = max(
                best[a + 1][c], best[a][c + 1], like + best[a + 1][c + 1] if like else 0
            )
    return list(_followed(best, words))


def _followed(best: list[list[float]], words: list[list[Counter[str]]]) -> Iterator[Pair]:
    a = c = 0
    while a < len(words[0]) and c < len(words[1]):
        like = _likeness(words[0][a], words[1][c])
        if like and best[a][c] == like + best[a + 1][c + 1]:
            yield Pair(a, c)
            a, c = a + 1, c + 1
        elif best[a][c] == best[a + 1][c]:
            yield Pair(a, -1)
            a += 1
        else:
            yield Pair(-1, c)
            c += 1
    yield from (Pair(rest, -1) for rest in range(a, len(words[0])))
    yield from (Pair(-1, rest) for rest in range(c, len(words[1])))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Share of the words of two runs that they have in common; 0 where they are two."""
    total = sum(one.values()) + sum(other.values())
    like = 2 * sum((one & other).values()) / total if total else 1.0
    return like if like >= ALIKE else 0.0


def changed_words(old: str, new: str, run: int) -> Iterator[Change]:
    """The words that differ; those that only typography or a citation changed are left out."""
    words = [match.group() for match in WORD.finditer(old)]
    places = list(WORD.finditer(new))
    plain_old = [word.translate(_TYPOGRAPHY) for word in words]
    plain_new = [match.group().translate(_TYPOGRAPHY) for match in places]
    matcher = SequenceMatcher(None, plain_old, plain_new, autojunk=False)
    for a, b, c, d in _merged(matcher):
        said = " ".join(match.group() for match in places[c:d])
        if CITE not in said and places:
            at = places[c if c < d else max(0, c - 1)].start()
            yield Change(run, at, *_bare(" ".join(words[a:b]), said))


def _merged(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; two with one word between them are one."""
    last: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if last and a - last[1] <= 1:
            last = (last[0], b, last[2], d)
            continue
        if last:
            yield last
        last = (a, b, c, d)
    if last:
        yield last


def _bare(old: str, new: str) -> tuple[str, str]:
    """Both without the points that they end with alike: ``payed.`` and ``paid.``."""
    while old[-1:] == new[-1:] and old[-1:] in _POINTS:
        if not old[-2:-1].strip() or not new[-2:-1].strip():
            break
        old, new = old[:-1], new[:-1]
    return old, new
