"""Faults that only the other words of the text, or a dictionary, give away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from string import ascii_lowercase
from unicodedata import normalize

from anthology.cleaning import signs
from anthology.cleaning.faults.dictionary import COMMON, Dictionary, dictionary
from anthology.cleaning.faults.inflection import BEGINNINGS
from anthology.cleaning.faults.plain import Fault
from anthology.cleaning.languages import foreign_words
from anthology.cleaning.patterns import count_words, regex

_WORD = regex(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TAGS = frozenset((
    "generis", "versa", "petto", "facto", "jure", "priori", "posteriori", "fides", "libitum",
    "hominem", "nauseam", "absurdum", "alia", "vivendi", "operandi", "rata", "annum", "capita",
    "infra", "supra", "passim", "naivete", "detente", "melee", "regime", "debacle", "milieu",
    "bourgeois", "intelligentsia", "kulak", "kulaks", "soviets", "raison", "etre", "coup",
))  # fmt: skip
"""Words of other languages that every language borrows, with accents or without."""

_JOINING = frozenset(
    ("un", "inter", "over", "under", "dis", "mis", "out", "in", "im", "trans", "fore")
)
"""Beginnings that are written without a hyphen; ``co-``, ``anti-``, ``non-`` have theirs."""

SHORTEST = 5
"""Letters a word must have: among short ones every slip is another word."""

LONGEST = 30
"""Letters: a longer run of letters is no word."""

SHORTEST_NAME = 9
SHORTEST_OPENING = 7
"""Letters of a word with a capital that may be one of the language, not a name."""

RARE = 2
"""Times a word may stand in the text and still be a slip."""

MOST = 0.0015
"""Share of the words that may look misspelt: beyond it, the list does not know the text."""

FEW = 12
"""Misspelt words that any text may have."""


def word_faults(blanked: str, lang: str) -> Iterator[Fault]:
    """Find words that look misspelt, kept hyphens and inconsistent apostrophes."""
    counts = count_words(_WORD, blanked)
    lower: Counter[str] = Counter()
    for word, count in counts.items():
        lower[word.lower()] += count
    rare = {word for word in counts if lower[word.lower()] <= RARE}
    known = dictionary(lang)
    if known is not None:
        spans = _places(blanked, rare)
        yield from _hyphens(spans, lower, known)
        slips = list(_misspelt(blanked, spans, lower, known))
        if len(slips) <= FEW + MOST * sum(counts.values()):
            yield from slips
        yield from _capitals(blanked, counts, lower, known)
    yield from _apostrophes(blanked, counts)


def _places(text: str, wanted: set[str]) -> list[tuple[int, str]]:
    """Where some words stand, in the order of the text; rare ones stand in rare runs."""
    runs = text.split(" ")
    rare = {
        run
        for run, times in Counter(runs).items()
        if times <= RARE and not wanted.isdisjoint(_WORD.findall(run))
    }
    starts = accumulate(map((1).__add__, map(len, runs)), initial=0)
    return [
        (start + match.start(), match.group())
        for start, run in zip(starts, runs, strict=False)
        if run in rare
        for match in _WORD.finditer(run)
        if match.group() in wanted
    ]


def _hyphens(
    spans: list[tuple[int, str]], lower: Counter[str], known: Dictionary
) -> Iterator[Fault]:
    """``over-throw``: a word once divided at a line end that kept its hyphen.

    Not where the text has the word, or one of its kin, so more than once: that is its way.
    """
    kin = Counter(_kin(word) for word in lower if "-" in word for _ in range(lower[word]))
    for start, word in spans:
        parts = word.lower().split("-")
        if len(parts) != 2 or not word.islower() or kin[_kin(word.lower())] > 1 or _echo(parts):
            continue
        whole = "".join(parts)
        joined = known.has(whole) and parts[0] in _JOINING
        broken = known.has(whole) and not (known.knows(parts[0]) and known.knows(parts[1]))
        broken = broken and parts[0] not in BEGINNINGS
        here = lower[whole] > 1 and len(parts[0]) > 2
        if joined or broken or here:
            message = f"“{whole}”, a hyphen kept from a line end?"
            yield Fault("hyphen-kept", start, start + len(word), message)


def _kin(word: str) -> str:
    """What ``under-developed`` and ``under-development`` have in common."""
    first, _, second = word.partition("-")
    return f"{first}-{second[:7]}"


def _echo(parts: list[str]) -> bool:
    """``zig-zag``, ``tick-tock``: two parts that differ in their vowel."""
    first, second = parts
    return len(first) == len(second) and first[0] == second[0] and first[-1] == second[-1]


def _misspelt(
    blanked: str, spans: list[tuple[int, str]], lower: Counter[str], known: Dictionary
) -> Iterator[Fault]:
    strange = frozenset(
        other for other in foreign_words(known.code) if known.count(other) < NATIVE
    )
    for start, word in spans:
        plain = word.lower()
        if lower[plain] > 1 or not _strange(blanked, start, word, known):
            continue
        near = known.near(plain)
        least = COMMON if known.code in _INFLECTED else FAMILIAR
        if known.count(near) < least or near[:1] != plain[0]:
            continue
        accented = known.code in _ACCENTED and _bare(near) == _bare(plain)
        if not accented and not _abroad(blanked, start, start + len(word), known, strange):
            yield Fault("spelling", start, start + len(word), f"“{near}”?")


def _strange(blanked: str, start: int, word: str, known: Dictionary) -> bool:
    """Whether a word is one of the language’s by its form and its place, and is not known."""
    plain = word.lower()
    if not word.isalpha() or not SHORTEST <= len(word) <= LONGEST or word[1:] != plain[1:]:
        return False
    foreign = known.letters == ascii_lowercase and not word.isascii()
    if foreign or plain in _TAGS or _set_apart(blanked, start, start + len(word)):
        return False
    return not known.knows(plain) and (
        word.islower() or not _may_be_name(blanked, start, word, known)
    )


def _may_be_name(blanked: str, start: int, word: str, known: Dictionary) -> bool:
    """Whether a word with a capital may be a name that no list has."""
    if _opens_sentence(blanked, start):
        return len(word) < SHORTEST_OPENING
    small = known.code != "de"  # only German has capitals for what is no name
    return small or len(word) < SHORTEST_NAME or _among_names(blanked, start, known)


def _set_apart(blanked: str, start: int, end: int) -> bool:
    """Whether a word stands alone in italics or quotation marks: a term, or foreign."""
    before, after = blanked[start - 1 : start], blanked[end : end + 1]
    opened = bool(before) and before in f"{signs.LAST}“‘„«‚\"'"
    return opened and bool(after) and after in f"{signs.LAST}”’“»‘\"',."


def _among_names(blanked: str, start: int, known: Dictionary) -> bool:
    """Whether an unknown name stands beside a name: the two are spelt by other rules."""
    line = blanked.rfind("\n", 0, start) + 1
    before = _WORD.findall(blanked[max(line, start - _AROUND) : start])[-1:]
    after = _WORD.findall(blanked[start : start + 2 * _AROUND].partition("\n")[0])[1:2]
    names = [word for word in (*before, *after) if word[0].isupper() and len(word) > 2]
    return after == ["v"] or any(not known.knows(word.lower()) for word in names)


_INFLECTED = frozenset(("en", "de"))
"""Languages whose forms our lists and rules know well."""

FAMILIAR = 2000
"""Times the right word stands in the other lists: a rare one is but another rare form."""

_ACCENTED = frozenset(("es", "it", "pt"))
"""Languages in which an accent tells one word from another, and the lists lack the one."""


def _bare(word: str) -> str:
    """A word without its accents."""
    return normalize("NFD", word).encode("ascii", "ignore").decode()


NATIVE = 100_000
"""Times a small word stands in the corpus of a list if it is of that language, too."""

_AROUND = 40
"""Characters before and after a word that tell in which language it stands."""


def _abroad(
    blanked: str, start: int, end: int, known: Dictionary, strange: frozenset[str]
) -> bool:
    """Whether a word stands among words of another language: ``du triomphe complet``."""
    line = blanked.rfind("\n", 0, start) + 1
    before = _WORD.findall(blanked[max(line, start - _AROUND) : start].lower())[-3:]
    after = _WORD.findall(blanked[end : end + _AROUND].partition("\n")[0].lower())[:3]
    if strange.intersection((*before[-2:], *after[:2])):
        return True
    unknown = [word for word in (*before[1:], *after[:-1]) if not known.knows(word)]
    return len(unknown) > 1


def _opens_sentence(blanked: str, start: int) -> bool:
    before = (
        blanked[max(0, start - 12) : start].rpartition("\n")[2].rstrip(f' “"‘(«{signs.LAST}')
    )
    if before.endswith(".") and re.search(r"(?:^|[ (.])[^\W\d_]{1,3}\.$", before):
        return False  # after an initial, or “v.”
    return not before or before[-1] in ".!?…"


_STRAY = regex(r"([A-Z](?<=\b[a-z]{3} .)[a-z]{4,})(?= of [a-z])")


def _capitals(
    blanked: str, counts: Counter[str], lower: Counter[str], known: Dictionary
) -> Iterator[Fault]:
    """``the mass Murder of``: a capital where the word has none elsewhere."""
    for match in _STRAY.finditer(blanked):
        word = match.group(1)
        small = word.lower()
        around = (
            blanked[max(0, match.start() - 24) : match.start()],
            blanked[match.end() : match.end() + 24],
        )
        titled = any(re.search(r"(?<![.!?] )\b[A-Z]", one) for one in around)
        if titled or known.count(small) < COMMON:
            continue
        if counts[word] == 1 and counts[small] >= 1:
            yield Fault("capital", match.start(), match.end(), f"“{small}”?")


_POSSESSED = regex(r"s’ (?=([^\W\d_]{4,}))")
_BARE = regex(r"s (?=([^\W\d_]{4,}))")
_PLURAL = regex(r"s’(?!\w)")
_SINGULAR = regex(r"(?:[Tt]he (?<!\w.{4})|[Bb]y (?<!\w.{3}))([A-Z][^\W\d_]*?)’s\b")


def _apostrophes(blanked: str, counts: Counter[str]) -> Iterator[Fault]:
    """``workers state`` beside ``workers’ state``; ``the CP’s`` beside ``CPs``."""
    straight = blanked.replace("'", "’")
    yield from _owners(straight)
    singles = list(_SINGULAR.finditer(straight))
    ends = (match.start() + 1 for match in _PLURAL.finditer(straight)) if singles else ()
    plurals = Counter(_word_before(straight, end) for end in ends)
    for match in singles:
        name = match.group(1)
        several = counts[f"{name}s"] + plurals[f"{name}s"]
        owning = counts[f"{name}’s"] + counts[f"{name}'s"]
        if several >= 2 and several > owning <= 2:
            message = f"“{name}s” or “{name}s’”, as elsewhere in the text?"
            yield Fault("apostrophe", match.start(1), match.end(), message)


def _owners(text: str) -> Iterator[Fault]:
    """Owners without their apostrophe, before a thing they own with it elsewhere."""
    things: dict[str, set[str]] = {}
    for match in _POSSESSED.finditer(text):
        owner, thing = _word_before(text, match.start() + 1).lower(), match.group(1).lower()
        if len(owner) > 3:
            things.setdefault(owner, set()).update((thing, thing.rstrip("s"), f"{thing}s"))
    for match in _BARE.finditer(text) if things else ():
        end = match.start() + 1
        owner = _word_before(text, end)
        start = end - len(owner)
        possessed = start and text[start - 1] == "’"
        if not possessed and match.group(1).lower() in things.get(owner.lower(), ()):
            message = f"“{owner}’”, as elsewhere in the text?"
            yield Fault("apostrophe", start, end, message)


_LETTERS = regex(r"[^\W\d_]+\Z")


def _word_before(text: str, end: int) -> str:
    """The letters that end at a place."""
    match = _LETTERS.search(text, max(0, end - LONGEST), end)
    return match.group() if match else ""
