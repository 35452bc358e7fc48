"""Plain text: decoded, nothing else."""

from __future__ import annotations

from anthology.cleaning.decoding import decode
from anthology.cleaning.draft import Draft
from anthology.cleaning.readers.source import Source


def read_plain(raw: bytes, encoding: str = "") -> Source:
    """Decode a text file."""
    text, coding = decode(raw, encoding)
    return Source("text", text, coding, Draft(text))
