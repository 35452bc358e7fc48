"""Where a line must not end, or may: said in the text, as style sheets cannot say it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_KEPT = frozenset({"pre", "code"})
"""Elements whose words are left alone, letter by letter."""

_BEFORE_DASH = re.compile(r"(?<=[^\s\u2060])(?=—)")
"""A closed dash ends a line, never begins one (CMOS 18, 6.91); of spaced ones see
``editions/spaces.py``."""

_JOINER = "\u2060"

_ENDLESS = re.compile(r"\w{41,}")
"""Words longer than any line; no dictionary knows where to divide them."""

SOFT_HYPHEN = "\u00ad"
"""A hyphen that is printed only at the end of a line."""


def bind(tree: Element) -> None:
    """Tie dashes to the word before them; let endless words be divided."""
    for element in tree.iter():
        if element.tag not in _KEPT and element.text:
            element.text = bound(element.text)
        for child in element:
            if child.tail and element.tag not in _KEPT:
                child.tail = bound(child.tail)


def bound(words: str) -> str:
    """Return words with the joiners that keep them together.

    >>> bound("one—two").replace("\u2060", "+")
    'one+—two'
    >>> bound("x" * 9), bound("x" * 41).count("\u00ad")
    ('xxxxxxxxx', 10)
    """
    words = _BEFORE_DASH.sub(_JOINER, words)
    return _ENDLESS.sub(lambda found: _divisible(found[0]), words)


def _divisible(word: str) -> str:
    """Let a word be divided after every fourth letter."""
    return SOFT_HYPHEN.join(word[start : start + 4] for start in range(0, len(word), 4))
