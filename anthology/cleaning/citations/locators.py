"""Where in a work: pages, chapters, volumes, as they are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from anthology.cleaning.patterns import regex

YEAR = r"(?:1[4-9]\d\d|20\d\d)[a-z]?"

DATED = regex(r"1[4-9]\d\d|20\d\d")
"""Any year: a line that has none is not searched for more."""

FIGURES = regex(r"\d(?=\d{3})")
"""Four figures, which may be a year."""

UNDATED = (
    r"(?:n\. ?d\.|o\. ?J\.|s\. ?d\.|s\. ?a\.|undated|forthcoming|in press|im Erscheinen"
    r"|à paraître|en prensa)"
)
"""What stands where a work has no year, or none yet."""

WHEN = rf"(?:{YEAR}|{UNDATED})"

_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W\d_])"
_NUMBER = (
    rf"(?:\d+|{_ROMAN})(?:[-–—](?:\d+|{_ROMAN}))?"
    r"(?:\s?(?:ff?|sqq?|suiv)(?![^\W\d_])\.?)?"
)
_PAGES = rf"{_NUMBER}(?:(?:, ?| and | und | et | & )(?!(?:1[4-9]|20)\d\d[a-z]?\b){_NUMBER})*"
_PAGE = r"(?:pp?|pgs?|pages?|SS?|s|Seiten?|págs?|str)(?![^\W\d_])\.?"
_PART = (
    r"(?:chap(?:ter)?s?|chs?|vols?|volume|bks?|book|part|pt|sec(?:tion)?s?|Kap(?:itel)?|Bd|Teil"
    r"|cap|tome|t|fol|fols|ff?|cols?|Sp|para|Abs|nos?|Nr|Abb|Tab|table|fig)(?![^\W\d_])\.?|§§?"
)
_END = r"(?=[.;)\]\s]*(?:$|[;)\].\n]))"
LOCATOR = (
    rf"(?:(?:,?\s?\b|\s?:\s?)(?:{_PAGE})\s?(?:{_PAGES})"
    rf"|:\s?(?:{_PAGES})|, (?:{_PAGES}){_END}"
    rf"|,?\s?(?:{_PART})\s?(?:\d+|[IVXLC]+\b)(?:[-–]\d+)?"
    rf"(?:, ?(?:{_PAGE})\s?(?:{_PAGES}))?)"
)
"""In a note: a page without its name counts where the reference ends."""

_IN_BRACKETS = (
    rf"(?:(?:,?\s?|\s?:\s?)(?:{_PAGE})\s?(?:{_PAGES})"
    rf"|(?:,\s(?!(?:1[4-9]|20)\d\d[a-z]?\b)|\s?:\s?)(?:{_PAGES})(?![\w’])"
    rf"|(?:,?\s|\s?:\s?)(?:{_PART})\s?(?:\d+|[IVXLC]+\b)(?:[-–]\d+)?"
    rf"(?:,\s?(?:{_PAGE})\s?(?:{_PAGES}))?)"
)
"""In brackets, right after the year: any number is a page."""

_HERE = regex(
    rf",? (?:hier|here|ici|aquí|qui|at|esp\.?|especially|bes\.|insb\.|v\. ?a\.) "
    rf"(?P<page>(?:(?:{_PAGE})\s?)?(?:{_PAGES})){_END}"
)
"""The page that is meant, among those of the whole: ``S. 40–60, hier S. 46``."""

IN_NOTE = regex(rf"(?:{LOCATOR})?")
IN_BRACKETS = regex(rf"(?:{_IN_BRACKETS})?")
_PAGED = regex(rf"(?:(?:{_PAGE})\s?)?(?P<pages>(?:\d|{_ROMAN}).*)$")


_RANGE = regex(r"(?<=[\divxlc])[-—](?=[\divxlc])")
_FOLLOWING = regex(r"ff?\.$|sq\.$|suiv\.$")
_SEVERAL = regex(r"[–,&]| (?:and|und|et) |\df|\sf|sq|suiv")


def tidy_locator(words: str) -> str:
    """A page as the house writes it; what is no page stays as it is worded.

    >>> tidy_locator(", pp118-119")
    'pp. 118–119'
    >>> tidy_locator(": 121")
    'p. 121'
    >>> tidy_locator(", Kap. 3")
    'Kap. 3'
    """
    words = words.strip(" ,:\u00a0\u202f")
    words = _RANGE.sub("–", words)
    match = _PAGED.match(words)
    if not match:
        return words
    pages = match["pages"] if _FOLLOWING.search(match["pages"]) else (
        match["pages"].rstrip(".")
    )  # fmt: skip
    several = bool(_SEVERAL.search(pages))
    return f"{'pp' if several else 'p'}. {pages}"


_P = ("p.", "pp.")
LABELS = {
    "": _P, "en": _P, "es": _P, "it": _P, "nl": _P, "pt": _P, "fr": ("p.", "p."),
    "de": ("S.", "S."), "ru": ("с.", "с."),
    **dict.fromkeys(("cs", "da", "nb", "nn", "no", "pl", "sk", "sv"), ("s.", "s.")),
}  # fmt: skip
"""How each language names a page, and pages, so that a style knows it (CSL locales)."""

_LABEL = regex(r"(?P<one>p|pp)\. (?=[\divxlc])")


def labelled(locator: str, lang: str) -> str:
    """A locator with the label of a language; without one where we know none.

    A number alone is a page to every style.

    >>> labelled("pp. 12 f", "de"), labelled("p. 3", "fi"), labelled("ch. 2", "de")
    ('S. 12 f', '3', 'ch. 2')
    """
    match = _LABEL.match(locator)
    if not match:
        return locator
    label = LABELS.get(lang, ("", ""))[match["one"] == "pp"]
    return f"{label} {locator[match.end() :]}".strip()


class Located(NamedTuple):
    """A match, and the locator after it."""

    match: re.Match[str]
    locator: str
    """As the house writes it; empty without one."""

    end: int
    """Where the locator ends."""


def located(
    form: re.Pattern[str], words: str, tail: re.Pattern[str] = IN_NOTE
) -> Iterator[Located]:
    """Every match of a form, with the locator after it.

    The form of a locator is long; within each of the others it would be compiled again.

    Args:
        form: What to look for.
        words: Of a note.
        tail: What must follow: a locator or none, and perhaps what stands after it.
    """
    at = 0
    while match := form.search(words, at):
        at = match.start() + 1
        after = tail.match(words, match.end())
        if after:
            at = after.end()
            yield Located(match, tidy_locator(after.group()), at)


def locator_at(words: str, at: int, form: re.Pattern[str] = IN_NOTE) -> tuple[str, int]:
    """The locator at a place, as the house writes it, and where it ends."""
    after = form.match(words, at)
    return (tidy_locator(after.group()), after.end()) if after else ("", at)


def narrowed(words: str, at: int) -> tuple[str, int]:
    """The page that is meant among the pages named before a place, and where it ends.

    >>> narrowed("S. 40–60, hier S. 46.", 8)
    ('p. 46', 20)
    """
    match = _HERE.match(words, at)
    return (tidy_locator(match["page"]), match.end()) if match else ("", at)


def bare(locator: str) -> str:
    """The pages of a locator as an entry has them: ``pp. 40–60`` is ``40–60``."""
    return re.sub(r"^pp?\. ", "", locator)
