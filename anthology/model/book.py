"""The book as a whole: its pieces, its people, its works cited, its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from anthology.model.blocks import Block, Note
from anthology.model.index import Concordance, IndexGroup
from anthology.model.inlines import Inline, plain
from anthology.model.textual import Import, TextualNote
from anthology.model.trade import SignOff, Subject
from anthology.model.works import BibliographyEntry, CitationSettings, Reference
from anthology.problems import Place


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote, edited or translated."""

    name: str
    """As printed: ``Leon Trotsky``."""

    place: Place
    sort: str = ""
    """As filed: ``Trotsky, Leon``; the reader derives it when the editor gives none."""

    role: str = ""
    """MARC relator code (``aut``, ``edt``, ``trl`` …); empty means author, of a book editor."""

    bio: tuple[Inline, ...] = ()
    """Who that is, for the list of contributors."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who owns a text, and by what leave it is printed here."""

    holder: str = ""
    status: str = ""
    """``cleared``, ``pending``, ``public-domain``, ``fair-use`` or empty (not stated)."""

    licence: str = ""
    """SPDX name where there is one: ``CC-BY-4.0``."""

    credit: str = ""
    """The line the owner asked for: “Reprinted by permission of …”."""


class NotesPlace(StrEnum):
    """Where print puts the notes; an EPUB links them in any case."""

    PAGE = "page"
    PIECE = "piece"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Stream:
    """One sort of note with marks of its own: the author’s, the editor’s."""

    name: str
    """``author``, ``editor``, ``translator`` or as declared."""

    prefix: str
    """What the labels of its notes begin with (``ed-``); empty for the author’s."""

    numbering: str = "decimal"
    """``decimal`` 1 2 3, ``letters`` a b c, ``symbols`` * † ‡ § ‖ ¶ ** ††."""

    sign: str = ""
    """What closes each note: ``—Ed.``"""

    scope: str = "piece"
    """Where counting begins afresh: ``piece``, or ``book`` for never."""

    place: NotesPlace | None = None
    """Where print puts the notes of this stream in every piece; None: as the piece has it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of the book: a contribution, an introduction, a chronology."""

    slug: str
    """Its address: the file name without ``.md``; unique in the book."""

    file: str
    """Path relative to the project: ``texts/long-shadow.md``."""

    title: tuple[Inline, ...]
    place: Place
    lang: str
    """BCP 47 tag; the book’s where the piece says nothing."""

    subtitle: tuple[Inline, ...] = ()
    short_title: str = ""
    """For running heads; the plain title where the piece gives none."""

    authors: tuple[Person, ...] = ()
    """Everyone the piece credits: authors and, by role, translators."""

    date: str = ""
    """Of first publication: ``2022-01-05``, ``c. 1973``, ``1850/1885``."""

    published: str = ""
    """Bib key of the first publication."""

    publication: str = ""
    issue: str = ""
    history: tuple[Inline, ...] = ()
    """How the text came about, where it was first given or printed."""

    thanks: tuple[Inline, ...] = ()
    """Whom the author thanks."""

    source_line: tuple[Inline, ...] = ()
    """Where the piece first appeared, for the opening page; set by a pass."""

    headnote: tuple[Block, ...] = ()
    """The editor’s introduction to this piece."""

    rights: Rights = field(default_factory=Rights)
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    """All of them: those of the headnote have labels that begin ``headnote/``."""

    notes_place: NotesPlace | None = None
    """Where the piece wants its notes; None: as the book."""

    captions: str = ""
    """How its tables and figures are numbered; empty: as in the book."""

    bibliography: tuple[BibliographyEntry, ...] = ()
    """The works it cites, in its own language where the style can have it so, if each piece
    lists its own; set by a pass."""

    @property
    def plain_title(self) -> str:
        """The title without markup."""
        return plain(self.title)

    @property
    def running_title(self) -> str:
        """What a running head shows."""
        return self.short_title or self.plain_title


@dataclass(frozen=True, slots=True)
class Part:
    """A division of the book that has a title page of its own."""

    title: tuple[Inline, ...]
    slug: str
    place: Place
    pieces: tuple[Piece, ...]
    introduction: Piece | None = None

    @property
    def plain_title(self) -> str:
        """The title without markup."""
        return plain(self.title)


class Style(StrEnum):
    """How the pages look: the faces, and what goes with them."""

    CLASSIC = "classic"
    MODERN = "modern"


class Apparatus(StrEnum):
    """Sections that the program writes from the data of the book."""

    CONTRIBUTORS = "contributors"
    ACKNOWLEDGEMENTS = "acknowledgements"
    TEXTUAL_NOTE = "textual-note"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class TrimSize:
    """The page after trimming, in points (1/72 in)."""

    width: float = 432.0
    height: float = 648.0


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """One edition in ``anthology.yaml``."""

    name: str
    """``epub``, ``screen`` or ``print``."""

    trim: TrimSize = field(default_factory=TrimSize)
    bleed: float = 0.0
    """Paper printed beyond the trim on each side, in points."""

    marks: bool = False
    """Whether crop marks are drawn."""

    variant: str = ""
    """The PDF standard the file keeps to (``a-3a``, ``x-1a``); empty: the edition's own."""

    notes_place: NotesPlace | None = None
    """Where this edition puts the notes; None: as the book."""

    fonts: bool = False
    """Whether an EPUB carries the faces it was designed with."""

    leaf: float = 0.324288
    """Thickness of one leaf of the paper, in points: it makes the spine of a cover.

    As a default that of white paper, as print on demand has it (0.002252 in a page).
    """


@dataclass(frozen=True, slots=True)
class Identifiers:
    """How the trade finds the book."""

    epub: str = ""
    """A URN (``urn:isbn:…``, ``urn:uuid:…``); derived from the book when not given."""

    print: str = ""
    """ISBN of the printed edition."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The book that an offprint is taken from."""

    title: str
    editors: tuple[Person, ...]
    isbn: str = ""
    """Of its printed edition."""

    pages: tuple[str, ...] = ()
    """Labels of the pages that the piece fills there."""


@dataclass(frozen=True, slots=True)
class Book:
    """The whole anthology, in reading order."""

    title: str
    lang: str
    slug: str
    subtitle: str = ""
    editors: tuple[Person, ...] = ()
    publisher: str = ""
    city: str = ""
    """Where the publisher sits."""

    date: str = ""
    """Of this edition: ``2026`` or ``2026-01-31``."""

    series: str = ""
    series_number: str = ""
    collection: str = ""
    """A set that the book belongs to besides its series: a library, a collected edition."""

    rights: str = ""
    """The copyright line of the imprint."""

    description: str = ""
    identifiers: Identifiers = field(default_factory=Identifiers)
    subjects: tuple[Subject, ...] = ()
    style: Style = Style.CLASSIC
    cover: str = ""
    """Path of a picture in the project; empty: one is drawn."""

    sign_off: SignOff | None = None
    """Who vouches for the accessibility of the e-book; None: nobody yet."""

    front: tuple[Piece, ...] = ()
    """Pieces in roman pages before the contents’ first: preface, foreword."""

    contents: tuple[Part | Piece, ...] = ()
    back: tuple[Piece, ...] = ()
    """Pieces after the contents’ last: chronology, glossary."""

    apparatus: tuple[Apparatus, ...] = ()
    notes_place: NotesPlace = NotesPlace.PAGE
    notes_punctuation: str = ""
    """Where marks stand: ``after`` punctuation, ``before`` it, by ``language``; or as is."""

    captions: str = "plain"
    """How tables and figures are numbered: through the ``piece``, the ``book``, or not."""

    streams: tuple[Stream, ...] = ()
    citations: CitationSettings = field(default_factory=CitationSettings)
    editions: tuple[EditionSettings, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    bibliography: tuple[BibliographyEntry, ...] = ()
    """The works cited, in the order of the style; set by a pass."""

    concordance: Concordance = field(default_factory=Concordance)
    index: tuple[IndexGroup, ...] = ()
    """In the order of the alphabet; set by a pass."""

    unread: frozenset[str] = frozenset()
    """Files of texts that it names and that could not be read: none has a piece."""

    imports: tuple[Import, ...] = ()
    """Records of imports, where the book is to say what became of its texts."""

    textual_notes: tuple[TextualNote, ...] = ()
    """What it says of them; set by a pass."""

    volume: Volume | None = None
    """What this is an offprint from; None for a book of its own."""

    first_page: str = "1"
    """Label of the first page after the preliminaries: in an offprint that of the volume,
    which is roman for a piece of its front matter."""

    place: Place = Place("anthology.yaml")
    folder: Path = Path()
    """Where the project lies: for opening files (images, styles), never for printing."""

    def pieces(self) -> Iterator[Piece]:
        """Every piece in reading order: front, contents with introductions, back."""
        yield from self.front
        for item in self.contents:
            if isinstance(item, Piece):
                yield item
                continue
            if item.introduction:
                yield item.introduction
            yield from item.pieces
        yield from self.back

    def place_of_notes(self, piece: Piece, stream: str) -> NotesPlace:
        """Return where the notes of one stream of a piece stand.

        A stream that has a place keeps it everywhere; else the piece decides, else the book.
        """
        own = next((one.place for one in self.streams if one.prefix == stream), None)
        return own or piece.notes_place or self.notes_place
