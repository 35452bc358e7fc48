"""Lines that say one small thing: a date, an issue, a volume, who wrote it."""

from __future__ import annotations

import re

from anthology.cleaning.dates import find_date, only_date
from anthology.cleaning.draft import Line, Person
from anthology.cleaning.facts.found import Found
from anthology.cleaning.facts.names import all_names, recased, split_names
from anthology.cleaning.furniture import class_of
from anthology.cleaning.patterns import regex

ISSUE = regex(
    r"(?:issue|number|no|nr|heft|numéro|número|núm|ausgabe)s?\.?:?\s*(?:no\.?\s*|nr\.?\s*|#)?"
    r"(?P<number>\d{1,5}(?:[/–-]\d{1,4})?)\.?",
    re.IGNORECASE,
)
_VOLUME = regex(r"vol(?:ume|\.)?\s*(?P<volume>[\dIVXLC]+)[.,:;]?(?P<rest>.*)", re.IGNORECASE)
_BY = regex(
    r"(?:written |text |story |article |reviewed |review |delivered |given |an address "
    r"|a speech |a talk |besprochen |rezensiert |compte rendu )?"
    r"(?:by|von|par|por|di|door|af|av|autor|autora|author|auteur|verfasser)s?:?\s+"
    r"(?P<names>\S.*)",
    re.IGNORECASE,
)


_HELPERS = (
    (
        "trl",
        regex(
            r"(?:translated(?: from (?:the )?[\w ]{3,30})?(?: into \w+)? by|translat(?:or|ion):"
            r"|(?:aus dem \w+(?: \w+)? )?(?:übersetzt )?von|übersetz(?:ung|er(?:in)?):"
            r"|traduit (?:d\S+ \w+ )?par|traducid[oa] (?:del \w+ )?por|traducción(?::| de))"
            r" (?P<names>\S.*)",
            re.IGNORECASE,
        ),
    ),
    (
        "edt",
        regex(
            r"(?:edited by|herausgegeben von|hrsg\. von|édité par|editado por|a cura di)"
            r" (?P<names>\S.*)",
            re.IGNORECASE,
        ),
    ),
    (
        "ivr",
        regex(
            r"(?:interview(?:e[rd])?(?: by|:)|interview(?:t|erin)?(?: von|:)"
            r"|(?:das )?(?:gespräch|interview) führten?:?|(?:propos )?recueillis par"
            r"|entretien réalisé par"
            r"|entrevista(?:d[oa])?(?: de| por|:)|intervista(?:t[oa])?(?: di| da|:))"
            r" (?P<names>[^.]*)\.?",
            re.IGNORECASE,
        ),
    ),
)
"""Who translated or edited a text, or asked the questions: by role, as MARC has them."""

_LEAD = regex(
    r"(?:posted|published|written|veröffentlicht|publié|publicado|erstellt)"
    r"(?: (?:on|am|le|el))?:? ",
    re.IGNORECASE,
)
_BY_WORD = regex(r"(?:by|von|par|por) ", re.IGNORECASE)
_BETWEEN = regex(r"(?: |,|\||·|•|–|—|»)+(?:(?:on|am|le|el|at|by|von|par|por) )?")
"""What may stand between a name and a date: ``Posted on 12 June 2014 by Ann Bell``."""


_ENTRY = regex(
    r"(?:this (?:entry|post|article|page) was )?(?:posted|published|submitted|veröffentlicht"
    r"|eingestellt|eingereicht|publié|soumis|publicado|enviado|pubblicato|inviato)\b"
    r"(?:(?: (?:by|von|par|por|da) (?P<name>[^|,]{1,40}?))?(?: (?:on|am|le|el|il):?)?|:)"
    r" (?P<when>(?:[^\W\d_]{2,12}\.?,? ){0,2}\d[^|]{3,60}?)"
    r"(?: ?\||,? (?:and|in|under)\b|\.|$)",
    re.IGNORECASE,
)
"""What a weblog says of a text: ``Posted by admin on March 2, 2011 | Leave a comment``."""


_CLOCK = regex(r"(?:[^\W\d_]{2,10}\.?,? ?)?[ ,–-]*(?:\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?)?")


def _moment(words: str) -> str:
    """A date with its day of the week and the time: ``Dom, 04/05/2014 - 10:00``."""
    found = find_date(words)
    if found is None:
        return ""
    date, (start, end) = found
    return date if _CLOCK.fullmatch(words[:start] + words[end:]) else ""


def take_entry(line: Line, words: str, found: Found) -> bool:
    """Take the date, and a name if it is one, of what a weblog says of its entry."""
    match = _ENTRY.match(words)
    date = only_date(match["when"]) or _moment(match["when"]) if match else ""
    if match is None or not date:
        return False
    name = match["name"] or ""
    facts: dict[str, object] = {} if found.facts.date else {"date": date}
    if all_names(name) and name and not found.facts.authors:
        facts["authors"] = (Person(recased(name)),)
    found.take(line, "date", **facts)
    return True


_JOURNAL = regex(
    r"(?P<name>(?!vol|bd|no\b|issue|heft|part)[^\W\d][^\d:;()]{3,80}?)[,.]? "
    r"(?:vol(?:\.|ume)?|bd\.?|jg\.?|t\.|n[or]s?\.?|issue|heft|n°)? ?"
    r"(?P<volume>\d{1,4})(?P<rest>[ ,:;(/].{4,60})",
    re.IGNORECASE,
)
_NUMBERS = regex(
    r"(?:[\s\d,;:().–/-]|\b(?:vol|no|nos|nr|num|issue|pp?|s|heft|year|n°|[^\W\d_]{3,9})\b\.?)+",
    re.IGNORECASE,
)
_NUMBER = regex(r"[ ,;(/]*(?:no|nr|num|issue|heft|n°)?\.? ?(\d{1,3})\b(?!\d)", re.IGNORECASE)


def _journal(line: Line, words: str, found: Found) -> bool:
    """Take the head of a journal: its name, volume, number, year and pages."""
    match = _JOURNAL.fullmatch(words)
    date = find_date(match["rest"]) if match else None
    if match is None or date is None or found.facts.publication:
        return False
    if not _NUMBERS.fullmatch(match["rest"]) or len(re.findall(r"\d+", words)) < 3:
        return False
    number = _NUMBER.match(match["rest"])
    issue = match["volume"] + (f", {number[1]}" if number else "")
    facts: dict[str, object] = {"publication": match["name"].strip(" ,"), "issue": issue}
    if not found.facts.date:
        facts["date"] = date[0]
    found.take(line, "publication", **facts)
    return True


_KICKER = regex(
    r"[«„“\"]?(?P<name>[^\W\d][^\d:;()]{2,60}?)[»“”\"]?[,:]? "
    r"(?:issue|number|no|nr|n|heft|n°|nº|numéro|número|núm"
    r"|ausgabe|№|выпуск)s?\.? ?(?P<number>\d{1,5}(?:/\d{1,4})?)[.,:;]? (?P<when>.{4,30})",
    re.IGNORECASE,
)
"""What stands over the title in a magazine: ``Hangblätter Nr. 12, Mai 1998``."""


def _kicker(line: Line, words: str, found: Found) -> bool:
    match = _KICKER.fullmatch(words)
    date = only_date(match["when"]) if match else ""
    if match is None or not date or found.facts.issue:
        return False
    facts: dict[str, str] = {"issue": match["number"]}
    if not found.facts.publication:
        facts["publication"] = match["name"].strip(" ,")
    if not found.facts.date:
        facts["date"] = date
    found.take(line, "issue", **facts)
    return True


def is_imprint(words: str) -> bool:
    """Whether a line says of an issue which it is, when it came and what it cost."""
    pieces = _pieces(words)
    return len(pieces) > 1 and any(map(ISSUE.fullmatch, pieces)) and all(map(_imprint, pieces))


def _pieces(words: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"\s[·•|∙–—]\s|,\s", words) if piece.strip()]


_SEASON = regex(
    r"(?:spring|summer|autumn|fall|winter|frühling|sommer|herbst|printemps|été|automne|hiver"
    r"|primavera|verano|otoño|invierno)[ /]?(?P<year>\d{4})?(?:/\d{2,4})?",
    re.IGNORECASE,
)
_PRICE = regex(r"(?:[£$€] ?\d[\d.,]*|\d[\d.,]* ?(?:[£$€p]|DM|F|cents)|free)", re.IGNORECASE)


def _imprint(piece: str) -> bool:
    forms = (ISSUE, _SEASON, _PRICE, _VOLUME)
    return any(form.fullmatch(piece) for form in forms) or bool(only_date(piece))


def _issue(line: Line, words: str, found: Found) -> bool:
    """Take the line under the name of a magazine: ``Issue 12 · Autumn 2011 · £3.50``."""
    if not is_imprint(words):
        return False
    pieces = _pieces(words)
    number = next(match["number"] for piece in pieces if (match := ISSUE.fullmatch(piece)))
    when = find_date(words)
    facts: dict[str, object] = {"issue": found.facts.issue or number}
    if when and not found.facts.date:
        facts["date"] = when[0]
    found.take(line, "issue", **facts)
    return True


_SOURCE = regex(
    r"(?:(?:first )?published|first appeared|written|source|originally published|delivered"
    r"|erstveröffentlichung|quelle|première publication|fuente) ?: .{4,}",
    re.IGNORECASE,
)


def _source(line: Line, words: str, found: Found) -> bool:
    """Take the lines of an archive that say when and where a text appeared."""
    if not _SOURCE.fullmatch(words):
        return False
    date = find_date(words)
    facts: dict[str, object] = {"history": f"{found.facts.history} {words}".strip()}
    if date and len(date[0]) > len(found.facts.date):
        facts["date"] = date[0]
    found.take(line, "history", **facts)
    return True


def _dated(line: Line, words: str, found: Found) -> bool:
    """Take a date with what a page says beside it: ``2 mars 2019 • 4 min de lecture``."""
    parts = [part.strip() for part in re.split(r"\s[•·|∙]\s", words)]
    dates = [date for part in parts if (date := only_date(part))]
    if len(parts) < 2 or len(dates) != 1 or not all(map(_page_says, parts)):
        return False
    found.take(line, "date", date=max(dates[0], found.facts.date, key=len))
    return True


def _page_says(part: str) -> bool:
    return bool(only_date(part) or class_of(part))


def take_helper(line: Line, words: str, found: Found) -> bool:
    """Take the line that names the translator or the editor of a text."""
    if _BY.match(words):
        return False
    for role, form in _HELPERS:
        match = form.fullmatch(words.rstrip("."))
        if match and all_names(match["names"]):
            people = tuple(
                Person(recased(one), role=role) for one in split_names(match["names"])
            )
            found.take(line, "author", authors=found.facts.authors + people)
            return True
    return False


def take_small(line: Line, words: str, found: Found) -> bool:
    """Take a line that is a date, an issue, a byline or a volume."""
    takes = (_posted, take_entry, _journal, _kicker, _dated, take_helper, _issue, _source)
    if any(take(line, words, found) for take in takes):
        return True
    date = only_date(words)
    if date and (not found.facts.date or len(date) > len(found.facts.date)):
        found.take(line, "date", date=date)
        return True
    issue = ISSUE.fullmatch(words)
    if issue:
        found.take(line, "issue", issue=found.facts.issue or issue.group("number"))
        return True
    if _volume(line, words, found):
        return True
    return _byline(line, words, found)


def byline(words: str) -> bool:
    """Whether a line says who wrote a text: ``von Theo Brandt``."""
    by = _BY.fullmatch(words)
    return by is not None and all_names(by["names"])


def _byline(line: Line, words: str, found: Found) -> bool:
    """Take the line that names the author, with the place or office after the name."""
    by = _BY.fullmatch(words)
    said, bio = by["names"] if by else "", ""
    if said and not all_names(said):
        said, _, bio = said.partition(", ")
        if not bio or len(bio.split()) > FEW or not (bio[0].isupper() and all_names(said)):
            return False
    if not said:
        return False
    names = [recased(name) for name in split_names(said)]
    known = {person.name.casefold() for person in found.facts.authors}
    new = tuple(Person(name, bio) for name in names if name.casefold() not in known)
    found.take(line, "author", authors=found.facts.authors + new)
    return True


FEW = 8
"""Words after a name that say where the author lives, or what office they hold."""


def _posted(line: Line, words: str, found: Found) -> bool:
    """A date and a name on one line, in either order."""
    if found.facts.authors or found.facts.date or not any(map(str.isdigit, words)):
        return False
    lead = _LEAD.match(words)
    rest = words[lead.end() :] if lead else words
    named = _BY_WORD.match(rest)
    rest = rest[named.end() :] if named else rest
    for gap in _BETWEEN.finditer(rest):
        one, other = rest[: gap.start()], rest[gap.end() :]
        names, when = (one, other) if named else (other, one)
        said = named or _BY_WORD.search(gap.group())
        if said and all_names(names) and (date := only_date(when)):
            people = tuple(Person(recased(name)) for name in split_names(names))
            found.take(line, "author", authors=people, date=date)
            return True
    return False


def _volume(line: Line, words: str, found: Found) -> bool:
    match = _VOLUME.fullmatch(words)
    if not match:
        return False
    number = ISSUE.search(match.group("rest"))
    date = find_date(match.group("rest"))
    issue = match.group("volume") + (f", {number.group('number')}" if number else "")
    facts: dict[str, object] = {"issue": max(issue, found.facts.issue, key=len)}
    if date and len(date[0]) > len(found.facts.date):
        facts["date"] = date[0]
    found.take(line, "issue", **facts)
    return True
