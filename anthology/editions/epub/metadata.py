"""What the package document says about the book (EPUB 3.3, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator

from ebooklib import epub

from anthology.editions.accessibility import Facts, facts
from anthology.editions.identifiers import epub_identifier, isbn_urn
from anthology.model import Book, Person, Piece, plain

RELATORS = "marcrel: http://id.loc.gov/vocabulary/relators/"
"""The prefix of MARC’s names for what somebody did."""


def add_metadata(volume: epub.EpubBook, book: Book, *, paged: bool) -> None:
    """State title, people, subjects, rights, sources and accessibility of the book.

    Args:
        volume: What is being packed.
        book: The data.
        paged: Whether it has a list of the pages of print.
    """
    volume.set_identifier(epub_identifier(book))
    volume.set_language(book.lang)
    volume.prefixes.append(RELATORS)
    package = _Package(volume)
    if epub_identifier(book).startswith("urn:isbn:"):
        package.meta("identifier-type", "15", volume.IDENTIFIER_ID, scheme="onix:codelist5")
    _titles(package, book)
    _people(package, book)
    for name, value in (
        ("publisher", book.publisher),
        ("date", book.date),
        ("rights", book.rights),
        ("description", book.description),
    ):
        if value:
            package.dc(name, value)
    for source in _sources(book):
        package.dc("source", source)
    _collections(package, book)
    _subjects(package, book)
    _pieces(package, book)
    if paged:
        package.meta("pageBreakSource", page_source(book))
    _accessibility(package, facts(book, paged=paged))
    _sign_off(package, book)


def page_source(book: Book) -> str:
    """Return what names the printed edition: its ISBN, else its title and publisher."""
    said = (book.title, book.publisher, book.date[:4], "PDF edition")
    return isbn_urn(book.identifiers.print) or ", ".join(part for part in said if part)


class _Package:
    """Says one thing after another."""

    def __init__(self, volume: epub.EpubBook) -> None:
        self._volume = volume

    def dc(self, name: str, value: str, uid: str = "") -> None:
        """State a Dublin Core element."""
        self._volume.add_metadata("DC", name, value, {"id": uid} if uid else {})

    def meta(self, name: str, value: str, of: str = "", **attributes: str) -> None:
        """State a property of the book, or of the element with the id ``of``."""
        refines = {"refines": f"#{of}"} if of else {}
        self._volume.add_metadata(
            None, "meta", value, {"property": name, **refines, **attributes}
        )

    def link(self, relation: str, address: str) -> None:
        """Point to something elsewhere."""
        self._volume.add_metadata(None, "link", None, {"rel": relation, "href": address})


def _titles(package: _Package, book: Book) -> None:
    # EbookLib looks for the title here when it writes the NCX.
    package._volume.title = book.title
    package.dc("title", book.title, "title")
    package.meta("title-type", "main", "title")
    if book.subtitle:
        package.dc("title", book.subtitle, "subtitle")
        package.meta("title-type", "subtitle", "subtitle")


def _people(package: _Package, book: Book) -> None:
    """Name the editors as creators and everybody else as contributors, with MARC roles."""
    people = {(p.name, p.role or "edt"): ("creator", p) for p in book.editors}
    for person in (person for piece in book.pieces() for person in piece.authors):
        people.setdefault((person.name, person.role or "aut"), ("contributor", person))
    for number, ((_, role), (element, person)) in enumerate(people.items(), 1):
        uid = f"person-{number}"
        package.dc(element, person.name, uid)
        package.meta("role", role, uid, scheme="marc:relators")
        if person.sort:
            package.meta("file-as", person.sort, uid)


def _sources(book: Book) -> Iterator[str]:
    """Yield what the book is taken from: its printed edition, and where pieces appeared."""
    if book.identifiers.print:
        yield isbn_urn(book.identifiers.print)
    for piece in book.pieces():
        if piece.source_line:
            yield f"{piece.plain_title}: {plain(piece.source_line)}"


def _collections(package: _Package, book: Book) -> None:
    if book.series:
        package.meta("belongs-to-collection", book.series, id="series")
        package.meta("collection-type", "series", "series")
        if book.series_number:
            package.meta("group-position", book.series_number, "series")
    if book.collection:
        package.meta("belongs-to-collection", book.collection, id="collection")
        package.meta("collection-type", "set", "collection")


def _subjects(package: _Package, book: Book) -> None:
    for number, subject in enumerate(book.subjects, 1):
        uid = f"subject-{number}"
        package.dc("subject", subject.name, uid)
        if subject.scheme:
            package.meta("authority", subject.scheme.upper(), uid)
            package.meta("term", subject.code, uid)


def _pieces(package: _Package, book: Book) -> None:
    """Say of each piece what it is called, who made it, and whose it is."""
    for piece in book.pieces():
        page = page_uid(piece.slug)
        package.meta("dcterms:title", piece.plain_title, page)
        for number, person in enumerate(piece.authors, 1):
            _credit(package, piece, person, f"{page}-by-{number}")
        for name, value in (
            ("dcterms:issued", piece.date),
            ("dcterms:rightsHolder", piece.rights.holder),
            ("dcterms:license", piece.rights.licence),
        ):
            if value:
                package.meta(name, value, page)


def page_uid(slug: str) -> str:
    """Return the id of a file of the book in the manifest."""
    return f"page-{slug}"


def _credit(package: _Package, piece: Piece, person: Person, uid: str) -> None:
    # “role” may refine only what the book as a whole states: the relator is the property.
    package.meta(f"marcrel:{person.role or 'aut'}", person.name, page_uid(piece.slug), id=uid)
    if person.sort:
        package.meta("file-as", person.sort, uid)


def _accessibility(package: _Package, found: Facts) -> None:
    """Say what a reader can rely on (EPUB Accessibility 1.1, 2.3)."""
    for mode in ("textual", "visual") if found.illustrated else ("textual",):
        package.meta("schema:accessMode", mode)
    sufficient = "textual" if found.textual else "textual,visual"
    package.meta("schema:accessModeSufficient", sufficient)
    for feature in found.features:
        package.meta("schema:accessibilityFeature", feature)
    package.meta("schema:accessibilityHazard", "none")
    package.meta("schema:accessibilitySummary", found.summary)


def _sign_off(package: _Package, book: Book) -> None:
    """Repeat what a person vouches for; without that nothing is claimed."""
    signed = book.sign_off
    if signed is None:
        return
    package.meta("dcterms:conformsTo", signed.conforms_to)
    package.meta("a11y:certifiedBy", signed.certified_by, id="certifier")
    if signed.credential:
        package.meta("a11y:certifierCredential", signed.credential, "certifier")
    if signed.report:
        package.link("a11y:certifierReport", signed.report)
