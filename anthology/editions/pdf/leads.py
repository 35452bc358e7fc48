"""The first words of a text, set apart so that a style may put them in small capitals.

A style sheet cannot choose them: ``::first-line`` is as long as a line, and the engine
begins it again where the paragraph goes on over the page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

LONGEST = 26
"""In letters: three to six words."""

_EMPHASIS = frozenset({"em", "strong", "cite", "i"})
_WORDS = re.compile(r"\s*\S+")


def set_leads(tree: Element) -> None:
    """Put the first words of each text into ``<span class="lead">``."""
    for division in tree.iter("div"):
        if division.get("class") == "text" and len(division) and division[0].tag == "p":
            _set_lead(division[0])


def _set_lead(paragraph: Element) -> None:
    words = first_words(paragraph.text or "", LONGEST)
    rest = (paragraph.text or "")[len(words) :]
    lead = Element("span", {"class": "lead"})
    lead.text, lead.tail = words, rest
    if not rest.strip() and len(paragraph) and _is_short(paragraph[0], LONGEST - len(words)):
        lead.text, lead.tail = f"{words}{rest}", paragraph[0].tail
        lead.append(paragraph[0])
        paragraph.remove(paragraph[0])
        lead[0].tail = None
    if lead.text or len(lead):
        paragraph.text = None
        paragraph.insert(0, lead)


def _is_short(element: Element, letters: int) -> bool:
    return (
        element.tag in _EMPHASIS
        and len(element) == 0
        and 0 < len(element.text or "") <= letters
    )


def first_words(words: str, letters: int) -> str:
    """Return as many whole words as there is room for.

    >>> first_words("The factories ran, and the plan", 20)
    'The factories ran,'
    >>> first_words("The", 20), first_words("Unspeakable", 5)
    ('The', '')
    """
    end = 0
    for word in _WORDS.finditer(words):
        if word.end() > letters:
            break
        end = word.end()
    return words[:end]
