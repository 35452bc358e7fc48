"""Dates as people write them, in the languages we read most."""

from __future__ import annotations

import re

from anthology.cleaning.patterns import regex

_MONTHS = (
    "jan|january|januar|janvier|enero|gennaio|janeiro|januari|jänner|января|январь",
    "feb|february|februar|février|febrero|febbraio|fevereiro|februari|февраля|февраль",
    "mar|march|märz|mars|marzo|março|maart|marts|марта|март",
    "apr|april|avril|abril|aprile|апреля|апрель",
    "may|mai|mayo|maggio|maio|mei|maj|мая|май",
    "jun|june|juni|juin|junio|giugno|junho|июня|июнь",
    "jul|july|juli|juillet|julio|luglio|julho|июля|июль",
    "aug|august|août|agosto|augustus|augusti|августа|август",
    "sep|sept|september|septembre|septiembre|settembre|setembro|сентября|сентябрь",
    "oct|okt|october|oktober|octobre|octubre|ottobre|outubro|октября|октябрь",
    "nov|november|novembre|noviembre|novembro|ноября|ноябрь",
    "dec|dez|december|dezember|décembre|diciembre|dicembre|dezembro|декабря|декабрь",
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
_HAS_YEAR = regex(_YEAR)

_FORMS = tuple(
    regex(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<dash>[-/])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?:T[\d:.+Z-]*)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?(?:,)? (?:de |of )?(?P<name>{_MONTH})\.?,?"
        rf"(?: de| del)? {_YEAR}",
        rf"(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"(?P<name>{_MONTH})\.?,?(?: de)? {_YEAR}",
        rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{_YEAR}",
        _YEAR,
    )
)
_AROUND = regex(
    r"^(?:(?:published|posted|first published|updated|last modified|date|written|on|le|el"
    r"|am|vom|"
    r"publié|publicado|veröffentlicht|submitted|by|года?|г\.?|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|miércoles|"
    r"jueves|viernes|sábado|domingo|at|um|uhr|à|gmt|bst|utc|est|edt|cet|pm|am|a\.m\.|p\.m\.|"
    r"\d{1,2}[:.h]\d\d(?::\d\d)?)[\s,:.|–-]*)+$",
    re.IGNORECASE,
)


def find_date(line: str) -> tuple[str, tuple[int, int]] | None:
    """The first date of a line as ``2017-11-15``, and where it stands.

    >>> find_date("Tue 19 Jun 2012, 16:56 BST")[0]
    '2012-06-19'
    """
    if not _HAS_YEAR.search(line):
        return None
    for form in _FORMS:
        match = form.search(line)
        if match:
            found = _iso(match)
            if found:
                return found, match.span()
    return None


def only_date(line: str) -> str:
    """The date of a line that says nothing else; empty for any other line.

    >>> only_date("November 15, 2017")
    '2017-11-15'
    >>> only_date("In 1917 they rose.")
    ''
    """
    found = find_date(line)
    if not found:
        return ""
    date, (start, end) = found
    rest = f"{line[:start]} {line[end:]}".strip(" \t,.:;|()[]_*–—-")
    return date if not rest or _AROUND.match(f"{rest} ") else ""


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = parts.get("month")
    number = int(month) if month else _NUMBER.get((parts.get("name") or "").lower(), 0)
    day = int(parts["day"]) if parts.get("day") else 0
    if number > 12 or day > 31 or (month and not number):
        return ""
    date = parts["year"]
    if number:
        date += f"-{number:02}"
    return f"{date}-{day:02}" if day and number else date
