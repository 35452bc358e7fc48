"""Where on a page the text is: the smallest element with nearly all of its prose.

Nothing is chosen by words alone: menus are known by their links, sidebars and comments
by their place and the names a page gives them. Whatever lies inside the element found
stays unless it is furniture by its very name.

trafilatura 2.3 was tried instead, set to favour recall: of ten pages it lost words of the
text or of its notes on five (1, 8, 11, 15 and 30 words), where this loses none. It knows
articles and comments, not notes; so it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml.html import HtmlElement

from anthology.cleaning.patterns import regex

FURNITURE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, regex(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "comment",
            r"^(?:comments?(?:-|$)|disqus|respond$|commentlist|comment-?(?:area|section|list|wrap))",
        ),
        (
            "share",
            r"^(?:share|sharing|social|addtoany|sharedaddy|jp-relatedposts|addthis|post-?share|a2a_)"
            r"|(?:^|-)(?:sharing|social-?(?:links|icons|share|media))",
        ),
        (
            "navigation",
            r"^(?:nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip-?link|site-?(?:header|footer)"
            r"|post-?navigation|related|noprint|mw-(?:editsection|jump-link|cite-backlink)|navbox|catlinks|hatnote|"
            r"academic-tools$|related-entries$|footer$|page-?footer|jump-to-nav|site-?sub$|content-?sub$|mw-(?:navigation|head|footer)$|"
            r"printfooter|vector-|mw-panel|sistersitebox|authority-control|nav-links|page-?nav|ariadne|entry-utility)"
            r"|(?:^|-)(?:breadcrumb|navbox|related-?(?:posts|articles))",
        ),
        (
            "licence",
            r"^(?:licen[cs]e-?(?:container|tpl|box|notice)?$|pg-boilerplate|pgheader|pg-(?:header|footer|start|end))",
        ),
        ("newsletter", r"newsletter|subscri(?:be|ption)-?(?:form|box)|mailchimp|mc_embed"),
        (
            "promotion",
            r"^(?:ads?|advert\w*|banner|sponsor\w*|donat\w*|promo\w*|cookie\w*|popup)(?:-|_|$)",
        ),
        (
            "sidebar",
            r"^(?:sidebar|widget|aside|infobox|metadata|ambox|side-?box|secondary)(?:-|_|$)",
        ),
        (
            "page-data",
            r"^(?:tags?-?(?:links|cloud|list)?|topics?(?:-?list)?|post-?(?:tags|categories)"
            r"|entry-?footer|(?:article|entry|post)-?(?:tags|topics|keywords)|cat-links|kicker"
            r"|eyebrow)$|[-_](?:tags|labels)$",
        ),
        ("notes-heading", r"foot-?notes?[-_]\w*(?:label|heading|title|prepare)$"),
        ("contents", r"^(?:toc|table-of-contents|ez-toc[\w-]*|sommaire|toctitle|article-toc)$"),
        (
            "caption",
            r"^(?:wp-caption-text|caption|figcaption|thumbcaption|gallerycaption|image-?caption|legende?)$",
        ),
        (
            "hidden",
            r"^(?:screen-reader-text|accessibility|sr-only|visually-hidden|visuallyhidden|hidden|mw-empty-elt)$",
        ),
    )
)
_TAGS = {
    "nav": "navigation", "aside": "sidebar", "form": "form", "button": "form", "select": "form",
    "input": "form", "textarea": "form", "script": "script", "style": "script",
    "noscript": "script", "template": "script", "svg": "image", "iframe": "frame",
    "object": "frame", "embed": "frame", "audio": "frame", "video": "frame", "canvas": "frame",
    "figcaption": "caption", "head": "script", "title": "script", "math": "formula",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "navigation", "complementary": "sidebar",
    "contentinfo": "navigation", "search": "form",
}  # fmt: skip

PROSE = frozenset((
    "p", "li", "dd", "dt", "blockquote", "pre", "td", "th", "h1", "h2", "h3", "h4", "h5",
    "h6", "div", "section", "article",
))  # fmt: skip
LEAST = 8
"""Words a block must have to count as prose."""

SHARE = 0.97
"""Of the prose that the element chosen must hold."""


def furniture_class(element: HtmlElement) -> str:
    """The class of an element that is furniture by its tag, role or name; else empty."""
    tag = element.tag
    if not isinstance(tag, str):
        return "script"
    if tag in _TAGS:
        return _TAGS[tag]
    if tag in ("body", "html", "article", "main"):
        return ""
    if element.get("role") in _ROLES:
        return _ROLES[element.get("role", "")]
    if element.get("hidden") is not None or "display:none" in element.get("style", "").replace(
        " ", ""
    ):
        return "hidden"
    names = [*element.get("class", "").split(), element.get("id", "")]
    return next((rule for rule, form in FURNITURE for name in names if form.search(name)), "")


def find_body(root: HtmlElement, drop: Callable[[HtmlElement, str], None]) -> HtmlElement:
    """Find the element that holds the text; tell what lies outside it."""
    weights = _weights(root)
    body = root.find("body")
    best = body if body is not None else root
    total = weights.get(best, 0)
    while total:
        inner = [child for child in best if weights.get(child, 0) >= SHARE * total]
        if not inner or best.tag in ("article", "ul", "ol", "table"):
            break
        best = inner[0]
    best = _with_notes(root, best)
    while (
        best.tag in ("p", "li", "td", "tr", "tbody", "blockquote")
        and best.getparent() is not None
    ):
        best = best.getparent()
    _tell_outside(root, best, drop)
    return best


_NOTES = regex(
    r"^(?:foot-?notes?|end-?notes?|notes?|references|reflist|fnlist)(?:-|_|$|\d)", re.IGNORECASE
)


def _with_notes(root: HtmlElement, best: HtmlElement) -> HtmlElement:
    """Climb until the notes are inside: what the text links to, what is called notes."""
    within = set(best.iter())
    wanted = {
        unquote(link.get("href", "")[1:])
        for link in best.iter("a")
        if link.get("href", "").startswith("#") and len("".join(link.itertext()).strip()) < 6
    }
    targets = [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and element not in within
        and (
            {element.get("id"), element.get("name")} & wanted
            or any(
                _NOTES.search(name)
                for name in [*element.get("class", "").split(), element.get("id", "")]
            )
        )
        and not any(furniture_class(parent) for parent in element.iterancestors())
        and element.tag not in ("body", "html", "head", "a", "h1", "header")
    ]
    while targets and not all(target in set(best.iter()) for target in targets):
        parent = best.getparent()
        if parent is None or parent.tag == "html":
            break
        best = parent
    return best


def _weights(root: HtmlElement) -> dict[HtmlElement, int]:
    """For each element, the words of prose in it, furniture not counted."""
    weights: dict[HtmlElement, int] = {}
    skipped: set[HtmlElement] = set()
    for element in root.iter():
        parent = element.getparent()
        if parent in skipped or furniture_class(element) or _outer(element):
            skipped.add(element)
            continue
        words = _own_words(element) if element.tag in PROSE else 0
        if words < LEAST:
            continue
        here = element
        while here is not None:
            weights[here] = weights.get(here, 0) + words
            here = here.getparent()
    return weights


def _outer(element: HtmlElement) -> bool:
    """Headers and footers of the page, not of the article."""
    return element.tag in ("header", "footer") and not any(
        parent.tag in ("article", "main") for parent in element.iterancestors()
    )


def _own_words(element: HtmlElement) -> int:
    """Words of a block that stand in no block within it, unless most of them are links."""
    words = linked = 0
    stack = [(element, False)]
    while stack:
        node, in_link = stack.pop()
        count = len((node.text or "").split())
        words += count
        linked += count if in_link else 0
        for child in node:
            if isinstance(child.tag, str) and child.tag not in PROSE:
                stack.append((child, in_link or child.tag == "a"))
            count = len((child.tail or "").split())
            words += count
            linked += count if in_link else 0
    return words if linked <= words * 0.5 else 0


def _tell_outside(
    root: HtmlElement, best: HtmlElement, drop: Callable[[HtmlElement, str], None]
) -> None:
    inside = {best, *best.iterancestors()}
    for parent in best.iterancestors():
        for child in parent:
            if child not in inside:
                drop(child, furniture_class(child) or "outside")
