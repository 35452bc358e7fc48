"""Make the index: find its terms in the texts, mark them, put the headings in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, groupby

from anthology.model import (
    Apparatus,
    Book,
    IndexEntry,
    IndexGroup,
    Mentioned,
    Piece,
    See,
    Term,
    plain,
)
from anthology.passes.index.finding import Finder
from anthology.passes.index.headings import (
    Headings,
    read_headings,
    wrong_references,
)
from anthology.passes.index.marking import Mentions, mark_piece
from anthology.passes.index.sorting import Order
from anthology.passes.walk import Run, map_pieces
from anthology.problems import Code, Problem, warning

__all__ = ["make_index"]


def make_index(book: Book) -> tuple[Book, list[Problem]]:
    """Mark what the index lists, and list it.

    The words of citations, cross-references and marks are not searched; each mark, given
    or made, gets a name that the index can lead to.
    """
    if Apparatus.INDEX not in book.apparatus:
        return book, []
    headings, problems = read_headings(book)
    mentions = Mentions(headings)
    finder, nothing = Finder(headings.forms), Finder[Term]({})
    left_out = set(book.concordance.left_out)

    def mark(piece: Piece) -> Piece:
        return mark_piece(piece, nothing if piece.slug in left_out else finder, mentions)

    book = map_pieces(mark, book)
    problems += [*mentions.problems, *wrong_references(headings), *_unused(mentions)]
    groups = tuple(_groups(mentions, Order(book.lang, book.concordance.order)))
    if not groups:
        message = "the index is empty"
        hint = "list its terms in texts/index.yaml: anthology index suggest proposes some"
        problems.append(warning(book.place, Code.INDEX_EMPTY, message, hint))
    return replace(book, index=groups), problems


def _unused(mentions: Mentions) -> Iterator[Problem]:
    used = {heading for heading, _ in mentions.found}
    for heading, term in mentions.headings.terms.items():
        if heading not in used and not term.see and not term.see_also:
            message = f"“{heading}” is in no text"
            hint = "write what the texts say for it under variants, or delete it"
            yield warning(term.place, Code.INDEX_UNUSED, message, hint)


def _groups(mentions: Mentions, order: Order) -> Iterator[IndexGroup]:
    used = {heading for heading, _ in mentions.found}
    terms = {
        heading: term
        for heading, term in mentions.headings.terms.items()
        if heading in used or term.see or term.see_also
    }
    filed = {heading: term.sort or heading for heading, term in terms.items()}
    ordered = sorted(terms, key=lambda heading: (order.key(filed[heading]), heading))
    names = {heading: f"entry-{number}" for number, heading in enumerate(ordered, 1)}
    entries = _Entries(mentions, names, order)
    for letter, group in groupby(ordered, key=lambda heading: order.letter(filed[heading])):
        yield IndexGroup(letter, tuple(entries.entry(terms[heading]) for heading in group))


class _Entries:
    """Makes the entries of an index whose headings are in order."""

    def __init__(self, mentions: Mentions, names: dict[str, str], order: Order) -> None:
        self._headings: Headings = mentions.headings
        self._names = names
        self._order = order
        self._below: dict[str, list[tuple[Run, tuple[Mentioned, ...]]]] = {}
        self._found: dict[str, tuple[Mentioned, ...]] = {}
        for (heading, sub), found in mentions.found.items():
            if sub:
                words = mentions.subheadings[heading, sub]
                self._below.setdefault(heading, []).append((words, tuple(found)))
            else:
                self._found[heading] = tuple(found)

    def entry(self, term: Term) -> IndexEntry:
        heading = plain(term.heading)
        name = self._names[heading]
        below = sorted(self._below.get(heading, ()), key=lambda one: self._subkey(one[0]))
        numbers = count(1)
        return IndexEntry(
            term.heading,
            name,
            self._found.get(heading, ()),
            tuple(IndexEntry(sub, f"{name}-{next(numbers)}", found) for sub, found in below),
            self._see(term.see),
            self._see(term.see_also),
        )

    def _subkey(self, words: Run) -> tuple[tuple[bytes, ...], str]:
        return self._order.subkey(plain(words)), plain(words)

    def _see(self, targets: tuple[str, ...]) -> tuple[See, ...]:
        """Return where to look, in the order of the index; what is wrong was reported."""
        known = {target for target in targets if target in self._names}
        return tuple(
            See(self._names[target], self._headings.terms[target].heading)
            for target in self._names
            if target in known
        )
