"""What a page says of its text in its head: title, author, date, site, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from anthology.cleaning.draft import Facts
from anthology.cleaning.facts.names import all_names
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.body import furniture_class
from anthology.cleaning.readers.word_page import word_title
from anthology.cleaning.signs import ANY, EM, EM_END, FACT, FACT_END
from anthology.cleaning.titles import title_words

_META = {
    "title": ("citation_title", "dc.title", "og:title", "twitter:title"),
    "author": ("citation_author", "author", "dc.creator", "article:author", "parsely-author"),
    "date": ("citation_publication_date", "citation_date", "article:published_time", "dc.date",
             "dc.date.issued", "date", "datepublished", "parsely-pub-date"),
    "publication": ("citation_journal_title", "og:site_name", "dc.publisher"),
    "issue": ("citation_issue",),
}  # fmt: skip
_DIVIDER = regex(r"\s+[|•·»«–—-]\s+|\s*\|\s*")


LONG = 60
"""Letters of a paragraph that is the text’s; before a title stand names and dates."""

_UNNAMED = regex(r"(?:document|dokument|documento|untitled|unbenannt) ?\d*", re.IGNORECASE)
"""What a program calls a page that has no title."""


def page_facts(root: HtmlElement, body: HtmlElement) -> list[str]:
    """Lines that state the facts of a page, for the pass that collects them."""
    metas = _metas(root)
    found = {
        name: next((metas[key] for key in keys if metas.get(key)), [""])[0]
        for name, keys in _META.items()
    }
    if found["author"].startswith("http"):
        found["author"] = ""
    for name, words in _linked_data(root):
        found[name] = found[name] or words
    found["date"] = found["date"] or _time(root)
    found["author"] = found["author"] or _author(root)
    heading = _entry_title(body) or _heading(root, body)
    name, site = _window_title(root, heading or found["title"])
    found["title"] = heading or name or found["title"]
    found["publication"] = found["publication"] or site
    return [
        f"{FACT}{name}{FACT_END}{_said(name, ' '.join(words.split()))}"
        for name, words in found.items()
        if words.strip()
    ]


def _said(name: str, words: str) -> str:
    """A fact without signs, but that a title keeps its italics."""
    return title_words(words, literal=True) if name == "title" else ANY.sub("", words)


_TITLED = regex(r"^(?:(?:entry|post|article|node)-?title|p-name|headline)$")
_BELOW = frozenset(("h2", "h3", "h4"))
"""Headings that weblogs give their entries, as the name of the site has the first rank."""


def _entry_title(body: HtmlElement) -> str:
    """The one heading that a weblog calls the title of its entry."""
    found = [one for one in body.iter(*_BELOW) if _is_entry_title(one)]
    return _words(found[0]) if len(found) == 1 and next(body.iter("h1"), None) is None else ""


def _is_entry_title(element: HtmlElement) -> bool:
    return element.tag in _BELOW and any(
        _TITLED.match(name) for name in element.get("class", "").lower().split()
    )


_SIGNED = regex(r"^(?:author-name|p-author|byline-name|fn)$")


def _author(root: HtmlElement) -> str:
    """The one name that the page calls its author’s, by microformats or microdata."""
    names = {
        _words(one)
        for one in root.iter("a", "span", "h4", "div", "p", "strong")
        if one.get("rel") == "author"
        or one.get("itemprop") == "author"
        or any(_SIGNED.match(name) for name in one.get("class", "").split())
        if not any("comment" in parent.get("class", "") for parent in one.iterancestors())
    }
    name = names.pop() if len(names) == 1 else ""
    return name if all_names(name) else ""


_CLASSES = (
    (
        "subtitle",
        regex(r"^(?:(?:entry|post|article)-)?(?:sub-?title|dek|deck|standfirst|excerpt)$"),
    ),
    ("author", regex(r"^(?:byline|author-name|(?:entry|post|article)-author)$")),
)
_LONGEST = {"subtitle": 40, "author": 8, "title": 40}
"""Words."""


def stated_fact(element: HtmlElement) -> tuple[str, str] | None:
    """What an element at the head of the text says of it, if its class names that."""
    names = element.get("class", "").lower().split()
    rule = next((rule for rule, form in _CLASSES for name in names if form.search(name)), "")
    rule = "title" if _is_entry_title(element) else rule
    if not rule:
        return None
    words = ANY.sub("", _words(element))
    words = re.sub(r"^(?:by|von|par|por) ", "", words, flags=re.IGNORECASE)
    fits = 0 < len(words.split()) <= _LONGEST[rule] and not re.search(r"\d", words)
    return (rule, words) if fits or (rule != "author" and words) else None


def page_lang(root: HtmlElement, facts: Facts) -> Facts:
    """The language the page declares."""
    html = root if root.tag == "html" else root.find("html")
    lang = (
        (html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        if html is not None
        else ""
    )
    return replace(
        facts, lang=lang if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*", lang) else ""
    )


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, []).append(content)
    return metas


_LINKED = regex(
    r'"datePublished"\s*:\s*"(?P<date>\d{4}-\d\d-\d\d)[^"]*"'
    r'|"author"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"(?P<author>[^"\\]{3,60})"'
)


def _linked_data(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Date and author as a page states them for search engines (JSON-LD)."""
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            for match in _LINKED.finditer(script.text or ""):
                yield from ((name, words) for name, words in match.groupdict().items() if words)


def _time(root: HtmlElement) -> str:
    """The date of the only time that is told, or of the first that is called published."""
    times = [
        one for one in root.iter("time") if re.match(r"\d{4}-\d\d", one.get("datetime", ""))
    ]
    stamps = {one.get("title", "")[:10] for one in root.iter("abbr")}
    dated = {stamp for stamp in stamps if re.fullmatch(r"\d{4}-\d\d-\d\d", stamp)}
    marked = [
        one
        for one in times
        if "publish" in one.get("class", "").lower() or one.get("itemprop") == "datePublished"
    ]
    days = {one.get("datetime", "")[:10] for one in marked[:1] or times}
    days = days or dated
    return days.pop() if len(days) == 1 else ""


def _heading(root: HtmlElement, body: HtmlElement) -> str:
    """The first heading of the first rank in the text, or the last before it.

    One that stands after the beginning of the text is a section’s.
    """
    titled = word_title(body)
    if titled is not None:
        return _words(titled)
    inside = [one for one in body.iter("h1") if not furniture_class(one)]
    if inside and not _after_text(body, inside):
        return _words(inside[0])
    outside = [
        one
        for one in root.iter("h1")
        if not any(
            furniture_class(parent) or "logo" in parent.get("class", "")
            for parent in (one, *one.iterancestors())
        )
    ]
    return _words(outside[-1]) if len(outside) == 1 else ""


def _after_text(body: HtmlElement, headings: list[HtmlElement]) -> bool:
    """Whether paragraphs of the text stand before the only headings of the first rank."""
    long = 0
    for element in body.iter("h1", "p"):
        if element is headings[0]:
            return long > 1
        long += len(_words(element)) > LONG
    return False


def _window_title(root: HtmlElement, heading: str) -> tuple[str, str]:
    """The title of the window, divided into that of the text and the name of the site."""
    element = root.find(".//title")
    words = _words(element) if element is not None else ""
    words = "" if _UNNAMED.fullmatch(words) else words
    parts = [part for part in _DIVIDER.split(words) if part.strip()]
    key = _key(heading)
    if key and any(_key(part) == key for part in parts) and len(parts) == 2:
        return heading, next(part for part in parts if _key(part) != key)
    if len(parts) > 1 and not heading and len(parts[-1].split()) <= 5:
        return parts[0], parts[-1]
    return heading or words, ""


def _words(element: HtmlElement) -> str:
    """The words of an element, without the marks of notes that are raised in it."""
    words = "".join(_texts(element))
    return " ".join(words.replace("\u00ad", "").split())


def _texts(element: HtmlElement) -> Iterator[str]:
    yield _plain(element.text)
    for child in element:
        if child.tag != "sup" or child.find(".//a") is None:
            opening, closing = _ITALIC if child.tag in ("i", "em", "cite") else ("", "")
            yield from (opening, *_texts(child), closing)
        yield _plain(child.tail)


_ITALIC = (EM, EM_END)


def _plain(words: str | None) -> str:
    return ANY.sub("\ufffd", words or "")


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
