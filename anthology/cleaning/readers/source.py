"""What a reader hands to the passes."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.cleaning.decoding import Coding
from anthology.cleaning.draft import Draft
from anthology.cleaning.patterns import regex


class RefusedError(ValueError):
    """A raw file that cannot be read; says what it is and what would help."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Dropped:
    """A text node of the source that did not come into the text."""

    rule: str
    """Its class: ``navigation``, ``script``, ``image`` …"""

    words: str
    line: int = 0
    """Of the raw file; 0 where it has no lines, as a Word file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A raw file as text."""

    reader: str
    """``text``, ``markdown``, ``html``, ``docx`` or ``epub``."""

    text: str
    coding: Coding
    draft: Draft
    """What the reader knows already; its text is ``text``."""

    dropped: tuple[Dropped, ...] = ()
    """Nothing for text and Markdown: they are read whole."""

    lines: tuple[int, ...] = ()
    """For each line of the text the line of the raw file it came from; empty where they
    are the same, or where the raw file has no lines."""

    def place(self, line: int) -> str:
        """Where a line of the text stands in the raw file, as a report says it."""
        if self.exact:
            return str(line)
        if self.lines:
            known = self.lines[:line][-1:] or self.lines[-1:]
            return str(known[0])
        return f"paragraph {(line + 1) // 2}"

    @property
    def exact(self) -> bool:
        """Whether the text holds every byte of the file, so that the ledger gives them back."""
        return self.reader in ("text", "markdown")


_ILLEGAL = regex("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """Words without the characters that XML may not have (XML 1.0, 2.2) and HTML lets in."""
    return _ILLEGAL.sub("\ufffd", words)
