"""Links: out of the book, or to another place in it."""

from __future__ import annotations

import re
from posixpath import basename
from urllib.parse import unquote

from anthology.model import CrossReference, Inline, Link, plain
from anthology.problems import Code, Place
from anthology.reading.markdown.attributes import parse_attributes, wrong_attributes
from anthology.reading.markdown.context import Context

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE = ("http", "https", "mailto")


def link(
    href: str, children: tuple[Inline, ...], attributes: str, here: Place, context: Context
) -> Inline:
    """Make a link or a cross-reference of an address."""
    given = parse_attributes(attributes)
    path, _, fragment = href.partition("#")
    scheme = _SCHEME.match(href)
    if not scheme and (path.endswith(".md") or (fragment and not path)):
        context.problems += wrong_attributes(given, here, ("page",), "a cross-reference")
        slug = basename(unquote(path)).removesuffix(".md")
        return CrossReference(children, slug, unquote(fragment), here, "page" in given.words)
    context.problems += wrong_attributes(given, here, (), "a link out of the book")
    _check(href, scheme[1].lower() if scheme else "", children, here, context)
    return Link(children, href, here)


def _check(
    href: str, scheme: str, children: tuple[Inline, ...], here: Place, context: Context
) -> None:
    if scheme and scheme not in _SAFE:
        message = f"a link with the scheme “{scheme}:”"
        hint = "an edition links to http:, https: and mailto: only"
        context.report(here, Code.LINK_UNSAFE, message, hint)
    elif not scheme:
        message = f"“{href}” is neither a web address nor a text of the book"
        if not href:
            message = "a link without an address"
        hint = f"write https://{href}" if href.startswith("www.") else "write other.md#id"
        context.report(here, Code.LINK_BROKEN, message, hint)
    elif not plain(children).strip():
        message = "a link without words"
        context.report(here, Code.LINK_BROKEN, message, "put words between the brackets")
