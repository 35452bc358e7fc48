"""What to write instead of raw HTML."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")

_INSTEAD = {
    "i": "*words*",
    "em": "*words*",
    "cite": "*words*",
    "b": "**words**",
    "strong": "**words**",
    "sup": "^words^",
    "sub": "~words~",
    "br": "a backslash at the end of the line",
    "p": "an empty line",
    "hr": "* * *",
    "a": "[words](address)",
    "img": "![what it shows](file), in a paragraph of its own",
    "figure": "![what it shows](file), in a paragraph of its own",
    "blockquote": "“> ” before each line",
    "span": "[words]{.smallcaps} or [words]{lang=fr}",
    "table": "a pipe table",
    "ul": "“- ” before each item",
    "ol": "“1. ” before each item",
    "li": "“- ” before each item",
    "code": "`words`",
    "pre": "four spaces before each line",
}


def first_tag(source: str) -> str:
    """Name the tag that a piece of HTML begins with.

    >>> first_tag('<div class="x">words</div>')
    '<div>'
    """
    found = _TAG.match(source.lstrip())
    return f"{found.group().lower()}>" if found else source.split()[0]


def remedy(source: str) -> str:
    """Say what the dialect has in the place of this tag."""
    if source.lstrip().startswith("<!--"):
        return "write a remark as {>> … <<}"
    found = _TAG.match(source.lstrip())
    instead = _INSTEAD.get(found[1].lower() if found else "", "")
    return f"write {instead}" if instead else "write it in Markdown; a “<” alone is written \\<"
