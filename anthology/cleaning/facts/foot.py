"""The foot of a text: who wrote it, whom they thank, where it first appeared."""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning.dates import only_date
from anthology.cleaning.draft import Finding, Line, Weight
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.small import ISSUE, take_entry, take_helper, take_small
from anthology.cleaning.furniture import class_of
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, MARK, MORE, NOTE, words_of

_ROLE = regex(
    r"\b(?:is|was|are|teaches|works|lives|writes|edits|ist|lehrt|lebt|arbeitet|est|enseigne"
    r"|es|enseña|"
    r"has (?:been|written|published))\b"
)
HISTORY = regex(
    r"^(?:\(|\[|_|\*|\ue022)*(?:[^.]{3,60}\. (?=first|originally))?(?:this "
    r"(?:paper|article|essay|text|piece|speech"
    r"|lecture|talk|chapter|"
    r"interview|review)[^.]{0,40}? (?:was|were|is|has been)? ?(?:first |originally "
    r"|previously )*"
    r"(?:published|appeared|printed|reprinted)\b|(?:first|originally) (?:published|appeared"
    r"|printed)|"
    r"reprinted (?:from|by)|(?:source|quelle|fuente) ?: |"
    r"(?:an? )?(?:shorter|longer|earlier) version of this|"
    r"dieser (?:text|beitrag|artikel) (?:erschien|wurde)|zuerst (?:erschienen|veröffentlicht)|"
    r"cet article (?:a|est) |publié (?:dans|pour)|este (?:texto|artículo) (?:fue|apareció))",
    re.IGNORECASE,
)
"""How a line begins that says where a text first appeared."""

_OCCASION = regex(
    r"^[(\[_*]*this (?:paper|article|essay|text|piece|speech|lecture|talk"
    r"|chapter)[^.]{0,40}? was "
    r"(?:prepared|written|given|delivered|presented|read|commissioned)\b",
    re.IGNORECASE,
)
_THANKS = regex(
    r"^(?:\(|\[|_|\*|\ue022)*(?:(?:my |many |special )?thanks (?:to|are due)|i (?:am "
    r"grateful|would like to thank|wish to thank|thank (?!you\b|god\b|heaven\b))|"
    r"we (?:are grateful|thank (?!you\b))|the authors? (?:wish|would like|thanks?|is grateful)|"
    r"ich danke|mein dank|je remercie|agradezco|acknowledge?ments?[:.] )",
    re.IGNORECASE,
)
FOOT = 14
"""Lines among which biographies, thanks and histories are looked for."""


def read_foot(lines: list[Line], found: Found) -> None:
    """Take over what the last lines, and those before the notes, say of the text."""
    notes = next((i for i, line in enumerate(lines) if line.text[0] == NOTE), len(lines))
    places = {*range(max(0, len(lines) - FOOT), len(lines)), *range(max(0, notes - 6), notes)}
    places |= set(range(min(3, len(lines))))
    for index in sorted(places):
        line = lines[index]
        last_of_note = line.text[0] == MORE and index == len(lines) - 1
        if (line.text[0] in BLOCKS and not last_of_note) or MARK in line.text:
            continue
        words = words_of(line.text).strip()
        if len(words) > 700 or take_entry(line, words, found) or class_of(words):
            continue
        if not found.facts.history and HISTORY.match(words):
            found.take(line, "history", history=_bare(words))
        elif _OCCASION.match(words):
            message = "says for what the text was written; “history” in the front matter?"
            found.findings.append(
                Finding("occasion", line.start, message, Weight.DOUBT, words[:60])
            )
        elif index > 3 and len(words) < 60 and _take_late(line, words, found):
            continue
        elif not found.facts.thanks and _THANKS.match(words) and index > 2:
            found.take(line, "thanks", thanks=_bare(words))
            _drop_head(lines[index - 1], found)
        else:
            _take_bio(line, words, found)


_THANKS_HEAD = regex(
    r"acknowledge?ments?|thanks|danksagung|remerciements|agradecimientos|ringraziamenti",
    re.IGNORECASE,
)


def _drop_head(line: Line, found: Found) -> None:
    """Take away the heading over thanks that went to the front matter."""
    if _THANKS_HEAD.fullmatch(words_of(line.text).strip(" :.*_")):
        found.edits.delete(line.start, line.end, "thanks")


def _take_late(line: Line, words: str, found: Found) -> bool:
    """Take a date or an issue that stands alone at the foot of a page."""
    if take_helper(line, words, found):
        return True
    if not (only_date(words) and not words.isdecimal()) and not ISSUE.fullmatch(words):
        return False
    return take_small(line, words, found)


def _bare(words: str) -> str:
    return words.strip(" _*")


def _take_bio(line: Line, words: str, found: Found) -> None:
    people = list(found.facts.authors)
    for index, person in enumerate(people):
        if person.bio or not words.startswith(person.name):
            continue
        if _ROLE.match(words[len(person.name) :].lstrip(" ,")) and len(words) < 600:
            people[index] = replace(person, bio=_bare(words))
            found.take(line, "author-bio", authors=tuple(people))
            return
