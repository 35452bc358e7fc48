"""What the package of an EPUB says about the book: complete, and nothing that is not so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from anthology.editions.epub import write_epub
from anthology.editions.letters import NOT_PRINTED, PageStart, Printed
from anthology.model import Book, Identifiers, SignOff, Subject
from tests.editions.specimen import BOOK
from tests.editions.test_epub import members
from tests.validators import Epubcheck

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
PRINTED = Printed((PageStart("1", "walk", "", 0, "awalk"),))

TRADE = replace(
    BOOK,
    collection="The Walker’s Library",
    subjects=(Subject("HISTORY / Russia", "bisac", "HIS032000"), Subject("walking")),
    identifiers=Identifiers("urn:isbn:9780000000002", "978-3-16-148410-0"),
    sign_off=SignOff("A. Reader", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "Examiner"),
)


class Package:
    """A package document, read back."""

    def __init__(self, book: Book, printed: Printed = NOT_PRINTED) -> None:
        self.root = etree.fromstring(members(write_epub(book, printed))["EPUB/content.opf"])

    def dc(self, name: str) -> list[str]:
        """The values of a Dublin Core element."""
        return [element.text for element in self.root.iter(DC + name)]

    def meta(self, name: str, of: str = "") -> list[str]:
        """The values of a property of the book, or of one element."""
        refined = f"#{of}" if of else None
        return [
            element.text
            for element in self.root.iter(f"{OPF}meta")
            if element.get("property") == name and element.get("refines") == refined
        ]

    def ids(self) -> Mapping[str, str]:
        """The values by the ids of their elements."""
        return {e.get("id"): e.text for e in self.root.iter() if e.get("id") and e.text}


def test_subjects_have_their_codes() -> None:
    """BISAC and Thema by authority and term; a keyword is one without."""
    package = Package(TRADE)

    assert package.dc("subject") == ["HISTORY / Russia", "walking"]
    assert package.meta("authority", "subject-1") == ["BISAC"]
    assert package.meta("term", "subject-1") == ["HIS032000"]
    assert package.meta("authority", "subject-2") == []


def test_series_and_collection_are_told_apart() -> None:
    """Both are collections; what sort each is, it says itself."""
    package = Package(TRADE)

    assert package.meta("belongs-to-collection") == ["Specimens", "The Walker’s Library"]
    assert package.meta("group-position", "series") == ["7"]
    assert package.meta("collection-type", "collection") == ["set"]


def test_each_piece_has_its_people() -> None:
    """By name, as filed, with what they did."""
    package = Package(TRADE)

    (translator,) = (uid for uid, name in package.ids().items() if name == "Cid Cole"
                     and uid.startswith("page-river"))  # fmt: skip
    assert package.meta("marcrel:aut", "page-river") == ["Ben Best"]
    assert package.meta("marcrel:trl", "page-river") == ["Cid Cole"]
    assert package.meta("file-as", translator) == []
    assert package.meta("dcterms:title", "page-walk") == ["A Walk"]


def test_sources_are_the_printed_book_and_first_appearances() -> None:
    """What the text was taken from."""
    assert Package(TRADE).dc("source") == [
        "urn:isbn:9783161484100",
        "A Walk: First printed in 1901",
    ]


def test_the_page_list_names_its_source() -> None:
    """The ISBN of the printed book; without one, its title; without pages, nothing."""
    untold = replace(TRADE, identifiers=Identifiers())

    assert Package(TRADE, PRINTED).meta("pageBreakSource") == ["urn:isbn:9783161484100"]
    assert Package(untold, PRINTED).meta("pageBreakSource") == [
        "Walks & Rivers, Specimen Press, 2026, PDF edition"
    ]
    assert Package(TRADE).meta("pageBreakSource") == []


def test_page_navigation_is_claimed_only_with_pages() -> None:
    """A feature is stated when the content has it."""
    with_pages = Package(BOOK, PRINTED).meta("schema:accessibilityFeature")
    without = Package(BOOK).meta("schema:accessibilityFeature")

    assert set(with_pages) - set(without) == {"pageBreakMarkers", "pageNavigation"}


def test_conformance_is_claimed_only_when_somebody_vouches() -> None:
    """No program can certify a book (EPUB Accessibility 1.1, 3.6)."""
    assert Package(BOOK).meta("dcterms:conformsTo") == []
    assert Package(TRADE).meta("dcterms:conformsTo") == [
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    ]
    assert Package(TRADE).meta("a11y:certifiedBy") == ["A. Reader"]


@pytest.mark.parametrize("book", [BOOK, TRADE], ids=["plain", "full"])
def test_epubcheck_accepts_all_of_it(book: Book, epubcheck: Epubcheck, tmp_path: Path) -> None:
    """Every property is used as the specification has it."""
    file = tmp_path / "book.epub"
    file.write_bytes(write_epub(book, PRINTED))

    assert epubcheck(file) == []
