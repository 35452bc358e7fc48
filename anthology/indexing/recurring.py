"""Terms that recur: words that stand together oftener than chance would have it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*[’']?")
_SENTENCE = re.compile(r"[.!?:;,…()“”„«»\"]\s*|\s[–—]\s")

SHORTEST = 4
"""In letters, of each word of a term."""

LONG_WORD = 8
"""In letters: a single word that may be a term."""

COMMON = 0.12
"""Share of the paragraphs that a word may be in: the others are the mortar of a language."""

FEWEST = 4
"""How often a term must recur."""

TOGETHER = 0.3
"""Share of the rarer word’s places in which the other stands by it."""

MOST = 60
"""Terms that are proposed."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A term."""

    words: str
    count: int
    texts: int


def recurring(texts: Mapping[str, Iterable[str]]) -> list[Recurring]:
    """Return the terms of some texts, the most frequent first.

    Args:
        texts: The paragraphs of each piece.

    >>> said = [f"Line {n}. They paid the harbour dues in silver." for n in range(4)] * 2
    >>> [(term.words, term.count) for term in recurring({"a": [*said, *["Nothing."] * 99]})]
    [('harbour dues', 8)]
    """
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    spread: Counter[str] = Counter()
    homes: defaultdict[str, set[str]] = defaultdict(set)
    paragraphs = 0
    for text, runs in texts.items():
        for run in runs:
            paragraphs += 1
            clauses = [_WORD.findall(clause) for clause in _SENTENCE.split(run)]
            spread.update({word.casefold() for clause in clauses for word in clause})
            for clause in clauses:
                single.update(clause)
                pairs.update(pairwise(clause))
                for words in (*clause, *map(" ".join, pairwise(clause))):
                    homes[words].add(text)
    usual = {word for word, count in spread.items() if count > COMMON * paragraphs}
    found = [
        Recurring(words, count, len(homes[words]))
        for words, count in _terms(single, pairs, usual)
    ]
    return sorted(found, key=lambda term: (-term.count, term.words))[:MOST]


def _terms(
    single: Counter[str], pairs: Counter[tuple[str, str]], usual: set[str]
) -> Iterator[tuple[str, int]]:
    within: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        rarer = min(single[one], single[other])
        fits = _fits(one, usual) and _fits(other, usual)
        if fits and count >= FEWEST and count >= TOGETHER * rarer:
            within.update({one: count, other: count})
            yield f"{one} {other}", count
    for word, count in single.items():
        alone = count - within[word]
        if (
            word.isalpha()
            and len(word) >= LONG_WORD
            and alone >= 2 * FEWEST
            and _fits(word, usual)
        ):
            yield word, count


def _fits(word: str, usual: set[str]) -> bool:
    return len(word) >= SHORTEST and word.islower() and word not in usual
