"""The title among the short lines of a head, and what stands about it."""

from __future__ import annotations

import re

from anthology.cleaning.dates import find_date
from anthology.cleaning.draft import Facts, Finding, Line, Person, Weight
from anthology.cleaning.facts.foot import HISTORY
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.lines import JOURNAL, is_section, line_rank, plain_words
from anthology.cleaning.facts.names import STOPWORDS, all_names, recased
from anthology.cleaning.facts.small import is_imprint
from anthology.cleaning.furniture import class_of
from anthology.cleaning.letters import is_address, is_dateline
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, MARK, marks_in, words_of
from anthology.cleaning.titles import title_words

SHORT = 150
"""Characters: a longer line is text."""


def choose_title(titles: list[Line], foot: list[str], found: Found) -> None:
    """The title among the short lines of the head, and what stands about it.

    Args:
        titles: The lines that may be it.
        foot: Lines that may name the publication once more.
        found: Takes what is found.
    """
    if not titles:
        return
    known = key_of(found.facts.title)
    if known:
        _fit_title_page(titles, known, found)
        return
    if _author_above(titles, found):
        titles = titles[1:]
    first, *rest = titles
    masthead = words_of(first.text).strip()
    named_again = any(masthead in line for line in foot if len(line) < SHORT)
    named_again |= bool(found.facts.issue) and len(masthead.split()) <= 3
    if rest and named_again and _next_to(first, rest[0], found) and len(masthead.split()) <= 5:
        found.take(first, "publication", publication=masthead)
        first, *rest = rest
    title, marks = title_words(first.text, literal=found.literal), marks_in(first.text)
    marks = found.facts.title_marks + marks
    found.take(first, "title", title=title, title_marks=marks)
    under = next((line for line in rest if _subtitle(line, first)), None)
    if under:
        words = title_words(under.text, literal=found.literal)
        found.take(
            under, "subtitle", subtitle=words, date=found.facts.date or _date_at_end(words)
        )


INITIALS = regex(r"(?:[A-ZÀ-ÞА-ЯЁ]\. ?){1,3}[A-ZÀ-ÞА-ЯЁ][^\W\d_]{2,}")
"""A name with initials: ``J. B. Holt``."""


def _author_above(titles: list[Line], found: Found) -> bool:
    """Take a name with initials right above a title in capitals for that of the author."""
    if len(titles) < 2 or found.facts.authors or not _next_to(titles[0], titles[1], found):
        return False
    name, under = (plain_words(line) for line in titles[:2])
    if not (INITIALS.fullmatch(name) and under.isupper()) or INITIALS.match(under):
        return False
    found.take(titles[0], "author", authors=(Person(recased(name)),))
    message = "a name above the title was taken for its author’s"
    found.findings.append(Finding("author", titles[0].start, message, Weight.DOUBT, name))
    return True


def of_a_letter(words: str) -> bool:
    """Whether a line heads a letter: “Harrow, 20th October 1871”, “My dear Ida,”."""
    if is_address(words):
        return True
    found = find_date(words)
    day = found is not None and len(found[0]) == len("1871-10-20")
    return day and "," in words and is_dateline(words)


def _date_at_end(words: str) -> str:
    """The day on which a talk was held, at the end of the line that says so."""
    date = find_date(words)
    whole = date is not None and date[1][1] == len(words.rstrip(" .)"))
    return date[0] if date and whole and date[0].count("-") == 2 else ""


def _next_to(first: Line, second: Line, found: Found) -> bool:
    gap = found.edits.text[first.end : second.start]
    lines = [words_of(line).strip() for line in gap.split("\n") if line.strip()]
    return all(
        class_of(line) or is_imprint(line) or all_names(line) or len(line.split()) == 1
        for line in lines
    )


_PART = regex(r"[–—:-] ?(?:part|teil|partie|parte) \w+$|^(?:part|teil) \w+[:.]", re.IGNORECASE)


def _subtitle(line: Line, title: Line) -> bool:
    """Whether the line after a title goes with it, not over the first section."""
    words = words_of(line.text).strip()
    if _PART.search(words):
        return True
    shouted = words.isupper() and not words_of(title.text).isupper()
    numbered = re.match(r"\d+(?:\.\d|[.)]\s)", words)
    small = words[0].islower()
    dated = of_a_letter(words)
    plain = not (
        dated or shouted or numbered or small or MARK in line.text or is_section(words)
    )
    return plain and 3 <= len(words.split()) <= 16 and words[-1] not in ".:;,"


def _fit_title_page(titles: list[Line], known: str, found: Found) -> None:
    """Take out the lines of a title page whose title the frame had stated.

    What stands below the title is the text’s, unless the frame is that of a book and the
    line has the capitals of a title page.
    """
    fits = [_fits(key_of(words_of(line.text)), known) for line in titles]
    starts = [line.start for line, fit in zip(titles, fits, strict=True) if fit]
    above = max((found.titled, *starts))
    for index, line in enumerate(titles):
        if fits[index]:
            marks = found.facts.title_marks + marks_in(line.text)
            found.take(line, "title", title_marks=marks)
        elif not _known_line(line, found):
            spare = line.start < above or (found.framed and _displayed(words_of(line.text)))
            if spare and line.text[0] not in BLOCKS and not is_section(words_of(line.text)):
                found.edits.delete(line.start, line.end, "title-page")


def _known_line(line: Line, found: Found) -> bool:
    """Take a line of a title page that is one thing: a journal, a subtitle, a history."""
    words, facts = plain_words(line), found.facts
    if JOURNAL.fullmatch(words) and not facts.publication:
        found.take(line, "publication", publication=recased(words.rstrip(".")))
    elif _said_already(words, facts):
        found.edits.delete(line.start, line.end, "title-page")
    elif line_rank(line) > 1 and not facts.subtitle:
        subtitle = title_words(line.text, literal=found.literal)
        found.take(line, "subtitle", subtitle=subtitle)
    elif line.text[0] not in BLOCKS and HISTORY.match(words) and not facts.history:
        found.take(line, "history", history=words)
    else:
        return False
    return True


_POSTED = frozenset((
    "by", "on", "posted", "published", "written", "von", "am", "veröffentlicht", "par", "le",
    "publié", "por", "el", "publicado",
))  # fmt: skip


def _said_already(words: str, facts: Facts) -> bool:
    """Whether a line says once more when, where and by whom a text was published."""
    found = find_date(words)
    if found and found[0][:4] == facts.date[:4]:
        words = words[: found[1][0]] + " " + words[found[1][1] :]
    said = " ".join((facts.publication, *(person.name for person in facts.authors)))
    return set(re.findall(r"\w+", words.casefold())) <= _POSTED | {*said.casefold().split()}


def _displayed(words: str) -> bool:
    """Whether a line looks like one of a title page: a few words, or mostly capitals."""
    chief = [word for word in words.split() if word.lower() not in STOPWORDS]
    return len(chief) <= 2 or 2 * sum(word[:1].isupper() for word in chief) >= len(chief)


def _fits(words: str, known: str) -> bool:
    """Whether a line is the title, or a part of it, or says it with something more."""
    return bool(words) and (words in known or known in words)


def key_of(words: str) -> str:
    """Words as they are compared: letters and digits alone."""
    return re.sub(r"[\W_]+", "", words.casefold())
