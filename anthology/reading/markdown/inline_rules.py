"""Rules for what stands inside a paragraph and CommonMark does not know.

A rule is called at a character it may begin with; it pushes tokens and moves on, or
answers False. ``silent`` asks only how far the construct reaches. Every token that needs
a place gets ``meta["at"]``, its offset in the text of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from anthology.reading.markdown.attributes import BRACES

Rule = Callable[[StateInline, bool], bool]

Meta = dict[str, Any]
"""What a token carries along besides its words."""

_NOTE_MARK = re.compile(r"\[\^([^\[\]\^\n]+)\]")
_RAISED = re.compile(r"\^((?:\\.|[^\s\\^])+)\^")
_LOWERED = re.compile(r"~((?:\\.|[^\s\\~])+)~")
_KEY = re.compile(r"-?@(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*)")
"""pandoc’s keys: letters and digits, with single marks of punctuation between them."""

_ALONE = re.compile(r"\{\s*(?:page|[#.][A-Za-z][^{}]*|[a-z][\w-]*=[^{}]*)\s*\}")
_LOCATOR = re.compile(r"[ \t]*\n?[ \t]*(?=\[(?!\^))")

CHANGES = {
    "{++": ("++}", "new"),
    "{--": ("--}", "old"),
    "{==": ("==}", "old"),
    "{~~": ("~~}", "both"),
}
"""How CriticMarkup opens and closes, and which of old and new words it holds."""


def placed(rule: Rule) -> Rule:
    """Let a rule of the parser say where its token stands, and take attributes after it."""

    def run(state: StateInline, silent: bool) -> bool:
        at, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        attributes = _attributes_at(state) if state.src[state.pos - 1] in ")]" else ""
        state.pos += len(attributes)
        if not silent:
            opened = before + (state.tokens[before].type == "text")
            state.tokens[opened].meta.update(at=at, attributes=attributes)
        return True

    return run


def dialect(state: StateInline, silent: bool) -> bool:
    """Try the rules of this house that begin with the character at hand."""
    rules = _RULES.get(state.src[state.pos], ())
    return any(rule(state, silent) for rule in rules)


def note_mark(state: StateInline, silent: bool) -> bool:
    """``[^id]``, whether there is such a note or not."""
    found = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("note_mark", "", 0).meta = {"at": state.pos, "label": found[1]}
    state.pos = found.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """``^[words]``."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        _inside(state, "inline_note", (state.pos + 2, end), {"at": state.pos})
    state.pos = end + 1
    return True


def span(state: StateInline, silent: bool) -> bool:
    """``[words]{.class key=value}``."""
    start = state.pos
    if state.html_terminator_last("]{") < start:
        return False
    end = parseLinkLabel(state, start)
    if end < 0:
        return False
    braces = BRACES.match(state.src, end + 1, state.posMax)
    if not braces:
        return False
    if not silent:
        meta: Meta = {"at": start, "attributes": braces.group()}
        _inside(state, "span", (start + 1, end), meta)
    state.pos = braces.end()
    return True


def bracketed_citation(state: StateInline, silent: bool) -> bool:
    """``[see @key, p. 12; @other]``."""
    start = state.pos
    if state.html_terminator_last("@") < start:
        return False
    end = parseLinkLabel(state, start)
    if end < 0 or state.src.startswith("(", end + 1) or BRACES.match(state.src, end + 1):
        return False
    keys = _keys(state.src, start + 1, end)
    if not keys:
        return False
    if not silent:
        _push_cite(state, start, end + 1)
        _push_citations(state, keys, start + 1, end)
        state.push("cite_close", "", -1)
    state.pos = end + 1
    return True


def bare_citation(state: StateInline, silent: bool) -> bool:
    """``@key`` and ``@key [p. 12]``; the ``@`` of an e-mail address is none."""
    start = state.pos
    key = _KEY.match(state.src, start, state.posMax)
    if not key or _within_word(state.src, start):
        return False
    locator = _locator_after(state, key.end())
    end = locator[1] + 1 if locator else key.end()
    if not silent:
        mode = "suppress-author" if state.src[start] == "-" else "author-in-text"
        _push_cite(state, start, end)
        state.push("citation_open", "", 1).meta = {"at": start, "key": key["key"], "mode": mode}
        rest = _push_locator(state, locator) if locator else []
        state.push("citation_close", "", -1)
        if locator and rest:
            after_semicolon = state.src.rfind(";", 0, rest[0].start()) + 1
            _push_citations(state, rest, after_semicolon, locator[1])
        state.push("cite_close", "", -1)
    state.pos = end
    return True


def _push_locator(state: StateInline, locator: tuple[int, int]) -> list[re.Match[str]]:
    """Push the suffix of an ``@key``; return the further keys that stand in its brackets."""
    start, end = locator
    keys = _keys(state.src, start, end)
    own_end = state.src.rfind(";", start, keys[0].start()) if keys else -1
    _inside(state, "suffix", (start, own_end if own_end >= 0 else end), {})
    return keys if own_end >= 0 else []


def change(state: StateInline, silent: bool) -> bool:
    """``{++added++}``, ``{--cut--}``, ``{~~old~>new~~}``, ``{==marked==}``."""
    start = state.pos
    opening = state.src[start : start + 3]
    if opening not in CHANGES:
        return False
    closing, which = CHANGES[opening]
    end = _closing(state, closing)
    if end < 0:
        return _never_closed(state, silent)
    if not silent:
        meta = {"at": start, "marked": opening == "{=="}
        state.push("change_open", "", 1).meta = meta
        middle = state.src.find("~>", start + 3, end) if which == "both" else -1
        if which == "both" and middle >= 0:
            _inside(state, "old", (start + 3, middle), {})
            _inside(state, "new", (middle + 2, end), {})
        else:
            _inside(state, "old" if which == "both" else which, (start + 3, end), {})
        state.push("change_close", "", -1)
    state.pos = end + 3
    return True


def query(state: StateInline, silent: bool) -> bool:
    """``{>> a question <<}``."""
    if not state.src.startswith("{>>", state.pos):
        return False
    end = _closing(state, "<<}")
    if end < 0:
        return _never_closed(state, silent)
    if not silent:
        token = state.push("query", "", 0)
        token.meta = {"at": state.pos}
        token.content = state.src[state.pos + 3 : end]
    state.pos = end + 3
    return True


def braces_alone(state: StateInline, silent: bool) -> bool:
    """``{page}`` and the like behind nothing that could take them."""
    found = _ALONE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("braces_alone", "", 0)
        token.meta = {"at": state.pos}
        token.content = found.group()
    state.pos = found.end()
    return True


def raised(state: StateInline, silent: bool) -> bool:
    """``2^nd^``."""
    return _without_spaces(state, silent, _RAISED, "raised")


def lowered(state: StateInline, silent: bool) -> bool:
    """``H~2~O``; a run of tildes is not ours."""
    if state.src.startswith("~~", state.pos):
        end = state.pos
        while end < state.posMax and state.src[end] == "~":
            end += 1
        if not silent:
            state.append_pending(state.src[state.pos : end])
        state.pos = end
        return True
    return _without_spaces(state, silent, _LOWERED, "lowered")


_RULES: dict[str, tuple[Rule, ...]] = {
    "[": (note_mark, bracketed_citation, span),
    "^": (inline_note, raised),
    "@": (bare_citation,),
    "-": (bare_citation,),
    "{": (change, query, braces_alone),
    "~": (lowered,),
}


def _inside(state: StateInline, name: str, stretch: tuple[int, int], meta: Meta) -> None:
    """Push an opening token, what stands in ``stretch`` of the source, and a closing one."""
    state.push(f"{name}_open", "", 1).meta = meta
    after = state.posMax
    state.pos, state.posMax = stretch
    state.md.inline.tokenize(state)
    if state.pending:
        state.pushPending()
    state.posMax = after
    state.push(f"{name}_close", "", -1)


def _without_spaces(state: StateInline, silent: bool, form: re.Pattern[str], name: str) -> bool:
    found = form.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _inside(state, name, found.span(1), {"at": state.pos})
    state.pos = found.end()
    return True


def _attributes_at(state: StateInline) -> str:
    found = BRACES.match(state.src, state.pos, state.posMax)
    return found.group() if found else ""


def _closing(state: StateInline, closing: str) -> int:
    if state.html_terminator_last(closing) < state.pos + 3:
        return -1
    return state.src.find(closing, state.pos + 3, state.posMax)


def _never_closed(state: StateInline, silent: bool) -> bool:
    if not silent:
        token = state.push("critic_open", "", 0)
        token.meta = {"at": state.pos}
        token.content = state.src[state.pos : state.pos + 3]
    state.pos += 3
    return True


def _within_word(source: str, at: int) -> bool:
    """Tell whether an ``@`` belongs to an e-mail address or to a web address."""
    before = source[at - 1 : at]
    if before == "/":
        return "://" in source[source.rfind(" ", 0, at) + 1 : at]
    return before.isalnum()


def _keys(source: str, start: int, end: int) -> list[re.Match[str]]:
    """Keys that begin a citation each: the first, and every one after a semicolon."""
    keys: list[re.Match[str]] = []
    for found in _KEY.finditer(source, start, end):
        if _within_word(source, found.start()) or source[found.start() - 1] == "\\":
            continue
        if not keys or source.find(";", keys[-1].end(), found.start()) >= 0:
            keys.append(found)
    return keys


def _push_cite(state: StateInline, start: int, end: int) -> None:
    state.push("cite_open", "", 1).meta = {"at": start, "source": state.src[start:end]}


def _push_citations(
    state: StateInline, keys: list[re.Match[str]], start: int, end: int
) -> None:
    """Push each key with what stands before and after it, divided at semicolons."""
    for index, key in enumerate(keys):
        following = keys[index + 1].start() if index + 1 < len(keys) else 0
        stop = state.src.rfind(";", key.end(), following) if following else end
        mode = "suppress-author" if key.group().startswith("-") else "normal"
        meta = {"at": key.start(), "key": key["key"], "mode": mode}
        state.push("citation_open", "", 1).meta = meta
        _inside(state, "prefix", (start, key.start()), {})
        _inside(state, "suffix", (key.end(), stop), {})
        state.push("citation_close", "", -1)
        start = stop + 1


def _locator_after(state: StateInline, end: int) -> tuple[int, int] | None:
    """Find the words in brackets that belong to the ``@key`` before them."""
    gap = _LOCATOR.match(state.src, end, state.posMax)
    if not gap:
        return None
    close = parseLinkLabel(state, gap.end())
    if close < 0 or state.src[close + 1 : close + 2] in {"(", "[", "{"}:
        return None
    words = state.src[gap.end() + 1 : close].lstrip()
    return None if _KEY.match(words) else (gap.end() + 1, close)
