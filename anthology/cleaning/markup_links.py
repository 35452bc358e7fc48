"""Links that a Markdown source defines apart, and what it has that the dialect lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from anthology.cleaning.draft import Finding, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    CITE,
    CITE_END,
    LINK,
    LINK_END,
    LINK_TARGET,
    PAGE,
    PAGE_END,
    QUERY,
    QUERY_END,
)

NOTED = regex(
    r"(?:^|[-_])(?:foot-?|end-?|cite_?)?(?:note|fn|ftn|edn|enote|fnote)s?(?:_?ref)?(?:$|[-_\d])",
    re.IGNORECASE,
)
"""The names that programs give to the places of notes, and to those of their marks."""

_DEFINED = regex(
    r"^ {0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*<?(?P<target>(?:[a-z][a-z+.-]+:(?=\S\S)|[#/]"
    r"|\.{1,2}/|www\.|[\w/-]+\.\w)[^\s<>]*)>?"
    r"(?:[ \t]+[\"'(](?P<title>[^\n]*)[\"')])?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_USED = regex(
    r"\[(?<![\\!^]\[)(?P<words>(?!\^)(?:[^\[\]\n]|\n(?![ \t]*\n)){1,400})\]"
    r"(?P<rest>\[(?P<label>[^\[\]\n]*)\])?(?![(\[:{])"
)

_TITLE = r"[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*"
_TITLED = regex(rf"\[(?<![!\\^]\[)[^\[\]\n]+\]\([^()\s\"<>#]+(?P<title>{_TITLE})\)")

_INLINE: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (regex(r"(\{>> )[^\n{}]*?( <<\})"), (QUERY, QUERY_END)),
    (regex(r"(\[)(?<!\\\[)[^\[\]\n]*(\]\{\.original-page\})"), (PAGE, PAGE_END)),
    (
        regex(rf"(\[)(?<![!\\^]\[)[^\[\]\n]+(\]\()[^()\s\"<>#]+((?:{_TITLE})?\))"),
        (LINK, LINK_TARGET, LINK_END),
    ),
    (
        regex(r"(\[)(?<![\\^!]\[)(?=[^\[\]\n]*@[\w{])[^\[\]\n]*(\])(?![(\[:{])"),
        (CITE, CITE_END),
    ),
)
"""Markup of the dialect that the passes must not take for words, and its signs."""

_LACKING: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        regex(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\](?=[ \t])", re.MULTILINE),
        "boxes to tick are none in a book: they stand as the letters “[x]” and “[ ]”",
    ),
    (
        regex(r"~~(?<![{~]~~)(?=[^\s~])[^~\n]+~~(?![~}])"),
        "words are struck out: they stand with their “~~”; “{--words--}” proposes to cut them",
    ),
    (
        regex(r"==(?<![={]==)(?=[^\s=])[^=\n]+==(?![=}])"),
        "words are marked: they stand with their “==”",
    ),
    (
        regex(r"!\[[^\]\n]*\]\((?!<)[^()\s\"]+ [^()\"\n]*\)"),
        "an address with a space is no picture: rename the file, and write its name without",
    ),
)
"""What writing programs have beyond CommonMark, and what is said of it."""


def set_links(text: str, edits: Edits, findings: list[Finding]) -> set[int]:
    """Put addresses that stand apart into the links that name them.

    A number is a label only where a second bracket calls it: ``[1]`` alone is a note.

    Args:
        text: Of a Markdown file.
        edits: Takes the changes.
        findings: Takes the titles of links, which no book prints.

    Returns:
        Where the lines begin that define the links.
    """
    defined = {_key(match["label"]): match for match in reversed([*_DEFINED.finditer(text)])}
    if not defined:
        return set()
    uses = [
        (match, key)
        for match in _USED.finditer(text)
        if (key := _key(match["label"] or match["words"])) in defined
        and (match["rest"] or not key.isdigit())
    ]
    called = {key for _, key in uses}
    for match, key in uses:
        end = match.end("words")
        edits.replace(match.start(), match.start() + 1, LINK, "markup")
        target = LINK_TARGET + defined[key]["target"] + LINK_END
        edits.replace(end, match.end(), target, "markup")
    for key in called:
        match = defined[key]
        edits.delete(match.start(), match.end(), "markup")
    findings += _titles([defined[key] for key in defined if key in called])
    return {defined[key].start() for key in called}


def set_inline(text: str, edits: Edits) -> None:
    """Put signs for the links, queries, pages and citations that a source has already."""
    for pattern, signs in _INLINE:
        for match in pattern.finditer(text):
            for group, sign in enumerate(signs, 1):
                edits.replace(*match.span(group), sign, "markup")


def _titles(links: Iterable[re.Match[str]]) -> Iterator[Finding]:
    message = "the title of a link was taken out: nobody sees it in print"
    for match in links:
        if match["title"]:
            title = match["title"].strip(" \t\"'")
            yield Finding("link-title", match.start(), message, Weight.QUERY, title)


def _key(label: str) -> str:
    return " ".join(label.casefold().split())


def tell_lacking(text: str) -> Iterator[Finding]:
    """Tell of markup that the dialect does not have.

    It is kept as it is written, but for titles of links.
    """
    yield from _titles(_TITLED.finditer(text))
    for pattern, message in _LACKING:
        for match in pattern.finditer(text):
            sample = text[match.start() : match.end() + 24].partition("\n")[0].strip()
            yield Finding("markup-unknown", match.start(), message, Weight.QUERY, sample)
