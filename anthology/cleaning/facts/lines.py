"""Lines near the head of a text that belong to no title page."""

from __future__ import annotations

import re

from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import HEADINGS, words_of

_SECTION = regex(
    r"(?:(?:the )?(?:translator|editor|author|publisher)['’]?s?['’]? )?(?:preface"
    r"|introduction|foreword|"
    r"prologue|contents|prólogo|vorwort|einleitung|préface|avant-propos)\.?"
    r"|(?:chapter|kapitel|chapitre|capítulo|глава)\b.*|(?:part|book|letter|lecture|canto|act"
    r"|scene|teil|buch|brief|akt|partie|livre|lettre|parte|libro|carta)\s+(?:the\s+)?(?:\d+"
    r"|[IVXLC]+|one|two|three|four|five|first|second|third|last|eins|zwei|une?|uno)\b.*"
    r"|[IVXLC]+\.?|\d{1,3}\.?",
    re.IGNORECASE,
)
JOURNAL = regex(
    r"(?:the )?(?:[^\W\d_][\w’'.&-]* ){0,4}(?:review|journal|magazine|quarterly|bulletin"
    r"|gazette|times|herald|"
    r"tribune|annals|proceedings|zeitschrift|zeitung|revue|revista|rivista|cahiers|cuadernos)"
    r"(?: (?:of|for|für|de|di|des) (?:[^\W\d_][\w’'.&-]* ?){1,4})?\.?",
    re.IGNORECASE,
)


def line_rank(line: Line) -> int:
    """The rank of a heading, from 1; of any other line 0."""
    return next((rank for rank, sign in HEADINGS.items() if line.text[0] == sign), 0)


def plain_words(line: Line) -> str:
    """The words of a line, without signs and the spaces about them."""
    return words_of(line.text).strip()


def is_section(words: str) -> bool:
    """Whether a line is the heading of a section rather than of a title page."""
    return bool(_SECTION.fullmatch(words.strip()))


_TURN = regex(r"(?P<who>[A-Z]{1,3}|[Qq]uestion|[Aa]nswer|Frage|Antwort)(?: ?:|\.) +\S")


def speaks(lines: list[Line], index: int) -> bool:
    """Whether a line is the first of an interview: the next is another’s."""
    turns = [_TURN.match(words_of(line.text)) for line in lines[index : index + 2]]
    found = [match["who"] for match in turns if match]
    return len(found) == 2 and found[0] != found[1]
