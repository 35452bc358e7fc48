"""Checks: what an editor should look at in a finished book before it is made.

A check takes the book as the passes leave it and yields problems; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from anthology.checks.citations import missing_locators, unlisted_works
from anthology.checks.glyphs import missing_glyphs, unusable_faces
from anthology.checks.images import unusable_images
from anthology.checks.notes import unpaired_notes
from anthology.checks.quotations import changed_quotations
from anthology.checks.raws import changed_raws
from anthology.checks.unlisted import unlisted_texts
from anthology.model import Book
from anthology.problems import Problem

Check = Callable[[Book], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    unusable_faces,
    missing_glyphs,
    unusable_images,
    unpaired_notes,
    missing_locators,
    unlisted_works,
    changed_quotations,
    changed_raws,
    unlisted_texts,
)
"""In the order their findings are shown."""


def check_book(book: Book) -> list[Problem]:
    """Return what all checks find."""
    return [problem for check in CHECKS for problem in check(book)]
