"""Setting citations leaves the words around them as they are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anthology.model import (
    Block,
    Cite,
    Cited,
    Code,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    NoteMark,
    PageMark,
    Paragraph,
    Query,
    Text,
)
from anthology.passes import run_passes
from anthology.passes.citations.receiving import letters
from anthology.passes.walk import inlines, runs_of_note, runs_of_text
from anthology.reading.markdown import read_inlines
from tests.passes.making import (
    HERE,
    IBID,
    book_of,
    first,
    nodes,
    piece_of,
    set_book,
)
from tests.passes.words import shown_notes, shown_text, shown_works


def test_proposed_words_are_notset_book() -> None:
    """A citation in words an editor proposes is not printed, counted or listed."""
    source = "A{++ new [@finch1962, p. 1; @osei1998]++} b [@finch1962, p. 2]."

    book = set_book(piece_of(source), style=IBID)

    assert shown_notes(first(book))[0][0].startswith("Dora Finch")
    assert [key for key, _ in shown_works(book)] == ["finch1962"]


def test_words_in_prefix_and_suffix_keep_their_form() -> None:
    """Emphasis, code and spans around a key are those of the author."""
    source = "A [see *chiefly* `x` @finch1962, p. 3, in [Oslo]{lang=no}]."

    book = set_book(piece_of(source), style="chicago-author-date")

    assert shown_text(first(book)) == ["A (see *chiefly* x Finch 1962, 3, in Oslo)."]
    assert "no" in [getattr(node, "lang", "") for node in nodes(book)]


def test_a_second_mark_of_a_note_is_only_a_mark() -> None:
    """The citations of a note are set once, however often it is called."""
    piece = piece_of("A.[^1]\n\n[^1]: [@finch1962].\n")
    again = Paragraph((Text("B."), NoteMark("1", HERE)), HERE)

    done = first(set_book(replace(piece, blocks=(*piece.blocks, again))))

    assert shown_text(done) == ["A.[^1]", "B.[^1]"]
    assert len(done.notes) == 1


WORDS = st.text(st.sampled_from("abcXYZ123 ,.;:!?()[]“”‘’—–…-’ é\u00a0«»/"), max_size=12)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Code, WORDS),
    st.just(LineBreak()),
    st.builds(PageMark, st.just("p. 4"), st.just(HERE)),
    st.builds(Query, st.just("why?"), st.just(HERE)),
    st.builds(
        CrossReference, st.just((Text("there"),)), st.just(""), st.just(""), st.just(HERE)
    ),
)


def _cites() -> st.SearchStrategy[Inline]:
    sources = ("[@finch1962]", "[see @ames1931, p. 3]", "@ames1934", "[-@bell1950, 12]",
               "[@ames1931; @osei1998, ch. 2, *passim*]")  # fmt: skip
    return st.sampled_from([read_inlines(source, HERE)[0][0] for source in sources])


INLINES = st.recursive(
    LEAVES | _cites(),
    lambda inner: st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)
RUNS = st.lists(INLINES, max_size=7).map(tuple)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    runs=st.lists(RUNS, min_size=1, max_size=12),
    style=st.sampled_from(["chicago-notes-bibliography", "apa", "nature"]),
)
def test_words_around_citations_come_back(runs: list[tuple[Inline, ...]], style: str) -> None:
    """Whatever stands around a citation, letters, figures and nodes are all there after."""
    blocks: tuple[Block, ...] = tuple(Paragraph(run, HERE) for run in runs)
    piece = replace(piece_of(""), blocks=blocks)

    book, problems = run_passes(book_of(piece, style=style))

    done = first(book)
    after = runs_of_text(done)[2:]
    assert problems == []
    assert [letters(run) for run in after] == [letters(run) for run in runs]
    assert [_unworded(run) for run in after] == [_unworded(run) for run in runs]
    assert not any(isinstance(node, Cite) for node in nodes(book))
    noted = [run for note in done.notes for run in runs_of_note(note)]
    cited = [
        node for run in (*after, *noted) for node in inlines(run) if isinstance(node, Cited)
    ]
    asked = [node for run in runs for node in inlines(run) if isinstance(node, Cite)]
    assert len(cited) >= len(asked)


def _unworded(run: tuple[Inline, ...]) -> list[Inline]:
    kinds = Code | LineBreak | PageMark | Query | CrossReference
    found: list[Inline] = []
    for node in run:
        if isinstance(node, kinds):
            found.append(node)
        elif isinstance(node, Emphasis):
            found += _unworded(node.children)
    return found
