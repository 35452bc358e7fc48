"""The book as a site: the pages of the e-book as they are now, and what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from anthology.checks import check_book
from anthology.editions.epub.pages import Page, make_pages
from anthology.editions.faults import EditionError
from anthology.editions.sections import Kind
from anthology.model import Book
from anthology.passes import run_passes
from anthology.problems import Problem, has_errors
from anthology.reading.book import read_book
from anthology.store import Results


@dataclass(frozen=True, slots=True)
class Site:
    """What can be looked at."""

    version: int = 0
    """Counts the times that the sources were read."""

    book: Book | None = None
    """As it was when it last had no error; None before that."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    """File name → page of that book, in reading order."""

    problems: tuple[Problem, ...] = ()
    """Of the sources as they are now."""

    changed: tuple[str, ...] = ()
    """Files that are otherwise than before, in reading order."""

    seconds: float = 0.0
    """What it took to read and write it."""

    @property
    def front(self) -> str:
        """The page to begin with: the contents; empty where there is no page."""
        pages = self.pages.values()
        return next((p.file for p in pages if p.section.kind is Kind.CONTENTS), "")


def renewed(before: Site, root: Path, kept: Results | None) -> Site:
    """Return the site of a project as its sources are now.

    Args:
        before: As it was; its pages stay while the sources have errors.
        root: The folder of ``anthology.yaml``.
        kept: Where results are kept from time to time.

    Raises:
        FileNotFoundError: a file was deleted while it was read.
        MissingProgram: pandoc is missing, and the book cites something.
    """
    start = time.perf_counter()
    book, problems = read_book(root, kept=kept)
    pages: dict[str, Page] = {}
    if book is not None:
        book, found = run_passes(book, kept=kept)
        problems = [*problems, *found, *check_book(book)]
        if not has_errors(problems):
            try:
                pages = {page.file: page for page in make_pages(book, kept=kept)}
            except EditionError as fault:
                problems.append(fault.problem)
    after = replace(
        before,
        version=before.version + 1,
        problems=tuple(problems),
        changed=(),
        seconds=time.perf_counter() - start,
    )
    if book is None or not pages:
        return after
    was = {name: page.packed for name, page in before.pages.items()}
    changed = tuple(name for name, page in pages.items() if was.get(name) != page.packed)
    return replace(after, book=book, pages=pages, changed=changed if was else ())
