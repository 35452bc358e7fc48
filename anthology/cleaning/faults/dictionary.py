"""Words a language knows: the word lists of pyspellchecker, read without its machinery.

The lists come from film subtitles and corpora (see the package); they know American
spelling better than British, so a British form counts as known when its American
twin is.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase

from anthology.cleaning.faults.inflection import FORMS

LANGUAGES = frozenset(("en", "de", "es", "fr", "it", "nl", "pt"))
"""Those with enough words; the Russian list has 20,000, which know hardly any inflection."""

_LETTERS = {
    "en": ascii_lowercase, "de": ascii_lowercase + "äöüß", "es": ascii_lowercase + "áéíñóúü",
    "fr": ascii_lowercase + "àâçèéêëîïôùûœ", "it": ascii_lowercase + "àèéìòù",
    "nl": ascii_lowercase + "ëï", "pt": ascii_lowercase + "áâãàçéêíóôõú",
}  # fmt: skip

_BRITISH = (
    ("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"),
    ("ysi", "yzi"),
    ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("tre", "ter"), ("bre", "ber"),
    ("gre", "ger"),
    ("ence", "ense"), ("ogue", "og"), ("amme", "am"), ("ae", "e"), ("oe", "e"), ("ll", "l"),
    ("l", "ll"), ("gement", "gment"), ("xion", "ction"), ("wards", "ward"), ("mould", "mold"),
    ("plough", "plow"), ("grey", "gray"), ("tt", "t"), ("pp", "p"), ("ss", "s"),
)  # fmt: skip
PART = 4
"""Letters that a part of a compound has at least."""

PLAIN = 2000
"""Times a part stands in the corpus of the list: rare ones would make words of slips."""

COMMON = 40
"""Times a word stands there to be the right one of two."""


class Dictionary:
    """The words of one language."""

    def __init__(self, words: dict[bytes, bytes], code: str) -> None:
        """Take the words in UTF-8, each with its count as it is written in the list."""
        self._words = words
        self.code = code
        self.letters = _LETTERS[code]
        self._forms = FORMS[code]

    def has(self, word: str) -> bool:
        """Whether a word, in lower case, stands in the list."""
        return word.encode() in self._words

    def knows(self, word: str) -> bool:
        """Whether a word is known, also inflected, compounded, or in British spelling."""
        if self.has(word):
            return True
        roots = {word, *self._roots(word)}
        return any(map(self.has, roots)) or any(map(self._compound, roots))

    def _roots(self, word: str) -> set[str]:
        """Words that a word may have been made from."""
        roots = _spellings(word, self.code)
        whole = {word, *roots}
        for ending in self._forms.endings:
            for one in (word, *roots):
                if one.endswith(ending) and len(one) - len(ending) > 2:
                    whole |= self._stems(one[: -len(ending)], ending)
        for beginning in self._forms.beginnings:
            whole |= {one[len(beginning) :] for one in whole if one.startswith(beginning)}
        return {one for one in whole if len(one) > 2}

    def _stems(self, stem: str, ending: str) -> set[str]:
        found = {stem + more for more in self._forms.stems}
        if self.code == "en" and ending in ("es", "ed", "er", "ers") and stem.endswith("i"):
            found.add(stem[:-1] + "y")
        if len(stem) > 3 and stem[-1] == stem[-2]:
            found.add(stem[:-1])
        return found

    def _compound(self, word: str) -> bool:
        """Whether two common words make a word: ``handbell``, ``Ratsprotokoll``."""
        return any(
            self.count(word[:at]) >= PLAIN <= self.count(word[at + gap :])
            for gap in (0, 1)
            for at in range(PART, len(word) - PART + 1 - gap)
            if not gap or word[at] == "s"
        )

    def near(self, word: str) -> str:
        """The commonest word one letter away; empty when there is none.

        Away by a letter too many, too few, another, or two neighbours exchanged.
        """
        halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        edits = {a + b[1:] for a, b in halves if b}
        edits |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
        edits |= {a + letter + b[1:] for a, b in halves if b for letter in self.letters}
        edits |= {a + letter + b for a, b in halves for letter in self.letters}
        known = [edit for edit in edits if self.has(edit) and edit != word]
        return max(known, key=lambda edit: (self.count(edit), edit), default="")

    def count(self, word: str) -> int:
        """How often the word stood in the corpus of the list."""
        return int(self._words.get(word.encode(), b"0").strip(b" :,}\n"))


def _spellings(word: str, code: str) -> set[str]:
    """Other spellings of a word: British for American, Swiss and old ones for German."""
    if code == "de":
        pairs: tuple[tuple[str, str], ...] = (("ss", "ß"), ("ß", "ss"), ("th", "t"))
    else:
        pairs = _BRITISH if code == "en" else ()
    found = {word.replace(old, new) for old, new in pairs if old in word}
    if code == "en" and word.endswith("men") and len(word) > 6:
        found |= {word[:-3], f"{word[:-3]}man"}  # shopmen, craftsmen
    return found


@cache
def dictionary(lang: str) -> Dictionary | None:
    """The dictionary of a language; None where there is none.

    A list is one object of JSON, ``"word": count``, without any escapes: split at its
    quotation marks, as bytes, it is there in a third of the time, which every import waits
    for.
    """
    code = lang.split("-")[0].lower()
    if code not in LANGUAGES:
        return None
    package = find_spec("spellchecker")
    if package is None or package.origin is None:
        return None
    file = Path(package.origin).parent / "resources" / f"{code}.json.gz"
    parts = iter(gzip.decompress(file.read_bytes()).split(b'"'))
    next(parts)  # the brace
    return Dictionary(dict(zip(parts, parts, strict=True)), code)
