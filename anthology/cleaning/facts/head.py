"""The head of a text: the short lines before the first that is text."""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning.comments import find_comments
from anthology.cleaning.dates import find_date, only_date
from anthology.cleaning.draft import Facts, Finding, Line, Person, Weight
from anthology.cleaning.facts.foot import HISTORY
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.lines import JOURNAL, is_section, speaks
from anthology.cleaning.facts.names import STOPWORDS, all_names, recased, split_names
from anthology.cleaning.facts.small import is_imprint, take_small
from anthology.cleaning.furniture import class_of, menu_of
from anthology.cleaning.letters import is_address, is_dateline
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, HEADINGS, MARK, NOTE, SPAN, marks_in, words_of
from anthology.cleaning.titles import title_words

HEAD = 40
"""Lines among which the head of a text is looked for."""
FOOT = 40
"""Short lines at the foot of a page that may name its publication once more."""

TOP = 6
"""Lines that may stand above the title of a page: its author, its site."""

SHORT = 150
"""Characters: a longer line is text."""


def head_lines(lines: list[Line], title: str) -> list[Line]:
    """The short lines before the first that is text."""
    head: list[Line] = []
    for index, line in enumerate(lines[: min(HEAD, _diary(lines))]):
        words = words_of(line.text)
        if index < _title_page(lines, title):
            head.append(line)
            continue
        section = is_section(words) and not _counted(lines, index)
        if section and (index or title) and line.text[0] != HEADINGS[1]:
            break
        level = line.text[0] in BLOCKS and line.text[0] != HEADINGS[1] and not only_date(words)
        if level or _is_text(words) or speaks(lines, index) or line.text[0] in (NOTE, SPAN):
            break
        head.append(line)
    return head


def _diary(lines: list[Line]) -> int:
    """Where the first of several days begins, each under its date; far off where none does."""
    days = [
        index
        for index, line in enumerate(lines[: min(HEAD, find_comments(lines).start)])
        if _BARE.fullmatch(_plain(line)) and len(only_date(_plain(line))) == len("1846-05-03")
    ]
    apart = len(days) > 1 and days[-1] - days[0] >= len(days)
    return days[0] if apart else len(lines)


_BARE = regex(
    r"(?:[^\W\d_]+, )?(?:\d{1,2}\S{0,2} )?[^\W\d_]{3,10}\.?(?: \d{1,2}\S{0,3})? \d{4}"
)
"""A date with nothing but a day of the week before it."""


def _title_page(lines: list[Line], title: str) -> int:
    """The number of the line, near the top, whose heading is the title of the page."""
    for index, line in enumerate(lines[:TOP]):
        if (
            title
            and line.text[0] == HEADINGS[1]
            and key_of(words_of(line.text)) == key_of(title)
        ):
            return index
        if _is_text(words_of(line.text)):
            return 0
    return 0


def _counted(lines: list[Line], index: int) -> bool:
    """Whether a number beside the buttons of a page says how often they were used."""
    near = [words_of(line.text).strip() for line in lines[index : index + 3]]
    return near[0].isdecimal() and any(class_of(words) == "share" for words in near[1:])


def _is_text(words: str) -> bool:
    """Whether a line is of the text: it is long, or a sentence or two."""
    if len(words) > SHORT:
        return True
    sentences = len(
        re.findall(
            r"(?<!\b[A-Z])(?<!\bProf)(?<!\bDr)(?<!\bMrs)(?<!\bMr)[.!?][\d\"”’)]* (?=[A-Z“\"])",
            words,
        )
    )
    chief = words.split()
    small = sum(word[:1].islower() for word in chief)
    ends = words.rstrip('"”’)[]0123456789 ').endswith((".", ":", ";")) and small > 0.5 * len(
        chief
    )
    return len(chief) > 6 and ((sentences > 0 and small > 0.3 * len(chief)) or ends)


def read_head(lines: list[Line], head: list[Line], found: Found) -> None:
    """Take over the lines of the head that say one thing each, and the title."""
    body = [words_of(line.text) for line in lines[len(head) :]]
    titles: list[Line] = []
    menu = menu_of(lines)
    head = [line for index, line in enumerate(head) if index not in menu]
    for index, line in enumerate(head):
        words = words_of(line.text).strip().strip("_*").strip()
        if (found.facts.title or index) and words and not _has_letters(words):
            if not take_small(line, words, found):
                found.edits.delete(line.start, line.end, "title-page")
            continue
        if line.text[0] == HEADINGS[1] and key_of(words) == key_of(found.facts.title) != "":
            found.take(line, "title", title_marks=marks_in(line.text))
            found.titled = line.start
            continue
        if not words or class_of(words) or take_small(line, words, found):
            continue
        title = words_of(titles[0].text if titles else found.facts.title)
        if _take_affiliation(line, words, found) or _take_author(line, body, title, found):
            continue
        if _title_like(words, line, index, head):
            titles.append(line)
    labelled = [words for words in map(_plain, head) if ":" in words]
    _choose_title(titles, [*labelled, *body[-FOOT:]], found)


_AFFILIATION = regex(
    r"\b(?:universit\w+|universidad\w*|institut\w*|department|faculty|college|academy|akademie"
    r"|hochschule)\b",
    re.IGNORECASE,
)


def _take_author(line: Line, body: list[str], title: str, found: Found) -> bool:
    """Take a line that is nothing but names, once there is a title."""
    words = words_of(line.text).strip().strip("_*").strip()
    if not title or not _is_author(words, body, found.facts, title):
        return False
    names = tuple(Person(recased(name)) for name in split_names(words))
    known = {person.name.casefold() for person in found.facts.authors}
    new = tuple(name for name in names if name.name.casefold() not in known)
    found.take(line, "author", authors=found.facts.authors + new)
    return True


def _take_affiliation(line: Line, words: str, found: Found) -> bool:
    """Take the line under a byline that says where its authors work."""
    if not found.facts.authors or not _AFFILIATION.search(words) or MARK in line.text:
        return False
    people = tuple(
        person if person.bio else replace(person, bio=words) for person in found.facts.authors
    )
    alone = sum(not person.bio for person in found.facts.authors)
    if alone > 1:
        message = f"one line says of {alone} authors where they work: is it true of each?"
        found.findings.append(Finding("author-bio", line.start, message, Weight.QUERY, words))
    found.take(line, "author-bio", authors=people)
    return True


def _plain(line: Line) -> str:
    return words_of(line.text).strip()


def _has_letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _is_author(words: str, body: list[str], facts: Facts, title: str) -> bool:
    """Whether a line is a name: two to five capitalised words, known or named again below."""
    if not all_names(words):
        return False
    known = {person.name.casefold() for person in facts.authors}
    names = split_names(words)
    if all(name.casefold() in known for name in names):
        return True
    first = names[0]
    named = sum(line.startswith(first) for line in body[-12:])  # twice: who speaks in turns
    return named == 1 or (
        2 <= len(first.split()) <= 4
        and not (
            title.isupper() and any(word.isupper() and len(word) > 2 for word in first.split())
        )
        and first.lower() != first
        and not facts.authors
    )


def _title_like(words: str, line: Line, index: int, head: list[Line]) -> bool:
    """Whether a short line may be a title: no sentence that ends with a full stop."""
    if not _has_letters(words) or words.startswith(("(", "[")) or _of_a_letter(words):
        return False
    if line.text[0] != HEADINGS[1] and (is_section(words) or (MARK in line.text and index)):
        return False
    chief = [word for word in words.split() if word.lower() not in STOPWORDS]
    capitals = sum(word[:1].isupper() for word in chief)
    return not words.endswith(".") or capitals >= 0.7 * len(chief)


def _choose_title(titles: list[Line], foot: list[str], found: Found) -> None:
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


def _of_a_letter(words: str) -> bool:
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
    dated = _of_a_letter(words)
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
        elif JOURNAL.fullmatch(words_of(line.text).strip()) and not found.facts.publication:
            name = words_of(line.text).strip().rstrip(".")
            found.take(line, "publication", publication=recased(name))
        elif _said_already(_plain(line), found.facts):
            found.edits.delete(line.start, line.end, "title-page")
        elif line.text[0] in BLOCKS or is_section(words_of(line.text)):
            continue
        elif HISTORY.match(_plain(line)) and not found.facts.history:
            found.take(line, "history", history=_plain(line))
        elif line.start < above or (found.framed and _displayed(words_of(line.text))):
            found.edits.delete(line.start, line.end, "title-page")


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
