"""The forms that values in settings may have: languages, dates, sizes, identifiers.

Each function returns None for what does not have the form.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from anthology.model import TrimSize

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
    r"(-([a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*(-x(-[a-zA-Z0-9]{1,8})+)?"
)
"""The tags of BCP 47 that books use, in their recommended case: language, script,
region, variants, private use."""

_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
    "ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
    "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu"
)
_TWO_LETTERS = frozenset(_ISO_639_1.split())
"""The languages of ISO 639-1: a tag of two letters is one of them, or a slip of the pen
(``gr`` for Greek, ``jp`` for Japanese)."""

LANGUAGE_HINT = "write a tag of BCP 47: en, en-GB, fr, el, zh-Hant"

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(in|mm|cm|pt)")

_POINTS = {"in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "pt": 1.0}

_SMALLEST, _LARGEST = 72.0, 72.0 * 24
"""A page of one inch is a slip of the pen, as is one of two feet."""


def language(words: str) -> str | None:
    """Accept a language tag.

    >>> language("en-GB"), language("sr-Latn"), language("english")
    ('en-GB', 'sr-Latn', None)
    >>> language("gr"), language("en-UK")
    (None, None)
    """
    if not _LANGUAGE.fullmatch(words) or words.endswith("-UK"):
        return None
    code = words.split("-")[0]
    return words if len(code) > 2 or code in _TWO_LETTERS else None


def day(words: str) -> str | None:
    """Accept a year, a month or a day in the ISO form.

    >>> day("2026"), day("2026-01-31"), day("2026-02-31")
    ('2026', '2026-01-31', None)
    """
    found = _DAY.fullmatch(words)
    if not found:
        return None
    year, month, number = (int(part or "1") for part in found.groups())
    try:
        date(year, month, number)
    except ValueError:
        return None
    return words


def publication_date(words: str) -> str | None:
    """Accept a day, a span of days, or either with “c.” before it.

    >>> publication_date("c. 1973"), publication_date("1850/1885")
    ('c. 1973', '1850/1885')
    """
    days = words.removeprefix("c.").strip().split("/")
    return words if len(days) <= 2 and all(day(part.strip()) for part in days) else None


def length(words: str) -> float | None:
    """Accept a length with its unit; return it in points (1/72 in).

    >>> length("0.125in")
    9.0
    """
    found = _LENGTH.fullmatch(words)
    return float(found[1]) * _POINTS[found[2]] if found else None


def trim_size(words: str) -> TrimSize | None:
    """Accept the width and the height of a page.

    >>> trim_size("6in 9in")
    TrimSize(width=432.0, height=648.0)
    """
    sides = [length(word) for word in words.split()]
    if len(sides) != 2:
        return None
    width, height = sides
    if width is None or height is None:
        return None
    possible = all(_SMALLEST <= side <= _LARGEST for side in (width, height))
    return TrimSize(width, height) if possible else None


def isbn(words: str) -> str | None:
    """Accept an ISBN whose last digit agrees with the others (ISO 2108).

    >>> isbn("978-3-16-148410-0"), isbn("978-3-16-148410-1")
    ('978-3-16-148410-0', None)
    """
    digits = words.replace("-", "").replace(" ", "")
    if re.fullmatch(r"\d{13}", digits):
        total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
        return words if total % 10 == 0 else None
    if re.fullmatch(r"\d{9}[\dX]", digits):
        numbers = [10 if digit == "X" else int(digit) for digit in digits]
        total = sum(number * (10 - at) for at, number in enumerate(numbers))
        return words if total % 11 == 0 else None
    return None


def identifier(words: str) -> str | None:
    """Accept what an EPUB may be called by: a URN, a web address (a DOI) or an ISBN."""
    if words.startswith("urn:isbn:"):
        return words if isbn(words.removeprefix("urn:isbn:")) else None
    if words.startswith("urn:uuid:"):
        return (
            words
            if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", words[9:])
            else None
        )
    if re.fullmatch(r"urn:[a-z0-9][a-z0-9-]+:\S+|https?://\S+", words):
        return words
    return f"urn:isbn:{words.replace('-', '').replace(' ', '')}" if isbn(words) else None


def slug(words: str) -> str | None:
    """Accept what may stand in a file name on every system."""
    return words if re.fullmatch(r"[a-z0-9]+([._-][a-z0-9]+)*", words) else None


def make_slug(words: str) -> str:
    """Make a file name of a title.

    >>> make_slug("The Russian Question: Über alles")
    'the-russian-question-uber-alles'
    """
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss")).encode("ascii", "ignore")
    without_apostrophes = re.sub(r"['’]", "", plain.decode("ascii").lower())
    return re.sub(r"[^a-z0-9]+", "-", without_apostrophes).strip("-") or "anthology"
