"""Headings: short lines between paragraphs that end without a point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anthology.cleaning.draft import Finding, Line, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.letters import is_address, is_dateline
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, HEADINGS, SPAN, STRONG, STRONG_END, words_of
from anthology.cleaning.turns import days, speeches

LONGEST = 100
"""Characters; a heading of more is rare, a paragraph of less is not."""

MOST_WORDS = 16

_SMALL = frozenset((
    "a", "an", "the", "of", "and", "or", "in", "on", "to", "for", "with", "by", "at", "from",
    "as", "its", "it", "is", "not", "but", "nor", "vs", "und", "der", "die", "das", "des",
    "von", "zu", "im", "et", "le", "la", "les", "de", "du", "des", "en", "y", "el", "los",
    "las", "del", "e", "il",
))  # fmt: skip
_NUMERAL = regex(r"(?:[IVXLC]+|\d{1,3})\.?")
_NUMBERED = regex(r"(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]\s+\S")
_SECTION = regex(
    r"(?:chapter|part|book|section|kapitel|teil|chapitre|partie|capítulo|parte|appendix"
    r"|anhang)\s+"
    r"(?:[IVXLC]+|\d+|[a-z]+)\b.*"
    r"|(?:act|scene|akt|aufzug|auftritt|szene|bild|acte|scène|acto|escena|atto|scena|canto"
    r"|letter|lecture|lesson|day|brief|vorlesung|lettre|carta|lettera|действие|явление|глава)"
    r"\s+(?:[IVXLC]+|\d+|one|two|three|four|five|the first|the second|the third|the last)\b"
    r"[.:]?.{0,50}",
    re.IGNORECASE,
)
_TALK = regex(
    r"\b(?:talks? (?:to|with)|in conversation with|interview(?:s|ed by)|im gespräch mit"
    r"|s['’]entretient avec|conversa con)\b",
    re.IGNORECASE,
)
"""What stands under the title of an interview."""
_ROLE = regex(
    r"(?:interview(?:er|ed by)?|interviewt? von|interviewerin|moderat(?:or|orin|ion)|host|chair"
    r"|entretien|entrevista|propos recueillis par|recorded by|transcri(?:bed by|pt|ption))"
    r": \S",
    re.IGNORECASE,
)
"""What names those who led a talk; it stands over no section."""
_END = regex(r"[.,;:…—–-]$|^[^“„«\"]*[.,!?;][”\"»]$")
_QUESTION = regex(r"[?!]$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    kind: str
    """``capitals``, ``title``, ``sentence``, ``numeral``, ``section``, ``small``."""


def set_headings(
    lines: Sequence[Line], edits: Edits, findings: list[Finding], taken: set[int]
) -> set[int]:
    """Find the headings among the lines and set their levels."""
    marked = [index for index, line in enumerate(lines) if line.text[0] in HEADINGS.values()]
    if marked:
        return _level(lines, edits, marked)
    spoken = taken | speeches(lines)
    found = [
        candidate
        for index in range(len(lines))
        if index not in spoken
        for candidate in _candidate(lines, index, taken)
    ]
    by_line = {
        one.index: one
        for one in (*(_Candidate(index, "title") for index in days(lines, taken)), *found)
    }
    found = [by_line[index] for index in sorted(by_line)]
    found = _without_folio(lines, _without_exclamations(lines, _merge_stacks(lines, found)))
    found = _under_titles(found)
    levels = _levels(Counter(candidate.kind for candidate in found))
    depths = _depths(lines, found)
    level = 1
    for candidate in found:
        line = lines[candidate.index]
        gap = len(line.text) - len(line.text.lstrip(" \t"))
        depth = depths.get(candidate.index, 0)
        level = min(levels[candidate.kind] + depth, level + 1, 6)
        edits.replace(line.start, line.start + gap, HEADINGS[level], "heading")
        _unstress(line, edits)
        if candidate.kind == "sentence":
            message = "taken for a heading: a short line without a point"
            sample = words_of(line.text).strip()
            findings.append(Finding("heading", line.start, message, Weight.DONE, sample))
    return {candidate.index for candidate in found}


def _level(lines: Sequence[Line], edits: Edits, marked: list[int]) -> set[int]:
    """Level headings that the source has marked: from 2 on, none skipped on the way down."""
    ranks = {sign: level for level, sign in HEADINGS.items()}
    used = sorted({ranks[lines[index].text[0]] for index in marked})
    level = 1
    for index in marked:
        line = lines[index]
        level = min(2 + used.index(ranks[line.text[0]]), level + 1, 6)
        edits.replace(line.start, line.start + 1, HEADINGS[level], "heading")
        _unstress(line, edits)
    return set(marked)


_STRESS = regex(f"[{STRONG}{STRONG_END}]")


def _unstress(line: Line, edits: Edits) -> None:
    """A heading that is stressed as a whole stresses nothing."""
    for match in _STRESS.finditer(line.text):
        edits.delete(line.start + match.start(), line.start + match.end(), "heading")


def _candidate(lines: Sequence[Line], index: int, taken: set[int]) -> list[_Candidate]:
    line = lines[index]
    if line.text[0] in BLOCKS or line.text[0] == SPAN:
        return []
    words = words_of(line.text).strip().strip("_*").strip()
    if not 0 < len(words) <= LONGEST:
        return []
    if len(words.split()) > MOST_WORDS or not _room(lines, index, taken):
        return []
    address = index + 1 < len(lines) and is_address(words_of(lines[index + 1].text).strip())
    if address and is_dateline(words):
        return []
    if is_address(words) or _TALK.search(words) or _ROLE.match(words):
        return []
    kind = _kind(words)
    return [_Candidate(index, kind)] if kind else []


def _room(lines: Sequence[Line], index: int, taken: set[int]) -> bool:
    """Whether text follows, and nothing before is left open."""
    if index + 1 >= len(lines):
        return False
    before = words_of(lines[index - 1].text).rstrip() if index else ""
    is_block = bool(index) and (lines[index - 1].text[0] in BLOCKS or index - 1 in taken)
    return is_block or not before or before[-1] not in ",:;" or len(before) < LONGEST


_POINT = regex(r"\(_?[a-z]_?\)\s")
"""``(a) …``, the letter in italics or not."""


def _kind(words: str) -> str:
    """What sort of heading the words would make; empty when none."""
    if _NUMERAL.fullmatch(words):
        return "numeral" if not words[0].isdigit() or len(words) < 3 else ""
    if _SECTION.fullmatch(words) and len(words) < 70:
        return "section"
    letters = [letter for letter in words if letter.isalpha()]
    if not letters or len(letters) < len(words.replace(" ", "")) * 0.6:
        return ""
    if all(letter.isupper() for letter in letters) and len(letters) > 3:
        return "capitals"
    if _NUMBERED.match(words) and len(words) < 70 and not _sentence(words):
        return "title"
    if _POINT.match(words):
        return "small"
    if _END.search(words) or words[0].islower() or words[0] in ':"“‘(«[*•—–-':
        return ""
    return _case(words)


def _sentence(words: str) -> bool:
    """Whether words that begin with a number end as a sentence does, mostly in lower case."""
    chief = [word for word in words.split()[2:] if word[0].isalpha()]
    small = sum(word[0].islower() for word in chief)
    return words.endswith((".", ";", ":")) and small > len(chief) / 2


_WORD = regex(r"[^\W\d_][\w’'-]*")
_INSIDE = regex(r"[.!?] \S")
"""The end of a sentence, with more words after it."""


def _case(words: str) -> str:
    """``title`` when the chief words have capitals, else ``sentence``."""
    chief = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    if not chief or _INSIDE.search(words):
        return ""
    if _QUESTION.search(words) and (len(words.split()) > 9 or "," in words):
        return ""
    capitals = sum(word[0].isupper() for word in chief)
    return "title" if capitals == len(chief) and len(chief) > 1 else "sentence"


def _without_exclamations(lines: Sequence[Line], found: list[_Candidate]) -> list[_Candidate]:
    """Where headings have numbers or capitals, a lone question or cry is text."""
    formal = sum(candidate.kind in ("section", "numeral", "capitals") for candidate in found)
    if formal < ENOUGH:
        return found
    return [
        candidate
        for candidate in found
        if candidate.kind != "sentence"
        or not _QUESTION.search(words_of(lines[candidate.index].text).rstrip())
    ]


def _without_folio(lines: Sequence[Line], found: list[_Candidate]) -> list[_Candidate]:
    """A number alone on its line counts nothing where no other does: it may be of a page."""
    alone = [one for one in found if words_of(lines[one.index].text).strip(" .").isdecimal()]
    amid = len(alone) == 1 and any(len(line.text) > LONGEST for line in lines[: alone[0].index])
    return [one for one in found if one not in alone] if amid else found


def _merge_stacks(lines: Sequence[Line], found: list[_Candidate]) -> list[_Candidate]:
    """Drop stacks of short lines, which are addresses, tables or verse, not headings.

    Two headings may follow each other (a chapter and its title), four do not.
    """
    kept: list[_Candidate] = []
    stack: list[_Candidate] = []
    for candidate in [*found, None]:
        if candidate and stack and candidate.index == stack[-1].index + 1:
            stack.append(candidate)
            continue
        kept += stack if len(stack) <= STACK else _of_stack(stack)
        stack = [candidate] if candidate else []
    return kept


STACK = 3
"""Headings that may follow each other: a part, its chapter, the title of that."""


def _of_stack(stack: Sequence[_Candidate]) -> list[_Candidate]:
    """The headings of many short lines: those that count sections, with what they name."""
    if any(one.kind == "section" for one in stack):
        return [
            one
            for before, one in zip([None, *stack], stack, strict=False)
            if one.kind == "section"
            or (one is stack[-1] and before and before.kind == "section")
        ]
    return [] if any(one.kind == "sentence" for one in stack) else list(stack)


def _under_titles(found: list[_Candidate]) -> list[_Candidate]:
    """Put the lines that count chapters below their titles, where all stand under them."""
    counted = [one for one in found if one.kind == "section"]
    by_line = {one.index: one for one in found}
    above = {one.index - 1 for one in counted if one.index - 1 in by_line}
    under = any(one.index + 1 in by_line for one in counted)
    if len(counted) < 2 or len(above) < len(counted) or under:
        return found
    return [
        replace(one, kind="section" if one.index in above else "title")
        if one.index in above or one in counted
        else one
        for one in found
    ]


_POINTS = regex(r"\d{1,2}(?P<deeper>(?:\.\d{1,2})*)\.?[)]?\s")


_SCENE = regex(r"(?:scene|szene|auftritt|scène|escena|scena|явление)\b", re.IGNORECASE)


def _depths(lines: Sequence[Line], found: Sequence[_Candidate]) -> dict[int, int]:
    """How many levels a heading goes below others of its kind: ``2.1`` is one below ``2``."""
    depths: dict[int, int] = {}
    least: dict[str, int] = {}
    for one in found:
        words = words_of(lines[one.index].text).strip()
        match = _POINTS.match(words)
        if match or one.kind == "section":
            points = match["deeper"].count(".") if match else bool(_SCENE.match(words))
            depths[one.index] = int(points)
            least[one.kind] = min(depths[one.index], least.get(one.kind, 9))
    return {
        one.index: depths[one.index] - least[one.kind] for one in found if one.index in depths
    }


_RANKS = {"section": 0, "numeral": 1, "capitals": 1, "title": 2, "sentence": 3, "small": 4}

ENOUGH = 3
"""Headings of a kind that make a level of their own: one or two are but worded so."""


def _levels(kinds: Counter[str]) -> dict[str, int]:
    """The level of each kind that occurs, the weightiest first, from 2.

    Numerals and capitals stand together over one section, so they share a level;
    crossheads in sentence case go below headings in title case.
    """
    ranks = {kind: _RANKS[kind] for kind in kinds}
    if min(kinds["title"], kinds["sentence"]) < ENOUGH:
        ranks = {kind: 2 if kind == "sentence" else rank for kind, rank in ranks.items()}
    present = sorted(set(ranks.values()))
    return {kind: min(6, 2 + present.index(rank)) for kind, rank in ranks.items()}
