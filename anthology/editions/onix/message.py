"""Write the ONIX message (EDItEUR, ONIX for Books 3.0, reference names)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from anthology.editions.dates import stated_date
from anthology.editions.identifiers import epub_identifier, isbn_urn
from anthology.editions.onix.access import access_features
from anthology.editions.onix.codes import (
    COMPONENTS,
    OTHER_ROLE,
    RELATORS,
    SUBJECTS,
    language,
)
from anthology.editions.onix.elements import E, said
from anthology.editions.sections import Section, sections
from anthology.model import Book, Person, Subject, plain


def write_onix(book: Book, *, paged: bool) -> bytes:
    """Return what shops and libraries are told about the e-book.

    Args:
        book: A finished book.
        paged: Whether the e-book lists the pages of print.

    Returns:
        An ONIX 3.0 message of one product, the same for the same book.
    """
    message = E(
        "ONIXMessage",
        E(
            "Header",
            E("Sender", E("SenderName", book.publisher or book.title)),
            E("SentDateTime", stated_date(book).strftime("%Y%m%d")),
        ),
        E(
            "Product",
            E("RecordReference", epub_identifier(book)),
            E("NotificationType", "03"),  # confirmed
            _identifier(epub_identifier(book)),
            _descriptive(book, paged),
            *_collateral(book),
            _contents(book),
            _publishing(book),
            *_related(book),
        ),
    )
    message.set("release", "3.0")
    whole: bytes = etree.tostring(
        message, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return whole


def _identifier(name: str) -> etree._Element:
    digits = isbn_urn(name).removeprefix("urn:isbn:") if name.startswith("urn:isbn:") else ""
    if len(digits) == 13:
        return E("ProductIdentifier", E("ProductIDType", "15"), E("IDValue", digits))
    return E("ProductIdentifier", E("ProductIDType", "22"), E("IDValue", name))


def _descriptive(book: Book, paged: bool) -> etree._Element:
    return E(
        "DescriptiveDetail",
        E("ProductComposition", "00"),  # one item
        E("ProductForm", "EA"),  # a file, delivered
        E("ProductFormDetail", "E101"),  # EPUB
        E("ProductFormDetail", "E200"),  # reflowable
        *access_features(book, paged=paged),
        _feature_of_format(),
        E("PrimaryContentType", "10"),  # text
        E("EpubTechnicalProtection", "00"),  # none
        *_collections(book),
        E("TitleDetail", E("TitleType", "01"), _title("01", book.title, book.subtitle)),
        *_people(book),
        E("Language", E("LanguageRole", "01"), E("LanguageCode", language(book.lang))),
        *(_subject(subject) for subject in book.subjects),
    )


def _feature_of_format() -> etree._Element:
    return E(
        "ProductFormFeature",
        E("ProductFormFeatureType", "15"),
        E("ProductFormFeatureValue", "101F"),  # EPUB 3.3
    )


def _title(level: str, title: str, subtitle: str = "") -> etree._Element:
    return E(
        "TitleElement",
        E("TitleElementLevel", level),
        E("TitleText", title),
        *said("Subtitle", subtitle),
    )


def _collections(book: Book) -> Iterator[etree._Element]:
    for name, number in ((book.series, book.series_number), (book.collection, "")):
        if name:
            level = [E("TitleElementLevel", "02"), *said("PartNumber", number)]
            title = E("TitleElement", *level, E("TitleText", name))
            yield E(
                "Collection",
                E("CollectionType", "10"),  # the publisher’s
                E("TitleDetail", E("TitleType", "01"), title),
            )


def _people(book: Book) -> Iterator[etree._Element]:
    people = {(p.name, p.role or "edt"): p for p in book.editors}
    for person in (person for piece in book.pieces() for person in piece.authors):
        people.setdefault((person.name, person.role or "aut"), person)
    return _contributors((role, person) for (_, role), person in people.items())


def _contributors(people: Iterable[tuple[str, Person]]) -> Iterator[etree._Element]:
    for number, (role, person) in enumerate(people, 1):
        yield E(
            "Contributor",
            E("SequenceNumber", str(number)),
            E("ContributorRole", RELATORS.get(role, OTHER_ROLE)),
            E("PersonName", person.name),
            *said("PersonNameInverted", person.sort),
            *said("BiographicalNote", plain(person.bio)),
        )


def _subject(subject: Subject) -> etree._Element:
    scheme = E("SubjectSchemeIdentifier", SUBJECTS[subject.scheme])
    return E(
        "Subject",
        scheme,
        *said("SubjectCode", subject.code),
        E("SubjectHeadingText", subject.name),
    )


def _collateral(book: Book) -> Iterator[etree._Element]:
    if book.description:
        yield E(
            "CollateralDetail",
            E(
                "TextContent",
                E("TextType", "03"),  # description
                E("ContentAudience", "00"),  # for all
                E("Text", book.description),
            ),
        )


def _contents(book: Book) -> etree._Element:
    texts = (section for section in sections(book) if section.piece)
    return E("ContentDetail", *(_item(n, section) for n, section in enumerate(texts, 1)))


def _item(number: int, section: Section) -> etree._Element:
    piece = section.piece
    assert piece is not None
    subtitle = plain(piece.subtitle)
    people = _contributors((person.role or "aut", person) for person in piece.authors)
    return E(
        "ContentItem",
        E("LevelSequenceNumber", str(number)),
        E("TextItem", E("TextItemType", COMPONENTS[section.division])),
        E("TitleDetail", E("TitleType", "01"), _title("04", piece.plain_title, subtitle)),
        *people,
        E("Language", E("LanguageRole", "01"), E("LanguageCode", language(piece.lang))),
    )


def _publishing(book: Book) -> etree._Element:
    dates = []
    if book.date:
        digits = book.date.replace("-", "")
        date = E("Date", digits)
        date.set("dateformat", {4: "05", 6: "01", 8: "00"}[len(digits)])
        dates = [E("PublishingDate", E("PublishingDateRole", "01"), date)]
    return E(
        "PublishingDetail",
        E(
            "Publisher",
            E("PublishingRole", "01"),
            E("PublisherName", book.publisher or book.title),
        ),
        *said("CityOfPublication", book.city),
        E("PublishingStatus", "04"),  # active
        *dates,
    )


def _related(book: Book) -> Iterator[etree._Element]:
    if book.identifiers.print:
        relation = E("ProductRelationCode", "13")  # an e-book of that print product
        number = _identifier(isbn_urn(book.identifiers.print))
        yield E("RelatedMaterial", E("RelatedProduct", relation, number))
