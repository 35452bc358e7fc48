"""A small finished book with every node of the tree in it, for the tests of the editions."""

from __future__ import annotations

from anthology.model import (
    Apparatus,
    BibliographyEntry,
    Block,
    Book,
    Break,
    Cell,
    Change,
    Cited,
    Code,
    CrossReference,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    IndexMark,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Listing,
    Note,
    NoteMark,
    PageMark,
    Paragraph,
    Part,
    Person,
    Piece,
    Query,
    Quotation,
    Rights,
    Row,
    Span,
    Stream,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from anthology.problems import Place

HERE = Place("texts/walk.md", 1)


def words(text: str) -> tuple[Inline, ...]:
    """Plain words."""
    return (Text(text),)


def paragraph(*nodes: Inline | str) -> Paragraph:
    """A paragraph of words and other nodes."""
    return Paragraph(tuple(Text(n) if isinstance(n, str) else n for n in nodes), HERE)


def mark(label: str, printed: str, stream: str = "") -> NoteMark:
    """A mark as numbering leaves it."""
    return NoteMark(label, HERE, stream, printed)


INLINES = paragraph(
    "Plain & <simple>, ",
    Emphasis(words("stressed")),
    ", ",
    Strong(words("weighty")),
    ", 2",
    Superscript(words("nd")),
    ", H",
    Subscript(words("2")),
    "O, ",
    Code("a < b"),
    ", ",
    Span(words("mot juste"), HERE, lang="fr"),
    ", ",
    Span(words("nato"), HERE, classes=("smallcaps",), id="nato"),
    ",",
    LineBreak(),
    Link(words("a site"), "https://example.org/?a=1&b=2", HERE),
    ", ",
    Cited(("able2001",), words("Able, 2001"), HERE),
    ", ",
    CrossReference(words("the river"), "river", "source", HERE, with_page=True),
    ", ",
    CrossReference(words("below"), "", "notes", HERE),
    ", ",
    IndexMark(words("Able"), "Able, Ada", HERE),
    PageMark("p. 41", HERE),
    Query("which edition?", HERE),
    " and ",
    Change(words("kept"), words("proposed"), HERE),
    ".",
    mark("1", "1"),
    mark("ed-a", "*", "ed-"),
    " Again.",
    mark("1", "1"),
)

BLOCKS: tuple[Block, ...] = (
    Heading(2, words("Notes"), HERE, "notes"),
    INLINES,
    Quotation((paragraph("Quoted."),), HERE, attribution=words("Ada Able")),
    Verse((words("One line,"), words("another."), (), words("A third.")), HERE, (0, 4, 0, 0)),
    ItemList(((paragraph("first"),), (paragraph("second"),)), HERE, ordered=True, start=3),
    ItemList(((paragraph("loose"), paragraph("still")),), HERE, tight=False),
    DefinitionList((Definition(words("term"), (paragraph("meaning"),), HERE, "term"),), HERE),
    Table(
        Row((Cell(words("Year")), Cell(words("Sum"), "right")), HERE),
        (Row((Cell(words("1905")), Cell((Text("12"), mark("t", "2")), "right")), HERE),),
        HERE,
        words("Sums"),
        "sums",
    ),
    Break(HERE),
    Listing("a  b\n<c>", HERE),
)

NOTES = (
    Note("1", (paragraph("First."), paragraph("Its second paragraph.")), HERE, mark="1"),
    Note("ed-a", (Quotation((paragraph("Said so."),), HERE),), HERE, "ed-", "*"),
    Note("t", (paragraph("To a cell."),), HERE, mark="2"),
)

WALK = Piece(
    "walk",
    "texts/walk.md",
    (Text("A "), Emphasis(words("Walk"))),
    HERE,
    "en-GB",
    subtitle=words("in the morning"),
    authors=(Person("Ada Able", HERE, "Able, Ada", bio=words("walks.")),),
    source_line=words("First printed in 1901"),
    headnote=(paragraph("Written on the way."),),
    rights=Rights(credit="By leave of the author."),
    blocks=BLOCKS,
    notes=NOTES,
)

RIVER = Piece(
    "river",
    "texts/river.md",
    words("The River"),
    HERE,
    "en-GB",
    authors=(Person("Ben Best", HERE, "Best, Ben"), Person("Cid Cole", HERE, role="trl")),
    blocks=(Heading(2, words("Source"), HERE, "source"), paragraph("It springs.")),
)

BOOK = Book(
    "Walks & Rivers",
    "en-GB",
    "walks-and-rivers",
    subtitle="A specimen",
    editors=(Person("Eve Ede", HERE, "Ede, Eve"),),
    publisher="Specimen Press",
    city="Nowhere",
    date="2026-02-03",
    series="Specimens",
    series_number="7",
    rights="© 2026 Eve Ede",
    contents=(
        Part(
            words("On Foot"),
            "part-1",
            HERE,
            (WALK,),
            Piece("opening", "texts/opening.md", words("To begin"), HERE, "en-GB"),
        ),
        RIVER,
    ),
    back=(Piece("glossary", "texts/glossary.md", words("Glossary"), HERE, "en-GB"),),
    apparatus=(
        Apparatus.CONTRIBUTORS,
        Apparatus.ACKNOWLEDGEMENTS,
        Apparatus.BIBLIOGRAPHY,
        Apparatus.COLOPHON,
    ),
    streams=(Stream("author", ""), Stream("editor", "ed-", "symbols", "—Ed.")),
    bibliography=(BibliographyEntry("able2001", words("Able, Ada. Paths. 2001.")),),
)
