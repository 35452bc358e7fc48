"""What readers with special needs can rely on, as the content itself shows it.

The same facts go into the package of the EPUB and into ONIX, each in its own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from anthology.model import Book, Table
from anthology.model.figures import figures


class Feature(StrEnum):
    """What helps to read (schema.org accessibilityFeature, W3C vocabulary of 2023)."""

    CONTENTS = "tableOfContents"
    STRUCTURE = "structuralNavigation"
    ORDER = "readingOrder"
    DISPLAY = "displayTransformability"
    ROLES = "ARIA"
    PAGE_MARKS = "pageBreakMarkers"
    PAGE_LIST = "pageNavigation"
    DESCRIBED = "alternativeText"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of the e-book."""

    illustrated: bool
    """Whether it has pictures beside its cover."""

    textual: bool
    """Whether all of it can be had as text: it has no picture without a description."""

    features: tuple[Feature, ...]
    summary: str
    """The same for people, in sentences."""


def facts(book: Book, *, paged: bool) -> Facts:
    """Look through a book.

    Args:
        book: A finished book.
        paged: Whether the e-book lists the pages of print.
    """
    shown = figures(book)
    textual = all(figure.alt.strip() for figure in shown)
    features = [
        Feature.CONTENTS,
        Feature.STRUCTURE,
        Feature.ORDER,
        Feature.DISPLAY,
        Feature.ROLES,
    ]
    if paged:
        features += [Feature.PAGE_MARKS, Feature.PAGE_LIST]
    if shown and textual:
        features.append(Feature.DESCRIBED)
    sentences = _sentences(book, bool(shown), textual, paged)
    return Facts(bool(shown), textual, tuple(features), " ".join(sentences))


def _sentences(book: Book, illustrated: bool, textual: bool, paged: bool) -> Iterator[str]:
    pieces = tuple(book.pieces())
    yield "The text can be read aloud and set in any size or colour."
    yield "Headings and contents are marked up."
    if any(isinstance(block, Table) for piece in pieces for block in piece.blocks):
        yield "Tables have headings for their columns."
    if any(piece.notes for piece in pieces):
        yield "Notes are linked both ways."
    if paged:
        yield "The pages of print can be gone to."
    if illustrated and textual:
        yield "Every picture has a description."
    if illustrated and not textual:
        yield "Some pictures have no description."
    if book.sign_off is None:
        yield "The book has not been examined by a certifier."
