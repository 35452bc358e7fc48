"""A saved page: what belongs to the text is extracted, the rest is listed.

lxml stops at the modules of HTML in this folder.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from anthology.cleaning.decoding import BOMS, Coding, decode, is_binary
from anthology.cleaning.draft import Draft
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.body import find_body
from anthology.cleaning.readers.page_facts import page_facts, page_lang
from anthology.cleaning.readers.source import RefusedError, Source
from anthology.cleaning.readers.walking import Walk

DEEPEST = 250
"""Elements within elements; libxml2 itself stops soon after."""

_CHARSET = regex(
    rb"<meta[^>]+charset=[\"']?\s*([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE
)


def read_html(raw: bytes, encoding: str = "") -> Source:
    """Extract the text of a page with its notes, and list what was left out."""
    text, coding = decode(raw, encoding) if encoding else decode_page(raw)
    if is_binary(text):
        message = "this is no page: too many of its characters are control characters"
        raise RefusedError(message)
    root = parse_page(text)
    walk = Walk(root)
    body = find_body(root, walk.drop)
    facts = page_facts(root, body)
    lines = [*facts, *walk.lines(body)]
    extracted = "\n\n".join(lines)
    draft = Draft(extracted)
    draft = replace(draft, facts=page_lang(root, draft.facts), signed=True)
    dropped = tuple(sorted(walk.dropped, key=lambda one: one.line))
    at = [1] * len(facts) + walk.places
    lines_at = tuple(line for place in at for line in (place, place))
    return Source("html", extracted, coding, draft, dropped, lines_at)


def decode_page(raw: bytes) -> tuple[str, Coding]:
    """Decode a page as it says it is encoded, else as its bytes look."""
    if not any(raw.startswith(bom) for bom, _ in BOMS):
        match = _CHARSET.search(raw[:4096])
        name = (match[1] or match[2]).decode("ascii") if match else ""
        if name.lower() in ("iso-8859-1", "latin-1", "us-ascii", "ascii"):
            name = "cp1252"  # as browsers do: the WHATWG Encoding Standard says so
        try:
            return raw.decode(name), Coding(name.lower())
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(raw)


def parse_page(text: str) -> lxml_html.HtmlElement:
    """Parse a page; it is never fetched, validated or expanded.

    Raises:
        RefusedError: there is nothing in it, or it is nested too deep to be a text.
    """
    cleaned = re.sub("[\x00\ud800-\udfff]", "\ufffd", text)
    cleaned = re.sub(r"\A\s*<\?xml[^>]*\?>", "", cleaned)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(cleaned, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise RefusedError("the page has no text in it") from None
    if _depth(root) > DEEPEST:
        raise RefusedError(f"the page nests its elements more than {DEEPEST} deep")
    return root


def _depth(root: lxml_html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
