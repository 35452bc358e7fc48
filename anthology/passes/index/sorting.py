"""The order of an index, by the rules of its language (ICU)."""

from __future__ import annotations

import re

_PARTS = re.compile(r"\s*[,:;(]\s*")
"""Where the comparison begins anew: Marx, Karl stands before Marxism (CMOS 18, 15.69)."""

_JOINED = re.compile(r"[-‐–—/]")
_SIGNS = re.compile(r"[^\w\s]")

SMALL_WORDS = {
    "de": "als an auf aus bei das der des die durch ein eine für im in mit nach um und unter"
          " von vor zu zum zur über",
    "en": "a an and as at by during for from in its of on or the their to under versus with",
    "es": "a con de del durante e el en la las los o para por según sobre un una y",
    "fr": "à au aux avec chez contre dans de des du en et la le les ou par pour sous sur"
          " un une",
    "ru": "в для за и из к на о об от по под при с у",
}  # fmt: skip
"""Words that do not count at the beginning of a subheading (CMOS 18, 15.76)."""


class Order:
    """Files headings as one language does."""

    def __init__(self, lang: str, by: str) -> None:
        """``by`` is ``words`` or ``letters``."""
        import icu  # few books have an index

        self._letters = by == "letters"
        locale = icu.Locale.forLanguageTag(lang)
        self._collator = icu.Collator.createInstance(locale)
        attribute, value = icu.UCollAttribute, icu.UCollAttributeValue
        self._collator.setAttribute(attribute.NUMERIC_COLLATION, value.ON)
        self._normal = icu.UAlphabeticIndexLabelType.NORMAL
        self._alphabet = icu.AlphabeticIndex(locale).buildImmutableIndex()
        small = SMALL_WORDS.get(lang.partition("-")[0].lower(), "").split()
        one = "|".join(small) or "(?!)"
        self._small = re.compile(rf"(?:(?:{one})\b\s*)+", re.IGNORECASE)

    def key(self, words: str) -> tuple[bytes, ...]:
        """Return what a heading is compared by.

        >>> names = ["Newark", "New York", "Marxism", "Marx, Karl", "Émile", "Emil", "Fox"]
        >>> sorted(names, key=Order("en", "words").key)
        ['Emil', 'Émile', 'Fox', 'Marx, Karl', 'Marxism', 'New York', 'Newark']
        >>> sorted(["Newark", "New York", "Zug", "Åre"], key=Order("sv", "letters").key)
        ['Newark', 'New York', 'Zug', 'Åre']
        """
        parts = (self._plain(part) for part in _PARTS.split(words))
        return tuple(self._collator.getSortKey(part) for part in parts if part)

    def subkey(self, words: str) -> tuple[bytes, ...]:
        """Return what a subheading is compared by: without its small words.

        >>> sorted(["in exile", "and the army", "death of"], key=Order("en", "words").subkey)
        ['and the army', 'death of', 'in exile']
        """
        return self.key(self._small.sub("", words, count=1) or words)

    def letter(self, words: str) -> str:
        """Return the letter that a heading is filed under; empty for figures and signs.

        >>> [Order("en", "words").letter(word) for word in ("émigrés", "“Zug”", "1917")]
        ['E', 'Z', '']
        """
        label, sort = self._bucket(self._plain(words))
        return str(label) if sort == self._normal else ""

    def _bucket(self, words: str) -> tuple[str, int]:
        index = self._alphabet.getBucketIndex(words)
        bucket: tuple[str, int] = self._alphabet.getBucket(index)
        return bucket

    def _plain(self, words: str) -> str:
        words = _SIGNS.sub("", _JOINED.sub(" ", words)).strip()
        return "".join(words.split()) if self._letters else " ".join(words.split())
