"""Names in running text: words with capitals where no sentence begins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

LINKS = "al-|bin|da|de|del|della|der|des|di|du|d’|ibn|la|le|of|the|van|von|vom|zu|zur"
"""Small words within names: the League of Nations, Rosa de la Cruz."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_WORD = rf"(?:{_CAPITAL}\.\s?)*{_CAPITAL}[^\W\d_]+(?:[-’'][^\W\d_]+)*"
NAME = re.compile(rf"\b{_WORD}(?:\s(?:(?:{LINKS})\s){{0,2}}{_WORD})*")
"""One word with a capital or several, with small words between."""

_POSSESSIVE = re.compile(r"[’']s?$")
_ENDS = re.compile(r"[.!?:…][\s\"'”’»)\]]*[\s\"'“‘„«([]*$|^[\s\"'“‘„«([—–-]*$")
"""What stands before the first word of a sentence."""

_DATE = re.compile(r"\d\.?\s*$"), re.compile(r"\s*\d")
"""What stands before and after the name of a month."""

GERMAN = re.compile(
    r"\b(?:d(?:er|ie|as|en|em|es)|(?:k|m|d|s)?ein(?:e[rsnm]?)?|dies\w+|jed\w+|alle[rnm]?"
    r"|viele[rn]?|zu[rm]|vo[mn]|[ib]m|ins|ans?|und|oder)(?:\s[a-zäöüß]+)?\s$"
)
"""What stands before nouns in German, which have capitals too, and seldom before names."""

_LINKED = re.compile(rf"\s(?:{LINKS})\s(?!{LINKS})")

FEWEST = 2
"""How often a name of one word must be there to be proposed."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the texts say."""

    words: str
    """As said: ``Leon Trotsky``."""

    count: int
    texts: int
    """In how many pieces."""

    heading: str = ""
    """As filed, where that is otherwise: ``Trotsky, Leon``."""

    variants: tuple[str, ...] = ()


def names(
    texts: Mapping[str, Iterable[str]],
    filed: Mapping[str, str],
    german: Collection[str] = (),
) -> list[Name]:
    """Return the names of some texts, the most frequent first.

    Args:
        texts: The paragraphs of each piece.
        filed: Names of people that are known, and how they are filed.
        german: Which of the texts are in German.

    >>> said = "He met Ada Brook. Brook spoke of the League of Quays (LOQ). Yes, Brook did."
    >>> [(n.heading or n.words, n.variants, n.count) for n in names({"a": [said]}, {})]
    [('Brook, Ada', ('Brook',), 3), ('League of Quays', ('LOQ',), 2)]
    """
    said = _Said()
    for text, paragraphs in texts.items():
        for paragraph in paragraphs:
            said.read(text, paragraph, nouns=text in german)
    return sorted(_gathered(said, filed), key=lambda name: (-name.count, name.words))


class _Said:
    """What was said with capitals, how often and where."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.texts: defaultdict[str, set[str]] = defaultdict(set)
        self._doubtful: list[tuple[str, str]] = []
        self._dated: Counter[str] = Counter()
        self._nouns: Counter[str] = Counter()
        """How often a word stands as only nouns do."""

        self.small: Counter[str] = Counter()
        """How often each word stands without a capital."""

    def read(self, text: str, paragraph: str, *, nouns: bool = False) -> None:
        """Read a paragraph; ``nouns`` tells whether they have capitals in its language."""
        self.small.update(re.findall(r"\b[a-zß-öø-ÿа-яё]\w*", paragraph))
        for found in NAME.finditer(paragraph):
            words = _POSSESSIVE.sub("", found[0])
            before, after = _DATE
            dated = before.search(paragraph[: found.start()][-4:]) or after.match(
                paragraph, found.end()
            )
            self._dated[words] += bool(dated)
            if nouns and self._is_noun(words, paragraph[: found.start()]):
                continue
            if _ENDS.search(paragraph[: found.start()][-12:]):
                self._doubtful.append((words, text))
            elif len(words) > 1:
                self._add(words, text)

    def _is_noun(self, words: str, before: str) -> bool:
        """Tell whether German words are no name; nouns with small words between seldom are."""
        if " " in words:
            return bool(_LINKED.search(words))
        is_noun = bool(GERMAN.search(before))
        self._nouns[words] += is_noun
        return is_noun

    def settled(self) -> Counter[str]:
        """Return the counts, with what begins sentences where that is a name elsewhere."""
        for words, text in self._doubtful:
            first, _, rest = words.partition(" ")
            if rest and self.small[first.lower()]:
                self._add(rest, text)
                continue
            known = next((tail for tail in _tails(words) if tail in self.counts), "")
            if known:
                self._add(known, text)
        self._doubtful.clear()
        for words in [w for w, count in self.counts.items() if self._is_none(w, count)]:
            del self.counts[words]
        return self.counts

    def _is_none(self, words: str, count: int) -> bool:
        """Tell whether some words are a month, or had capitals for emphasis alone."""
        usual = max(self.small[words.lower()], 4 * self._nouns[words])
        return usual > count or 2 * self._dated[words] >= count

    def _add(self, words: str, text: str) -> None:
        self.counts[words] += 1
        self.texts[words].add(text)


def _tails(words: str) -> Iterator[str]:
    """Yield a name, then what is left of it without its first words."""
    parts = words.split()
    yield from (" ".join(parts[start:]) for start in range(len(parts)))


def _gathered(said: _Said, filed: Mapping[str, str]) -> Iterator[Name]:
    """Put short forms to the names they are of."""
    counts = said.settled()
    short: dict[str, str] = {}
    for words in sorted(counts, key=lambda words: (-counts[words], words)):
        for form in _short_forms(words, said, filed):
            short.setdefault(form, words)
    variants: defaultdict[str, list[str]] = defaultdict(list)
    for form, words in sorted(short.items()):
        if words not in short:
            variants[words].append(form)
    for words, count in counts.items():
        if words in short and short[words] not in short:
            continue
        forms = variants[words]
        total = count + sum(counts[form] for form in forms)
        texts = set.union(said.texts[words], *(said.texts[form] for form in forms))
        if total >= FEWEST or " " in words:
            heading = _heading(words, forms, filed)
            yield Name(words, total, len(texts), heading, tuple(forms))


def _short_forms(words: str, said: _Said, filed: Mapping[str, str]) -> Iterator[str]:
    """Yield the last name of a person, and the letters that an institution is known by.

    A person is somebody known, or called by the last of two or three words and hardly by
    the first: “Trotsky” for “Leon Trotsky”, but never “Union” for “Soviet Union”, nor
    “Europe” for “Eastern Europe”, for “eastern” is a word of the language.
    """
    parts, counts = words.split(), said.counts
    if len(parts) < 2:
        return
    last = filed[words].partition(",")[0] if words in filed else parts[-1]
    alone, first = counts.get(last, 0), parts[0]
    is_person = words in filed or (
        len(parts) < 4
        and not re.search(rf"\s(?:{LINKS})\s", words)
        and 4 * counts.get(first, 0) < alone
        and not said.small[first.lower()]
    )
    if alone and is_person:
        yield last
    letters = "".join(part[0] for part in parts if part[0].isupper())
    all_letters = "".join(part[0] for part in parts).upper()
    yield from sorted({one for one in (letters, all_letters) if len(one) > 1 and one in counts})


def _heading(words: str, forms: Iterable[str], filed: Mapping[str, str]) -> str:
    if words in filed:
        return filed[words]
    last = words.split()[-1]
    return f"{last}, {words.removesuffix(last).strip()}" if last in forms else ""
