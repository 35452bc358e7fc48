"""Where the links of a page lead, made whole by the page’s own address."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from anthology.cleaning.markup_links import NOTED
from anthology.cleaning.patterns import regex

_ARCHIVE = regex(r"^https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?:)")
_OWN = (
    (".//base[@href]", "href"),
    (".//link[@rel='canonical'][@href]", "href"),
    (".//meta[@property='og:url'][@content]", "content"),
)


def own_address(root: HtmlElement) -> str:
    """The address that a page says it has; empty where it says none."""
    for path, name in _OWN:
        for element in root.iterfind(path):
            address = _ARCHIVE.sub("", element.get(name, "").strip())
            if _scheme(address) in ("http", "https"):
                return address
    return ""


def leads_to(link: HtmlElement, own: str) -> str:
    """The whole address that a link leads to, if it can stand in a piece; else nothing.

    Args:
        link: The element.
        own: The address of the page. A link within it leads nowhere else.
    """
    href = _ARCHIVE.sub("", link.get("href", "").strip())
    words = "".join(link.itertext()).strip()
    if not words or NOTED.search(href.partition("#")[2]) or _scheme(href) is None:
        return ""
    if is_relative(href) and own:
        href = urljoin(own, href)
        if urldefrag(href).url == urldefrag(own).url:
            return ""
    whole = _scheme(href) in ("http", "https")
    return "" if not whole or words in href or set(href) & set(' ()<>"\\') else href


def is_relative(href: str) -> bool:
    """Whether an address is one of the site, and not of the page itself."""
    return bool(href) and _scheme(href) == "" and not href.startswith("#")


def file_named(address: str) -> str:
    """The name of the file that an address leads to; empty where it cannot be taken apart."""
    return "" if _scheme(address) is None else urlsplit(address).path.rpartition("/")[2]


def _scheme(href: str) -> str | None:
    """What an address begins with; None where it cannot be taken apart."""
    try:
        return urlsplit(href).scheme
    except ValueError:
        return None
