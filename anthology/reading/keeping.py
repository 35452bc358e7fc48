"""Texts as they were read, kept from build to build.

A text is read again only when something has changed that it depends on: its words, the
place they stand at, the files it names, the parser or ourselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from anthology.kept import Kept
from anthology.reading.markdown import Markdown, Surroundings, read_markdown


class KeptTexts:
    """Reads Markdown, or takes what was read before; where texts are kept, or always anew."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def read(
        self, source: str, file: str, first_line: int, prefix: str, around: Surroundings
    ) -> Markdown:
        """Return what ``read_markdown`` would for the same."""
        where = (file, first_line, prefix, around.prefixes, around.marks, bool(around.exists))
        key = self._kept.key("markdown", where, source)
        known = self._kept.get(key)
        if known is not None:
            blocks, notes, problems, asked = known
            if _unchanged(asked, around):
                return Markdown(blocks, notes, problems)
        asked = {}
        text = read_markdown(source, file, first_line, prefix, _watched(around, asked))
        self._kept.put(key, (text.blocks, text.notes, text.problems, asked))
        return text


def _watched(around: Surroundings, asked: dict[str, bool]) -> Surroundings:
    """Return the same surroundings; what is asked of them is written down."""
    there = around.exists
    if there is None:
        return around

    def exists(path: str) -> bool:
        asked[path] = there(path)
        return asked[path]

    return replace(around, exists=exists)


def _unchanged(asked: Mapping[str, bool], around: Surroundings) -> bool:
    """Whether the files that a text names are there, or lacking, as they were."""
    there = around.exists
    return not asked or all(there is not None and there(p) is was for p, was in asked.items())
