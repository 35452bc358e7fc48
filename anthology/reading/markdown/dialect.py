"""Which rules make up the dialect, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import autolink, html_inline, image, link
from markdown_it.token import Token

from anthology.reading.markdown import block_rules, inline_rules
from anthology.reading.markdown.definition_rule import definitions
from anthology.reading.markdown.division_rule import division

_TRAILING = re.compile(r"[ \t]*(\{[ \t]*(?:#|\.|[\w-]+=)[^{}]*\})[ \t]*$")

_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
"""What may end a paragraph, though it cannot begin anywhere."""

_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
"""What may begin without an empty line before it."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Accept every address: the tree builder refuses by name what the parser hides."""
        return True


class UsedReferences(dict[str, Any]):
    """Link definitions (``[label]: address``) that remember which were asked for."""

    def __init__(self) -> None:
        """Begin without definitions."""
        super().__init__()
        self._used: set[str] = set()
        self.repeated: list[dict[str, Any]] = []
        """Definitions of a label that has one already; the parser goes by the first."""

    def get(self, label: str, default: Any = None) -> Any:
        """Look a definition up for a link."""
        self._used.add(label)
        return super().get(label, default)

    def unused(self) -> Iterator[tuple[int, str]]:
        """Yield line, counted from 0, and label of what no link goes by."""
        for label, definition in self.items():
            if label not in self._used:
                yield definition["map"][0], label
        for definition in self.repeated:
            yield definition["map"][0], definition["label"]


@cache
def parser() -> MarkdownIt:
    """Return the parser of the dialect; it keeps nothing between two texts."""
    md = _Parser("commonmark", {"maxNesting": block_rules.DEPTH + 8})
    block = md.block.ruler
    block.at("table", block_rules.counted_table, {"alt": ["paragraph", "reference"]})
    block.enable("table")
    block.before("table", "too_deep", block_rules.too_deep)
    block.before("table", "division", division, _INTERRUPTS)
    block.after("table", "verse", block_rules.verse, _INTERRUPTS)
    block.before("reference", "note", block_rules.note, _INTERRUPTS)
    block.before("paragraph", "caption", block_rules.caption, {"alt": ["blockquote"]})
    block.before("paragraph", "figure", block_rules.figure)
    block.before("paragraph", "definitions", definitions, _ENDS)
    md.inline.add_terminator_char(";")  # where one work of a citation ends
    inline = md.inline.ruler
    inline.before("link", "dialect", inline_rules.dialect)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        inline.at(name, inline_rules.placed(rule))
    inline.at("html_inline", inline_rules.placed(html_inline))
    md.core.ruler.disable("text_join")  # what a backslash stands before is no markup
    md.core.ruler.before("inline", "trailing_attributes", _trailing_attributes)
    return md


def tokens_of(source: str, references: UsedReferences) -> list[Token]:
    """Parse a whole text."""
    env = {"references": references, "duplicate_refs": references.repeated}
    return parser().parse(source, env)


def inline_tokens_of(source: str) -> list[Token]:
    """Parse one line of words: a title, a credit line."""
    tokens = parser().parseInline(source, {"references": UsedReferences()})
    return tokens[0].children or []


def _trailing_attributes(state: StateCore) -> None:
    """Take ``{#id}`` off the end of headings, captions and terms."""
    for opening, words in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type in {"heading_open", "caption_open", "dt_open"}:
            found = _TRAILING.search(words.content)
            if found:
                opening.meta["attributes"] = found[1]
                words.content = words.content[: found.start()]
