"""Cutting notes: whatever the seams, the words stay and stay in order."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from hypothesis import strategies as st

from anthology.editions.pdf.footnotes import (
    HYPHEN,
    LONG,
    Line,
    dress_notes,
    notes_in,
    seams,
    split_notes,
)

WORDS = st.text(alphabet="abc é", min_size=1, max_size=12)


@st.composite
def notes(draw: st.DrawFn) -> str:
    """A note long enough to be cut, of paragraphs with emphases and links in them."""
    inlines = st.recursive(
        WORDS,
        lambda inner: st.tuples(st.sampled_from(["em", "a", "sup"]), st.lists(inner)).map(
            lambda it: f"<{it[0]}>{''.join(it[1])}</{it[0]}>"
        ),
        max_leaves=6,
    )
    paragraphs = draw(st.lists(st.lists(inlines, min_size=1).map("".join), min_size=1))
    filler = f"<span class='note-paragraph'>{'w' * LONG}</span>"
    spans = "".join(f"<span class='note-paragraph'>{words}</span>" for words in paragraphs)
    return f'<p>before<span class="note" id="n" data-mark="1">{spans}{filler}</span>after</p>'


@settings(max_examples=30, deadline=None)
@given(notes(), st.lists(st.integers(1, 400), unique=True, min_size=3))
def test_no_word_is_lost_at_a_seam(source: str, ends: list[int]) -> None:
    """The parts of a note have its words, each once, in their order; text around stays."""
    tree = ElementTree.fromstring(source)
    dress_notes(tree)
    before = "".join(tree.itertext())
    length = len("".join(notes_in(tree)[0].itertext())) - 1  # without the marker
    lines = [Line(end) for end in sorted(ends) if end < length]

    split_notes(tree, {"n": [*lines, Line(length, last=True)]})

    assert "".join(tree.itertext()) == before


def dressed(words: str) -> Element:
    """A paragraph with one note of these words."""
    span = f'<span class="note-paragraph">{words}</span>'
    tree = ElementTree.fromstring(
        f'<p>x<span class="note" id="n" data-mark="1">{span}</span></p>'
    )
    dress_notes(tree)
    return tree


def parts(tree: Element) -> list[Element]:
    """The notes of a paragraph after cutting."""
    return [span for span in tree.iter("span") if "note" in span.get("class", "").split()]


def test_only_the_first_part_has_the_marker_and_the_address() -> None:
    """A continued note is neither numbered nor linked to again."""
    tree = dressed("w" * 400)

    split_notes(tree, {"n": [Line(n) for n in (100, 200, 300)] + [Line(400, last=True)]})

    first, *others = parts(tree)
    assert first.get("id") == "n"
    assert [len(part.findall("a")) for part in (first, *others)] == [1] + [0] * len(others)
    assert [part.get("id") for part in others] == [None] * len(others)


def test_a_word_divided_at_a_seam_has_its_hyphen() -> None:
    """The engine hyphenates within a part, not between two."""
    tree = dressed("w" * 400)
    lines = [Line(100), Line(200, hyphenated=True), Line(300), Line(400, last=True)]

    split_notes(tree, {"n": lines})

    first = parts(tree)[0]
    assert "".join(first.itertext()).endswith(f"w{HYPHEN}")


def test_parts_that_run_on_are_justified_to_their_end() -> None:
    """All but the last of a paragraph."""
    tree = dressed("w" * 500)

    split_notes(tree, {"n": [Line(n) for n in (100, 200, 300, 400)] + [Line(500, last=True)]})

    *cut, last = parts(tree)
    assert all("runs-on" in part.get("class", "") for part in cut)
    assert "runs-on" not in last.get("class", "")


@given(st.lists(st.booleans(), min_size=4, max_size=30))
def test_paragraphs_keep_two_lines_at_either_side_of_a_seam(last: list[bool]) -> None:
    """No part of a paragraph that has more is a single first or last line."""
    lines = [Line(n + 1, last=end or n == len(last) - 1) for n, end in enumerate(last)]

    chosen = {seam.end for seam in seams(lines)}

    start = 0
    for line in lines:
        if line.last:
            if line.end - start > 1:
                assert start + 1 not in chosen
                assert line.end - 1 not in chosen or line.end - 1 == start
            start = line.end
