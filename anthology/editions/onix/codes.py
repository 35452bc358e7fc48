"""Our words in the code lists of EDItEUR (ONIX for Books, issue 70 and later)."""

from __future__ import annotations

from types import MappingProxyType

from anthology.editions.accessibility import Feature
from anthology.editions.sections import Division

RELATORS = MappingProxyType(
    {
        "abr": "B04",
        "adp": "B05",
        "aft": "A19",
        "ann": "A20",
        "ant": "A38",
        "arr": "B25",
        "aui": "A24",
        "aut": "A01",
        "cmm": "A21",
        "com": "C01",
        "ctb": "A32",
        "edt": "B01",
        "ill": "A12",
        "pht": "A13",
        "trl": "B06",
        "win": "A24",
        "wpr": "A15",
    }
)
"""MARC relator → contributor role (list 17); for others ``OTHER_ROLE``."""

OTHER_ROLE = "Z99"

FEATURES = MappingProxyType(
    {
        Feature.CONTENTS: "11",
        Feature.STRUCTURE: "29",
        Feature.ORDER: "13",
        Feature.DISPLAY: "36",
        Feature.ROLES: "30",
        Feature.PAGE_MARKS: "19",
        Feature.PAGE_LIST: "41",
        Feature.DESCRIBED: "14",
    }
)
"""What the package of the EPUB says → accessibility detail (list 196)."""

SUMMARY, NOTHING_DISABLED, LANGUAGES_TAGGED, WITHOUT_SIGHT = "00", "10", "22", "52"
EPUB_11, CERTIFIED_BY, REPORT = "04", "90", "94"
CONFORMANCE = MappingProxyType(
    {"2.0": "80", "2.1": "81", "2.2": "82", "A": "84", "AA": "85", "AAA": "86"}
)
"""Version and level of WCAG → list 196."""

SUBJECTS = MappingProxyType({"bisac": "10", "thema": "93", "": "20"})
"""Scheme → list 27; a keyword of nobody’s scheme is 20."""

COMPONENTS = MappingProxyType({Division.FRONT: "02", Division.BODY: "03", Division.BACK: "04"})
"""Division of the book → text item type (list 42)."""

_LANGUAGES = MappingProxyType(
    {
        "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "cze", "cy": "wel",
        "da": "dan", "de": "ger", "el": "gre", "en": "eng", "eo": "epo", "es": "spa",
        "et": "est", "eu": "baq", "fa": "per", "fi": "fin", "fr": "fre", "ga": "gle",
        "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "arm",
        "id": "ind", "is": "ice", "it": "ita", "ja": "jpn", "ka": "geo", "ko": "kor",
        "la": "lat", "lt": "lit", "lv": "lav", "mk": "mac", "nb": "nob", "nl": "dut",
        "nn": "nno", "no": "nor", "pl": "pol", "pt": "por", "ro": "rum", "ru": "rus",
        "sk": "slo", "sl": "slv", "sq": "alb", "sr": "srp", "sv": "swe", "ta": "tam",
        "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "yi": "yid",
        "zh": "chi",
    }
)  # fmt: skip
"""ISO 639-1 → ISO 639-2/B, which is list 74."""


def language(tag: str) -> str:
    """Return the code of a language (list 74); ``und`` for one we do not know.

    >>> language("de-AT"), language("grc"), language("xx")
    ('ger', 'grc', 'und')
    """
    primary = tag.partition("-")[0].lower()
    return primary if len(primary) == 3 else _LANGUAGES.get(primary, "und")
