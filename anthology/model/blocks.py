"""What a piece is built from: paragraphs, headings, quotations, verse, tables."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.model.inlines import Inline
from anthology.problems import Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, or a line that frames a text."""

    children: tuple[Inline, ...]
    place: Place
    id: str = ""
    kind: str = ""
    """``dateline``, ``salutation``, ``closing`` or ``signature``; empty for running text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a piece; level 2 is the highest an author may use."""

    level: int
    children: tuple[Inline, ...]
    place: Place
    id: str = ""
    """Given with ``{#id}`` or made from the words; unique within the piece."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words set apart: a block quotation, an epigraph, a letter."""

    blocks: tuple[Block, ...]
    place: Place
    attribution: tuple[Inline, ...] = ()
    """Whose words they are: from a last paragraph that begins ``— ``, without the dash."""

    id: str = ""
    kind: str = ""
    """``epigraph`` or ``letter``; empty for a quotation."""


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines that must not be run on; an empty line divides stanzas."""

    lines: tuple[tuple[Inline, ...], ...]
    place: Place
    indents: tuple[int, ...] = ()
    """Leading spaces of each line, in characters of the source."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]
    place: Place
    ordered: bool = False
    start: int = 1
    tight: bool = True
    """Whether the items are single lines without space between them."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One term and what it means."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    place: Place
    id: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and meanings (pandoc's ``term`` / ``:   meaning``): glossary, chronology."""

    definitions: tuple[Definition, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    children: tuple[Inline, ...]
    align: str = ""
    """``left``, ``right``, ``center`` or empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table; its caption is a paragraph ``: caption {#id}`` right after it."""

    head: Row
    rows: tuple[Row, ...]
    place: Place
    caption: tuple[Inline, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An image alone in its paragraph."""

    source: str
    """Path relative to the project, with forward slashes."""

    alt: str
    caption: tuple[Inline, ...]
    place: Place
    id: str = ""
    credit: tuple[Inline, ...] = ()
    """Who made it and who owns it, as they asked to be named."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines quoted letter by letter (a fenced or indented code block)."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Break:
    """A pause in the text, ``* * *``: set as white space or an ornament."""

    place: Place


Block = (
    Paragraph
    | Heading
    | Quotation
    | Verse
    | ItemList
    | DefinitionList
    | Table
    | Figure
    | Listing
    | Break
)


@dataclass(frozen=True, slots=True)
class Note:
    """The body of a note."""

    label: str
    """As in its mark; unique within the piece."""

    blocks: tuple[Block, ...]
    place: Place
    stream: str = ""
    """The prefix of its stream (``ed-``); empty for the author's own notes."""

    mark: str = ""
    """What is printed (``1``, ``*``); empty until the notes are numbered."""
