"""What a reader hands to the passes."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.cleaning.decoding import Coding
from anthology.cleaning.draft import Draft


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

    @property
    def exact(self) -> bool:
        """Whether the text holds every byte of the file, so that the ledger gives them back."""
        return self.reader in ("text", "markdown")
