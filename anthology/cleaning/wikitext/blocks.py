"""The lines of a wikitext: what stands at their starts says what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from anthology.cleaning.draft import Line, lines_of
from anthology.cleaning.furniture import class_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    BREAK,
    BULLET,
    HEADINGS,
    MORE,
    NEST,
    NUMBERED,
    QUOTE,
    STRONG,
    STRONG_END,
)
from anthology.cleaning.wiki import is_way

_HEADING = regex(r"(={1,6})[ \t]*(.*?[^=\s].*?)[ \t]*\1[ \t]*$")
_LIST = regex(r"(?P<signs>[*#:;]+)[ \t]*(?=\S)")
_RULE = regex(r"-{4,}[ \t]*$")


def set_blocks(text: str, bare: str, edges: set[int], edits: Edits, *, joined: bool) -> None:
    """Sign headings, lists and rules; join the lines of a paragraph.

    Args:
        text: Of the page.
        bare: The same, with all brackets painted over.
        edges: Where no line is joined to another.
        edits: Takes the changes.
        joined: Whether lines are to be joined here; not where they were cut to a width.
    """
    counts: Counter[str] = Counter()
    last: Line | None = None
    heads = []
    for line in lines_of(bare):
        if line.blank:
            last = None
            continue
        heading = _heading(line)
        listed = _LIST.match(line.text)
        if heading:
            heads.append(line)
            sign = HEADINGS[len(heading[1])]
            edits.replace(line.start, line.start + heading.start(2), sign, "markup")
            edits.delete(line.start + heading.end(2), line.end, "markup")
        elif _RULE.match(line.text):
            edits.replace(line.start, line.end, BREAK, "markup")
        elif listed:
            _item(line, listed["signs"], listed.end(), counts, edits)
        else:
            indent = len(line.text) - len(line.text.lstrip(" \t"))
            edits.delete(line.start, line.start + indent, "markup")
        counts = counts if listed else Counter()
        plain = not (heading or listed or _RULE.match(line.text))
        if joined and plain and last and not {last.end, line.start} & edges:
            edits.replace(last.end, line.start, " ", "line-joined")
        last = line if plain else None
    _drop_ways(text, bare, heads, edits)


def _heading(line: Line) -> re.Match[str] | None:
    """A line between equals signs; longer ones are not tried, for that takes long."""
    likely = line.text[0] == "=" and len(line.text) < LONGEST and line.text.rstrip()[-1] == "="
    return _HEADING.match(line.text) if likely else None


LONGEST = 300
"""Characters of a heading, its markup included."""


def _item(line: Line, prefix: str, words: int, counts: Counter[str], edits: Edits) -> None:
    """An item: stars and hashes say how deep it stands, a colon that it goes on."""
    deep = sum(sign in "*#" for sign in prefix)
    last = prefix[-1]
    for known in [one for one in counts if len(one) > len(prefix)]:
        del counts[known]
    counts[prefix] += 1
    nest = NEST * max(0, deep - 1)
    if last == "*":
        sign = BULLET + nest
    elif last == "#":
        sign = f"{NUMBERED}{nest}{counts[prefix]}. "
    elif last == ";":
        sign = STRONG
        edits.insert(line.end, STRONG_END, "markup")
    else:
        sign = MORE if deep else QUOTE
    edits.replace(line.start, line.start + words, sign, "markup")


def _drop_ways(text: str, bare: str, heads: Sequence[Line], edits: Edits) -> None:
    """Take out sections of nothing but ways to other pages, with their headings."""
    starts = [line.start for line in heads]
    for line, stop in zip(heads, [*starts[1:], len(text)], strict=False):
        match = _heading(line)
        if match and is_way(match[2]) and _only_ways(bare[line.end : stop]):
            edits.delete(line.start, stop, "navigation")


def _only_ways(section: str) -> bool:
    """Whether a section has nothing but items, and what the wiki alone needs."""
    lines = [line.strip("\ufffc ") for line in section.split("\n")]
    return all(not line or line[0] in "*:" or class_of(line) for line in lines)
