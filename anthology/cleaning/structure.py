"""Headings, quotations, lists, verse, pauses and stressed words, by form and place."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from anthology.cleaning.draft import Draft, Facts, Finding, Line, Outcome, Weight, written_lines
from anthology.cleaning.headings import set_headings
from anthology.cleaning.ledger import Edits
from anthology.cleaning.letters import is_dateline, set_span
from anthology.cleaning.patterns import regex
from anthology.cleaning.quoted import COLON, sourced_end
from anthology.cleaning.signs import (
    BLOCKS,
    BREAK,
    BULLET,
    HEADINGS,
    MARK,
    MARK_END,
    MORE,
    NOTE,
    NUMBERED,
    QUOTE,
    SPAN,
    words_of,
)

RULES = {
    "heading": "a short line between paragraphs that ends without a point",
    "quotation": "a paragraph announced by a colon, or set in quotation marks of its own",
    "list-item": "lines that count or begin with a bullet",
    "letter": "place, date and name under a text",
    "break": "a line of stars or dashes",
    "indent": "an indentation that means nothing",
}

NEAR = 100
"""Lines among which the numbers of paragraphs go on, over a heading or two."""

NUMBERED_SHARE = 0.4
"""Of a text’s paragraphs: if more count up, the paragraphs are numbered, and no list."""

_BREAK = regex(
    r"[ \t]*(?:[*#~•⁂+=_—–\-.][ \t\ue02f]*){3,}$|[ \t]*[⁂❦☙§]\s*$|[ \t]*[*#~][ \t]*$"
)
_BULLET = regex(r"[ \t]*(?:[•·‣▪◦∙●○■□–—*+-]|\u2043)[ \t]+(?=\S)")
_NUMBER = regex(r"[ \t]*(?P<number>\d{1,3})[.)][ \t]+(?=\S)")
_LETTER = regex(r"[ \t]*\(?(?P<number>[a-z])\)[ \t]+(?=\S)")


def set_structure(draft: Draft) -> Outcome:
    """Find headings, lists, quotations and pauses."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    lines = written_lines(text)
    taken = _set_breaks(lines, edits)
    taken |= _set_lists(lines, edits, taken)
    taken |= _set_colophon(lines, edits, draft.facts)
    if draft.literal:  # Markdown says itself what is a heading and a quotation
        taken |= set_headings(lines, edits, findings, taken)
        _set_quotations(lines, edits, findings, taken)
    for index, line in enumerate(lines):
        if index not in taken and line.text[0] in " \t":
            gap = len(line.text) - len(line.text.lstrip(" \t"))
            edits.delete(line.start, line.start + gap, "indent")
    text, changes = edits.done()
    return draft.then(text, findings), changes


COLOPHON = 8
"""Lines at the end of a text among which its place, date and name are looked for."""


def _set_colophon(lines: Sequence[Line], edits: Edits, facts: Facts) -> set[int]:
    """Place and date, and the author's name, alone on their lines under a text."""
    end = next((at for at, line in enumerate(lines) if line.text[0] == NOTE), len(lines))
    end = end if all(line.text[0] in (NOTE, MORE) for line in lines[end:]) else len(lines)
    names = {person.name.casefold() for person in facts.authors}
    kinds = {end: "end"}
    for index in range(end - 1, max(2, end - COLOPHON) - 1, -1):
        words, plain = words_of(lines[index].text).strip(), _is_plain(lines[index])
        if plain and words.casefold() in names:
            kinds[index] = "signature"
        elif plain and is_dateline(words) and "," in words and words[-1] != ".":
            beside = words_of(lines[index - 1].text).strip().casefold() in names
            kinds |= {index: "dateline"} if beside or index + 1 in kinds else {}
    del kinds[end]
    for index, kind in kinds.items():
        set_span(lines[index], kind, edits)
    return set(kinds)


def _is_plain(line: Line) -> bool:
    return line.text[0] not in {*BLOCKS, SPAN, "["} and MARK not in line.text


def _set_breaks(lines: Sequence[Line], edits: Edits) -> set[int]:
    """Lines of stars and dashes; one before a heading or at the end pauses nothing."""
    taken = set()
    for index, line in enumerate(lines):
        if line.text != BREAK and not _BREAK.match(line.text):
            continue
        taken.add(index)
        after = lines[index + 1].text[0] if index + 1 < len(lines) else NOTE
        leading = all(before in taken for before in range(index))
        double = index - 1 in taken and bool(index)
        if leading or double or after == NOTE or after in HEADINGS.values():
            edits.delete(line.start, line.end, "break")
        else:
            edits.replace(line.start, line.end, BREAK, "break")
    return taken


def _set_lists(lines: Sequence[Line], edits: Edits, taken: set[int]) -> set[int]:
    """Lines with bullets; lines that count up from one with nothing long between."""
    items = _set_bullets(lines, edits, taken)
    points = {index for run in _counting(lines, _LETTER, taken | items) for index in run}
    for run in _counting(lines, _NUMBER, taken | items, points):
        if _numbered_paragraphs(lines, run):
            continue
        for index in run:
            match = _NUMBER.match(lines[index].text)
            assert match is not None
            start = lines[index].start
            sign = f"{NUMBERED}{match.group().strip()} "
            edits.replace(start, start + match.end(), sign, "list-item")
        items.update(run)
    for index in sorted(points):  # Markdown has no such lists: a paragraph each
        if index - 1 in items:
            gap = len(lines[index].text) - len(lines[index].text.lstrip(" \t"))
            edits.replace(lines[index].start, lines[index].start + gap, MORE, "list-item")
            items.add(index)
    return items | points


def _set_bullets(lines: Sequence[Line], edits: Edits, taken: set[int]) -> set[int]:
    """Lines with bullets; a dash is one only beside another: alone it opens a speech."""
    items = set()
    for index, line in enumerate(lines):
        match = _BULLET.match(line.text)
        if not match or index in taken:
            continue
        dash = line.text.strip()[0] in "–—-"
        if not dash or (_neighbour(lines, index, _BULLET) and not _speaks(lines, index)):
            edits.replace(line.start, line.start + match.end(), BULLET, "list-item")
            items.add(index)
    return items


_SPEECH = regex(r"[ \t]*—[ \t]+(?P<words>\S.*)")


def _speaks(lines: Sequence[Line], index: int) -> bool:
    """Whether a long dash opens a speech, as in French or Russian: whole sentences do."""
    if not _SPEECH.match(lines[index].text):
        return False
    near = lines[max(0, index - 1) : index + 2]
    said = [str(match["words"]) for line in near if (match := _SPEECH.match(line.text))]
    points = sum(words[-1] in ";," or words[0].islower() for words in said)
    return 2 * points < len(said)


def _numbered_paragraphs(lines: Sequence[Line], run: list[int]) -> bool:
    """Whether paragraphs are numbered throughout, as in letters and laws: no list."""
    words = sum(len(lines[index].text) for index in run)
    last = _NUMBER.match(lines[run[-1]].text)
    after = str(int(last["number"]) + 1) if last else ""
    goes_on = any(
        (match := _NUMBER.match(line.text)) and match["number"] == after
        for line in lines[run[-1] + 1 : run[-1] + 1 + NEAR]
    )
    return (len(run) > NUMBERED_SHARE * len(lines) or goes_on) and words > 80 * len(run)


def _neighbour(lines: Sequence[Line], index: int, pattern: re.Pattern[str]) -> bool:
    near = [lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any(pattern.match(text) for text in near)


def _counting(
    lines: Sequence[Line],
    pattern: re.Pattern[str],
    taken: set[int],
    within: Set[int] = frozenset(),
) -> list[list[int]]:
    """Runs of lines that count up by one, at least two, with nothing but ``within`` between."""
    runs: list[list[int]] = []
    last = -9
    for index, line in enumerate(lines):
        match = pattern.match(line.text)
        if not match or index in taken or line.text[0] in BLOCKS:
            continue
        number = match.group("number")
        value = int(number) if number.isdecimal() else ord(number) - 96
        close = bool(runs) and all(one in within for one in range(runs[-1][-1] + 1, index))
        if close and value == last + 1:
            runs[-1].append(index)
        elif value == 1:
            runs.append([index])
        else:
            continue
        last = value
    return [run for run in runs if len(run) > 1]


_OPENS = '“"«„‘'


def _set_quotations(
    lines: Sequence[Line], edits: Edits, findings: list[Finding], taken: set[int]
) -> None:
    index = 1
    while index < len(lines):
        if not _announced(lines, index, taken):
            index += 1
            continue
        end = _quotation_end(lines, index, taken)
        for line in lines[index:end]:
            gap = len(line.text) - len(line.text.lstrip(" \t"))
            edits.replace(line.start, line.start + gap, QUOTE, "quotation")
        after = lines[end] if end < len(lines) else None
        if after and _may_go_on(lines[end - 1], after):
            message = "the quotation before may go on here"
            sample = words_of(after.text)[:60]
            findings.append(
                Finding("quotation-end", after.start, message, Weight.DOUBT, sample)
            )
        taken |= set(range(index, end))
        index = end


def _announced(lines: Sequence[Line], index: int, taken: set[int]) -> bool:
    line, before = lines[index], lines[index - 1]
    if (
        index in taken
        or index - 1 in taken
        or line.text[0] in BLOCKS
        or before.text[0] in BLOCKS
    ):
        return False
    if not COLON.search(before.text.rstrip()):
        return False
    words = words_of(line.text).strip()
    noted = words[:1] in _OPENS and _ends_in_mark(line)
    if len(before.text) < 25 and not noted and sourced_end(lines, index, taken) < 0:
        return False
    return len(words) > 60 and (words[0] in _OPENS + "[(…" or words[0].isupper())


def _quotation_end(lines: Sequence[Line], index: int, taken: set[int]) -> int:
    """Where an announced quotation ends.

    In quotation marks: with the last paragraph that opens with them. Without: after
    its first paragraph, unless a mark ends a later one and none the first: a source
    is named once, at the end.
    """
    first = words_of(lines[index].text).strip()
    end = index + 1
    if first[0] in _OPENS:
        while end < len(lines) and end not in taken and _opens_whole(lines[end]):
            end += 1
        return end
    sourced = sourced_end(lines, index, taken)
    if sourced > 0:
        return sourced
    if not _ends_in_mark(lines[index]) and end < len(lines) and end not in taken:
        after = lines[end]
        one = after.text.count(MARK) == 1 and _ends_in_mark(after)
        if one and after.text[0] not in BLOCKS and not re.search('[“"«]', after.text):
            return end + 1
    return end


def _opens_whole(line: Line) -> bool:
    words = words_of(line.text).strip()
    return line.text[0] not in BLOCKS and words[:1] in _OPENS and words[-1:] in '”"»’'


def _ends_in_mark(line: Line) -> bool:
    return line.text.rstrip().endswith(MARK_END)


def _may_go_on(last: Line, after: Line) -> bool:
    return (
        after.text[0] not in BLOCKS
        and not _ends_in_mark(last)
        and words_of(last.text).strip()[-1:] not in '”"»)'
    )
