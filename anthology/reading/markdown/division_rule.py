"""The block rule for fenced divisions, as pandoc writes them: ``::: letter`` … ``:::``."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import getLine

_OPENING = re.compile(r":{3,}\s*(\{[^{}]*\}|[\w-]+)\s*:*\s*")
_CLOSING = re.compile(r":{3,}\s*")
_CODE = re.compile(r"(`{3,}|~{3,})")


def division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what stands between the colons as blocks; divisions may hold others."""
    if state.is_code_block(start):
        return False
    found = _OPENING.fullmatch(getLine(state, start))
    if not found:
        return False
    if silent:
        return True
    last, closed = _closing_after(state, start, end)
    opening = state.push("division_open", "div", 1)
    opening.map = [start, last]
    opening.meta = {"attributes": found[1], "closed": closed}
    around, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "division", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = around, limit
    state.push("division_close", "div", -1)
    state.line = last + closed
    return True


def _closing_after(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Return the line that a division ends before, and whether colons close it."""
    depth, code = 1, ""
    for line in range(start + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line, False
        words = getLine(state, line)
        fence = _CODE.match(words)
        if fence and (not code or words.startswith(code)):
            code = "" if code else fence[1]
        elif not code and _OPENING.fullmatch(words):
            depth += 1
        elif not code and _CLOSING.fullmatch(words):
            depth -= 1
            if not depth:
                return line, True
    return end, False
