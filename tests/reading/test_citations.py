"""Citations, as pandoc spells them."""

from __future__ import annotations

import pytest

from anthology.model import Citation, Cite, CiteMode, Inline, Paragraph, plain
from anthology.reading.markdown import read_markdown

Form = tuple[str, str, str, str]
"""Key, mode, prefix, suffix."""


def cites(source: str) -> list[Cite]:
    """Return the citations of a paragraph, those within others left out."""
    (paragraph,) = read_markdown(source, "x.md").blocks
    assert isinstance(paragraph, Paragraph)
    return [node for node in _within(paragraph.children) if isinstance(node, Cite)]


def _within(nodes: tuple[Inline, ...]) -> list[Inline]:
    found: list[Inline] = []
    for node in nodes:
        found += [node, *_within(getattr(node, "children", ()))]
    return found


def form(citation: Citation) -> Form:
    """Show a citation in one line."""
    prefix, suffix = plain(citation.prefix), plain(citation.suffix)
    return citation.key, str(citation.mode), prefix, suffix


@pytest.mark.parametrize(
    ("source", "forms"),
    [
        ("[@a1]", [("a1", "normal", "", "")]),
        ("[@a1, p. 12]", [("a1", "normal", "", ", p. 12")]),
        ("[see @a1]", [("a1", "normal", "see", "")]),
        (
            "[see @a1, p. 1; *cf.* @b2, *passim*]",
            [("a1", "normal", "see", ", p. 1"), ("b2", "normal", "cf.", ", passim")],
        ),
        ("[-@a1, ch. 2]", [("a1", "suppress-author", "", ", ch. 2")]),
        ("@a1 says", [("a1", "author-in-text", "", "")]),
        ("@a1 [p. 5] says", [("a1", "author-in-text", "", "p. 5")]),
        ("@a1\n[p. 5]", [("a1", "author-in-text", "", "p. 5")]),
        (
            "@a1 [p. 5; see @b2]",
            [("a1", "author-in-text", "", "p. 5"), ("b2", "normal", "see", "")],
        ),
        ("-@a1", [("a1", "suppress-author", "", "")]),
        ("[@a1, pp. 1–3; 7]", [("a1", "normal", "", ", pp. 1–3; 7")]),
        ("[@a1, [sic] p. 1]", [("a1", "normal", "", ", [sic] p. 1")]),
    ],
)
def test_the_forms_of_a_citation(source: str, forms: list[Form]) -> None:
    """Keys, modes, and what stands before and after them."""
    (cite,) = cites(source)

    assert [form(citation) for citation in cite.citations] == forms
    assert cite.source == source.removesuffix(" says")


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("@doe:1999/a-b.c.", ["doe:1999/a-b.c"]),
        ("(@smith_04)", ["smith_04"]),
        ("@Müller99,", ["Müller99"]),
        ("@a--b", ["a"]),
        ("*@a1*, “@b2”", ["a1", "b2"]),
        ("@a1 [@b2]", ["a1", "b2"]),
        ("@a1 [words](https://example.org)", ["a1"]),
        ("[words @a1](https://example.org)", ["a1"]),
        ("[words @a1]{.smallcaps}", ["a1"]),
    ],
)
def test_where_a_key_ends(source: str, keys: list[str]) -> None:
    """Marks of punctuation belong to a key only between letters, one at a time."""
    assert [citation.key for cite in cites(source) for citation in cite.citations] == keys


@pytest.mark.parametrize(
    "source",
    [
        "mara@example.org",
        "<mara@example.org>",
        "\\@mara",
        "`@mara`",
        "a @ b",
        "[a @ b]",
        "x@y",
        "https://example.org/@mara",
    ],
)
def test_what_is_no_citation(source: str) -> None:
    """E-mail addresses, escaped signs, code."""
    assert cites(source) == []


def test_each_key_has_its_line() -> None:
    """An unknown key is reported where it stands, not where the paragraph begins."""
    (cite,) = cites("One\ntwo [@a1, p. 1;\nsee @b2]")

    assert cite.place.line == 2
    assert [citation.place.line for citation in cite.citations] == [2, 3]


def test_modes_are_those_of_the_model() -> None:
    """The reader invents none."""
    (cite,) = cites("[-@a1]")

    assert cite.citations[0].mode is CiteMode.SUPPRESS_AUTHOR
