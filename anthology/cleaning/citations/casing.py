"""Names within English titles, in braces: styles that write titles small leave them so.

BibTeX takes every other capital for one of headline style, and may take it away:
“Leonard and virginia woolf” (BibLaTeX manual, 2.3.11).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from anthology.cleaning import signs
from anthology.cleaning.patterns import count_words, regex

_WORD = regex(r"[^\W\d_](?:[\w’'-]*\w)?")
_SMALL = regex(r"[a-zß-ÿ]{4,}")
_CAPITALS = regex(r"(?:[A-ZÀ-Þ]\w*){2,}|\w+[’']?[A-ZÀ-Þ]\w*")
_BEGINS = regex(r"(?:^|[:.?!] )[“\"‘'(]*$")


_LINKING = frozenset((
    "with", "from", "into", "over", "upon", "between", "about", "after", "before", "through",
    "under", "against", "among", "during", "without", "within", "towards", "toward", "than",
    "that", "when", "where", "since", "until", "versus", "across", "behind", "beyond", "some",
))  # fmt: skip
"""Longer words that are small in headline style, too."""


def protected(
    title: str, names: Collection[str] = (), *, before: str = "", whole: str = ""
) -> str:
    """A title with braces about its names.

    Those are the words with a capital in a title that is otherwise written small, words
    of capitals, and names we are told.

    Args:
        title: Plain words.
        names: Words that are known to be names.
        before: Of the title, where only a part of it is given.
        whole: The title in plain words, likewise.

    >>> protected("Letters to Woolf: mills and weirs in Orr")
    'Letters to {Woolf}: mills and weirs in {Orr}'
    >>> protected("The Mills of the USSR and the Weirs of Orr", {"Orr"})
    'The Mills of the {USSR} and the Weirs of {Orr}'
    """
    if "{" in title:
        return title
    small = _written_small(whole or title)

    def braced(match: re.Match[str]) -> str:
        word = match.group()
        name = word in names or re.sub(r"[’']s$", "", word) in names
        if not word[0].isupper() and not _CAPITALS.fullmatch(word):
            return word
        begins = _BEGINS.search(before + title[: match.start()]) is not None
        told = name or bool(_CAPITALS.fullmatch(word)) or (small and not begins)
        return f"{{{word}}}" if told and len(word) > 1 else word

    return _WORD.sub(braced, title)


def _written_small(title: str) -> bool:
    """Whether a title has words of weight without a capital, as no headline has."""
    words = _WORD.findall(title)[1:]
    return any(_SMALL.fullmatch(word) and word not in _LINKING for word in words)


_HIGH = regex(r" ([A-ZÀ-Þ][a-zß-ÿ]{2,})(?![\w’-]| of | [A-ZÀ-Þ])")
"""A word with a capital, that is no part of a title: ``Book of Rain``."""

_LOW = regex(r"(?<![\w’'-])(?!of\Z)[a-zß-ÿ][\w’-]*[,;]?\Z")
"""What stands before it within a sentence: a word without one."""

LONGEST = 60
"""Letters of a word."""

_STRESSED = regex(f"{signs.EM}[^{signs.EM_END}]*{signs.EM_END}")


_WITHOUT = regex(r"(?<![\w’'-])[a-zß-ÿ]{3,}")


def names_of(text: str) -> set[str]:
    """Words that a text has within its sentences with a capital, and never without one."""
    bare = _STRESSED.sub("", text)
    within: set[str] = set()
    for match in _HIGH.finditer(bare):
        place = match.start()
        if match[1] not in within and _LOW.search(bare, max(0, place - LONGEST), place):
            within.add(match[1])
    small = count_words(_WITHOUT, text) if within else ()
    return {word for word in within if word.lower() not in small}
