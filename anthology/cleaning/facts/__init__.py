"""What a text says about itself at its head and at its foot.

Only what stands there is taken; a line is taken for one thing by its form and its
place, and anything less than clear stays in the text.
"""

from __future__ import annotations

from dataclasses import replace

from anthology.cleaning.comments import find_comments
from anthology.cleaning.dates import find_date, only_date
from anthology.cleaning.draft import (
    Draft,
    Finding,
    Line,
    Outcome,
    Person,
    Weight,
    written_lines,
)
from anthology.cleaning.facts.foot import read_foot
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.head import head_lines, read_head
from anthology.cleaning.facts.names import split_names, turned
from anthology.cleaning.furniture import find_related
from anthology.cleaning.languages import guess_language
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import FACT, FACT_END, words_of
from anthology.cleaning.titles import title_words

RULES = {
    "title": "the title goes to the front matter",
    "subtitle": "the subtitle goes to the front matter",
    "author": "the author’s name goes to the front matter",
    "date": "the date goes to the front matter",
    "issue": "the issue goes to the front matter",
    "publication": "the place of publication goes to the front matter",
    "author-bio": "who the author is goes to the front matter",
    "history": "how the text came about goes to the front matter",
    "thanks": "thanks go to the front matter",
    "title-page": "the rest of a title page",
}


def find_facts(draft: Draft) -> Outcome:
    """Take over title, author, date, publication, biographies and thanks."""
    text = draft.text
    framed = draft.literal and not draft.signed and bool(draft.facts.title)
    found = Found(draft.facts, Edits(text), [], draft.literal, framed)
    lines = written_lines(text)
    lines = _stated(lines, found)
    _glued_date(lines, found)
    head = head_lines(lines, found.facts.title)
    read_head(lines, head, found)
    end = min(find_comments(lines).start, find_related(lines).start)
    read_foot(lines[len(head) : end], found)
    _language(text, found)
    if not found.facts.title:
        message = "the source names no title"
        found.findings.append(Finding("title", -1, message, Weight.QUERY))
    if all(person.role for person in found.facts.authors):
        message = "the source names no author"
        found.findings.append(Finding("author", -1, message, Weight.QUERY))
    new, changes = found.edits.done()
    return draft.then(new, found.findings, found.facts), changes


def _stated(lines: list[Line], found: Found) -> list[Line]:
    """Take over lines a reader has marked as facts (the title of a page, its author)."""
    rest = []
    for line in lines:
        if line.text[0] != FACT:
            rest.append(line)
            continue
        name, _, words = line.text[1:].partition(FACT_END)
        words = words.strip()
        rule = name.strip("?")
        if rule == "author":
            known = {person.name for person in found.facts.authors}
            people = tuple(
                Person(one) for one in split_names(turned(words)) if one not in known
            )
            found.take(line, rule, authors=found.facts.authors + people)
        elif rule == "date":
            date = find_date(words)
            found.take(
                line, rule, **({"date": date[0]} if date and not found.facts.date else {})
            )
        elif rule == "subtitle" and not found.facts.subtitle and _SENTENCES.search(words):
            message = "the subtitle is more than one sentence: is it the beginning of the text?"
            found.findings.append(Finding("subtitle", line.start, message, Weight.QUERY, words))
            found.take(line, rule, subtitle=words)
        elif getattr(found.facts, rule):
            found.edits.delete(line.start, line.end, rule)
        else:
            kept = title_words(words, literal=True) if rule == "title" else words_of(words)
            found.take(line, rule, **{rule: kept})
    return rest


_SENTENCES = regex(r"[^\W\d_]{3,}[.!?][”’\"']? (?=[^\W\d_a-z]).*[.!?]")
"""Two sentences at least, the last with its point: a title has seldom so many."""

_GLUED_DATE = regex(
    r"(?P<date>(?:[A-Z][a-zé]+ )?(?:\d{1,2},? )?(?:1[6-9]|20)\d\d)(?=[A-Z][a-z]|[A-Z] [a-z])"
)


def _glued_date(lines: list[Line], found: Found) -> None:
    """A date that stuck to the first word of the text."""
    if not lines or found.facts.date:
        return
    match = _GLUED_DATE.match(lines[0].text)
    date = only_date(match.group("date")) if match else ""
    if match and date:
        start = lines[0].start
        found.facts = replace(found.facts, date=date)
        found.edits.delete(start, start + match.end(), "date")
        lines[0] = Line(start + match.end(), lines[0].text[match.end() :])


def _language(text: str, found: Found) -> None:
    if found.facts.lang:
        return
    lang = guess_language(words_of(text))
    if lang:
        found.facts = replace(found.facts, lang=lang)
        message = f"the language is not stated; by its words it is “{lang}”"
        found.findings.append(Finding("language", -1, message, Weight.DONE))
