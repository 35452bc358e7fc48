"""Writes the citations of a note: words that lead up to one go into its brackets.

``See also [@a]; and [@b]`` would be two citations to a style, ``[See also @a; and @b]`` is
one; in parentheses it stays within them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from anthology.cleaning.citations.linker import Linker
from anthology.cleaning.citations.locators import labelled
from anthology.cleaning.citations.plain import Plain
from anthology.cleaning.citations.repeated import Span
from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex

_WORDS = (
    r"(?:see(?:,? e\.g\.,?|,? for example,?)?|also|cf\.|compare|e\.g\.,?|and|but|again|further"
    r"|quoted in|cited in|vgl\.|siehe|s\.|auch|dazu|hierzu|etwa|und|zit\. (?:nach|n\.)"
    r"|voir|aussi|cité dans|et|véase|ver|también|y|cfr?\.|vedi|anche)"
)
_LEAD = regex(
    rf"(?:^|[.?!][”’\")]? )\x00* ?(?P<lead>{_WORDS}(?:,? {_WORDS})*),? $", re.IGNORECASE
)
"""What begins a sentence, and leads up to a citation: ``Vgl. auch``."""

_BETWEEN = regex(rf"\s?[;,] (?P<lead>(?:{_WORDS}(?:,? {_WORDS})* )?)", re.IGNORECASE)
"""What stands between two citations that belong together."""


def write_citations(linker: Linker, line: Line, plain: Plain, spans: Sequence[Span]) -> None:
    """Write the citations of a line, neighbours in the same brackets.

    Args:
        linker: Of the text.
        line: The note.
        plain: Its words.
        spans: The citations, in their order.
    """
    for group in _groups(plain, spans):
        first, last = group[0], group[-1]
        lead = _lead(plain, first)
        words = [f"{lead}{_cite(first, linker.lang)}"]
        for one, other in pairwise(group):
            between = _BETWEEN.fullmatch(plain.words, one.end, other.start)
            words.append(f"{between['lead'] if between else ''}{_cite(other, linker.lang)}")
        linker.write(line, plain, (first.start - len(lead), last.end), "; ".join(words))


def _cite(span: Span, lang: str) -> str:
    locator = f", {labelled(span.locator, lang)}" if span.locator else ""
    return f"-@{span.key[1:]}{locator}" if span.key[0] == "-" else f"@{span.key}{locator}"


def _groups(plain: Plain, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Citations that nothing divides but a semicolon and words that lead up to the next."""
    group: list[Span] = []
    for span in spans:
        if group and not _together(plain, group[-1], span):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _together(plain: Plain, one: Span, other: Span) -> bool:
    between = _BETWEEN.fullmatch(plain.words, one.end, other.start)
    if not between or "-" in (one.key[0], other.key[0]):
        return False
    # A comma divides works only where “and” follows: else it may belong to the sentence.
    told = ";" in between.group() or between["lead"].startswith(("and ", "und ", "et "))
    return told and _bare(plain, one.start, other.end)


def _lead(plain: Plain, span: Span) -> str:
    match = _LEAD.search(plain.words[: span.start])
    if not match or span.key[0] == "-":
        return ""
    return plain.words[match.start("lead") : span.start] if (
        _bare(plain, match.start("lead"), span.end)
    ) else ""  # fmt: skip


def _bare(plain: Plain, start: int, end: int) -> bool:
    """Whether some words can go into brackets: no link, no query, no mark among them."""
    stretch = plain.span(start, end)
    return stretch is not None and plain.within(*stretch) == ([], "")
