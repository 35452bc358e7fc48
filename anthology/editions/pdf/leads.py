"""The first words of a text, set apart so that a style may put them in small capitals.

A style sheet cannot choose them: ``::first-line`` is as long as a line, and the engine
begins it again where the paragraph goes on over the page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

LONGEST = 26
"""In letters: three to six words."""

FEWEST = 3 * LONGEST
"""Letters of a paragraph that has a lead: a shorter one would be all in small capitals."""

_WHOLE = frozenset({"em", "strong", "cite", "i", "span"})
"""Elements that are not divided; ``span`` marks a place for the index, or a language."""

_WORDS = re.compile(r"\s*\S+")


def set_leads(tree: Element) -> None:
    """Put the first words of each text into ``<span class="lead">``."""
    for division in tree.iter("div"):
        if division.get("class") == "text":
            own = [child for child in division if child.get("class") != "epigraph"]
            if own and own[0].tag == "p" and len("".join(own[0].itertext())) >= FEWEST:
                _set_lead(own[0])


def _set_lead(paragraph: Element) -> None:
    lead = Element("span", {"class": "lead"})
    rest = _take(paragraph, lead, LONGEST)
    if lead.text or len(lead):
        lead.tail, paragraph.text = rest, None
        paragraph.insert(0, lead)


def _take(paragraph: Element, lead: Element, room: int) -> str:
    """Move the first words into the lead; return those that stand before what is left.

    A short element goes with them whole, and is gone on from if it only marks a place.
    """
    words = first_words(paragraph.text or "", room)
    lead.text, rest = words, (paragraph.text or "")[len(words) :]
    room -= len(words)
    while not rest.strip() and len(paragraph) and _is_short(paragraph[0], room):
        element = paragraph[0]
        paragraph.remove(element)
        lead.append(element)
        _append(lead, rest, len(lead) - 1)
        room -= len(rest) + len(element.text or "")
        rest, element.tail = element.tail or "", None
        if element.tag != "span":
            break
        words = first_words(rest, room)
        element.tail, rest, room = words, rest[len(words) :], room - len(words)
    return rest


def _append(lead: Element, words: str, before: int) -> None:
    """Put words before the last element of the lead."""
    if before:
        lead[before - 1].tail = f"{lead[before - 1].tail or ''}{words}"
    else:
        lead.text = f"{lead.text or ''}{words}"


def _is_short(element: Element, letters: int) -> bool:
    return (
        element.tag in _WHOLE
        and element.get("class") is None
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
