"""Rules for blocks that CommonMark does not know: notes, verse, captions.

Written like the parser's own: a rule looks at ``start``, and either pushes tokens and sets
``state.line`` behind what it has read, or answers False.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table

DEPTH = 32
"""Quotations and lists within each other; beyond, the page has no room left."""

_NOTE = re.compile(r"\[\^([^\[\]\n]*)\]:[ \t]*")
FIGURE = re.compile(r"!\[.*\]\([^()]*\)(\{[^{}]*\})?[ \t]*")
"""An image alone in its line."""

_CAPTION = re.compile(r":[ \t]+(?=\S)")


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep what the parser would drop without a word: blocks nested beyond reason."""
    if silent or state.level < DEPTH:
        return False
    token = state.push("too_deep", "", 0)
    token.map = [start, end]
    token.content = state.getLines(start, end, state.blkIndent, False)
    state.line = end
    return True


def note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``[^id]: …``, with further paragraphs indented by four spaces.

    Unlike the plugin for it, this keeps a note that has no mark, or has two bodies.
    """
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    found = _NOTE.match(state.src, first, state.eMarks[start])
    if not found:
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.meta = {"label": found[1]}
    read_indented(state, start, end, found.end(), state.blkIndent + 4)
    token.map = [start, state.line]
    state.push("note_close", "", -1)
    return True


def read_indented(state: StateBlock, start: int, end: int, body: int, indent: int) -> None:
    """Read a line and the indented ones after it as blocks.

    Args:
        state: Of the parser.
        start: The line that the blocks begin on.
        end: The line they end before.
        body: Offset in the source where they begin, behind a label or a sign.
        indent: Columns that further lines are indented by.
    """
    lines = state.bMarks[start], state.tShift[start], state.sCount[start]
    around = state.blkIndent, state.parentType
    state.bMarks[start], state.tShift[start], state.sCount[start] = body, 0, indent
    state.blkIndent, state.parentType = indent, "footnote"
    if body >= state.eMarks[start] and not _indented_after(state, start, end):
        state.line = start + 1
    else:
        state.md.block.tokenize(state, start, end)
    state.blkIndent, state.parentType = around
    state.bMarks[start], state.tShift[start], state.sCount[start] = lines


def _indented_after(state: StateBlock, start: int, end: int) -> bool:
    following = state.skipEmptyLines(start + 1)
    return following < end and state.sCount[following] >= state.blkIndent


def verse(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``| line``: each line its own, the spaces before it kept; ``|`` alone divides stanzas."""
    if state.parentType == "table" or not _is_verse(state, start):
        return False
    if silent:
        return True
    state.push("verse_open", "", 1).map = [start, end]
    line = start
    while line < end and state.sCount[line] >= state.blkIndent and not state.isEmpty(line):
        words = getLine(state, line)
        if _is_verse(state, line):
            _push_line(state, line, words.removeprefix("|").removeprefix(" "))
        elif state.sCount[line] > state.blkIndent:
            state.tokens[-1].content += " " + words
        else:
            break
        line += 1
    state.push("verse_close", "", -1)
    state.line = line
    return True


def _is_verse(state: StateBlock, line: int) -> bool:
    first = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return False
    rest = state.src[first : min(first + 2, state.eMarks[line])]
    return rest in {"|", "| "}


def _push_line(state: StateBlock, line: int, words: str) -> None:
    token = state.push("inline", "", 0)
    token.map = [line, line + 1]
    token.content = words.strip()
    token.meta = {"indent": len(words) - len(words.lstrip(" "))}
    token.children = []


def figure(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep an image that is followed by its caption from being taken for a term."""
    if silent or state.is_code_block(start) or not FIGURE.fullmatch(getLine(state, start)):
        return False
    following = start + 1
    if following < end and not (state.isEmpty(following) or _caption_at(state, following)):
        return False
    _push_paragraph(state, "paragraph", start, getLine(state, start).strip())
    state.line = start + 1
    return True


def caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``: words {#id}`` right after a table or a figure."""
    found = _caption_at(state, start)
    if not found or silent:
        return bool(found) and state.parentType == "table"
    if not _after_table_or_figure(state):
        return False
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    words = state.getLines(start, line, state.blkIndent, False).strip()
    _push_paragraph(state, "caption", start, words.removeprefix(":").lstrip())
    state.line = line
    return True


def _caption_at(state: StateBlock, line: int) -> re.Match[str] | None:
    first = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return None
    return _CAPTION.match(state.src, first, state.eMarks[line])


def _after_table_or_figure(state: StateBlock) -> bool:
    if not state.tokens:
        return False
    if state.tokens[-1].type == "table_close":
        return True
    is_paragraph = len(state.tokens) > 2 and state.tokens[-1].type == "paragraph_close"
    return is_paragraph and bool(FIGURE.fullmatch(state.tokens[-2].content))


def _push_paragraph(state: StateBlock, name: str, line: int, words: str) -> None:
    token = state.push(f"{name}_open", "", 1)
    token.map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.map = [line, line + 1]
    token.content = words
    token.children = []
    state.push(f"{name}_close", "", -1)


def counted_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a pipe table, and say of each row how many cells it was written with.

    The parser drops cells beyond the last column without a word.
    """
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if silent:
        return True
    for token in state.tokens[before:]:
        if token.type == "tr_open" and token.map:
            token.meta = {"cells": _cells(getLine(state, token.map[0]))}
    return True


def _cells(line: str) -> int:
    columns = escapedSplit(line.strip())
    return len(columns) - (columns[0] == "") - (len(columns) > 1 and columns[-1] == "")
