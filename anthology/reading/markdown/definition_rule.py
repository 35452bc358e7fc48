"""The block rule for terms and their meanings, as pandoc writes them.

The plugin there is takes an image and the caption below it for a term and its meaning.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import getLine

from anthology.reading.markdown.block_rules import FIGURE, read_indented

_MARKER = re.compile(r"[:~][ \t]+(?=\S)")

STEP = 2
"""Columns that a meaning is indented by, at least."""


def definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``term``, and below it ``:   meaning``, with further paragraphs indented."""
    if silent:
        return state.ddIndent >= 0 and _ends_meaning(state, start, end)
    if not _is_term(state, start, end):
        return False
    opening = state.push("dl_open", "dl", 1)
    state.line = start
    while state.line < end and _is_term(state, state.line, end):
        _read_term(state, state.line)
        meaning = _meaning_after(state, state.line, end)
        while meaning:
            _read_meaning(state, meaning, end)
            at_next = state.line < end and _marker(state, state.line, state.blkIndent)
            meaning = state.line if at_next else 0
    opening.map = [start, state.line]
    state.push("dl_close", "dl", -1)
    return True


def _marker(state: StateBlock, line: int, margin: int) -> re.Match[str] | None:
    """Match the sign before a meaning, if it is not indented too far from ``margin``."""
    if not 0 <= state.sCount[line] - margin < 4:
        return None
    return _MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _is_term(state: StateBlock, line: int, end: int) -> bool:
    if state.isEmpty(line) or state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return False
    is_figure = FIGURE.fullmatch(getLine(state, line))
    return not is_figure and _meaning_after(state, line, end) > 0


def _meaning_after(state: StateBlock, line: int, end: int) -> int:
    """Find the first meaning of a term, one empty line allowed; 0 if there is none."""
    following = line + 1
    if following < end and state.isEmpty(following):
        following += 1
    is_meaning = following < end and _marker(state, following, state.blkIndent)
    return following if is_meaning else 0


def _ends_meaning(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a paragraph ends here: at a new meaning, or a term right above one."""
    margin = state.ddIndent - STEP
    if _marker(state, line, margin):
        return True
    is_left = state.sCount[line] < state.ddIndent and not state.isEmpty(line)
    return is_left and line + 1 < end and bool(_marker(state, line + 1, margin))


def _read_term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1)
    token = state.push("inline", "", 0)
    token.map = [line, line + 1]
    token.content = getLine(state, line).strip()
    token.children = []
    state.push("dt_close", "dt", -1)


def _read_meaning(state: StateBlock, line: int, end: int) -> None:
    found = _marker(state, line, state.blkIndent)
    assert found
    state.push("dd_open", "dd", 1).map = [line, line + 1]
    outer, state.ddIndent = state.ddIndent, state.sCount[line] + STEP
    read_indented(state, line, end, found.end(), state.ddIndent)
    state.ddIndent = outer
    state.push("dd_close", "dd", -1)
