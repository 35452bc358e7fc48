"""Find quotations of a text of the book that no longer agree with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anthology.model import Block, Book, Part, Piece, Quotation, Verse, plain
from anthology.passes.walk import runs_of_blocks
from anthology.problems import Code, Place, Problem, warning

_QUOTED = re.compile(r"“([^“”]+)”|«([^«»]+)»|„([^“„]+)“|(?<!\w)‘([^‘]+?)’(?!\w)")
"""What stands between quotation marks; “’” within a word is an apostrophe."""

LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")
"""Where a quotation leaves words out, or puts in its own."""

FEWEST_WORDS = 6
"""Of a stretch that is looked for: shorter ones are anybody’s."""

NEAR = 84.0
"""Likeness, of 100, from which words are meant to be those of the text: a word changed."""

THE_SAME = 100.0

SHARED = 0.2
"""Of the words three by three, how many a text must have before it is compared letter by
letter, which takes its time. A changed word breaks three threes, and the shortest stretch has
four."""

_Three = tuple[str, str, str]


@dataclass(slots=True)
class _Stretch:
    """Quoted words that are looked for in texts of the book."""

    said: str
    words: str
    """Those said, folded."""

    place: Place
    slugs: frozenset[str]
    """Of the texts that it may be from."""

    likeness: float = 0.0
    """Of the nearest text so far."""

    nearest: str = ""

    @property
    def threes(self) -> frozenset[_Three]:
        """Return each three words in a row."""
        return frozenset(_threes(self.words.split()))

    def compare(self, slug: str, text: str) -> None:
        """Look for the words in a text."""
        if self.words in text:
            likeness = THE_SAME
        else:
            from rapidfuzz import fuzz  # most books quote truly, or others

            ratio = fuzz.partial_ratio(self.words, text, score_cutoff=NEAR)
            likeness = min(ratio, THE_SAME - 1)  # a short text may be in the quotation
        if likeness > self.likeness:
            self.likeness, self.nearest = likeness, slug


def changed_quotations(book: Book) -> Iterator[Problem]:
    """Warn of quoted words that are nearly, but not quite, those of a text.

    They stand in quotation marks, or apart as a quotation or as verse.

    A headnote quotes its piece; what the editors wrote, wherever it stands, may quote any.
    What is like no text is from elsewhere, and left alone.
    """
    editors = frozenset(person.name for person in book.editors)
    contributions = {piece.slug: piece for piece in _contributions(book)}
    quoting = [
        piece
        for piece in book.pieces()
        if piece.slug not in contributions or _by(editors, piece)
    ]
    pieces = {
        slug: piece
        for slug, piece in contributions.items()
        if not piece.authors or not _by(editors, piece)
    }
    stretches = list(_quoted(book, {piece.slug for piece in quoting}, frozenset(pieces)))
    having: dict[_Three, list[int]] = {}
    for number, stretch in enumerate(stretches):
        for three in stretch.threes:
            having.setdefault(three, []).append(number)
    for piece in pieces.values() if stretches else ():
        words = _folded(_words(piece.blocks))
        shared = set(filter(having.__contains__, _threes(words)))
        counts = Counter(number for three in shared for number in having[three])
        for number, count in counts.items():
            stretch = stretches[number]
            if piece.slug in stretch.slugs and count >= SHARED * len(stretch.threes):
                stretch.compare(piece.slug, " ".join(words))
    for stretch in stretches:
        if NEAR <= stretch.likeness < THE_SAME:
            said = _short(stretch.said)
            message = f"“{stretch.nearest}” does not say “{said}” word for word"
            hint = "compare: the text or the quotation has been changed"
            yield warning(stretch.place, Code.QUOTATION_CHANGED, message, hint)


def _by(editors: frozenset[str], piece: Piece) -> bool:
    """Tell whether nobody but the editors has written a piece; it may name nobody."""
    return editors.issuperset(person.name for person in piece.authors)


def _threes(words: list[str]) -> Iterable[_Three]:
    return zip(words, words[1:], words[2:], strict=False)


def _contributions(book: Book) -> Iterator[Piece]:
    for item in book.contents:
        yield from item.pieces if isinstance(item, Part) else (item,)


def _quoted(book: Book, quoting: set[str], texts: frozenset[str]) -> Iterator[_Stretch]:
    """Yield what is looked for, in reading order.

    Args:
        book: A finished book.
        quoting: The pieces that may quote others.
        texts: Those that may be quoted.
    """
    for piece in book.pieces():
        yield from _in_blocks(piece.headnote, texts & {piece.slug}, piece.place)
        if piece.slug in quoting:
            yield from _in_blocks(piece.blocks, texts - {piece.slug}, piece.place)


def _in_blocks(
    blocks: tuple[Block, ...], slugs: frozenset[str], place: Place
) -> Iterator[_Stretch]:
    for block in blocks if slugs else ():
        here: Place = getattr(block, "place", place)
        for said, words in _stretches(block):
            yield _Stretch(said, words, here, slugs)


def quoted_words(words: str) -> Iterator[str]:
    """Yield what stands between quotation marks of any language."""
    for found in _QUOTED.finditer(words):
        yield next(group for group in found.groups() if group)


def _stretches(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the stretches of quoted words that are long enough to look for, and folded."""
    if isinstance(block, Quotation):
        quotations = [plain(run) for run in runs_of_blocks(block.blocks)]
    elif isinstance(block, Verse):
        quotations = [_words((block,))]
    else:
        quotations = list(quoted_words(_words((block,))))
    for quotation in quotations:
        for part in LEFT_OUT.split(quotation):
            folded = _folded(part)
            if len(folded) >= FEWEST_WORDS:
                yield part.strip(" ,;:"), " ".join(folded)


def _words(blocks: tuple[Block, ...]) -> str:
    return " ".join(plain(run) for run in runs_of_blocks(blocks))


def _folded(words: str) -> list[str]:
    """Return words without case, punctuation and quotation marks of any form.

    >>> _folded("‘Nobody’s boat,’ she_said")
    ['nobody', 's', 'boat', 'she', 'said']
    """
    folded = words.casefold()
    for sign in sorted(set(folded)):  # a few dozen, where there are thousands of words
        if not sign.isalnum():
            folded = folded.replace(sign, " ")
    return folded.split()


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:8]) + (" …" if len(parts) > 8 else "")
