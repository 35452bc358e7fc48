"""Where a line must not end: said in the text itself, where style sheets cannot say it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_KEPT = frozenset({"pre", "code"})
"""Elements whose words are left alone, letter by letter."""

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r" (?=[–—](?:\s|$))"), "\u00a0"),  # a spaced dash ends a line, never begins one
    (re.compile(r"(?<=[^\s\u2060])(?=—)"), "\u2060"),  # nor does a closed one
    (re.compile(r" (?=…)"), "\u00a0"),
)
"""What to look for, and what to put there (CMOS 18, 6.91; New Hart’s Rules 4.11)."""


def bind(tree: Element) -> None:
    """Tie dashes and ellipses to the word before them, everywhere in a section."""
    for element in tree.iter():
        if element.tag not in _KEPT and element.text:
            element.text = bound(element.text)
        for child in element:
            if child.tail and element.tag not in _KEPT:
                child.tail = bound(child.tail)


def bound(words: str) -> str:
    """Return words with the spaces and joiners that keep them together.

    >>> bound("one – two … three").replace("\u00a0", "~")
    'one~– two~… three'
    >>> bound("one—two").replace("\u2060", "+")
    'one+—two'
    """
    for pattern, instead in _RULES:
        words = pattern.sub(instead, words)
    return words
