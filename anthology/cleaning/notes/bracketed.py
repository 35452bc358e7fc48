"""Notes that stand in brackets with their words: ``[Footnote A: …]``, ``[#1 …]``.

They stand inside the sentence, or as a paragraph of their own after the one that
has the mark, or between the halves of a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from anthology.cleaning.notes.forms import MARKS, Sign, find_marks, plain_label
from anthology.cleaning.notes.pairing import pair_up
from anthology.cleaning.patterns import regex

_WORDS = (
    "footnote|foot-note|endnote|note|nota|fußnote|fussnote|anmerkung|anm|voetnoot|noot|"
    "note de bas de page|fotnot|fodnote|alaviite|poznámka|przypis|примечание|прим"
)
_OPENER = regex(
    rf"\[(?:(?P<word>{_WORDS})\b\.?[ \n]*(?P<label>\d{{1,4}}|[A-Z]{{1,2}}|[a-z]"
    rf"|[*†‡§¶]{{1,3}})?"
    rf"[ \n]*[:.][ \n]*(?=\S)|\#(?P<number>\d{{1,3}})[:.]?[ \n]+(?=\S))",
    re.IGNORECASE,
)
_FENCES: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (regex(r"\^\[(?!\^)(?=[^\]\n]{0,40}[^\W\d_]{2})"), "[]", True),
    (regex(r"\\footnote(?:\[\d{1,3}\])?\{"), "{}", True),
    (
        regex(r"\{\{(?:efn|refn|footnote|fnote?|anm|ref)\|(?:\w+=\w+\|)?", re.IGNORECASE),
        "{}}",
        True,
    ),
    (regex(r"\[\[(?:<[^<>\n]{0,20}>)?[ \t]*(?=[^\s\[\]|])(?![^\[\]\n]{1,80}\|)"), "[]]", False),
    (regex(r"\(\((?=[^\s()])"), "())", False),
)
"""How notes within the sentence begin, their brackets, and whether nothing else looks so.

Pandoc’s ``^[so]``, LaTeX’s ``\\footnote{so}``, templates of wikis; ``[[so it was]]`` as SPIP
has it, where ``[[page|words]]`` is a link of a wiki; ``((so it was))`` of other wikis.
"""

_REF = regex(r"<ref(?:\s[^<>/]*)?>|</ref>", re.IGNORECASE)

SENTENCE = 4
"""Words that most notes in double brackets must have: names of pages have fewer."""

LONGEST = 30_000
"""Characters within which the bracket must close."""


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A note in brackets."""

    label: str
    start: int
    end: int
    """Of the whole, brackets included."""

    words: tuple[int, int]
    apart: bool
    """Whether it is a paragraph of its own."""

    mark: Sign | None = None
    """Its mark in the text, where it has one apart from its place."""


def find_bracketed(text: str, *, literal: bool = True) -> list[Bracketed]:
    """Find notes in brackets, and their marks.

    Args:
        text: Of the piece.
        literal: Whether it is plain text; Markdown has notes within the sentence itself.
    """
    found: list[Bracketed] = []
    end = 0
    brackets = _brackets(text, "[]")
    for match in _OPENER.finditer(text):
        if match.start() < end:
            continue
        close = brackets.get(match.start())
        if close is None:
            continue
        end = close + 1
        label = match.group("label") or match.group("number") or ""
        apart = _apart(text, match.start(), end)
        words = (match.end(), close)
        found.append(Bracketed(plain_label(label), match.start(), end, words, apart))
    if found:
        return _with_marks(text, found)
    notes = [
        (opening.start(), closing.end(), opening.end(), closing.start())
        for opening, closing in pairwise(_REF.finditer(text))
        if opening.group()[1] != "/" == closing.group()[1]
    ]
    fences = iter(_FENCES if literal else _FENCES[-2:])
    while not notes and (fence := next(fences, None)):
        notes = _fenced(text, *fence)
    return [
        Bracketed(str(number), start, end, (begin, stop), apart=False)
        for number, (start, end, begin, stop) in enumerate(notes, 1)
    ]


def _fenced(
    text: str, opening: re.Pattern[str], pair: str, sure: bool
) -> list[tuple[int, int, int, int]]:
    """Notes in brackets of one kind: from where to where they go, and their words.

    Where other things look so too, most must be of some length.
    """
    found: list[tuple[int, int, int, int]] = []
    closing: dict[int, int] = {}
    for match in opening.finditer(text):
        closing = closing or _brackets(text, pair)
        close = closing.get(text.index(pair[0], match.start()))
        begin = match.end()
        if close is None or (found and match.start() < found[-1][1]):
            continue
        stop = close + 2 - len(pair)
        if stop > begin and text[stop : close + 1] == pair[1:]:
            found.append((match.start(), close + 1, begin, stop))
    long = sum(len(text[begin:stop].split()) >= SENTENCE for _, _, begin, stop in found)
    return found if sure or long * 2 > len(found) else []


def _brackets(text: str, pair: str) -> dict[int, int]:
    """Where each bracket closes; one that never does is left out."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for match in re.finditer(f"[{re.escape(pair[:2])}]", text):
        if match.group() == pair[0]:
            open_at.append(match.start())
        elif open_at:
            start = open_at.pop()
            if match.start() - start <= LONGEST:
                pairs[start] = match.start()
    return pairs


_GAP = regex(r"[ \t]*\n\n")


def _apart(text: str, start: int, end: int) -> bool:
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)]
    if before.strip() or after.strip():
        return False
    return not begin or text.endswith("\n\n", 0, begin) or bool(_GAP.match(text, end))


def _with_marks(text: str, notes: list[Bracketed]) -> list[Bracketed]:
    """Give each note that stands apart the mark that calls it."""
    if not notes:
        return []
    spans = [(note.start, note.end) for note in notes]
    openers = [Sign(note.start, note.end, note.label, "", 1.0) for note in notes]
    marks = [
        sign
        for form in MARKS
        if form.startswith(("bracket", "symbol", "paren", "sup", "raised", "caret", "tagged"))
        for sign in find_marks(text, form)
        if not _inside(sign.start, spans)
    ]
    marks.sort()
    pairs = {pair.opener: marks[pair.mark] for pair in pair_up(marks, openers)}
    return [
        Bracketed(note.label, note.start, note.end, note.words, note.apart, pairs.get(index))
        for index, note in enumerate(notes)
    ]


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    index = bisect_right(spans, (place, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]
