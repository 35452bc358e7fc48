"""What stands between a title and its imprint: editors, translators, edition, volume."""

from __future__ import annotations

import re

from anthology.cleaning.citations.people import people, people_joined
from anthology.cleaning.patterns import regex

_TRANSLATED = r"(?:translated|translation|transl?\.|übers(?:etzt|\.)|trad(?:uit|ucido|\.))"
_EDITED = r"(?:edited|eds?\.|hrsg\.|hgg?\.|herausgegeben|éds?\.)"
_BY = r"(?: by| von| v\.| par| por| de)?"
_WHO = r" (?P<who>[A-ZÀ-Þ].+)$"
_BOTH = regex(
    rf"(?:and )?(?:{_TRANSLATED},? (?:and|und|et|&) {_EDITED}"
    rf"|{_EDITED},? (?:and|und|et|&) {_TRANSLATED}){_BY}{_WHO}",
    re.IGNORECASE,
)
_TRANSLATOR = regex(rf"(?:and )?{_TRANSLATED}{_BY}{_WHO}", re.IGNORECASE)
_EDITOR = regex(rf"(?:and )?{_EDITED}{_BY}{_WHO}", re.IGNORECASE)
_NTH = regex(
    r"(?P<nth>\d+)(?:st|nd|rd|th|\.|e|ème|ª)? ?(?:edn?\b\.?|edition|éd(?:ition)?\b\.?"
    r"|ed(?:ición)?\b\.?|Aufl(?:age)?\b\.?)"
)
_EDITION = regex(
    r"(?:(?:\d+(?:st|nd|rd|th|\.|e)|rev|revised|new|second|third|fourth|fifth|enlarged|enl|exp"
    r"|expanded|corrected|corr|and|abridged|erw|überarb|neue|2nd|3rd)\.?,? )+"
    r"(?:edn?\b\.?|edition|Aufl(?:age)?\b\.?)",
    re.IGNORECASE,
)
_VOLUME = regex(
    r"(?:vol(?:ume)?|Bd|Band|tome|t)\b\.? (?P<volume>\d{1,3}|[IVXLC]+)", re.IGNORECASE
)
_VOLUMES = regex(r"(?P<volumes>\d{1,3}) (?:vols?|volumes|Bde|Bände|tomes)\b\.?", re.IGNORECASE)
_HELPING = regex(
    r"(?:and )?(?:translated|edited|introduced|eds?\b\.?|transl?\b\.?|vols?\b\.?|volume"
    r"|rev\.|revised|(?:second|third|new) ed|reprint|hrsg|hgg?\b\.?|übers|trad\.?)(?![a-z])"
    r"|with an? |\d+(?:st|nd|rd|th) |\d+\. Aufl|\d+e éd|\d+ vols",
    re.IGNORECASE,
)

_ROW = (
    r"(?:[^\W\d_][\w’'-]* ){0,6}(?:Studies|Contributions|Series|Library|Papers|Texts"
    r"|Publications|Monographs|Records|Transactions|Beiträge|Studien|Schriften(?:reihe)?|Reihe|Bibliothek"
    r"|Forschungen|Abhandlungen|Quellen|Collection|Bibliothèque|Études|Cahiers|Colección"
    r"|Biblioteca|Serie|Estudios|Cuadernos|Collana|Quaderni|Studi)(?: [^\W\d_][\w’'-]*){0,8}"
)
_COUNT = r",? (?:(?:no|vol|Nr|Bd|n)\.? ?)?(?P<number>\d{1,3})"
_SERIES = regex(rf"(?P<series>{_ROW}){_COUNT}")
"""A series with its number: ``Contributions to the History of Orr 5``."""

_PARTED = regex(
    r", |\. (?=(?:Hrsg|Hgg?|Übers|Trans|Eds?|Rev|Vol)\. |(?:Edited|Translated) "
    rf"|\d+(?:st|nd|rd|th) ed|{_ROW},? [^,]{{0,5}}\d{{1,3}}$)"
)
"""Where a title ends, or one helper: at a comma, at a point before the next."""

Fields = list[tuple[str, str]]


def parted(words: str) -> list[str]:
    """The parts of what stands before an imprint; the number of a series stays with it.

    >>> parted("Weirs. Studies in Rivers, 5")
    ['Weirs', 'Studies in Rivers 5']
    """
    parts: list[str] = []
    for part in filter(None, map(str.strip, _PARTED.split(words))):
        if parts and part.isdecimal() and _SERIES.fullmatch(f"{parts[-1]} {part}"):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def is_helper(part: str) -> bool:
    """Whether a part of a reference is no title, but tells who helped, or which edition."""
    return bool(_HELPING.match(part) or _SERIES.fullmatch(part))


def helped(parts: list[str]) -> Fields:
    """Who edited and translated a book, which edition and which volume of it is meant.

    What is none of these is left out: whoever asked sees that no field has it.

    >>> helped(["vol. 2", "rev. ed.", "trans. and ed. by Jon Vey"])
    [('volume', '2'), ('edition', 'rev. ed.'), ('translator', 'Jon Vey'), ('editor', 'Jon Vey')]
    """
    return [field for part in _joined(parts) for field in _helper(part)]


def without_helpers(title: str) -> tuple[str, Fields]:
    """A title, and the fields of the helpers that stand behind it.

    >>> without_helpers("Stone Walls. Translated by Jon Vey")
    ('Stone Walls', [('translator', 'Jon Vey')])
    """
    parts = parted(title)
    first = next((n for n, part in enumerate(parts) if n and is_helper(part)), len(parts))
    found = [_helper(part) for part in _joined(parts[first:])]
    if not all(found):
        return title, []  # words of these would be lost
    return ", ".join(parts[:first]), [field for fields in found for field in fields]


def _joined(parts: list[str]) -> list[str]:
    """Names that commas divide are of one part again: ``ed. Ann Hale, Jo Bly, and R. Weir``."""
    whole: list[str] = []
    for part in parts:
        named = whole and people(part) and any(
            form.fullmatch(whole[-1]) for form in (_BOTH, _TRANSLATOR, _EDITOR)
        )  # fmt: skip
        if named:
            whole[-1] += f", {part}"
        else:
            whole.append(part)
    return whole


def _helper(part: str) -> Fields:
    if both := _BOTH.fullmatch(part):
        who = people_joined(both["who"])
        return [("translator", who), ("editor", who)]
    if by := _TRANSLATOR.fullmatch(part):
        return [("translator", people_joined(by["who"]))]
    if by := _EDITOR.fullmatch(part):
        return [("editor", people_joined(by["who"]))]
    return _edition(part)


def _edition(part: str) -> Fields:
    """Which edition a part of a reference tells of, which volume, which series."""
    if nth := _NTH.fullmatch(part):
        return [("edition", nth["nth"])]
    if _EDITION.fullmatch(part):
        return [("edition", re.sub(r"\bedn?$", r"\g<0>.", part))]
    counted = next((found for form in _COUNTED if (found := form.fullmatch(part))), None)
    return list(counted.groupdict().items()) if counted else []


_COUNTED = (_VOLUME, _VOLUMES, _SERIES)
"""Forms whose groups have the names of their fields."""
