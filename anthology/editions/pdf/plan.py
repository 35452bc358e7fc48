"""The order of pages: which section falls on which leaf, what stands at its head and foot."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anthology.editions.letters import PageStart
from anthology.editions.numerals import number_of, roman
from anthology.editions.pdf.parts import Foot, LaidOut
from anthology.editions.sections import Division, Section, Starts
from anthology.editions.spaces import tied


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the book."""

    label: str
    """What the reader calls it: ``iv``, ``17``."""

    section: int = -1
    """Index of the section it shows; -1 for a blank page."""

    number: int = 0
    """Which page of the section, from 0."""

    head: str = ""
    folio: str = ""
    """Its label where that is printed; empty where not."""

    opening: bool = False
    """Whether a section opens here: folio at the foot, no head."""

    foot: Foot | None = None


def _labels_from(first: str) -> Iterator[str]:
    numeral = str if first.isdecimal() else roman
    return map(numeral, itertools.count(number_of(first)))


def falls_on_verso(sections: Sequence[Section], counts: Sequence[int]) -> list[bool]:
    """Tell for each section whether its first page is a left-hand one.

    Args:
        sections: In reading order.
        counts: How many pages each has.
    """
    return [bool(start % 2) for start in _starts(sections, counts)]


def _starts(sections: Iterable[Section], counts: Iterable[int]) -> Iterator[int]:
    """Index of the first page of each section in the file; even ones are rectos."""
    end, before = 0, Division.FRONT
    for section, count in zip(sections, counts, strict=True):
        first_of_text = before is Division.FRONT and section.division is not Division.FRONT
        recto = section.starts is Starts.RECTO or first_of_text
        verso = section.starts is Starts.VERSO and not first_of_text
        end += (recto and end % 2) or (verso and (end + 1) % 2)
        yield end
        end += count
        before = section.division


def starts_on_verso(sections: Iterable[Section]) -> list[bool]:
    """Guess the same before any page is counted."""
    return [section.starts is Starts.VERSO for section in sections]


def plan_pages(
    sections: Sequence[Section], laid_out: Sequence[LaidOut], first: str = "1"
) -> list[Page]:
    """Put the pages of all sections in order, with blank versos where a recto must follow.

    Args:
        sections: In reading order.
        laid_out: The pages of each.
        first: Label of the first page after the preliminaries.
    """
    starts = list(_starts(sections, [part.pages for part in laid_out]))
    body = next(
        (s for s, x in zip(starts, sections, strict=True) if x.division is not Division.FRONT),
        starts[-1] + laid_out[-1].pages,
    )
    labels = itertools.chain(map(roman, range(1, body + 1)), _labels_from(first))
    pages: list[Page] = []
    for number, (section, part) in enumerate(zip(sections, laid_out, strict=True)):
        pages += [Page(next(labels)) for _ in range(len(pages), starts[number])]
        feet = {foot.page: foot for foot in part.feet}
        for local in range(part.pages):
            page = _page(next(labels), section, local, verso=bool(len(pages) % 2))
            pages.append(_placed(page, number, local, feet.get(local)))
    return pages


def with_blank_end(pages: Sequence[Page]) -> list[Page]:
    """Add blank pages, so that their number is even and the last of them is blank.

    A sheet of paper has two sides, and printers put a code of their own on the last.
    """
    last_is_blank = bool(pages) and pages[-1].section < 0
    more = len(pages) % 2 or (0 if last_is_blank else 2)
    return [*pages, *(Page("") for _ in range(more))]


def _page(label: str, section: Section, local: int, *, verso: bool) -> Page:
    opening = section.opens and local == 0
    head = section.verso_head if verso else section.recto_head
    return Page(
        label,
        head="" if opening or not section.folios else tied(head, section.lang),
        folio=label if section.folios else "",
        opening=opening,
    )


def _placed(page: Page, section: int, local: int, foot: Foot | None) -> Page:
    return Page(page.label, section, local, page.head, page.folio, page.opening, foot)


def front_length(sections: Sequence[Section], pages: Sequence[Page]) -> int:
    """Return how many pages have roman numbers."""
    shown = (i for i, page in enumerate(pages) if page.section >= 0
             and sections[page.section].division is not Division.FRONT)  # fmt: skip
    return next(shown, len(pages))


def labels(pages: Sequence[Page], laid_out: Sequence[LaidOut]) -> Mapping[str, str]:
    """Return for each anchor of the book the label of the page it stands on."""
    by_place = {(page.section, page.number): page.label for page in pages}
    return {
        anchor: by_place[section, spot.page]
        for section, part in enumerate(laid_out)
        for anchor, spot in part.spots.items()
    }


def page_starts(
    pages: Sequence[Page], laid_out: Sequence[LaidOut], sections: Sequence[Section]
) -> tuple[PageStart, ...]:
    """Return where in the words of the book its pages begin; blank ones are left out."""
    known = {
        (number, start.page): start
        for number, part in enumerate(laid_out)
        for start in part.starts
    }
    found = []
    for page in pages:
        start = known.get((page.section, page.number))
        if start:
            slug = sections[page.section].slug
            note = start.note.removeprefix(f"{slug}--")
            found.append(PageStart(page.label, slug, note, start.offset, start.opening))
    return tuple(found)
