"""Running heads: the short lines that the pages of a book repeat at their head or foot.

They repeat each other, though a scan has read each in its own way; left-hand and
right-hand pages may have different ones; a folio may stand before or after, or on a line
of its own. What tells them from headings is where they stand: beside the number of a
page, at a form feed, within a sentence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from anthology.cleaning.draft import Line
from anthology.cleaning.page_ends import BYLINE, LONGEST, Head, Pages
from anthology.cleaning.patterns import regex

ALIKE = 0.78
"""How like each other two readings of one head are, as difflib measures it."""

GARBLED = 0.5
"""The same, where a head is due between two pages whose heads are known."""

OFTEN = 3
"""Heads whose folios count up before that alone proves them."""

PAGE_WORDS = 60
"""Words that stand on a page at least."""

FEW_WORDS = 25
"""Words between two heads that repeat: fewer stand between names in a play."""

BROKEN = 0.4
"""Share of heads that must stand at the end of a page as it shows in the text about them."""

_FOLIO = r"[\[(]?(?P<folio>(?=[lIOoSBZ]{0,3}\d)[\dlIOoSBZ]{1,4})[\])]?"
_LEFT = regex(rf"{_FOLIO}(?P<gap>[ \t]*[|·•*–—-][ \t]*|[ \t]+)(?P<words>[^\W\d].*)")
_RIGHT = regex(rf"(?P<words>.*[^\s\d–—-])(?P<gap>[ \t]*[|·•*][ \t]*|[ \t]+){_FOLIO}")
_DIGITS = str.maketrans("lIOoSBZ", "1100582")
_LETTERS = str.maketrans("01589|!", "olsbgll")
_NO_LETTERS = regex(r"[\W\d_]+")
_SECTION = regex(
    r"(?:chapter|part|book|letter|lecture|section|act|scene|canto|psalm|day|kapitel|teil|akt"
    r"|chapitre|partie|capítulo|глава|часть|article|artikel|§|table|figure|note|no)\b",
    re.IGNORECASE,
)
"""What is counted in a heading: such lines with a number are none of a page."""


def find_running_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Find the running heads among the lines of a text.

    Heads of one family that mostly stand where pages end are such, all of them but the
    heading that they repeat.

    Args:
        lines: Of the text.
        numbers: Those that hold the number of a page alone.
    """
    heads = list(_candidates(lines, numbers))
    times = Counter(head.key for head in heads)
    page = Pages(lines, numbers, {head.index for head in heads if times[head.key] > 1})
    families = _families(
        [head for head in heads if times[head.key] > 1 or page.ends_at(head.index)]
    )
    said = [*itertools.accumulate(len(line.text.split()) for line in lines)]
    counted = _counted(said, heads, page)
    found = {head.index for head in counted}
    kept = {family[0].index for family in families if page.is_title(family[0])}
    for family in families:
        if len(family) < 2 or not _apart(said, family, FEW_WORDS):
            continue
        ends = [head for head in family if head.index in found or page.ends_at(head.index)]
        enough = len(ends) >= max(2, BROKEN * len(family)) or _on_each_page(family)
        if enough and not _sections(family):
            kept |= {head.index for head in family if page.is_heading(head, family)}
            found |= {head.index for head in family}
    found -= kept
    known = Counter(head.key for head in heads if head.index in found)
    often = [key for key, _ in known.most_common(KNOWN)]
    rest = [head for head in heads if head.index not in found | kept]
    return found | {head.index for head in rest if _garbled(head, often, page)}


def like(one: str, other: str) -> bool:
    """Whether two lines are readings of one head.

    >>> like("TIIE MILL AT 0STROW", "THE MlLL AT OSTROW")
    True
    """
    return _ratio(_key(one), _key(other), ALIKE) >= ALIKE


def _candidates(lines: Sequence[Line], numbers: set[int]) -> Iterator[Head]:
    for index, line in enumerate(lines):
        words = line.text.strip(" \t\x0c")
        if not 2 < len(words) <= LONGEST or index in numbers or _is_sentence(words):
            continue
        if not _free(lines, index, numbers):
            continue
        left = _LEFT.fullmatch(words)
        match = left or _RIGHT.fullmatch(words)
        key = _key(match["words"] if match else words)
        if len(key) < 3 or BYLINE.match(words) or sum(map(str.isalpha, words)) < 3:
            continue
        folio = int(match["folio"].translate(_DIGITS)) if match else None
        gap = match["gap"] if match else ""
        yield Head(index, words, key, folio, bool(left), gap)


def _is_sentence(words: str) -> bool:
    """Whether a line ends as a sentence does, and has words in lower case."""
    return words[-1] in '.,;:!?"”’)]' and any(word[:1].islower() for word in words.split())


def _free(lines: Sequence[Line], index: int, numbers: set[int]) -> bool:
    """Whether nothing stands close to a line, or on one side only, and it looks like a head.

    The last line of a paragraph has text above it, the first below; both go on.
    """
    if any("\x0c" in line.text for line in lines[index : index + 2]):
        return True
    near = [one for one in (index - 1, index + 1) if 0 <= one < len(lines)]
    if any(one in numbers for one in near):
        return True
    close = sum(not lines[one].blank for one in near)
    return not close or (close == 1 and lines[index].text.isupper())


def _key(words: str) -> str:
    letters = words.casefold().translate(_LETTERS).replace("vv", "w").replace("rn", "m")
    return _NO_LETTERS.sub("", letters)


def _families(heads: Sequence[Head]) -> list[list[Head]]:
    """Heads that are readings of one another, in the order of the text.

    Only such are compared as share their first letters, their last, or a length that is
    nearly the same with letters in the middle: so the cost stays in proportion.
    """
    by_key: dict[str, list[Head]] = defaultdict(list)
    for head in heads:
        by_key[head.key].append(head)
    buckets: dict[str, list[str]] = defaultdict(list)
    owners: dict[str, str] = {}
    for key in sorted(by_key, key=lambda key: (-len(by_key[key]), key)):
        traits = _traits(key)
        near = dict.fromkeys(one for trait in traits for one in buckets[trait][:MOST])
        owner = next((one for one in near if _ratio(one, key, ALIKE) >= ALIKE), key)
        owners[key] = owner
        if owner == key:
            for trait in traits:
                buckets[trait].append(key)
    families: dict[str, list[Head]] = defaultdict(list)
    for head in heads:
        families[owners[head.key]].append(head)
    return list(families.values())


KNOWN = 20
"""Heads with which what is left is compared once more."""

MOST = 4
"""Heads that share a trait with another and are compared with it."""


def _traits(key: str) -> tuple[str, ...]:
    return f"<{key[:4]}", f"{key[-4:]}>", f"{key[3:7]}+", f"+{key[-7:-3]}"


def _ratio(one: str, other: str, least: float = GARBLED) -> float:
    """How like each other two keys are; 0 where that is less than ``least``."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 0.4 * len(one):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def _apart(said: Sequence[int], family: Sequence[Head], least: int) -> bool:
    """Whether the words of a page stand between most heads of a family.

    Args:
        said: For each line, the words of the text up to its end.
        family: In the order of the text.
        least: Words that must stand between two.
    """
    words = [
        said[other.index - 1] - said[one.index] for one, other in itertools.pairwise(family)
    ]
    return sum(count >= least for count in words) * 2 > len(words)


def _on_each_page(family: Sequence[Head]) -> bool:
    """Whether a line comes again and again, with folios that count up, far off.

    The first may be the title that the others repeat.
    """
    family = family[1:] if family[0].folio is None else family
    if len(family) < OFTEN and not _facing(family):
        return False
    if any(head.folio is None for head in family):
        return False
    pairs = list(itertools.pairwise(family))
    counts = all(1 <= (other.folio or 0) - (one.folio or 0) <= 2 for one, other in pairs)
    wide = all(len(head.gap.replace("\t", "   ")) > 2 for head in family)
    return counts and wide


def _facing(family: Sequence[Head]) -> bool:
    """Whether two heads are those of a left-hand and of a right-hand page."""
    one, other = family[0], family[-1]
    return len(family) == 2 and one.left != other.left and one.key == other.key


def _sections(family: Sequence[Head]) -> bool:
    """Whether lines count chapters: “Chapter 4”, “Chapter 5”."""
    counted = sum(bool(_SECTION.match(head.words)) for head in family)
    return counted * 2 > len(family) and all(head.folio is not None for head in family)


def _counted(said: Sequence[int], heads: Sequence[Head], page: Pages) -> list[Head]:
    """The longest run of lines with a number, each one more than the last, a page apart.

    Left-hand and right-hand pages have different words, and few pages repeat none. A
    number right before or after a word must change sides or stand within sentences, else
    it may be that of a section.
    """
    best = _longest_run(heads)
    if len(best) < OFTEN or not _apart(said, best, PAGE_WORDS) or _sections(best):
        return []
    wide = sum(len(head.gap.replace("\t", "  ")) > 1 for head in best)
    turns = sum(one.left != other.left for one, other in itertools.pairwise(best))
    if best[0].folio == 1 and not wide and not turns:
        return []  # sections are counted so: the first page has no head
    ends = sum(page.ends_at(head.index) for head in best)
    enough = max(wide, turns + 1, ends + 1) >= 0.6 * len(best)
    return best if enough else []


def _longest_run(heads: Sequence[Head]) -> list[Head]:
    """The most heads whose folios count up by one, whatever stands between them."""
    length: dict[int, int] = {}
    before: dict[int, int] = {}
    last: dict[int, int] = {}
    end = -1
    for place, head in enumerate(heads):
        if head.folio is None:
            continue
        before[place] = last.get(head.folio - 1, -1)
        length[place] = length.get(before[place], 0) + 1
        if length[place] >= length.get(last.get(head.folio, -1), 0):
            last[head.folio] = place
        end = place if length[place] > length.get(end, 0) else end
    run: list[Head] = []
    while end >= 0:
        run.append(heads[end])
        end = before[end]
    return run[::-1]


def _garbled(head: Head, known: Sequence[str], page: Pages) -> bool:
    """Whether a line is a known head that was hardly read, at the end of a page the more so."""
    least = GARBLED if page.ends_at(head.index) else ALIKE
    return any(_ratio(head.key, key, least) >= least for key in known)
