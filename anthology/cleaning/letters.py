"""Letters within a text: their place and date, salutation, closing words and name.

A letter is known by its salutation together with the closing words, or with place and
date above it; each alone may be somebody's way of speaking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anthology.cleaning.dates import find_date
from anthology.cleaning.draft import Draft, Line, Outcome, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    BLOCKS,
    HEADINGS,
    LETTER,
    LETTER_END,
    SPAN,
    SPAN_END,
    SPAN_WITH,
    VERSE,
    words_of,
)

RULES = {
    "letter": "a letter: its place and date, salutation, closing words and name",
}

SHORT = 72
"""Characters; the lines that frame a letter have no more."""

HEAD = 4
"""Lines above a salutation among which its place and date may stand."""

FOOT = 4
"""Lines of closing words and names."""

MOST = 300
"""Paragraphs a letter may have."""

NAME = 6
"""Words that the line of a signature has at most."""

_SALUTATION = regex(
    r"(?:(?:my |our )?(?:very )?(?:dear(?:est)?|beloved|honou?red|esteemed)\b.{0,50}"
    r"|(?:dear )?(?:sirs?|madam|gentlemen|comrades?|friends?|fellow workers)\b.{0,30}"
    r"|to the editors?\b.{0,40}"
    r"|ladies and gentlemen|(?:meine )?damen und herren|genoss(?:inn)?en|camarades|compañer\w+"
    r"|(?:meine? )?(?:sehr |hoch)?(?:liebe|liebste[rs]|geehrte|verehrte|werte)r?\b.{2,50}"
    r"|(?:mon |ma |mes |bien )?(?:chers?|chères?)\b.{2,50}"
    r"|(?:monsieur|madame|messieurs)\b.{0,40}"
    r"|(?:mi |muy )?(?:querid[oa]s?|estimad[oa]s?|señor(?:es|a)?)\b.{0,50}"
    r"|(?:car[oa]|carissim[oa]|egregi[oa]|gentil[ei]|prezad[oa])\b.{2,50}"
    r"|(?:geachte|beste|kære|kära)\b.{2,50}"
    r"|(?:дорог|уважаем|многоуважаем|милостив)\w+ .{2,50})[,!:.—–-]*",
    re.IGNORECASE,
)
_CLOSING = regex(
    r"(?:(?:and |we |i )*(?:remain|am|believe me|beg to remain)\b.{0,50}[,.]?"
    r"|(?:(?:ever|very|most|always|yours|i am|i remain|with love|in haste),? )*yours?\b"
    r".{0,50}[,.]?"
    r"|(?:very |most )?(?:sincerely|faithfully|respectfully|truly|fraternally|affectionately)"
    r"(?: yours)?[,.]?|with .{0,40}(?:regards|wishes|greetings|love|respect)\b.{0,30}"
    r"|(?:best|kind(?:est)?|warm(?:est)?) (?:regards|wishes|greetings)\b.{0,20}"
    r"|(?:mit .{3,30} )?(?:grüßen|gruß|grüssen|gruss)\b.{0,30}|.{0,20}\bgrüßt\b.{0,40}"
    r"|hochachtungsvoll.{0,20}|herzlich(?:st)?(?: (?:dein|ihr|euer)e?)?[,.]?"
    r"|(?:dein|ihr|euer)e?(?: [^\W\d_]+){0,4}[,.]?"
    r"|(?:veuillez|recevez|agréez)\b.{5,60}"
    r"|(?:bien |cordialement|amicalement|salut)(?: à vous)?.{0,20}"
    r"|(?:un abrazo|atentamente|cordialmente|suyo|tuyo|saludos)\b.{0,30}"
    r"|(?:с (?:уважением|приветом)|ваш|твой|преданный)\b.{0,30})",
    re.IGNORECASE,
)
_POSTSCRIPT = regex(r"(?:P\. ?P?\. ?S\.|PS:|P\. ?S\. ?:|N\. ?B\.)[ \t]*\S")
_STREET = regex(
    r"\d{1,4}[a-z]?,? (?:(?:bis|ter),? )?"
    r"(?:[A-ZÀ-Þ][\w’'.-]*|rue|avenue|boulevard|place|quai|via) .{2,50}"
    r"|(?:[A-ZÀ-Þ][\w’'.-]*,? ){1,4}(?:n[º°o]\.? )?\d{1,4}[a-z]?(?:,.{2,40})?",
)
"""A house and its street: ``12 Mill Lane, Harrow``, ``Mühlenweg 12``, ``3, rue Haute``."""

ADDRESS = 3
"""Lines above that of place and date in which the sender’s address may stand."""

_PART = regex(r"(?:\d{1,2}(?:st|nd|rd|th|\.|er|º)? |[A-Z]\w{2,9}\.? \d{1,2}\b)")


@dataclass(frozen=True, slots=True)
class _Letter:
    """The lines of a letter by their place; ``end`` is one past the last."""

    start: int
    salutation: int
    closing: int
    names: int
    """One past the last line of the names; the postscript follows."""

    end: int


def is_address(words: str) -> bool:
    """Whether a line speaks to those who read or hear: “Comrades!”, “Lieber Freund!”."""
    return words[-1:] in tuple("!,:") and bool(_SALUTATION.fullmatch(words))


def set_letters(draft: Draft) -> Outcome:
    """Find the letters of a text, and say what each of the lines about them is."""
    edits = Edits(draft.text)
    lines = written_lines(draft.text)
    words = [words_of(line.text).strip() for line in lines]
    last = 0
    for index, line in enumerate(lines):
        if index < last or not _frames(line, words[index]):
            continue
        if _SALUTATION.fullmatch(words[index]):
            letter = _letter(lines, words, index, last)
            if letter is not None:
                _set(lines, words, letter, edits)
                last = letter.end
    text, changes = edits.done()
    return draft.then(text), changes


def _frames(line: Line, words: str) -> bool:
    return line.text[0] not in BLOCKS - {VERSE} and 0 < len(words) <= SHORT


def _letter(
    lines: Sequence[Line], words: Sequence[str], salutation: int, low: int
) -> _Letter | None:
    """The letter that a salutation opens; None where nothing else speaks for one."""
    start = _start(lines, words, salutation, low)
    closing = _closing(lines, words, salutation)
    if closing < 0:
        return None
    names = closing + 1
    while names < min(len(lines), closing + FOOT) and _is_name(lines[names], words[names]):
        names += 1
    dated = start < salutation
    if names == closing + 1 and not (dated and words[closing][-1] != "."):
        return None
    end = names
    while end < len(lines) and _POSTSCRIPT.match(words[end]):
        end += 1
    return _Letter(start, salutation, closing, names, end)


def _start(lines: Sequence[Line], words: Sequence[str], salutation: int, low: int) -> int:
    """The line of place and date above a salutation, with an address between perhaps."""
    for index in range(salutation - 1, max(low, salutation - HEAD) - 1, -1):
        if not _frames(lines[index], words[index]):
            break
        if is_dateline(words[index]):
            return _street_above(lines, words, index, low)
    return salutation


def _street_above(lines: Sequence[Line], words: Sequence[str], dated: int, low: int) -> int:
    """The line with house and street that an address above place and date begins with."""
    for index in range(dated - 1, max(low, dated - ADDRESS) - 1, -1):
        if not _frames(lines[index], words[index]) or words[index][-1] in ".!?":
            break
        if _STREET.fullmatch(words[index]):
            return index
    return dated


def is_dateline(words: str) -> bool:
    """Whether a line is a place and a date, or a date: “Harrow, 20th October”."""
    found = find_date(words)
    dated = found is not None or bool(_PART.search(words) and "," in words)
    small = sum(word.islower() and word.isalpha() for word in words.split())
    return dated and small <= 3 and len(words.split()) <= 10


def _closing(lines: Sequence[Line], words: Sequence[str], salutation: int) -> int:
    """The line of the closing words after a salutation, or -1."""
    for index in range(salutation + 2, min(len(lines), salutation + MOST)):
        line = lines[index]
        if line.text[0] in HEADINGS.values():
            return -1
        if not _frames(line, words[index]):
            continue
        if _SALUTATION.fullmatch(words[index]) and words[index][-1] in ",!:":
            return -1
        if _CLOSING.fullmatch(words[index]):
            return index
    return -1


def _is_name(line: Line, words: str) -> bool:
    """Whether a line may be of a signature: few words, with capitals, and no sentence."""
    if not _frames(line, words) or len(words.split()) > NAME or words[-1] in ":;?!":
        return False
    if _CLOSING.fullmatch(words):
        return True
    chief = [word for word in words.split() if len(word) > 3]
    sentence = words.endswith(".") and len(words.split()) > 2
    return words[0].isupper() and all(word[0].isupper() for word in chief) and not sentence


def _set(lines: Sequence[Line], words: Sequence[str], letter: _Letter, edits: Edits) -> None:
    within = _within(lines, letter)
    if within:
        edits.insert(lines[letter.start].start, f"{LETTER}\n\n", "letter")
    dated = False
    for index in range(letter.start, letter.salutation):
        above = not dated  # the address, which begins the letter
        dated = dated or is_dateline(words[index])
        if above or is_dateline(words[index]):
            set_span(lines[index], "dateline", edits)
    set_span(lines[letter.salutation], "salutation", edits)
    for index in range(letter.closing, letter.names):
        set_span(lines[index], _kind(words[index], index, letter), edits)
    if within:
        edits.insert(lines[letter.end - 1].end, f"\n\n{LETTER_END}", "letter")


def _kind(words: str, index: int, letter: _Letter) -> str:
    """What a line under a letter is: “Dein Emil” is a name where none comes after it."""
    if index > letter.closing and is_dateline(words):
        return "dateline"
    last = letter.closing < index == letter.names - 1 and words[-1] != ","
    closing = index == letter.closing or _CLOSING.fullmatch(words)
    return "closing" if closing and not last else "signature"


def set_span(line: Line, kind: str, edits: Edits) -> None:
    """Say what a line about a letter, or under a text, is: its dateline, its signature."""
    gap = len(line.text) - len(line.text.lstrip(f" \t{VERSE}"))
    edits.replace(line.start, line.start + gap, SPAN, "letter")
    edits.insert(line.end, f"{SPAN_WITH}.{kind}{SPAN_END}", "letter")


def _within(lines: Sequence[Line], letter: _Letter) -> bool:
    """Whether other text stands about a letter; else the piece itself is the letter."""
    about = [*lines[: letter.start], *lines[letter.end :]]
    return any(len(line.text) > SHORT and line.text[0] not in BLOCKS for line in about)
