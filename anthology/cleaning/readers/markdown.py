"""Markdown that somebody else wrote: its own markup stays, HTML in it does not.

The passes see headings, quotations and lists as signs; stars and brackets inside the
lines keep the meaning they have. All of it is done in a pass, on record, so that the
ledger of a Markdown file gives its bytes back like that of a text.
"""

from __future__ import annotations

from dataclasses import replace

from anthology.cleaning.decoding import decode
from anthology.cleaning.draft import Draft
from anthology.cleaning.readers.source import Source


def read_markdown(raw: bytes, encoding: str = "") -> Source:
    """Decode a Markdown file, and say that its signs are markup."""
    text, coding = decode(raw, encoding)
    return Source("markdown", text, coding, replace(Draft(text), literal=False))
