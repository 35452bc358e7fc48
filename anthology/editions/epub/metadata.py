"""What the package document says about the book (EPUB 3.3, 5.5)."""

from __future__ import annotations

from ebooklib import epub

from anthology.editions.epub.pictures import pictures
from anthology.editions.identifiers import epub_identifier
from anthology.model import Book, Person


def add_metadata(volume: epub.EpubBook, book: Book, *, paged: bool) -> None:
    """State title, people, dates and accessibility of the book.

    Args:
        volume: What is being packed.
        book: The data.
        paged: Whether it has a list of the pages of print.
    """
    volume.set_identifier(epub_identifier(book))
    volume.set_language(book.lang)
    _titles(volume, book)
    _people(volume, book)
    for name, value in (
        ("publisher", book.publisher),
        ("date", book.date),
        ("rights", book.rights),
        ("description", book.description),
    ):
        if value:
            volume.add_metadata("DC", name, value)
    if book.series:
        _meta(volume, "belongs-to-collection", book.series, id="series")
        _meta(volume, "collection-type", "series", refines="#series")
        if book.series_number:
            _meta(volume, "group-position", book.series_number, refines="#series")
    _accessibility(volume, book, paged)
    if paged:
        _meta(volume, "pageBreakSource", page_source(book))


def _meta(volume: epub.EpubBook, name: str, value: str, **attributes: str) -> None:
    volume.add_metadata(None, "meta", value, {"property": name, **attributes})


def _titles(volume: epub.EpubBook, book: Book) -> None:
    volume.title = book.title
    volume.add_metadata("DC", "title", book.title, {"id": "title"})
    _meta(volume, "title-type", "main", refines="#title")
    if book.subtitle:
        volume.add_metadata("DC", "title", book.subtitle, {"id": "subtitle"})
        _meta(volume, "title-type", "subtitle", refines="#subtitle")


def _people(volume: epub.EpubBook, book: Book) -> None:
    """Name the editors as creators and everybody else as contributors, with MARC roles."""
    named: set[tuple[str, str]] = set()
    people = [("creator", person, person.role or "edt") for person in book.editors]
    people += [
        ("contributor", person, person.role or "aut")
        for piece in book.pieces()
        for person in piece.authors
    ]
    for element, person, role in people:
        if (person.name, role) not in named:
            named.add((person.name, role))
            _person(volume, element, person, role, f"person-{len(named)}")


def _person(volume: epub.EpubBook, element: str, person: Person, role: str, uid: str) -> None:
    volume.add_metadata("DC", element, person.name, {"id": uid})
    _meta(volume, "role", role, refines=f"#{uid}", scheme="marc:relators")
    if person.sort:
        _meta(volume, "file-as", person.sort, refines=f"#{uid}")


def page_source(book: Book) -> str:
    """Return what names the printed edition: its ISBN, else its title and publisher."""
    if book.identifiers.print:
        return f"urn:isbn:{book.identifiers.print.removeprefix('urn:isbn:')}"
    said = (book.title, book.publisher, book.date[:4], "PDF edition")
    return ", ".join(part for part in said if part)


def _accessibility(volume: epub.EpubBook, book: Book, paged: bool) -> None:
    """Say what a reader can rely on, as the content shows it (EPUB Accessibility 1.1, 2.3)."""
    illustrated = bool(pictures(book))
    for mode in ("textual", "visual") if illustrated else ("textual",):
        _meta(volume, "schema:accessMode", mode)
    _meta(volume, "schema:accessModeSufficient", "textual")
    features = [
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "displayTransformability",
    ]
    if illustrated:
        features.append("alternativeText")
    if paged:
        features += ["pageBreakMarkers", "pageNavigation"]
    for feature in features:
        _meta(volume, "schema:accessibilityFeature", feature)
    if not illustrated:
        _meta(volume, "schema:accessibilityHazard", "none")
    _meta(volume, "schema:accessibilitySummary", _summary(book, illustrated, paged))


def _summary(book: Book, illustrated: bool, paged: bool) -> str:
    parts = [
        "The text can be read aloud and set in any size or colour.",
        "Headings and contents are marked up.",
    ]
    if any(piece.notes for piece in book.pieces()):
        parts.append("Notes are linked both ways.")
    if paged:
        parts.append("The pages of print can be gone to.")
    if illustrated:
        parts.append("Every picture has a description.")
    return " ".join(parts)
