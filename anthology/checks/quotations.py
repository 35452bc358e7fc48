"""Find quotations of a text of the book that no longer agree with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

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


def changed_quotations(book: Book) -> Iterator[Problem]:
    """Warn of quoted words that are nearly, but not quite, those of a text.

    They stand in quotation marks, or apart as a quotation or as verse.

    A headnote quotes its piece; what the editors wrote, wherever it stands, may quote any.
    What is like no text is from elsewhere, and left alone.
    """
    editors = {person.name for person in book.editors}
    contributions = {piece.slug: piece for piece in _contributions(book)}
    pieces = {
        slug: piece
        for slug, piece in contributions.items()
        if not piece.authors or not _by(editors, piece)
    }
    text_of = cache(lambda slug: _folded(_words(pieces[slug].blocks)))  # few are quoted
    for piece in book.pieces():
        own = [piece.slug] if piece.slug in pieces else []
        yield from _changed(piece.headnote, own, text_of, piece.place)
        if piece.slug not in contributions or _by(editors, piece):
            others = [slug for slug in pieces if slug != piece.slug]
            yield from _changed(piece.blocks, others, text_of, piece.place)


def _by(editors: set[str], piece: Piece) -> bool:
    """Tell whether nobody but the editors has written a piece; it may name nobody."""
    return editors.issuperset(person.name for person in piece.authors)


def _contributions(book: Book) -> Iterator[Piece]:
    for item in book.contents:
        yield from item.pieces if isinstance(item, Part) else (item,)


def _changed(
    blocks: tuple[Block, ...], slugs: list[str], text_of: Callable[[str], str], place: Place
) -> Iterator[Problem]:
    for block in blocks:
        here: Place = getattr(block, "place", place)
        for said, quoted in _stretches(block):
            if any(quoted in text_of(slug) for slug in slugs):
                continue
            from rapidfuzz import fuzz  # most books quote truly, or others

            likeness = {
                slug: fuzz.partial_ratio(quoted, text_of(slug), score_cutoff=NEAR)
                for slug in slugs
            }
            nearest = max(likeness, key=lambda slug: likeness[slug], default="")
            if nearest and likeness[nearest] >= NEAR:
                message = f"“{nearest}” does not say “{_short(said)}” word for word"
                hint = "compare: the text or the quotation has been changed"
                yield warning(here, Code.QUOTATION_CHANGED, message, hint)


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
            if len(folded.split()) >= FEWEST_WORDS:
                yield part.strip(" ,;:"), folded


def _words(blocks: tuple[Block, ...]) -> str:
    return " ".join(plain(run) for run in runs_of_blocks(blocks))


def _folded(words: str) -> str:
    """Return words without case, punctuation and quotation marks of any form."""
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:8]) + (" …" if len(parts) > 8 else "")
