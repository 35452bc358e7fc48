"""Markdown into the tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anthology.model import (
    Change,
    CrossReference,
    Emphasis,
    Figure,
    Heading,
    IndexMark,
    Inline,
    Link,
    Paragraph,
    Query,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
    plain,
)
from anthology.problems import Code, Place, Severity
from anthology.reading.markdown import Markdown, Surroundings, read_inlines, read_markdown
from tests.reading.tree import tree

SOURCES = Path(__file__).parent / "sources"


def read(source: str) -> Markdown:
    """Read a text of the folder ``texts/``."""
    return read_markdown(source, "texts/x.md")


def only(source: str) -> tuple[Inline, ...]:
    """Read a text of one paragraph, without problems."""
    text = read(source)
    (paragraph,) = text.blocks
    assert isinstance(paragraph, Paragraph)
    assert text.problems == ()
    return paragraph.children


def told(source: str) -> list[tuple[int, str]]:
    """Line and code of each problem."""
    return [(problem.place.line, str(problem.code)) for problem in read(source).problems]


@pytest.mark.parametrize("name", ["blocks", "inlines", "notes", "faults"])
def test_the_tree_of_a_text(name: str, matches_golden: Callable[[str, str], None]) -> None:
    """Each construct of the dialect, with its lines; each fault, at its line."""
    source = (SOURCES / f"{name}.md").read_text(encoding="utf-8")

    text = read_markdown(source, f"texts/{name}.md")

    matches_golden(tree(text), f"reading/{name}.txt")


def test_lines_are_those_of_the_file() -> None:
    """The body of a piece begins below its front matter."""
    text = read_markdown("One.\n\nTwo[^x]\n", "texts/x.md", first_line=7)

    assert [block.place for block in text.blocks] == [
        Place("texts/x.md", 7),
        Place("texts/x.md", 9),
    ]
    assert [problem.place.line for problem in text.problems] == [9]


def test_a_link_over_two_lines_does_not_shift_those_after_it() -> None:
    """Line ends within addresses and labels count."""
    source = "[a\nb](https://example.org\n) and @key,\n[c](https://example.org)"

    links = [node for node in only(source) if isinstance(node, Link)]

    assert [link.place.line for link in links] == [1, 4]


def test_typography_is_left_alone() -> None:
    """Sources are typographic already: nothing turns quotes or dashes."""
    assert only('"Straight" -- and (c) ...') == (Text('"Straight" -- and (c) ...'),)


def test_a_quotation_ends_with_its_source() -> None:
    """Only a last paragraph that begins with a dash says whose words they are."""
    quoted = read("> Words.\n>\n> — [A book](https://example.org)\n").blocks[0]
    alone = read("> — Not a source but speech.\n").blocks[0]

    assert isinstance(quoted, Quotation)
    assert [type(node) for node in quoted.attribution] == [Link]
    assert len(quoted.blocks) == 1
    assert isinstance(alone, Quotation)
    assert alone.attribution == ()


def test_verse_keeps_lines_indents_and_stanzas() -> None:
    """A line that goes on in the source is one line; an empty one divides stanzas."""
    verse = read("| one\n|   two\n      goes on\n|\n| three\n").blocks[0]

    assert isinstance(verse, Verse)
    assert [plain(line) for line in verse.lines] == ["one", "two goes on", "", "three"]
    assert verse.indents == (0, 2, 0, 0)


def test_a_table_without_dashes_is_not_taken_for_verse_in_silence() -> None:
    """A missing second row is the commonest fault of tables."""
    assert told("| year | tons |\n| 1921 | 3 |\n") == [(1, "table-shape")]


def test_cells_beyond_the_last_column_are_told() -> None:
    """The parser would drop them without a word."""
    problems = read("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |\n").problems

    assert [(p.place.line, p.severity) for p in problems] == [
        (3, Severity.ERROR),
        (4, Severity.WARNING),
    ]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_caption_follows_its_table_or_figure(gap: str) -> None:
    """With an empty line between or without."""
    table = read(f"| a |\n|---|\n| 1 |\n{gap}: *Sum* {{#sum}}\n").blocks[0]
    figure = read(f"![Alt](a.png)\n{gap}: *Sum* {{#sum}}\n").blocks[0]

    for block in (table, figure):
        assert isinstance(block, Table | Figure)
        assert block.caption == (Emphasis((Text("Sum"),)),)
        assert block.id == "sum"


def test_pandoc_s_ids() -> None:
    """Made of the words, without numbers before them; given ones are never made again."""
    source = "## 1. Ein *Weg*, “hin”\n\n## Same\n\n## Same\n\n## Other {#same-1}\n\n## 1917\n"

    ids = [block.id for block in read(source).blocks if isinstance(block, Heading)]

    assert ids == ["ein-weg-hin", "same", "same-2", "same-1", "section"]


def test_headings_begin_at_the_second_level() -> None:
    """The first is the title’s; a level is not skipped."""
    problems = read("# One\n\nTwo\n===\n\n#### Four\n").problems

    assert [(p.place.line, p.severity) for p in problems] == [
        (1, Severity.ERROR),
        (3, Severity.ERROR),
        (6, Severity.WARNING),
    ]


def test_a_pause_that_makes_a_heading_is_told() -> None:
    """Dashes right below a paragraph underline it."""
    paragraph = "These are the words of a paragraph. " * 4

    assert told(f"{paragraph}\n---\n\nMore.\n") == [(1, "heading-level")]
    assert told("A short heading\n---\n\nMore.\n") == []


def test_marks_for_the_index() -> None:
    """The entry is the words, unless it is given; there may be no words at all."""
    nodes = only('[Trotsky]{.index} [his]{.index lang=ru entry="A, B"} []{.index entry="C"}')

    marks = [node for node in nodes if isinstance(node, IndexMark)]
    assert [(plain(mark.children), mark.entry) for mark in marks] == [
        ("Trotsky", "Trotsky"),
        ("his", "A, B"),
        ("", "C"),
    ]
    assert isinstance(marks[1].children[0], Span)


@pytest.mark.parametrize(
    "source",
    ["[]{.index}", "[a]{entry=b}", "[]{.original-page}", "[p.[^1]]{.original-page}\n\n[^1]: a"],
)
def test_attributes_that_say_nothing_are_told(source: str) -> None:
    """A mark without an entry, an entry without a mark, a page without a number."""
    assert told(source) == [(1, "attribute-value")]


def test_cross_references_lead_to_slugs_and_ids() -> None:
    """Whatever folder is written before the name; ``{page}`` asks for the number."""
    nodes = only("[a](other.md) [b](../texts/other.md#the-id){page} [c](#s%C3%A9c) [](o.md)")

    found = [
        (node.target, node.id, node.with_page)
        for node in nodes
        if isinstance(node, CrossReference)
    ]
    assert found == [
        ("other", "", False),
        ("other", "the-id", True),
        ("", "séc", False),
        ("o", "", False),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x",
    ],
)
def test_unsafe_links_are_refused(address: str) -> None:
    """In brackets and as they stand, however they are spelt."""
    assert told(f"a\n[b]({address})\n") == [(2, "link-unsafe")]
    assert told(f"a\n<{address}>\n") == [(2, "link-unsafe")]


@pytest.mark.parametrize("address", ["page.html", "www.example.org", "/root.md.txt", "#", ""])
def test_links_that_lead_nowhere_are_told(address: str) -> None:
    """Neither a web address nor a text of the book."""
    assert told(f"[words]({address})") == [(1, "link-broken")]


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("a <b>c</b>", "**words**"),
        ("<i>c</i>", "*words*"),
        ("a<br/>b", "backslash"),
        ("<!-- remark -->", "{>>"),
        ("<table>\n<tr></tr>\n</table>", "pipe table"),
        ("a <sic> b", "\\<"),
    ],
)
def test_html_is_refused_with_a_remedy(source: str, remedy: str) -> None:
    """And its words are still there: nothing is lost even so."""
    text = read(f"First.\n\n{source}\n")

    assert {(p.place.line, p.code) for p in text.problems} == {(3, Code.HTML_RAW)}
    assert remedy in text.problems[0].hint


def test_html_is_told_once_for_each_element() -> None:
    """Its end is no news, unless it never began."""
    source = "a <B>b</b> and\n</i> and <b>\n"

    messages = [problem.message for problem in read(source).problems]

    assert messages == ["raw HTML: <b>", "raw HTML: </i>", "raw HTML: <b>"]


def test_lesser_than_is_not_html() -> None:
    """Signs of arithmetic stand as they are."""
    assert only("3 < 4, a<3, x > y &amp; z") == (Text("3 < 4, a<3, x > y & z"),)


@pytest.mark.parametrize(
    "character", ["\0", "\x0b", "\x1f", "￾".replace("￾", "\ufffe"), "\ud800"]
)
def test_characters_that_xml_forbids_are_told(character: str) -> None:
    """At their line, wherever they hide: in listings and in notes too."""
    assert told(f"a\n\n    b{character}\n") == [(3, "character-illegal")]


def test_images_are_found_beside_the_text_or_in_the_project() -> None:
    """In that order; what is nowhere is told with where it was looked for."""
    there = {"texts/a.png", "images/b.png"}
    source = "![A](a.png)\n\n![B](images/b.png)\n\n![C](c.png)\n"

    text = read_markdown(
        source, "texts/x.md", surroundings=Surroundings(exists=there.__contains__)
    )

    sources = [block.source for block in text.blocks if isinstance(block, Figure)]
    assert sources[:2] == ["texts/a.png", "images/b.png"]
    (problem,) = text.problems
    assert (problem.code, problem.place.line) == (Code.IMAGE_MISSING, 5)
    assert "texts/c.png" in problem.hint


@pytest.mark.parametrize("path", ["../../x.png", "/etc/x.png", "..%2F..%2Fx.png", "a\\x.png"])
def test_images_outside_the_project_are_refused(path: str) -> None:
    """However the way out is spelt."""
    assert told(f"![Alt]({path})") == [(1, "file-outside")]


@pytest.mark.parametrize("path", ["https://x.org/a.png", "//x.org/a.png", "data:image/png,x"])
def test_images_from_elsewhere_are_refused(path: str) -> None:
    """A book is built without the network."""
    assert told(f"![Alt]({path})") == [(1, "image-remote")]


def test_critic_marks() -> None:
    """Old words and new ones; what is only marked is old words that stand."""
    changes = [node for node in only("{++a++} {--b--} {~~c~>d~~} {==e==}{>> f\ng <<}")]

    assert [
        (plain(node.old), plain(node.new), node.marked)
        for node in changes
        if isinstance(node, Change)
    ] == [("", "a", False), ("b", "", False), ("c", "d", False), ("e", "", True)]
    assert [node.words for node in changes if isinstance(node, Query)] == ["f g"]


@pytest.mark.parametrize("source", ["a {++ b", "a {>> b\n\nc <<}", "a --} b", "{~~ a"])
def test_critic_marks_that_do_not_close_are_told(source: str) -> None:
    """A change that swallowed a chapter would be found too late."""
    assert {code for _, code in told(source)} == {"critic-open"}


@pytest.mark.parametrize("source", [r"a --\} b", r"a \{++ b", r"\<!--\}"])
def test_a_backslash_makes_letters_of_critic_marks(source: str) -> None:
    """The hint that is given for a stray one says so."""
    assert told(source) == []


def test_a_listing_that_never_ends_is_told() -> None:
    """It would swallow the rest of the piece."""
    assert told("Words.\n\n```\ncode\n\nMore.\n") == [(3, "listing-open")]
    assert told("> ```\n> code\n> ```\n") == []


def test_pandoc_constructs_we_do_not_have_are_told() -> None:
    """Rather than printed with their signs."""
    assert told("::: {.box}\nwords\n:::\n") == [(1, "attribute-unknown")]
    assert told("## Words\n\n: words\n") == [(3, "caption-alone")]


def test_link_definitions_without_a_link_are_told() -> None:
    """CommonMark drops the line: “[Note]: see” could be words of the author."""
    source = "See [this].\n\n[this]: https://example.org\n[Note]: see\n[this]: https://b.org\n"

    assert told(source) == [(4, "link-unused"), (5, "link-unused")]


def test_titles_may_have_markup_but_no_notes() -> None:
    """A note cannot hang from a title."""
    place = Place("texts/x.md", 2)

    inlines, problems = read_inlines("On *Capital*[^1], # 1917", place)

    assert plain(inlines) == "On Capital, # 1917"
    assert [(problem.code, problem.place) for problem in problems] == [
        (Code.NOTE_NESTED, place)
    ]
