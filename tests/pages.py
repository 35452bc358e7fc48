"""The pages of finished books, as poppler reads them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import pikepdf

from tests.finished import Read, letters, words
from tests.validators import program

PAGE_IN_VOLUME = re.compile(r"(?<=inthisvolume)p\d+")
"""What pages say of a work that is in the book, and an e-book, which has none, cannot."""


def pdf_leaves(file: Path, titles: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the letters of each printed page, without head and foot margin, by section.

    Args:
        file: A PDF of 6 × 9 in.
        titles: Titles in its outline, each with the address of its section.
    """
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        flat = [item for top in outline.root for item in (top, *top.children)]
        listed = {str(item.title): _page_of(item, pdf) for item in flat}
        bounds = sorted({*(listed[title] for title in titles), len(pdf.pages)})
    texts, ends = page_letters(file), dict(pairwise(bounds))
    return {
        slug: [
            PAGE_IN_VOLUME.sub("", page)
            for page in texts[listed[title] : ends[listed[title]]]
            if page
        ]
        for title, slug in titles.items()
    }


def _page_of(item: pikepdf.OutlineItem, pdf: pikepdf.Pdf) -> int:
    target: object = item.destination
    if target is None:
        assert item.action is not None
        target = item.action.D
    assert isinstance(target, pikepdf.Array)
    (number,) = (n for n, page in enumerate(pdf.pages) if page.objgen == target[0].objgen)
    return number


def page_letters(file: Path) -> list[str]:
    """Return the letters of every page, without running heads and folios."""
    return [letters(words(page)) for page in raw_pages(file)]


def raw_pages(file: Path, *, heads: bool = False) -> list[str]:
    """Return the text of every page of 6 × 9 in, as it is drawn.

    Args:
        file: A PDF.
        heads: Whether what stands in the margins at head and foot is read, too.
    """
    command = [program("pdftotext"), "-raw", "-enc", "UTF-8"]
    area = [] if heads else ["-x", "0", "-y", "56", "-W", "432", "-H", "539"]
    done = subprocess.run(
        [*command, *area, str(file), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.split("\f")[:-1]


def paired(read: Read, pages: Sequence[str]) -> list[tuple[str, str]]:
    """Divide the letters of pages into body and notes, which follow it at the foot.

    Args:
        read: What should stand there.
        pages: The letters of each page, without running head and folio.

    Returns:
        For each page its body and its notes.

    Raises:
        AssertionError: something is missing, doubled or in the wrong order; the message
            shows the page and what stands there.
    """
    body, numbers, notes = (letters(it) for it in (read.body, read.numbers, read.notes))
    found: list[tuple[str, str]] = []
    for number, page in enumerate(pages, 1):
        page = _once(page, body, "".join(before for before, _ in found))
        split = _split(page, body, numbers, notes)
        assert split is not None, (
            f"page {number}: expected “{body[:60]}…” and notes “{notes[:60]}…”, found “{page}”"
        )
        end, foot = split
        found.append((page[:end], page[foot:]))
        body, numbers = body[end:], numbers[foot - end :]
        notes = notes[len(page) - foot :]
    assert (body, numbers, notes) == ("", "", ""), (
        f"not in the book: “{body[:80]}”, “{numbers[:80]}”, “{notes[:80]}”"
    )
    return found


def _once(page: str, body: str, before: str, enough: int = 12) -> str:
    """Leave out the head of a table that comes again where the table goes over the page."""
    at = page.find(body[:enough])
    return page[at:] if at > 0 and page[:at] in before else page


def _split(page: str, body: str, numbers: str, notes: str) -> tuple[int, int] | None:
    """Return where on a page the body ends and where the notes begin.

    Poppler reads the numbers of a list after all else that stands in the text.
    """
    for end in range(_common(page, body), -1, -1):
        for foot in range(end, end + _common(page[end:], numbers) + 1):
            if notes.startswith(page[foot:]):
                return end, foot
    return None


def _common(page: str, text: str) -> int:
    """Return how many letters a page and a text have in common at their beginning."""
    for n, (a, b) in enumerate(zip(page, text, strict=False)):
        if a != b:
            return n
    return min(len(page), len(text))


def notes_below_their_marks(read: Read, chunks: Sequence[tuple[str, str]]) -> bool:
    """Tell whether each note begins on the page of its mark.

    The page of a mark is that of the letter before it: a sign like † is no letter.
    """
    bodies, feet = [body for body, _ in chunks], [foot for _, foot in chunks]
    before = [offset - 1 for offset in read.marks]
    return pages_of(before, bodies) == pages_of(read.starts, feet)


def pages_of(offsets: Sequence[int], chunks: Sequence[str]) -> list[int]:
    """Return the index of the chunk in which each offset lies.

    >>> pages_of([0, 2, 3], ["abc", "de"])
    [0, 0, 1]
    """
    ends = list(accumulate(map(len, chunks)))
    return [next(n for n, end in enumerate(ends) if offset < end) for offset in offsets]
