"""Brackets of wikitext that stand within no other, found in one walk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anthology.cleaning.patterns import regex

_RAW = "nowiki|math|pre|syntaxhighlight|source|gallery|timeline|score|code"
"""Elements whose words are no wikitext."""

_TOKEN = regex(
    r"(?P<template>\{\{|\}\})|(?P<link>\[\[|\]\])"
    r"|(?P<table>^[ \t:]*\{\||^[ \t]*\|\}(?!\}))"
    rf"|(?P<raw><(?P<sort>!--|(?:{_RAW})(?=[\s>])[^<>]*(?<!/)>))"
    r"|(?P<element></?(?P<name>ref|references|poem|blockquote)(?=[\s/>])[^<>]*>)",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = regex(r"[a-z]+", re.IGNORECASE)


class Span(NamedTuple):
    """A pair of brackets, and where the words between them begin and stop."""

    start: int
    end: int
    kind: str
    """``template``, ``link``, ``table``, ``comment``, or the name of an element."""

    begin: int
    stop: int


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    opens: bool


def outermost(text: str) -> list[Span]:
    """The pairs that stand in no other; brackets without a partner are letters.

    >>> [(one.kind, one.start, one.end) for one in outermost("{{a|[[b]]}} [[c]]")]
    [('template', 0, 11), ('link', 12, 17)]
    """
    found: list[Span] = []
    waiting: list[_Token] = []
    counts: Counter[str] = Counter()
    for token in _tokens(text):
        if isinstance(token, Span):
            found.append(token)
        elif token.opens:
            waiting.append(token)
            counts[token.kind] += 1
        elif counts[token.kind]:
            opener = _partner(token.kind, waiting, counts)
            span = Span(opener.start, token.end, token.kind, opener.end, token.start)
            while found and found[-1].start > span.start:
                found.pop()
            found.append(span)
    return found


def _partner(kind: str, waiting: list[_Token], counts: Counter[str]) -> _Token:
    """The last bracket of a kind that is open; those within it were never closed."""
    while True:
        opener = waiting.pop()
        counts[opener.kind] -= 1
        if opener.kind == kind:
            return opener


def _tokens(text: str) -> Iterator[_Token | Span]:
    here = 0
    unclosed: set[str] = set()
    while match := _TOKEN.search(text, here):
        here = match.end()
        kind = match["name"] or match.lastgroup or ""
        if match["raw"]:
            span = _raw(text, match, unclosed)
            if span:
                here = span.end
                yield span
        elif match["name"]:
            kind = kind.lower()
            if match.group().endswith("/>"):
                yield Span(match.start(), here, kind, here, here)
            else:
                yield _Token(match.start(), here, kind, match.group()[1] != "/")
        else:
            opens = match.group().lstrip(" \t:")[:1] in "{["
            yield _Token(match.start(), here, kind, opens)


def _raw(text: str, match: re.Match[str], unclosed: set[str]) -> Span | None:
    """An element whose words are none of ours, up to its end, if it has one."""
    comment = match["sort"] == "!--"
    name = _NAME.match(match["sort"])
    kind = name.group().lower() if name else "comment"
    if kind in unclosed:
        return None
    closing = "-->" if comment else f"</{kind}>"
    stop = text.find(closing, match.end())
    if stop < 0:
        unclosed.add(kind)
        return None
    return Span(match.start(), stop + len(closing), kind, match.end(), stop)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with all that stands in brackets painted over, line ends too."""
    parts, here = [], 0
    for span in spans:
        parts += [text[here : span.start], "\ufffc" * (span.end - span.start)]
        here = span.end
    return "".join([*parts, text[here:]])


def divided(words: str) -> list[str]:
    """The parameters of a template, or of a link: what bars divide outside all brackets.

    >>> divided("lang|fr|[[mot|mots]]")
    ['lang', 'fr', '[[mot|mots]]']
    """
    bare = blanked(words, outermost(words))
    parts, here = [], 0
    for part in bare.split("|"):
        parts.append(words[here : here + len(part)])
        here += len(part) + 1
    return parts
