"""Paragraphs of a page that Word has saved: their classes are the names of its styles."""

from __future__ import annotations

from lxml.html import HtmlElement

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex

_STYLES = (
    (regex(r"MsoTitle"), signs.HEADINGS[1]),
    (regex(r"MsoSubtitle"), f"{signs.FACT}subtitle{signs.FACT_END}"),
    (regex(r"Mso(?:Intense)?Quote|MsoBlockText"), signs.QUOTE),
    (regex(r"MsoCaption"), f"{signs.DROP}caption{signs.DROP_END}"),
)
_LISTED = regex(r"Mso(?:ListParagraph|ListBullet|ListNumber)\w*")
_SIGN = regex(r"\s*(?:(?P<bullet>[·•▪§o\uf0b7\uf0a7-])|(?P<number>\d{1,3})[.)])[\s\u00a0]+")


def word_sign(element: HtmlElement) -> str:
    """The sign of the block that a paragraph’s style stands for; none for running text."""
    names = element.get("class", "").split()
    return next((sign for form, sign in _STYLES for name in names if form.fullmatch(name)), "")


def is_word_item(element: HtmlElement) -> bool:
    """Whether a paragraph is the item of a list: Word writes its bullet as a letter."""
    return any(_LISTED.fullmatch(name) for name in element.get("class", "").split())


def word_item(words: str) -> tuple[str, str]:
    """The sign of an item that Word wrote, and its words without the bullet or number.

    >>> word_item("2.   So it is")[1]
    'So it is'
    """
    match = _SIGN.match(words)
    if match is None:
        return "", words
    sign = f"{signs.NUMBERED}{match['number']}. " if match["number"] else signs.BULLET
    return sign, words[match.end() :]


def word_title(body: HtmlElement) -> HtmlElement | None:
    """The paragraph that Word’s style names the title of the document."""
    return next((one for one in body.iter("p") if "MsoTitle" in one.get("class", "")), None)
