"""The ONIX message: valid against the schema of EDItEUR, and of one mind with the package."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from anthology.editions.onix import write_onix
from anthology.editions.onix.codes import FEATURES, WITHOUT_SIGHT
from anthology.model import Book, Subject
from tests.editions.specimen import BOOK
from tests.editions.test_epub_metadata import PRINTED, TRADE, Package

ONIX = "{http://ns.editeur.org/onix/3.0/reference}"


@cache
def _schema() -> etree.XMLSchema:
    package = find_spec("onixcheck")
    assert package is not None and package.origin is not None
    file = Path(package.origin).parent / "schema/xsd3.0/ONIX_BookProduct_3.0_reference.xsd"
    return etree.XMLSchema(etree.parse(file))


def said(message: bytes, path: str) -> list[str]:
    """Return the words at a path of elements."""
    full = "/".join(f"{ONIX}{name}" for name in path.split("/"))
    return [element.text or "" for element in etree.fromstring(message).iterfind(f".//{full}")]


@pytest.mark.parametrize(
    "book",
    [
        BOOK,
        TRADE,
        replace(
            TRADE, date="2026", description="Walks, & what they led to.", city="", lang="de"
        ),
        replace(TRADE, date="2026-02", subjects=(Subject("walking", "thema", "WSXP"),)),
        Book("Bare", "en", "bare"),
    ],
    ids=["plain", "full", "year", "month", "bare"],
)
def test_the_message_is_valid(book: Book) -> None:
    """Against the schema, its code lists included."""
    schema = _schema()

    valid = schema.validate(etree.fromstring(write_onix(book, paged=True)))

    assert valid, schema.error_log


@pytest.mark.parametrize("paged", [True, False])
@pytest.mark.parametrize("book", [BOOK, TRADE], ids=["plain", "full"])
def test_it_agrees_with_the_package_on_accessibility(book: Book, paged: bool) -> None:
    """Each feature of the one has its code in the other, and neither claims more."""
    codes = said(write_onix(book, paged=paged), "ProductFormFeatureValue")
    package = Package(book, PRINTED) if paged else Package(book)

    stated = {str(FEATURES[f]) for f in FEATURES
              if f in package.meta("schema:accessibilityFeature")}  # fmt: skip

    assert {code for code in codes if code in FEATURES.values()} == stated
    assert (WITHOUT_SIGHT in codes) == (
        package.meta("schema:accessModeSufficient") == ["textual"]
    )
    assert ("85" in codes) == bool(package.meta("dcterms:conformsTo"))


def test_every_piece_is_listed_with_its_people() -> None:
    """Title, authors and translators of each, in reading order."""
    message = write_onix(TRADE, paged=False)

    assert said(message, "ContentItem/TitleDetail/TitleElement/TitleText") == [
        "To begin", "A Walk", "The River", "Glossary",
    ]  # fmt: skip
    assert said(message, "ContentItem/Contributor/ContributorRole") == ["A01", "A01", "B06"]
    assert said(message, "DescriptiveDetail/Contributor/PersonNameInverted")[:2] == [
        "Ede, Eve", "Able, Ada",
    ]  # fmt: skip


def test_numbers_are_those_of_the_trade() -> None:
    """The ISBN of the e-book, that of print as what it is made from, subjects by scheme."""
    message = write_onix(TRADE, paged=False)

    assert said(message, "Product/ProductIdentifier/IDValue") == ["9780000000002"]
    assert said(message, "RelatedProduct/ProductIdentifier/IDValue") == ["9783161484100"]
    assert said(message, "Subject/SubjectSchemeIdentifier") == ["10", "20"]
    assert said(message, "Subject/SubjectCode") == ["HIS032000"]
