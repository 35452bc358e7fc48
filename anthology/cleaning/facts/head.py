"""The head of a text: the short lines before the first that is text."""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning.comments import find_comments
from anthology.cleaning.dates import only_date
from anthology.cleaning.draft import Facts, Finding, Line, Person, Weight
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.lines import is_section, line_rank, plain_words, speaks
from anthology.cleaning.facts.names import STOPWORDS, all_names, recased, split_names
from anthology.cleaning.facts.small import byline, take_entry, take_small
from anthology.cleaning.facts.titles import INITIALS, SHORT, choose_title, key_of, of_a_letter
from anthology.cleaning.furniture import class_of, menu_of
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, HEADINGS, MARK, NOTE, SPAN, marks_in, words_of

HEAD = 40
"""Lines among which the head of a text is looked for."""
FOOT = 40
"""Short lines at the foot of a page that may name its publication once more."""

TOP = 6
"""Lines that may stand above the title of a page: its author, its site."""


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
        level = level and not _under_title(lines, index, title)
        if level or _is_text(words) or speaks(lines, index) or line.text[0] in (NOTE, SPAN):
            break
        head.append(line)
    return head


def _under_title(lines: list[Line], index: int, title: str) -> bool:
    """Whether a heading of a lower rank goes with the title above it: names stand under it."""
    if not index or index + 1 >= len(lines) or line_rank(lines[index]) not in (2, 3):
        return False
    above, under = lines[index - 1], plain_words(lines[index + 1])
    titled = line_rank(above) == 1 and key_of(plain_words(above)) == key_of(title)
    return titled and byline(under)


def _diary(lines: list[Line]) -> int:
    """Where the first of several days begins, each under its date; far off where none does."""
    days = [
        index
        for index, line in enumerate(lines[: min(HEAD, find_comments(lines).start)])
        if _is_day(plain_words(line))
    ]
    apart = len(days) > 1 and days[-1] - days[0] >= len(days)
    return days[0] if apart else len(lines)


def _is_day(words: str) -> bool:
    return bool(_BARE.fullmatch(words)) and len(only_date(words)) == len("1846-05-03")


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
    head = _without_masthead(head, found)
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
        if not words or _is_spoken_for(line, words, found):
            continue
        title = words_of(titles[0].text if titles else found.facts.title)
        if _take_affiliation(line, words, found) or _take_author(line, body, title, found):
            continue
        if _title_like(words, line, index, head):
            titles.append(line)
    labelled = [words for words in map(plain_words, head) if ":" in words]
    choose_title(titles, [*labelled, *body[-FOOT:]], found)


def _without_masthead(head: list[Line], found: Found) -> list[Line]:
    """Take out what stands over the menu of a site: its name, and what it says of itself.

    A name alone is told from a title by other rules.
    """
    ways = [class_of(plain_words(line)) == "navigation" for line in head]
    menu = next((at for at in range(2, len(ways)) if ways[at] and ways[at - 1]), 0)
    under = next((at for at in range(menu, len(ways)) if not ways[at]), len(ways))
    over = [line for line, way in zip(head[:menu], ways, strict=False) if not way]
    if not menu or under == len(ways) or len(over) != MASTHEAD or found.facts.title:
        return head
    if any(all_names(plain_words(line)) for line in over):
        return head  # an archive: its menu leads from the author to the text
    for number, line in enumerate(over):
        name = plain_words(line) if not (number or found.facts.publication) else ""
        found.take(line, "publication" if name else "title-page", **_named(name))
    return [line for line in head if line not in over]


def _named(publication: str) -> dict[str, str]:
    return {"publication": publication} if publication else {}


MASTHEAD = 2
"""Lines over the menu: the name of the site, and its motto."""


def _is_spoken_for(line: Line, words: str, found: Found) -> bool:
    """Take a line that says one small thing, or leave it to those who clear furniture."""
    entry = take_entry(line, words, found)
    return entry or bool(class_of(words)) or take_small(line, words, found)


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


def _has_letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _is_author(words: str, body: list[str], facts: Facts, title: str) -> bool:
    """Whether a line is a name: two to five capitalised words, known or named again below."""
    if not all_names(words) or (words.isupper() and INITIALS.fullmatch(title.strip())):
        return False  # what stands in capitals under a name is the title
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
    if not _has_letters(words) or words.startswith(("(", "[")) or of_a_letter(words):
        return False
    if line.text[0] != HEADINGS[1] and (is_section(words) or (MARK in line.text and index)):
        return False
    chief = [word for word in words.split() if word.lower() not in STOPWORDS]
    capitals = sum(word[:1].isupper() for word in chief)
    return not words.endswith(".") or capitals >= 0.7 * len(chief)
