"""Titles with words in italics: the names of books and ships keep theirs."""

from __future__ import annotations

import re

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex

_STRESSED = regex(
    r"(?P<sign>\*|_)(?<![\w\\*].)(?![\s*_])(?P<words>(?:[^*_\\]|\\.)+?)(?<!\s)(?P=sign)(?![\w*])"
)
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_EDGE = regex(r"^[*_]+|[*_]+$")


def title_words(line: str, *, literal: bool) -> str:
    r"""The words of a line as a title, with the signs of the words in italics.

    Italics that are those of the whole line say nothing: so are titles set.

    Args:
        line: With or without signs.
        literal: Whether stars stand for themselves; else they are read as Markdown.

    >>> title_words("# On *Ships*", literal=False) == f"# On {signs.EM}Ships{signs.EM_END}"
    True
    """
    words = signs.HIDDEN.sub(_kept, line.replace(signs.NEWLINE, " ")).strip()
    if not literal:
        words = _STRESSED.sub(f"{signs.EM}\\g<words>{signs.EM_END}", words)
        words = _ESCAPED.sub(r"\1", words)
    whole = re.fullmatch(f"{signs.EM}([^{signs.EM_END}]*){signs.EM_END}", words)
    words = whole[1] if whole else words
    if words.count(signs.EM) != words.count(signs.EM_END):
        words = signs.words_of(words)
    return _EDGE.sub("", words).strip()


def _kept(match: re.Match[str]) -> str:
    return match.group() if match.group() in (signs.EM, signs.EM_END) else ""


def spelt(words: str) -> str:
    """A title as Markdown spells it, once everything else is escaped.

    >>> spelt(f"On {signs.EM}Ships{signs.EM_END}")
    'On *Ships*'
    """
    return signs.ANY.sub("", words.replace(signs.EM, "*").replace(signs.EM_END, "*"))
