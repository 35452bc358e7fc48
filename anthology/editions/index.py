"""What stands after a heading of the index: pages, notes, passages, each a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from anthology.editions.markup import Places
from anthology.editions.medium import Medium
from anthology.editions.numerals import number_of
from anthology.editions.terms import terms
from anthology.model import Book, IndexEntry, Mentioned


@dataclass(frozen=True, slots=True)
class Locator:
    """One thing that a heading points at: a page, a passage, a note."""

    words: str
    """``41``; of a passage the page where it begins; ``57n3``."""

    href: str
    last: str = ""
    """The page where a passage ends; empty for a single one."""

    last_href: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One mention, on the page it is printed on."""

    page: str
    """Its label; empty in a book without pages."""

    href: str
    note: str = ""
    """Printed mark of the note that it stands in; empty in the text."""

    @property
    def order(self) -> tuple[bool, int]:
        """What its page is compared by: those of the preliminaries come first."""
        return self.page.isdecimal(), number_of(self.page)


class Locations:
    """Finds what headings point at, for the index of one edition."""

    def __init__(self, book: Book, here: str, medium: Medium, places: Places) -> None:
        """``here`` is the section of the index."""
        self._here, self._medium, self._places = here, medium, places
        self._words = terms(book.lang)
        self._titles = {piece.slug: piece.running_title for piece in book.pieces()}
        self._marks = {
            piece.slug: {note.label: note.mark for note in piece.notes}
            for piece in book.pieces()
        }

    def of(self, entry: IndexEntry) -> tuple[Locator, ...]:
        """Return what stands after a heading.

        A book without pages gets the titles of its pieces, and numbers for what follows
        in each.
        """
        spots = [self._spot(one) for one in entry.mentions]
        if not all(spot.page for spot in spots):
            return tuple(self._by_title(entry.mentions))
        signs = self._words["in-note"], self._words["in-notes"]
        crowded = {spot.page for spot in spots if self._medium.notes_on(spot.page) > 1}
        return tuple(by_page(spots, crowded, signs))

    def _spot(self, one: Mentioned) -> Spot:
        section, mark = one.piece, ""
        if one.note:
            section = self._places.notes[one.piece][one.note].section
            mark = self._marks[one.piece][one.note]
        page = self._medium.printed_page(section, one.mark)
        return Spot(page, self._medium.link(self._here, section, one.mark), mark)

    def _by_title(self, mentions: Iterable[Mentioned]) -> Iterator[Locator]:
        for piece, group in groupby(mentions, key=lambda one: one.piece):
            firsts = (next(same) for _, same in groupby(group, key=lambda one: one.run))
            for number, one in enumerate(firsts, 1):
                words = self._titles[piece] if number == 1 else str(number)
                yield Locator(words, self._spot(one).href)


def by_page(
    spots: Iterable[Spot], crowded: Iterable[str] = (), signs: tuple[str, str] = ("n", "nn")
) -> Iterator[Locator]:
    """Yield pages in their order.

    Those in a row are one passage (CMOS 18, 15.12). What stands in notes alone is said to:
    57n; where a page has more than one, the note is named (15.33).

    Args:
        spots: Where a heading is mentioned.
        crowded: Labels of the pages with more than one note.
        signs: What stands before the mark of a note, and of several in a row.

    >>> spots = [Spot(page, "", note) for page, note in (
    ...     ("41", ""), ("xi", ""), ("42", "7"), ("42", ""), ("57", "3"), ("57", "4"))]
    >>> [one.words + (one.last and "–" + one.last) for one in by_page(spots, {"57"})]
    ['xi', '41–42', '57nn3–4']
    """
    ordered = sorted(spots, key=lambda spot: spot.order)
    pages = [_page(list(group)) for _, group in groupby(ordered, key=lambda spot: spot.order)]
    for passage in _rows(pages, _goes_on):
        first, last = passage[0][0], passage[-1][0]
        if first.note:
            yield from _notes(passage[0], signs, crowded=first.page in crowded)
        elif len(passage) > 1:
            yield Locator(first.page, first.href, last.page, last.href)
        else:
            yield Locator(first.page, first.href)


def _page(spots: Sequence[Spot]) -> list[Spot]:
    """Return what to name of a page: the first place in its text, else each of its notes."""
    text = [spot for spot in spots if not spot.note]
    return text[:1] or [next(group) for _, group in groupby(spots, key=lambda s: s.note)]


def _goes_on(before: list[Spot], page: list[Spot]) -> bool:
    (sort, number), (next_sort, next_number) = before[0].order, page[0].order
    in_row = sort == next_sort and next_number == number + 1
    return in_row and not before[0].note and not page[0].note


def _notes(
    spots: Iterable[Spot], signs: tuple[str, str], *, crowded: bool
) -> Iterator[Locator]:
    one, several = signs
    for row in _rows([[spot] for spot in spots], _next_note):
        (first,), (last,) = row[0], row[-1]
        if not crowded:
            yield Locator(f"{first.page}{one}".rstrip(), first.href)
        elif len(row) == 1:
            yield Locator(f"{first.page}{one}{first.note}", first.href)
        else:
            words = f"{first.page}{several}{first.note}"
            yield Locator(words, first.href, last.note, last.href)


def _next_note(before: list[Spot], spot: list[Spot]) -> bool:
    one, other = before[0].note, spot[0].note
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def _rows(
    items: Iterable[list[Spot]], goes_on: Callable[[list[Spot], list[Spot]], bool]
) -> Iterator[list[list[Spot]]]:
    """Divide items where one does not go on from the one before."""
    row: list[list[Spot]] = []
    for item in items:
        if row and not goes_on(row[-1], item):
            yield row
            row = []
        row.append(item)
    if row:
        yield row
