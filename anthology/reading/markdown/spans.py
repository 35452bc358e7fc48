"""Spans: words with attributes, ``[words]{.class key=value}``."""

from __future__ import annotations

from anthology.model import (
    Code,
    Emphasis,
    IndexMark,
    Inline,
    LineBreak,
    PageMark,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    plain,
)
from anthology.problems import Code as ProblemCode
from anthology.problems import Place
from anthology.reading import values
from anthology.reading.markdown.attributes import (
    Attributes,
    parse_attributes,
    wrong_attributes,
)
from anthology.reading.markdown.context import Context

FRAMES = ("dateline", "salutation", "closing", "signature")
"""Classes of lines that frame a text: a span with one stands alone in its paragraph."""

CUTS = ("smallcaps", "nocase", "textsc")
"""Classes that say how words are set."""

KNOWN = (
    "#id",
    *(f".{name}" for name in (*CUTS, *FRAMES)),
    ".index",
    ".original-page",
    "lang=",
    "entry=",
    "sub=",
)

_STYLES = (Emphasis, Strong, Superscript, Subscript, Span)


def span(
    children: tuple[Inline, ...], attributes: str, here: Place, context: Context
) -> Inline:
    """Make what the attributes ask for: a span, a mark for the index, a page mark."""
    given = parse_attributes(attributes)
    context.problems += wrong_attributes(given, here, KNOWN, "a span")
    context.problems += context.ids.given(given.id, here)
    if "original-page" in given.classes:
        return _page_mark(children, here, context)
    node = _span(given, children, here, context)
    if "index" in given.classes:
        return _index_mark(node, given, context)
    if given.pairs and ("entry" in given.pairs or "sub" in given.pairs):
        message = "an entry of the index on words that the index does not list"
        hint = "write [words]{.index entry=“…”} with straight quotation marks"
        context.report(here, ProblemCode.ATTRIBUTE_VALUE, message, hint)
    return node


def _page_mark(children: tuple[Inline, ...], here: Place, context: Context) -> PageMark:
    if not children or not only_words(children):
        message = "the number of a page is words, and nothing but words"
        hint = "write [p. 41]{.original-page}"
        context.report(here, ProblemCode.ATTRIBUTE_VALUE, message, hint)
    return PageMark(plain(children), here)


def _span(
    given: Attributes, children: tuple[Inline, ...], here: Place, context: Context
) -> Span:
    lang = (given.pairs or {}).get("lang", "")
    if lang and not values.language(lang):
        message = f"“{lang}” is not a language tag"
        context.report(here, ProblemCode.ATTRIBUTE_VALUE, message, values.LANGUAGE_HINT)
    classes = tuple(name for name in (*CUTS, *FRAMES) if name in given.classes)
    return Span(children, here, lang, classes, given.id)


def _index_mark(node: Span, given: Attributes, context: Context) -> IndexMark:
    """Make a mark; a span that says nothing more is not kept within it."""
    pairs = given.pairs or {}
    entry = pairs.get("entry", "") or plain(node.children)
    if not entry:
        message = "a mark for the index without words"
        hint = 'write [Trotsky]{.index}, or []{.index entry="Trotsky, Leon"}'
        context.report(node.place, ProblemCode.ATTRIBUTE_VALUE, message, hint)
    says_more = node.lang or node.classes or node.id
    children = (node,) if says_more else node.children
    return IndexMark(children, entry, node.place, pairs.get("sub", ""))


def only_words(inlines: tuple[Inline, ...]) -> bool:
    """Tell whether nothing is lost when the words are taken without their markup."""
    return all(
        isinstance(node, Text | Code | LineBreak)
        or (isinstance(node, _STYLES) and only_words(node.children))
        for node in inlines
    )
