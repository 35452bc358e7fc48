"""One line of a list of references: who, when, what, where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anthology.cleaning.citations.locators import UNDATED, YEAR
from anthology.cleaning.citations.names import INITIALS, NAME, family_of
from anthology.cleaning.citations.parts import fields_of
from anthology.cleaning.citations.plain import Plain
from anthology.cleaning.patterns import regex

_EDITING = (
    r"\(?(?:[Ee]ds?|[Ee]ditors?|Hrsg|Hg|Hgg|dirs?|coords?|éds?|a cura di|comps?|trans)"
    r"\b\.?\)?"
)
_EARLY = regex(
    rf"(?P<authors>(?:(?![“\"„«‘]|\d).){{2,200}}?)[ ,.:]*"
    rf"(?P<editing>{_EDITING})?[ ,.:]*"
    rf"(?P<open>[\[(])?\s*(?:\[?(?P<earlier>{YEAR})[\]/] ?)?(?P<year>{YEAR}|(?<=\(){UNDATED})"
    rf"(?: ?[\[/](?P<late>{YEAR})\]?)?(?:, [^\W\d_]+(?: \d+)?(?=[\])]))?\s*[\])]?"
    r"\s*[.:,;]?\s+(?P<rest>\S.*)$"
)
"""The year after the authors: ``Coyle, James (1954) Stone Walls``."""

_LETTERS = INITIALS.removesuffix("*") + "+"
_GIVEN = (
    rf"(?:{_LETTERS}|[A-ZÀ-Þ]{{1,3}}(?![\w])"
    r"|[A-ZÀ-Þ][\w’-]+(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’-]+))?)"
)
_TURNED = rf"{NAME}(?: {NAME})?, {_GIVEN}\.?|{NAME} {_LETTERS}"
_PEOPLE = regex(
    rf"(?P<people>(?:{_TURNED}|[A-ZÀ-Þ]{{2,}}[’'\w-]* {_GIVEN})"
    rf"(?:(?:; | ?/ ?|, (?=[^,]+, (?:[A-ZÀ-Þ]\.)+)){_TURNED})*"
    rf"(?:,? (?:and|&|und|et|y|e) (?:{_TURNED}|{INITIALS}{NAME}(?: {NAME})*))?"
    rf"(?:,? et al\.?)?)(?:,? (?P<editing>{_EDITING}))?(?:[.,:]+ )(?=[“\"„«‘‚A-ZÀ-Þ\d])"
)
_LATE = regex(rf"(?:^|[ (,])(?P<year>{YEAR})(?![\d–-])(?!.*\b{YEAR})")
_DASH = regex(r"^(?:[—–_-]{2,}|[—–]|[Ii]d(?:em)?\.|[Dd]ers\.|[Dd]ies\.)[.,:]?\s*")
_CUT = regex(r"(?<![^\W\d_])(?:[A-ZÀ-Þ]|Anon)$")
_TOKEN = regex(
    rf"(?:{INITIALS}{NAME}|[A-ZÀ-Þ]\.?|and|&|und|et|y|e|al\.?|u\. ?a\.?|eds?\.?|[,;/. ]|…)+"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of a list says of a work."""

    type: str
    families: tuple[str, ...]
    year: str
    """With its letter."""

    fields: tuple[tuple[str, str], ...]
    """As BibTeX names them, author and year among them."""


def read_entry(plain: Plain, last: Entry | None = None) -> Entry | None:
    """Read a line; None where it is no reference.

    Args:
        plain: The line.
        last: The entry before, whose authors a dash stands for.
    """
    words = re.sub(r"^(?:\[\d+\]|\d+\.)\s+", "", plain.words)
    skipped = len(plain.words) - len(words)
    dash = _DASH.match(words)
    if dash and last:
        return _same_author(words[dash.end() :], last)
    early = _EARLY.match(words)
    if early and _early_fits(early):
        stressed = _stressed(plain, skipped + early.start("rest"))
        people, edited = _with_stop(words, early), bool(early["editing"])
        rest = early["rest"] if _telling(early["rest"]) else ""
        if rest:
            found = (_Said(people, edited), rest, stressed)
            return _entry(*found, early["year"], early["earlier"] or _earlier(early))
    people_first = _PEOPLE.match(words)
    late = _LATE.search(words)
    if people_first and late and late.start() > people_first.end():
        rest = words[people_first.end() :]
        stressed = _stressed(plain, skipped + people_first.end())
        said = _Said(people_first["people"], bool(people_first["editing"]))
        return _entry(said, rest, stressed, late["year"], "")
    return None


def _earlier(match: re.Match[str]) -> str:
    """The year of the first edition, where it stands last: ``2005 [1948]``."""
    late = match["late"] or ""
    return late if late < match["year"] else ""


def _with_stop(words: str, match: re.Match[str]) -> str:
    """The authors with the point of an initial, or of a name cut short: ``Pell, A. R.``."""
    people = match["authors"]
    stopped = words[match.end("authors") :].startswith(".")
    return f"{people}." if stopped and _CUT.search(people) else people


@dataclass(frozen=True, slots=True)
class _Said:
    people: str
    edited: bool


def _early_fits(match: re.Match[str]) -> bool:
    """Whether what stands before the year is people, or an office with the year in brackets."""
    authors = match["authors"].strip(" ,.(")
    people = re.sub(rf",? ?{_EDITING}$", "", authors)
    if match["open"] and not re.search(r"[.:;?!] [a-zA-Z]{2,}[^.]*[a-z] ", people):
        return len(people) < 150 and bool(re.match(NAME, people))
    tokens = _TOKEN.fullmatch(people) or (authors == people and _office(people))
    return bool(tokens) and people.count(",") < 8 and ":" not in people


def _telling(rest: str) -> bool:
    """Whether a title may begin here: two words at least, the first no page."""
    return len(re.findall(r"[^\W\d_]{2,}", rest)) >= 1 and not re.match(
        r"\d+\s?(?:p|S|pp|pages)\b", rest
    )


def _stressed(plain: Plain, after: int) -> str:
    """The words in italics that a stretch begins with, or the first after it."""
    return next(
        (plain.words[start:end] for start, end in plain.stressed() if start >= after - 1), ""
    )


def _same_author(words: str, last: Entry) -> Entry | None:
    match = re.match(rf"[\[(]?(?P<year>{YEAR})[\])]?[.:,]?\s+(?P<rest>\S.*)$", words)
    late = _LATE.search(words)
    year, rest = (match["year"], match["rest"]) if match else ("", words)
    year = year or (late["year"] if late else "")
    if not year:
        return None
    authors = dict(last.fields).get("author", "")
    type_, fields = fields_of(rest, "")
    head = {"author": authors, **_when(year)}
    return Entry(type_, last.families, year, tuple({**head, **fields}.items()))


def _entry(said: _Said, rest: str, stressed: str, year: str, earlier: str) -> Entry:
    people = people_of(said.people)
    type_, fields = fields_of(rest, stressed)
    families = tuple("others" if one == "et al." else family_of(one) for one in people)
    role = "editor" if said.edited and "editor" not in fields else "author"
    names = " and ".join("others" if one == "et al." else one for one in people)
    head = {role: names, **_when(year)}
    if earlier:
        head["origdate"] = earlier
    return Entry(type_, families, year, tuple({**head, **fields}.items()))


def _when(year: str) -> dict[str, str]:
    """The year without its letter; of a work that has none yet, its state."""
    if year[:1].isdecimal():
        return {"year": year.rstrip("abcdefghij")}
    return {} if "." in year else {"pubstate": year}


def people_of(words: str) -> list[str]:
    """Names as a list of references has them: ``Cliff, Tony, and Chris Harman``.

    >>> people_of("Smith, A., Brown, B. and Clark, C.")
    ['Smith, A.', 'Brown, B.', 'Clark, C.']
    >>> people_of("BÉRANGER Karl")
    ['Béranger, Karl']
    >>> people_of("Board of Trade")
    ['{Board of Trade}']
    """
    words = re.sub(rf",? ?{_EDITING}$", "", words.strip(" ,("))
    words = re.sub(r"(?<=[^\W\d_]{2})(?<!\bAnon)\.$", "", words)
    cut = re.search(r",? (?:et al\.?|u\. ?a\.?|and others)$|;? …$", words)
    words = words[: cut.start()] if cut else words
    if _office(words):
        return [f"{{{words.rstrip('.')}}}"]
    names: list[str] = []
    for part in re.split(r",? (?:and|&|und|et|y) | ?; | ?/ ?", words):
        names += _pairs(part.strip(" ,"))
    found = [_turned(name) for name in names if name.strip(" ,")]
    return [*found, "et al."] if cut else found


def _office(words: str) -> bool:
    """Whether a name is that of an office: no comma, and a small word or three in it."""
    plain = re.sub(r",? (?:and|&|und|et|y) .*", "", words)
    if "," in words or re.search(r"\b[A-ZÀ-Þ]\.", words) or "/" in words or ";" in words:
        return False
    small = re.search(r" (?:of|for|the|on|für|der|des|pour|du|del|de la) ", f" {words} ")
    return bool(small and not re.match(rf"{NAME}$", plain)) or len(words.split()) > 3


def _pairs(part: str) -> list[str]:
    """``Smith, A., Brown, B.`` are two; ``Smith AB, Jones C`` are two as well."""
    pieces = part.split(", ")
    if all(re.fullmatch(rf"{NAME} [A-ZÀ-Þ]{{1,3}}|{NAME} {INITIALS}", one) for one in pieces):
        return pieces
    return [", ".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]


def _turned(name: str) -> str:
    """A name with the family first, and a comma; capitals throughout are for the eye."""
    name = name.strip(" ,")
    if "," not in name:
        match = re.fullmatch(
            rf"(?P<family>{NAME}) (?P<given>(?:[A-ZÀ-Þ]\.[ -]?)+|[A-ZÀ-Þ]{{1,3}}"
            rf"|(?<=[A-ZÀ-Þ]{{2}} )[A-ZÀ-Þ][a-zà-ÿ].*)",
            name,
        )
        name = f"{match['family']}, {match['given'].strip()}" if match else name
    family, comma, given = name.partition(",")
    capitals = bool(comma) and family.isupper() and len(family) > 3
    family = family.title() if capitals else family
    return family + comma + given
