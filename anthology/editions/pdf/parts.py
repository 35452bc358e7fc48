"""What passes between the writer and its layout workers: plain data that can be sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from anthology.editions.pdf.structure import Node

PROJECT = "https://project.invalid/"
"""What the engine takes for the address of the project."""

HOUSE = "https://house.invalid/"
"""What it takes for the address of our own style sheets."""


class NotWellFormed(Exception):  # noqa: N818 - named for what it says
    """The XHTML of a section cannot be read: a template of the project made it so."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(name, cause)  # all arguments: it comes back from another process
        self.name = name
        self.cause = cause


class Died(Exception):  # noqa: N818 - named for what it says
    """The process that laid out a section has ended, or was ended, before it was done."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(name, cause)
        self.name = name
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the layout lost or put in the wrong place."""

    anchor: str
    """Id of the note, or of the nearest thing before the words that has one."""

    message: str
    lost: bool = True
    """Whether words would be missing from the book."""


class Flaw(StrEnum):
    """What a compositor would mark on the proofs."""

    WIDOW = "widow"
    """The last line of a paragraph alone at the head of a page."""

    ORPHAN = "orphan"
    """The first line of a paragraph alone at the foot of a page."""

    HEADING = "heading at the foot"
    HOLE = "hole at the foot"
    """More than two lines left white where the text goes on."""

    DIVIDED = "word divided over the page"
    HYPHENS = "hyphens in a row"
    """A line that ends with the third or a later one."""

    LOOSE = "loose line"
    """Its spaces are wider than 1.6 normal ones."""

    OVER = "line over the margin"
    """A word that is wider than the measure and nowhere to be divided, or a table that is."""

    SCRAP = "last line shorter than the indent"
    DASH = "line begins with a dash"
    QUOTE = "line ends with an opening mark"


@dataclass(frozen=True, slots=True, order=True)
class Blemish:
    """A flaw, and where it is."""

    page: int
    """From 0, within the section."""

    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Foot:
    """The notes at the foot of one page."""

    page: int
    """From 0, within the section."""

    top: float
    """Where the rule above them goes, in points from the top of the text."""

    continued: bool
    """Whether they begin with the rest of a note from the page before."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something the engine would not or could not do."""

    message: str
    sheet: str = ""
    """The style sheet it is about; empty when it is about the section."""

    line: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet."""

    name: str
    """What it is called in messages."""

    css: str
    base: str = HOUSE
    """What its addresses are relative to."""


@dataclass(frozen=True, slots=True)
class Job:
    """One section to lay out. All that the result depends on is in here or opened by it."""

    name: str
    """Its slug: for messages."""

    xhtml: str
    sheets: tuple[Sheet, ...]
    project: Path
    """Where pictures are looked up."""

    lang: str = ""
    title: str = ""
    verso: bool = False
    """Whether it begins on a left-hand page."""

    width: float = 0.0
    """Of the page, in points."""

    measure: float = 28.0
    """Width of the text, in sizes of the text."""

    tagged: bool = False
    """Whether the pages tell what their words are."""

    divisions: tuple[str, ...] = ()
    """Words with hyphens where they may be divided; without one they are not."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a page."""

    page: int
    """From 0, within the section."""

    x: float
    """In points from the left edge."""

    y: float
    """In points from the bottom edge."""

    last: int
    """The page on which the element ends that begins here."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where in the words of its section a page begins."""

    page: int
    """From 0, within the section."""

    note: str
    """Id of the note that its first words belong to, when it has nothing but notes."""

    offset: int
    """Letters of the section, or of the note, before it."""

    opening: str
    """Its first letters."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages of one section."""

    pdf: bytes
    pages: int
    spots: dict[str, Spot]
    """Id of an element → where it stands."""

    feet: tuple[Foot, ...] = ()
    """Where the notes of each page begin."""

    starts: tuple[Start, ...] = ()
    """Where each page begins."""

    faults: tuple[Fault, ...] = ()
    """What the layout lost."""

    complaints: tuple[Complaint, ...] = ()
    """What the engine had to say."""

    structure: Node | None = None
    """What the words are; None for pages that are not to tell."""

    opened: tuple[tuple[str, str], ...] = ()
    """Each address it asked for, with the fingerprint of what lay there."""

    blemishes: tuple[Blemish, ...] = ()
    """What is less than perfect to the eye."""

    lines: int = 0
    """How many are justified."""
