"""Citations set in their style."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anthology.model import (
    Block,
    Book,
    Cite,
    Cited,
    Code,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    PageMark,
    Paragraph,
    Part,
    Person,
    Piece,
    Query,
    Text,
)
from anthology.passes import run_passes
from anthology.passes.citations import processor, set_citations
from anthology.passes.citations.receiving import letters
from anthology.passes.walk import inlines, runs_of_book, runs_of_note, runs_of_text
from anthology.problems import MissingProgram, Place, Severity
from anthology.reading.markdown import read_inlines
from tests.passes.making import HARBOUR, PILOTS, book_of, piece_of
from tests.passes.words import shown, shown_notes, shown_text, shown_works

HERE = Place("texts/harbour.md", 1)
IBID = "chicago-notes-bibliography-subsequent-ibid"


def _set(*pieces: Piece, style: str = "chicago-notes-bibliography") -> Book:
    book, problems = run_passes(book_of(*pieces, style=style))
    assert problems == []
    return book


def _first(book: Book) -> Piece:
    return next(book.pieces())


def _nodes(book: Book) -> list[Inline]:
    return [node for run in runs_of_book(book) for node in inlines(run)]


def test_a_citation_in_the_text_becomes_a_note() -> None:
    """In a style of notes it is a note of the author’s, numbered with the others."""
    piece = _first(
        _set(
            piece_of(
                "One.[^1] Two [@finch1962, p. 3]. Three.[^2]\n\n[^1]: First.\n\n[^2]: Third.\n"
            )
        )
    )

    assert shown_text(piece) == ["One.[^1] Two.[^2] Three.[^3]"]
    assert shown_notes(piece) == [
        ["First."],
        ["Dora Finch, *Chartmakers*, 2nd edn, trans. Per Olsen (Meridian, 1962), 3."],
        ["Third."],
    ]
    assert [note.label for note in piece.notes] == ["1", "cite/1", "2"]


def test_new_labels_keep_clear_of_those_there_are() -> None:
    """An author may have called a note of hers ``cite/1``."""
    piece = _first(_set(piece_of("A[^cite/1] b [@finch1962].\n\n[^cite/1]: Own.\n")))

    assert [note.label for note in piece.notes] == ["cite/1", "cite/2"]


def test_citations_of_a_headnote_have_labels_of_a_headnote() -> None:
    """What tells the notes of a headnote from the others holds for new ones."""
    piece = replace(
        piece_of("Text [@finch1962]."), headnote=piece_of("Head [@ames1934].").blocks
    )

    notes = _first(_set(piece)).notes

    assert [(note.label, note.mark) for note in notes] == [
        ("headnote/cite/1", "1"),
        ("cite/1", "2"),
    ]


def test_citations_know_their_works_and_places() -> None:
    """A citation leads to the entries of the list, by their keys."""
    book = _set(piece_of("A.\n\nB [@ames1931; @finch1962]."), style="apa")

    cited = [node for node in _nodes(book) if isinstance(node, Cited)]
    assert [(node.keys, node.place) for node in cited] == [
        (("ames1931", "finch1962"), Place("texts/harbour.md", 3))
    ]
    assert {key for key, _ in shown_works(book)} == {"ames1931", "finch1962"}


def test_ibid_starts_afresh_in_each_piece() -> None:
    """The first note of a piece never says ibid., the next may."""
    source = "One [@finch1962, p. 3]. Two [@finch1962, p. 4]."

    book = _set(piece_of(source), piece_of(source, "other"), style=IBID)

    first, second = (shown_notes(piece) for piece in book.pieces())
    assert first == second
    assert first[0][0].startswith("Dora Finch")
    assert first[1] == ["Ibid., 4."]


def test_ibid_follows_the_notes_when_they_move() -> None:
    """A note that moves to the front takes the full citation with it."""
    notes = "[^a]: [@finch1962, p. 3].\n\n[^b]: [@finch1962, p. 4].\n"

    there = _first(_set(piece_of(f"One.[^a] Two.[^b]\n\n{notes}"), style=IBID))
    moved = _first(_set(piece_of(f"Two.[^b] One.[^a]\n\n{notes}"), style=IBID))

    assert [note[0].partition(",")[0] for note in shown_notes(there)] == ["Dora Finch", "Ibid."]
    assert [note[0].partition(",")[0] for note in shown_notes(moved)] == ["Dora Finch", "Ibid."]
    assert [note.label for note in moved.notes] == ["b", "a"]


def test_what_tells_works_apart_holds_for_the_book() -> None:
    """Two works of one year in two pieces are a and b in both, as in the list."""
    book = _set(
        piece_of("One [@ames1931]."), piece_of("Two [@ames1931b].", "other"), style="apa"
    )

    texts = [shown_text(piece) for piece in book.pieces()]
    assert texts == [["One (Ames, 1931b)."], ["Two (Ames, 1931a)."]]
    assert [line[:20] for _, line in shown_works(book)] == [
        "Ames, C. (1931a). *P",
        "Ames, C. (1931b). *T",
    ]


def test_numbers_run_through_the_book() -> None:
    """In a numeric style, whatever the language of a piece, a number means one work."""
    book = _set(
        piece_of("One [@finch1962]."),
        piece_of("Zwei [@ames1931] und [@finch1962].", "other", lang="de-DE"),
        style="ieee",
    )

    assert [shown_text(piece) for piece in book.pieces()] == [
        ["One [1]."],
        ["Zwei [2] und [1]."],
    ]
    assert [line[:3] for _, line in shown_works(book)] == ["[1]", "[2]"]


def test_a_piece_is_set_in_its_own_language() -> None:
    """Citations speak the language of the piece, the list that of the book."""
    book = _set(
        piece_of("One [@bell1950]."), piece_of("Zwei [@bell1950].", "other", lang="de-DE")
    )

    english, german = (shown_notes(piece)[0][0] for piece in book.pieces())
    assert "‘What the Buoys Were For’, in *Essays on Navigation*, ed. Dora" in english
    assert "„What the buoys were for“, in *Essays on Navigation*, hg. von Dora" in german
    ((_, entry),) = shown_works(book)
    assert "edited by Dora Finch" in entry


def test_a_biography_gets_no_notes() -> None:
    """Where no note can hang, a citation is set in words, as inside a note."""
    bio, _ = read_inlines("Born in Leeds [@finch1962, p. 2], she wrote.", HERE)
    piece = replace(piece_of("x"), authors=(Person("A. Author", HERE, bio=bio),))
    part = Part(read_inlines("Tides [@ames1934]", HERE)[0], "part-1", HERE, (piece,))

    book, problems = run_passes(replace(book_of(piece), contents=(part,)))

    (author,) = _first(book).authors
    (done,) = book.contents
    assert problems == []
    assert shown(author.bio).startswith("Born in Leeds (Dora Finch, *Chartmakers*, 2nd edn")
    assert isinstance(done, Part)
    assert shown(done.title).startswith("Tides (Clara Ames, ‘On *Harbour* Pilots")
    assert _first(book).notes == ()


def test_a_note_that_begins_with_a_citation_begins_with_a_capital() -> None:
    """“See” and “Ibid.” look alike in the notes an author writes and in those of the style."""
    source = "A.[^1] B.[^2] C [see @ames1934].\n\n[^1]: [see @finch1962, p. 3].\n\n[^2]: "

    notes = shown_notes(_first(_set(piece_of(source + "[@finch1962, p. 4].\n"), style=IBID)))

    assert [note[0][:12] for note in notes] == ["See Dora Fin", "Ibid., 4.", "See Clara Am"]


def test_unknown_keys_are_reported_where_they_stand() -> None:
    """Each at its line, with the nearest key; the citation is left as it is."""
    piece = piece_of(
        "One [@finch1926].\n\nTwo [see @nobody; @finch1962].[^1]\n\n[^1]: @ames1943.\n"
    )

    book, problems = run_passes(book_of(piece))

    assert [str(problem) for problem in problems] == [
        "texts/harbour.md:1: error: no entry “finch1926” in the bibliography [cite-unknown]\n"
        "  hint: did you mean “finch1962”?",
        "texts/harbour.md:3: error: no entry “nobody” in the bibliography [cite-unknown]\n"
        "  hint: add it to bib/works.bib",
        "texts/harbour.md:5: error: no entry “ames1943” in the bibliography [cite-unknown]\n"
        "  hint: did you mean “ames1934”?",
    ]
    assert [node.source for node in _nodes(book) if isinstance(node, Cite)] == [
        "[@finch1926]",
        "[see @nobody; @finch1962]",
        "@ames1943",
    ]


def test_an_unknown_source_is_reported() -> None:
    """``published`` names an entry like any citation does."""
    piece = replace(piece_of("x"), published="finch1926")

    _, problems = run_passes(book_of(piece))

    assert [problem.message for problem in problems] == [
        "no entry “finch1926” in the bibliography"
    ]


def test_checking_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown keys and styles are found without pandoc, which need not even be there."""
    monkeypatch.setattr(processor, "pandoc", _no_pandoc)
    book = book_of(piece_of("A [@finch1926], b [@finch1962]."), style="chicago-note-bib")

    _, problems = run_passes(book, set_citations=False)

    assert [str(problem.code) for problem in problems] == ["cite-style", "cite-unknown"]


def test_a_book_without_citations_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is built without pandoc."""
    monkeypatch.setattr(processor, "pandoc", _no_pandoc)

    book, problems = run_passes(book_of(piece_of("Words.[^1]\n\n[^1]: Note.\n")))

    assert problems == []
    assert shown_text(_first(book)) == ["Words.[^1]"]


def test_without_pandoc_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book that cites cannot be built without it."""
    monkeypatch.setattr(processor, "find_spec", lambda _: None)

    with pytest.raises(MissingProgram, match="pypandoc_binary"):
        set_citations(book_of(piece_of(PILOTS)))


def _no_pandoc() -> str:
    raise AssertionError("pandoc was started")


def test_the_machine_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locale, home and hash seed of the machine change no word."""
    plain, _ = run_passes(book_of(piece_of(HARBOUR)))
    for name, value in {"LANG": "fr_FR.UTF-8", "LC_ALL": "C", "HOME": "/nowhere"}.items():
        monkeypatch.setenv(name, value)

    elsewhere, _ = run_passes(book_of(piece_of(HARBOUR)))

    assert elsewhere == plain


def test_an_entry_that_cannot_be_read_is_reported() -> None:
    """Pandoc’s reader is stricter than ours; what it refuses is reported at the entry."""
    book = book_of(piece_of("A [@finch1962], b [@ames1931]."))
    finch = book.references["finch1962"]
    broken = replace(finch, fields={**finch.fields, "title": "Chart{makers"})

    _, problems = run_passes(replace(book, references={**book.references, "finch1962": broken}))

    assert [(problem.place, str(problem.code)) for problem in problems] == [
        (finch.place, "bib-unreadable")
    ]


def test_tex_that_cannot_be_set_is_not_lost_silently() -> None:
    """A command that pandoc does not know is named, once, at its entry."""
    bib = "@book{x,\n  title = {A \\strange{word} here},\n  year = 1900\n}\n"

    _, problems = run_passes(book_of(piece_of("A [@x], b [@x]."), bib=bib))

    assert [str(problem) for problem in problems] == [
        "bib/works.bib:1: error: TeX in a bibliography entry that cannot be set: "
        "\\strange{word} [cite-unset]\n  hint: write the words themselves, in UTF-8"
    ]


def test_a_citation_that_prints_nothing_is_reported() -> None:
    """MLA without author and page has nothing to say."""
    book = book_of(piece_of("A.\n\nB [-@finch1962]."), style="modern-language-association")

    _, problems = run_passes(book)

    assert [(problem.place.line, problem.severity) for problem in problems] == [
        (3, Severity.WARNING)
    ]


def test_a_book_may_do_without_a_list() -> None:
    """With ``list: none`` citations are set and nothing is listed."""
    book = book_of(piece_of("A [@finch1962]."))
    book = replace(book, citations=replace(book.citations, list="none"))

    done, _ = run_passes(book)

    assert done.bibliography == ()
    assert shown_text(_first(done)) == ["A.[^1]"]


def test_links_in_entries_lead_only_where_they_may() -> None:
    """An address that a reader could not follow safely is no link."""
    bib = (
        "@online{x, title = {T}, date = {2001}, url = {https://example.org/}}\n"
        "@online{y, title = {\\href{javascript:alert(1)}{U}}, date = {2002}}\n"
    )
    book, problems = run_passes(book_of(piece_of("A [@x], b [@y]."), bib=bib))

    links = {node.target for node in _nodes(book) if isinstance(node, Link)}
    assert problems == []
    assert links == {"https://example.org/"}


def test_entries_inherit_through_crossref() -> None:
    """A chapter takes what it lacks from its book, which is not itself listed."""
    bib = (
        "@incollection{part, crossref = {whole}, author = {Bell, Thomas}, title = {A part}}\n"
        "@collection{whole, title = {The Whole}, editor = {Finch, Dora}, year = {1950}}\n"
    )
    book, problems = run_passes(book_of(piece_of("A [@part]."), bib=bib))

    ((key, entry),) = shown_works(book)
    assert problems == []
    assert key == "part"
    assert "*The Whole*" in entry
    assert "Finch" in entry


def test_proposed_words_are_not_set() -> None:
    """A citation in words an editor proposes is not printed, counted or listed."""
    source = "A{++ new [@finch1962, p. 1; @osei1998]++} b [@finch1962, p. 2]."

    book = _set(piece_of(source), style=IBID)

    assert shown_notes(_first(book))[0][0].startswith("Dora Finch")
    assert [key for key, _ in shown_works(book)] == ["finch1962"]


def test_a_piece_that_is_named_twice_breaks_nothing() -> None:
    """The reader reports it; the passes go on, so that all problems are shown together."""
    piece = piece_of("A [@finch1962].")

    first, second = _set(piece, piece).pieces()

    assert first == second


def test_words_in_prefix_and_suffix_keep_their_form() -> None:
    """Emphasis, code and spans around a key are those of the author."""
    source = "A [see *chiefly* `x` @finch1962, p. 3, in [Oslo]{lang=no}]."

    book = _set(piece_of(source), style="chicago-author-date")

    assert shown_text(_first(book)) == ["A (see *chiefly* x Finch 1962, 3, in Oslo)."]
    assert "no" in [getattr(node, "lang", "") for node in _nodes(book)]


def test_a_second_mark_of_a_note_is_only_a_mark() -> None:
    """The citations of a note are set once, however often it is called."""
    piece = piece_of("A.[^1]\n\n[^1]: [@finch1962].\n")
    again = Paragraph((Text("B."), NoteMark("1", HERE)), HERE)

    done = _first(_set(replace(piece, blocks=(*piece.blocks, again))))

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

    done = _first(book)
    after = runs_of_text(done)[2:]
    assert problems == []
    assert [letters(run) for run in after] == [letters(run) for run in runs]
    assert [_unworded(run) for run in after] == [_unworded(run) for run in runs]
    assert not any(isinstance(node, Cite) for node in _nodes(book))
    noted = [run for note in done.notes for run in runs_of_note(note)]
    cited = [
        node for run in (*after, *noted) for node in inlines(run) if isinstance(node, Cited)
    ]
    asked = [node for run in runs for node in inlines(run) if isinstance(node, Cite)]
    assert len(cited) >= len(asked)


def _keys(cite: Cite) -> tuple[str, ...]:
    return tuple(one.key for one in cite.citations)


def _unworded(run: tuple[Inline, ...]) -> list[Inline]:
    kinds = Code | LineBreak | PageMark | Query | CrossReference
    found: list[Inline] = []
    for node in run:
        if isinstance(node, kinds):
            found.append(node)
        elif isinstance(node, Emphasis):
            found += _unworded(node.children)
    return found
