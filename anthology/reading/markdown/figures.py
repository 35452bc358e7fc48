"""Figures: an image alone in its paragraph."""

from __future__ import annotations

import re
from posixpath import join, normpath
from urllib.parse import unquote

from markdown_it.token import Token

from anthology.model import Figure, Inline, Text, plain
from anthology.problems import Code, Place
from anthology.reading.markdown.attributes import parse_attributes, wrong_attributes
from anthology.reading.markdown.context import Context
from anthology.reading.markdown.dialect import inline_tokens_of
from anthology.reading.markdown.inlines import make_inlines
from anthology.reading.markdown.spans import only_words

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")


def figure(image: Token, here: Place, context: Context) -> Figure:
    """Make a figure; what is printed under it stands in its title or follows as a caption.

    With ``{alt="…"}`` the words in brackets are the caption, as in pandoc.
    """
    given = parse_attributes(image.meta.get("attributes", ""))
    context.problems += wrong_attributes(given, here, ("#id", "alt=", "credit="), "a figure")
    context.problems += context.ids.given(given.id, here)
    words = make_inlines(image.children or [], image.content, here, context)
    title = str(image.attrs.get("title", ""))
    caption: tuple[Inline, ...] = (Text(title),) if title else ()
    alt = plain(words)
    if given.pairs and "alt" in given.pairs:
        alt, caption = given.pairs["alt"], words
    elif not only_words(words):
        message = "a note or a citation in the description of an image"
        hint = "put it into the caption, a paragraph “: …” after the image"
        context.report(here, Code.ATTRIBUTE_VALUE, message, hint)
    if not alt.strip():
        message = "an image without a description"
        hint = "say between the brackets what it shows: ![A map of …](file)"
        context.report(here, Code.IMAGE_ALT, message, hint)
    said = (given.pairs or {}).get("credit", "")
    credit = make_inlines(inline_tokens_of(said), said, here, context)
    return Figure(_source(image, here, context), alt, caption, here, given.id, credit)


def _source(image: Token, here: Place, context: Context) -> str:
    """Find the file, beside the text or from the project's folder."""
    address = unquote(str(image.attrs.get("src", "")))
    if _SCHEME.match(address):
        message = f"an image from elsewhere: {address[:60]}"
        hint = "save it in the project: a book is built without the network"
        context.report(here, Code.IMAGE_REMOTE, message, hint)
        return address
    candidates = [normpath(join(context.folder, address)), normpath(address)]
    inside = [path for path in candidates if not path.startswith(("..", "/"))]
    if not inside or address.startswith("/") or "\\" in address:
        message = f"“{address}” leads out of the project"
        context.report(here, Code.FILE_OUTSIDE, message, "copy the image into the project")
        return address
    exists = context.surroundings.exists
    if exists is None:
        return inside[0]
    found = [path for path in inside if exists(path)]
    if not found:
        message = f"there is no image “{address}”"
        hint = f"looked for {' and '.join(dict.fromkeys(inside))}"
        context.report(here, Code.IMAGE_MISSING, message, hint)
    return (found or inside)[0]
