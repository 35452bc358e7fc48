"""What a text says about itself at its head and at its foot.

Only what stands there is taken; a line is taken for one thing by its form and its
place, and anything less than clear stays in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from anthology.cleaning.dates import find_date, only_date
from anthology.cleaning.draft import (
    Draft,
    Facts,
    Finding,
    Line,
    Outcome,
    Person,
    Weight,
    lines_of,
)
from anthology.cleaning.furniture import class_of
from anthology.cleaning.languages import guess_language
from anthology.cleaning.ledger import Edits
from anthology.cleaning.signs import BLOCKS, FACT, FACT_END, HEADINGS, MARK, MORE, NOTE, words_of

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

HEAD = 40
"""Lines among which the head of a text is looked for."""

SHORT = 150
"""Characters: a longer line is text."""

_ISSUE = re.compile(
    r"(?:issue|number|no|nr|heft|numéro|número|núm|ausgabe)s?\.?:?\s*(?:no\.?\s*|nr\.?\s*|#)?"
    r"(?P<number>\d{1,5}(?:[/–-]\d{1,4})?)\.?",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"vol(?:ume|\.)?\s*(?P<volume>[\dIVXLC]+)[.,:;]?(?P<rest>.*)", re.IGNORECASE
)
_BY = re.compile(
    r"(?:written |text |story |article )?(?:by|von|par|por|di|door|af|av|autor|autora|author|"
    r"auteur|verfasser)s?:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_LINK = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "du",
        "af",
        "av",
        "bin",
        "ibn",
        "al",
        "y",
        "e",
        "i",
        "und",
        "and",
        "et",
        "&",
    ]
)
_NAME_WORD = re.compile(r"[A-ZÀ-ÞŁŚŻŽŠČĆĐÖÄÜŐŰ][\w’'.\-]*\.?")
_STOPWORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "for",
        "to",
        "is",
        "are",
        "was",
        "how",
        "why",
        "what",
        "when",
        "who",
        "this",
        "that",
        "not",
        "with",
        "from",
        "at",
        "der",
        "die",
        "das",
        "und",
        "im",
        "le",
        "les",
        "et",
        "los",
        "las",
    ]
)
_ROLE = re.compile(
    r"\b(?:is|was|are|teaches|works|lives|writes|edits|ist|lehrt|lebt|arbeitet|est|enseigne"
    r"|es|enseña|"
    r"has (?:been|written|published))\b"
)
_HISTORY = re.compile(
    r"^(?:\(|\[|_|\*|\ue022)*(?:this (?:paper|article|essay|text|piece|speech"
    r"|lecture|talk|chapter|"
    r"interview|review)[^.]{0,40}? (?:was|were|is|has been)? ?(?:first |originally "
    r"|previously )*"
    r"(?:published|appeared|printed|reprinted)\b|(?:first|originally) (?:published|appeared"
    r"|printed)|"
    r"reprinted (?:from|by)|(?:a )?(?:shorter|longer|earlier) version of this|"
    r"dieser (?:text|beitrag|artikel) (?:erschien|wurde)|zuerst (?:erschienen|veröffentlicht)|"
    r"cet article (?:a|est) |publié (?:dans|pour)|este (?:texto|artículo) (?:fue|apareció))",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"^[(\[_*]*this (?:paper|article|essay|text|piece|speech|lecture|talk"
    r"|chapter)[^.]{0,40}? was "
    r"(?:prepared|written|given|delivered|presented|read|commissioned)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?:\(|\[|_|\*|\ue022)*(?:(?:my |many |special )?thanks (?:to|are due)|i (?:am "
    r"grateful|would like to thank|wish to thank|thank )|"
    r"we (?:are grateful|thank )|the authors? (?:wish|would like|thanks?|is grateful)|"
    r"ich danke|mein dank|je remercie|agradezco|acknowledge?ments?[:.] )",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Found:
    """What has been found so far, and which lines it stood on."""

    facts: Facts
    edits: Edits
    findings: list[Finding]

    def take(self, line: Line, rule: str, **facts: object) -> None:
        """Take a line over into the facts."""
        self.facts = replace(self.facts, **facts)  # type: ignore[arg-type]
        self.edits.delete(line.start, line.end, rule)


def find_facts(draft: Draft) -> Outcome:
    """Take over title, author, date, publication, biographies and thanks."""
    text = draft.text
    found = _Found(draft.facts, Edits(text), [])
    lines = [line for line in lines_of(text) if not line.blank]
    lines = _stated(lines, found)
    _glued_date(lines, found)
    head = _head(lines)
    _read_head(lines, head, found)
    _read_foot(lines[len(head) :], found)
    _language(text, found)
    if not found.facts.title:
        message = "the source names no title"
        found.findings.append(Finding("title", -1, message, Weight.QUERY))
    new, changes = found.edits.done()
    return draft.then(new, found.findings, found.facts), changes


def _stated(lines: list[Line], found: _Found) -> list[Line]:
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
            people = tuple(Person(one) for one in _names(words) if one not in known)
            found.take(line, rule, authors=found.facts.authors + people)
        elif rule == "date":
            date = find_date(words)
            found.take(
                line, rule, **({"date": date[0]} if date and not found.facts.date else {})
            )
        elif getattr(found.facts, rule):
            found.edits.delete(line.start, line.end, rule)
        else:
            found.take(line, rule, **{rule: words})
    return rest


_GLUED_DATE = re.compile(
    r"(?P<date>(?:[A-Z][a-zé]+ )?(?:\d{1,2},? )?(?:1[6-9]|20)\d\d)(?=[A-Z][a-z]|[A-Z] [a-z])"
)


def _glued_date(lines: list[Line], found: _Found) -> None:
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


def _head(lines: list[Line]) -> list[Line]:
    """The short lines before the first that is text."""
    head: list[Line] = []
    for line in lines[:HEAD]:
        words = words_of(line.text)
        level = line.text[0] in BLOCKS and line.text[0] != HEADINGS[1]
        if level or _is_text(words) or line.text[0] == NOTE:
            break
        head.append(line)
    return head


def _is_text(words: str) -> bool:
    """Whether a line is of the text: it is long, or a sentence or two."""
    if len(words) > SHORT:
        return True
    sentences = len(re.findall(r"[.!?][\d\"”’)]* (?=[A-Z“\"])", words))
    chief = words.split()
    small = sum(word[:1].islower() for word in chief)
    ends = words.rstrip("\"”’)0123456789 ").endswith((".", ":", ";")) and small > 0.5 * len(chief)
    return len(chief) > 6 and ((sentences > 0 and small > 0.3 * len(chief)) or ends)


def _read_head(lines: list[Line], head: list[Line], found: _Found) -> None:
    body = [words_of(line.text) for line in lines[len(head) :]]
    titles: list[Line] = []
    for index, line in enumerate(head):
        words = words_of(line.text).strip().strip("_*").strip()
        if not words or class_of(words) or _take_small(line, words, found):
            continue
        if _is_author(words, body, found.facts) and (titles or found.facts.title):
            names = tuple(Person(_recased(name)) for name in _names(words))
            known = {person.name.casefold() for person in found.facts.authors}
            new = tuple(name for name in names if name.name.casefold() not in known)
            found.take(line, "author", authors=found.facts.authors + new)
            continue
        if _title_like(words, line, index, head):
            titles.append(line)
    _choose_title(titles, body, found)


def _take_small(line: Line, words: str, found: _Found) -> bool:
    """Take a line that is a date, an issue, a byline or a volume."""
    date = only_date(words)
    if date and (not found.facts.date or len(date) > len(found.facts.date)):
        found.take(line, "date", date=date)
        return True
    issue = _ISSUE.fullmatch(words)
    if issue:
        found.take(line, "issue", issue=found.facts.issue or issue.group("number"))
        return True
    if _volume(line, words, found):
        return True
    by = _BY.fullmatch(words)
    if by and _all_names(by.group("names")):
        names = [_recased(name) for name in _names(by.group("names"))]
        known = {person.name.casefold() for person in found.facts.authors}
        new = tuple(Person(name) for name in names if name.casefold() not in known)
        found.take(line, "author", authors=found.facts.authors + new)
        return True
    return False


def _volume(line: Line, words: str, found: _Found) -> bool:
    match = _VOLUME.fullmatch(words)
    if not match:
        return False
    number = _ISSUE.search(match.group("rest"))
    date = find_date(match.group("rest"))
    issue = match.group("volume") + (f", {number.group('number')}" if number else "")
    facts: dict[str, object] = {"issue": max(issue, found.facts.issue, key=len)}
    if date and len(date[0]) > len(found.facts.date):
        facts["date"] = date[0]
    found.take(line, "issue", **facts)
    return True


def _is_author(words: str, body: list[str], facts: Facts) -> bool:
    """Whether a line is a name: two to five capitalised words, known or named again below."""
    if not _all_names(words):
        return False
    known = {person.name.casefold() for person in facts.authors}
    names = _names(words)
    if all(name.casefold() in known for name in names):
        return True
    first = names[0]
    return any(line.startswith(first) for line in body[-12:]) or (
        2 <= len(first.split()) <= 4
        and not any(word.isupper() for word in first.split())
        and first.lower() != first
        and not facts.authors
    )


def _all_names(words: str) -> bool:
    return all(_is_name(name) for name in _names(words))


def _names(words: str) -> list[str]:
    parts = re.split(
        r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+", words, flags=re.IGNORECASE
    )
    return [part.strip(" .,") for part in parts if part.strip(" .,")]


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 2 <= len(parts) <= 6 or any(part.lower() in _STOPWORDS for part in parts):
        return False
    return all(part in _LINK or _NAME_WORD.fullmatch(part) for part in parts) and not re.search(
        r"\d", words
    )


def _recased(name: str) -> str:
    """A name in capitals as it is written.

    >>> _recased("KARL MARX")
    'Karl Marx'
    """
    return name.title() if name.isupper() else name


def _title_like(words: str, line: Line, index: int, head: list[Line]) -> bool:
    """Whether a short line may be a title: no sentence that ends with a full stop."""
    if not any(letter.isalpha() for letter in words) or words.startswith(("(", "[")):
        return False
    if line.text[0] != HEADINGS[1] and (_section(words) or (MARK in line.text and index)):
        return False
    chief = [word for word in words.split() if word.lower() not in _STOPWORDS]
    capitals = sum(word[:1].isupper() for word in chief)
    return not words.endswith(".") or capitals >= 0.7 * len(chief)


def _choose_title(titles: list[Line], body: list[str], found: _Found) -> None:
    """The title among the short lines of the head, and what stands about it."""
    if not titles:
        return
    known = _key(found.facts.title)
    if known:
        _fit_title_page(titles, known, found)
        return
    first, *rest = titles
    masthead = words_of(first.text).strip()
    named_again = any(masthead in line for line in body[-12:])
    named_again |= bool(found.facts.issue) and len(masthead.split()) <= 3
    if rest and named_again and _next_to(first, rest[0], found) and len(masthead.split()) <= 5:
        found.take(first, "publication", publication=masthead)
        first, *rest = rest
    found.take(first, "title", title=words_of(first.text).strip().strip("_*"))
    if rest and _subtitle(rest[-1], first):
        found.take(rest[-1], "subtitle", subtitle=words_of(rest[-1].text).strip())


def _next_to(first: Line, second: Line, found: _Found) -> bool:
    gap = found.edits.text[first.end : second.start]
    return not gap.strip()


_PART = re.compile(r"[–—:-] ?(?:part|teil|partie|parte) \w+$|^(?:part|teil) \w+[:.]", re.IGNORECASE)


def _subtitle(line: Line, title: Line) -> bool:
    """Whether the line after a title goes with it, not over the first section."""
    words = words_of(line.text).strip()
    if _PART.search(words):
        return True
    shouted = words.isupper() and not words_of(title.text).isupper()
    plain = not shouted and MARK not in line.text and not _section(words)
    return plain and 3 <= len(words.split()) <= 16 and words[-1] not in ".:;,"


def _fit_title_page(titles: list[Line], known: str, found: _Found) -> None:
    """Take out the lines of a title page whose title the frame had stated."""
    joined = ""
    for line in titles:
        words = _key(words_of(line.text))
        if words and (words in known or known in words):
            joined += words
            found.edits.delete(line.start, line.end, "title")
        elif _JOURNAL.fullmatch(words_of(line.text).strip()) and not found.facts.publication:
            name = words_of(line.text).strip().rstrip(".")
            found.take(line, "publication", publication=_recased(name))
        elif line.text[0] not in BLOCKS and not _section(words_of(line.text)):
            found.edits.delete(line.start, line.end, "title-page")


_SECTION = re.compile(
    r"(?:(?:the )?(?:translator|editor|author|publisher)['’]?s?['’]? )?(?:preface"
    r"|introduction|foreword|"
    r"prologue|contents|prólogo|vorwort|einleitung|préface|avant-propos)\.?"
    r"|(?:chapter|part|book|kapitel|chapitre|capítulo)\b.*|[IVXLC]+\.?|\d+\.?",
    re.IGNORECASE,
)


_JOURNAL = re.compile(
    r"(?:the )?(?:[^\W\d_][\w’'.&-]* ){0,4}(?:review|journal|magazine|quarterly|bulletin"
    r"|gazette|times|herald|"
    r"tribune|annals|proceedings|zeitschrift|zeitung|revue|revista|rivista|cahiers|cuadernos)"
    r"(?: (?:of|for|für|de|di|des) (?:[^\W\d_][\w’'.&-]* ?){1,4})?\.?",
    re.IGNORECASE,
)


def _section(words: str) -> bool:
    """Whether a line is the heading of a section rather than of a title page."""
    return bool(_SECTION.fullmatch(words.strip()))


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


FOOT = 14
"""Lines among which biographies, thanks and histories are looked for."""


def _read_foot(lines: list[Line], found: _Found) -> None:
    notes = next((i for i, line in enumerate(lines) if line.text[0] == NOTE), len(lines))
    places = {*range(max(0, len(lines) - FOOT), len(lines)), *range(max(0, notes - 6), notes)}
    places |= set(range(min(3, len(lines))))
    for index in sorted(places):
        line = lines[index]
        last_of_note = line.text[0] == MORE and index == len(lines) - 1
        if line.text[0] in BLOCKS and not last_of_note:
            continue
        words = words_of(line.text).strip()
        if len(words) > 700:
            continue
        if not found.facts.history and _HISTORY.match(words):
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
        else:
            _take_bio(line, words, found)


def _take_late(line: Line, words: str, found: _Found) -> bool:
    """Take a date or an issue that stands alone at the foot of a page."""
    if not (only_date(words) and not words.isdecimal()) and not _ISSUE.fullmatch(words):
        return False
    return _take_small(line, words, found)


def _bare(words: str) -> str:
    return words.strip(" _*")


def _take_bio(line: Line, words: str, found: _Found) -> None:
    people = list(found.facts.authors)
    for index, person in enumerate(people):
        if person.bio or not words.startswith(person.name):
            continue
        if _ROLE.match(words[len(person.name) :].lstrip(" ,")) and len(words) < 600:
            people[index] = replace(person, bio=_bare(words))
            found.take(line, "author-bio", authors=tuple(people))
            return


def _language(text: str, found: _Found) -> None:
    if found.facts.lang:
        return
    lang = guess_language(words_of(text))
    if lang:
        found.facts = replace(found.facts, lang=lang)
        message = f"the language is not stated; by its words it is “{lang}”"
        found.findings.append(Finding("language", -1, message, Weight.DONE))
