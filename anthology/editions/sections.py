"""What a book consists of between its covers, in order.

Both editions are made from this one list; what a section looks like is its
template’s business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from anthology.editions.people import acknowledgements, contributors, picture_credits
from anthology.editions.terms import terms
from anthology.model import Apparatus, Book, Note, NotesPlace, Part, Piece

AUTHORS = frozenset({"", "aut"})
"""Roles of those who wrote a text (MARC relators; none given: the author)."""

CREDITED = AUTHORS | {"ant"}
"""Those whose name a text is known by: also of what it is a digest of."""


class Kind(StrEnum):
    """The sorts of section; each has a template of that name."""

    COVER = "cover"
    """Of an e-book; print has its cover apart."""

    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    CONTENTS = "contents"
    PART = "part"
    INTRODUCTION = "introduction"
    PIECE = "piece"
    MATTER = "matter"
    """A preface, a chronology: text by the editors before or after the contents."""

    NOTES = "notes"
    CONTRIBUTORS = "contributors"
    ACKNOWLEDGEMENTS = "acknowledgements"
    TEXTUAL_NOTE = "textual-note"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    COLOPHON = "colophon"


class Division(StrEnum):
    """The three divisions of a book (CMOS 18, 1.4)."""

    FRONT = "front"
    """Paged in roman numerals."""

    BODY = "body"
    """Paged from 1."""

    BACK = "back"
    """Paged on."""


class Starts(StrEnum):
    """The page a section begins on."""

    RECTO = "recto"
    VERSO = "verso"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the finished book."""

    kind: Kind
    slug: str
    """Its address, unique in the book: a file name in an EPUB, a prefix of ids in a PDF."""

    title: str
    """Without markup, for outline, navigation and contents."""

    division: Division
    lang: str
    starts: Starts = Starts.RECTO
    level: int = 1
    """2 for what stands inside a part."""

    author: str = ""
    """Whose name contents and running heads give."""

    verso_head: str = ""
    """Running head of left-hand pages: the author, else the part, else the short title."""

    recto_head: str = ""
    """Running head of right-hand pages: the short title."""

    opens: bool = True
    """Whether its first page is an opening: folio at the foot, no running head."""

    folios: bool = True
    """Whether its pages show their numbers at all."""

    listed: bool = True
    """Whether contents and outline name it."""

    piece: Piece | None = None
    part: Part | None = None


_APPARATUS: dict[Apparatus, Kind] = {
    Apparatus.CONTRIBUTORS: Kind.CONTRIBUTORS,
    Apparatus.ACKNOWLEDGEMENTS: Kind.ACKNOWLEDGEMENTS,
    Apparatus.TEXTUAL_NOTE: Kind.TEXTUAL_NOTE,
    Apparatus.BIBLIOGRAPHY: Kind.BIBLIOGRAPHY,
    Apparatus.INDEX: Kind.INDEX,
    Apparatus.COLOPHON: Kind.COLOPHON,
}


def sections(book: Book, *, cover: bool = False) -> tuple[Section, ...]:
    """Return the sections of a book in reading order (CMOS 18, 1.4).

    Args:
        book: A finished book.
        cover: Whether it begins with its front cover, as an e-book does.

    A generated section whose address a piece has taken (``bibliography.md``) gets
    another: ``bibliography-2``.
    """
    taken = {piece.slug for piece in book.pieces()}
    found = []
    for section in (*_preliminaries(book, cover), *_text(book), *_apparatus(book)):
        slug = section.slug
        if section.piece is None:
            slug = next(name for name in _names(slug) if name not in taken)
            taken.add(slug)
        found.append(replace(section, slug=slug))
    return tuple(found)


def printed_sections(book: Book) -> tuple[Section, ...]:
    """Return the sections of a book that is printed: an offprint has no contents."""
    return tuple(
        one for one in sections(book) if not (book.volume and one.kind is Kind.CONTENTS)
    )


def _names(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _preliminaries(book: Book, cover: bool) -> Iterator[Section]:
    words = terms(book.lang)

    def bare(kind: Kind, starts: Starts) -> Section:
        return Section(
            kind,
            kind.value,
            words[kind],
            Division.FRONT,
            book.lang,
            starts,
            folios=False,
            listed=False,
        )

    if cover:
        yield bare(Kind.COVER, Starts.RECTO)
    if book.volume is None:
        yield bare(Kind.HALF_TITLE, Starts.RECTO)
    yield bare(Kind.TITLE_PAGE, Starts.RECTO)
    yield bare(Kind.IMPRINT, Starts.VERSO)
    yield Section(
        Kind.CONTENTS,
        Kind.CONTENTS.value,
        words["contents"],
        Division.FRONT,
        book.lang,
        verso_head=words["contents"],
        recto_head=words["contents"],
        listed=False,
    )


def _text(book: Book) -> Iterator[Section]:
    for piece in book.front:
        yield _matter(piece, Division.FRONT)
    for item in book.contents:
        if isinstance(item, Piece):
            yield _piece(item, Kind.PIECE, 1)
            continue
        yield Section(
            Kind.PART,
            item.slug,
            item.plain_title,
            Division.BODY,
            book.lang,
            folios=False,
            part=item,
        )
        if item.introduction:
            yield _piece(item.introduction, Kind.INTRODUCTION, 2, item.plain_title)
        for piece in item.pieces:
            yield _piece(piece, Kind.PIECE, 2, item.plain_title)
    for piece in book.back:
        yield _matter(piece, Division.BACK)


def _piece(piece: Piece, kind: Kind, level: int, verso: str = "") -> Section:
    author = byline(piece, CREDITED)
    return Section(
        kind,
        piece.slug,
        piece.plain_title,
        Division.BODY,
        piece.lang,
        level=level,
        author=author,
        verso_head=author or verso or piece.running_title,
        recto_head=piece.running_title,
        piece=piece,
    )


def _matter(piece: Piece, division: Division) -> Section:
    return Section(
        Kind.MATTER,
        piece.slug,
        piece.plain_title,
        division,
        piece.lang,
        author=byline(piece),
        verso_head=piece.running_title,
        recto_head=piece.running_title,
        piece=piece,
    )


def _apparatus(book: Book) -> Iterator[Section]:
    words = terms(book.lang)
    if any(pieces_with_end_notes(book)):
        yield Section(
            Kind.NOTES,
            Kind.NOTES.value,
            words["notes"],
            Division.BACK,
            book.lang,
            verso_head=words["notes"],
            recto_head=words["notes"],
        )
    nothing = {
        Kind.CONTRIBUTORS: not contributors(book),
        Kind.ACKNOWLEDGEMENTS: not (acknowledgements(book) or picture_credits(book)),
        Kind.TEXTUAL_NOTE: not book.textual_notes,
        Kind.BIBLIOGRAPHY: not book.bibliography,
        Kind.INDEX: not book.index,
    }
    for name in book.apparatus:
        kind = _APPARATUS[name]
        if nothing.get(kind):
            continue
        last = kind is Kind.COLOPHON
        yield Section(
            kind,
            kind.value,
            words[kind],
            Division.BACK,
            book.lang,
            Starts.NEXT if last else Starts.RECTO,
            verso_head=words[kind],
            recto_head=words[kind],
            folios=not last,
            listed=not last,
        )


def pieces_with_end_notes(book: Book) -> tuple[Piece, ...]:
    """Return the pieces with notes at the end of the book, in reading order."""
    return tuple(piece for piece in book.pieces() if end_notes(book, piece))


def end_notes(book: Book, piece: Piece) -> tuple[Note, ...]:
    """Return the notes of a piece that stand at the end of the book."""
    return tuple(
        note
        for note in piece.notes
        if book.place_of_notes(piece, note.stream) is NotesPlace.BOOK
    )


def byline(piece: Piece, roles: frozenset[str] = AUTHORS) -> str:
    """Return the names of those who have one of the roles, in one line.

    >>> from anthology.model import Person
    >>> from anthology.problems import Place
    >>> here = Place("texts/x.md")
    >>> names = tuple(Person(name, here) for name in ("A. Able", "B. Best", "C. Cole"))
    >>> byline(Piece("x", "texts/x.md", (), here, "en", authors=names))
    'A. Able, B. Best and C. Cole'
    """
    names = [person.name for person in piece.authors if person.role in roles]
    word = terms(piece.lang)["and"]
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else "".join(names)
