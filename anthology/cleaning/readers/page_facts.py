"""What a page says of its text in its head: title, author, date, site, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from anthology.cleaning.draft import Facts
from anthology.cleaning.readers.body import furniture_class
from anthology.cleaning.signs import ANY, FACT, FACT_END

_META = {
    "title": ("citation_title", "dc.title", "og:title", "twitter:title"),
    "author": ("citation_author", "author", "dc.creator", "article:author", "parsely-author"),
    "date": ("citation_publication_date", "citation_date", "article:published_time", "dc.date",
             "dc.date.issued", "date", "datepublished", "parsely-pub-date"),
    "publication": ("citation_journal_title", "og:site_name", "dc.publisher"),
    "issue": ("citation_issue",),
}  # fmt: skip
_DIVIDER = re.compile(r"\s+[|•·»«–—-]\s+|\s*\|\s*")


def page_facts(root: HtmlElement, body: HtmlElement) -> list[str]:
    """Lines that state the facts of a page, for the pass that collects them."""
    metas = _metas(root)
    found = {
        name: next((metas[key] for key in keys if metas.get(key)), [""])[0]
        for name, keys in _META.items()
    }
    if found["author"].startswith("http"):
        found["author"] = ""
    heading = _heading(root, body)
    name, site = _window_title(root, heading or found["title"])
    found["title"] = heading or name or found["title"]
    found["publication"] = found["publication"] or site
    return [
        f"{FACT}{name}{FACT_END}{ANY.sub('', ' '.join(words.split()))}"
        for name, words in found.items()
        if words.strip()
    ]


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


def _heading(root: HtmlElement, body: HtmlElement) -> str:
    """The first heading of the first rank in the text, or the last before it."""
    inside = [one for one in body.iter("h1") if not furniture_class(one)]
    if inside:
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


def _window_title(root: HtmlElement, heading: str) -> tuple[str, str]:
    """The title of the window, divided into that of the text and the name of the site."""
    element = root.find(".//title")
    words = _words(element) if element is not None else ""
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
    yield element.text or ""
    for child in element:
        if child.tag != "sup" or child.find(".//a") is None:
            yield from _texts(child)
        yield child.tail or ""


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
