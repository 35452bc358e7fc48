"""Notes that a page shows over its text: in a title, an attribute, or a hidden element.

Plugins write them in many ways, but always so: a short sign that is read, and beside it,
or within it, words that are shown when the sign is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.source import legal

LABEL = regex(
    r"[\[(]?\s*(?:note\s*(?=[\d*†‡]))?([\dA-Za-z*†‡§¶]{1,4}|[ivxlc]{5,8}|[⁰¹²³⁴-⁹]{1,3})\s*[\])]?\.?",
    re.IGNORECASE,
)
"""What the sign of a note looks like."""

_ATTRIBUTES = (
    "title", "data-footnote", "data-note", "data-tooltip", "data-content", "data-title",
    "data-original-title", "data-tippy-content", "data-bs-content", "data-bs-title",
    "data-text", "data-footnote-content", "data-fn", "data-tip", "aria-label",
)  # fmt: skip
_GENERIC = regex(
    r"\W*(?:jump|go|skip|back|see|read|show|open|view|zur?|aller|voir|link|click|foot-?note"
    r"|end-?note|note|fußnote|anmerkung|reference|permalink)\b.{0,40}",
    re.IGNORECASE,
)
_TIP = regex(
    r"(?:^|[-_])(?:tool-?tip-?(?:text|content)?|foot-?note[-_]*(?:tool-?tip|text|content|body"
    r"|note)|side-?note|margin-?note|popover|pop-?up|footnote__note|fn-?(?:text|content|body)"
    r"|hover-?note|refbody)$",
    re.IGNORECASE,
)
_WITHIN = frozenset(("span", "small", "aside", "div", "i", "em", "cite", "sup"))
_SMALLEST = 2
"""Words that a note has at least."""


@dataclass(frozen=True, slots=True)
class Popup:
    """A note shown over the text."""

    mark: HtmlElement
    """The element that is read as the sign: where the note hangs."""

    sign: str
    """What it shows; empty where only the style sheet counts."""

    body: HtmlElement
    """The words of the note."""

    before: HtmlElement | None = None
    """An element that shows the sign right before the mark."""


def find_popups(root: HtmlElement) -> list[Popup]:
    """Find the notes that a page shows over its text, in order."""
    found: list[Popup] = []
    taken: set[HtmlElement] = set()
    for element in root.iter():
        if not isinstance(element.tag, str) or element in taken:
            continue
        popup = _in_attribute(element) or _in_element(element)
        if popup:
            found.append(popup)
            taken.update(popup.mark.iter())
    return found


def _in_attribute(element: HtmlElement) -> Popup | None:
    """``<sup title="So the parish book.">1</sup>``."""
    if element.tag not in ("sup", "a", "span", "button"):
        return None
    sign = _text(element)
    if not LABEL.fullmatch(sign):
        return None
    for name in _ATTRIBUTES:
        words = legal(" ".join(element.get(name, "").split()))
        if len(words.split()) >= _SMALLEST and not _GENERIC.fullmatch(words):
            body = lxml_html.fragment_fromstring(words, create_parent="span")
            return Popup(element, sign, body)
    return None


def _in_element(element: HtmlElement) -> Popup | None:
    """``<sup>1</sup><span class="footnote_tooltip">So the parish book.</span>``."""
    names = [*element.get("class", "").split(), element.get("id", "")]
    if element.tag not in _WITHIN or not any(_TIP.search(name) for name in names):
        return None
    holder = element.getparent()
    if holder is None or len(_text(element).split()) < _SMALLEST:
        return None
    shown = " ".join("".join([holder.text or "", *_before(element)]).split())
    before = element.getprevious()
    if LABEL.fullmatch(shown) and not (element.tail or "").strip() and holder.tag != "p":
        return Popup(holder, shown, element)
    if before is not None and not (before.tail or "").strip():
        sign = _text(before)
        if LABEL.fullmatch(sign):
            return Popup(element, sign, element, before)
    marginal = re.search(r"side-?note|margin-?note", " ".join(names), re.IGNORECASE)
    return Popup(element, "", element) if marginal else None


def _before(element: HtmlElement) -> list[str]:
    parent = element.getparent()
    words: list[str] = []
    for child in parent if parent is not None else ():
        if child is element:
            break
        words += ["".join(child.itertext()), child.tail or ""]
    return words


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
