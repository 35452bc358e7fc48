"""How the lines of a paragraph are divided, and what is counted on the finished pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.editions.pdf.hyphenation import divider, use
from anthology.editions.pdf.optimum import Chance, Frame, best_ends
from anthology.editions.pdf.parts import Flaw, LaidOut
from tests.editions.pdf.making import book, laid_out, long_piece, made, prose
from tests.validators import pdf_pages

WORDS = st.lists(st.integers(1, 9), min_size=1, max_size=60)


def chances(widths: list[int]) -> list[Chance]:
    """Return the places after words of so many widths, with spaces of one between."""
    found, at = [Chance(0, 0, 0, 0)], 0
    for number, width in enumerate(widths, start=1):
        at += width
        found.append(Chance(at, at + 1, number - 1, number))
        at += 1
    return found


@given(WORDS)
def test_every_word_is_on_one_line(widths: list[int]) -> None:
    """Whatever the words, the lines go on to the end, and none is wider than it may be."""
    places = chances(widths)
    frame = Frame(20, 20, 1)

    ends = best_ends(places, frame)

    assert ends[-1] == len(widths)
    assert ends == sorted(set(ends))
    for first, last in itertools.pairwise([0, *ends]):
        spaces = places[last].spaces - places[first].spaces_begin
        assert places[last].end - places[first].begin <= 20 + 0.39 * spaces + 0.03 * 20


def test_gaps_are_shared_out() -> None:
    """The widest space is narrower by far than where each line takes all it can."""
    places = chances([2 + (n * n * 31 + n**3) % 11 for n in range(150)])
    frame = Frame(60, 60, 1)

    ends = best_ends(places, frame)

    assert _widest(places, ends) < 2
    assert _widest(places, _filled(places, 60)) > 2.5


@given(WORDS, st.sampled_from([-1, 1]))
def test_a_paragraph_is_a_line_longer_only_where_that_looks_well(
    widths: list[int], more: int
) -> None:
    """Its spaces are felt as loose nowhere; or there is no such paragraph."""
    places, frame = chances(widths), Frame(20, 20, 1)
    wanted = len(best_ends(places, frame)) + more

    ends = best_ends(places, replace(frame, lines=wanted)) if wanted else []

    assert len(ends) in {0, wanted}
    for first, last in itertools.pairwise([0, *ends[:-1]]):
        room = 20 - (places[last].end - places[first].begin)
        spaces = places[last].spaces - places[first].spaces_begin
        assert room <= 0.6 * spaces + 0.031 * 20


def _widest(places: list[Chance], ends: list[int]) -> float:
    lines = [(places[a], places[b]) for a, b in itertools.pairwise([0, *ends[:-1]])]
    rooms = [(60 - (b.end - a.begin), b.spaces - a.spaces_begin) for a, b in lines]
    return max(1 + room / spaces for room, spaces in rooms)


def _filled(places: list[Chance], width: float) -> list[int]:
    """Fill line after line, as the engine does."""
    ends, start = [], places[0]
    for at, place in enumerate(places[:-1]):
        if places[at + 1].end - start.begin > width:
            ends.append(at)
            start = place
    return [*ends, len(places) - 1]


def test_a_name_is_not_divided_unless_the_book_says_so() -> None:
    """A capital shows a name, but in German, where all nouns have one."""
    use(["An-ders", "Mittelpunkt"])
    english, german = divider("en_GB", 2, 3), divider("de_DE", 2, 3)

    assert english.places("administration")
    assert english.places("Administration") == ()
    assert english.places("Anders") == (2,)
    assert german.places("Verwaltung")
    assert german.places("Mittelpunkt") == ()
    use(())


@pytest.fixture(scope="module")
def chapter() -> LaidOut:
    """A piece of some pages, as it is laid out in the style of the house."""
    paragraphs = "".join(f"<p>{prose(70 + 13 * (n % 5), n)}</p>" for n in range(40))
    return laid_out(f'<section class="piece"><div class="text">{paragraphs}</div></section>')


def test_a_chapter_has_no_flaw_a_compositor_would_mark(chapter: LaidOut) -> None:
    """Widows, orphans, words divided over the page, hyphens in rows, gaps: none."""
    counts = Counter(blemish.flaw for blemish in chapter.blemishes)
    loose = counts.pop(Flaw.LOOSE, 0)

    assert chapter.pages > 6
    assert counts == {}
    assert chapter.lines > 200
    assert loose <= chapter.lines / 200


def test_a_line_is_filled_up_to_words_of_another_style(tmp_path: Path) -> None:
    """Where a title in italics begins the next line, too: no line ends after a word or two."""
    works = (
        f"<p>{n}. <a>{prose(6 + n % 11, n)[:-1]}, ‘{prose(5, n)[:-1]}’, "
        f"<em>{prose(3, n + 5)[:-1]}</em>, no. 91 (September 1976): 16–27</a>.</p>"
        for n in range(60)
    )
    file = tmp_path / "works.pdf"

    file.write_bytes(laid_out(f'<div class="note">{"".join(works)}</div>').pdf)

    lines = [line for page in pdf_pages(file) for line in page.splitlines()]
    assert len(lines) > 100
    assert [line for line in lines if len(line) < 40 and not line.endswith(".")] == []


@pytest.mark.parametrize(
    ("css", "words", "flaw"),
    [
        ("p { orphans: 1; widows: 1 }", 15, Flaw.WIDOW),  # two lines each, on 37 of a page
        ("p { orphans: 1; widows: 1 }", 15, Flaw.ORPHAN),
        ("html { hyphens: none; word-spacing: 0 }", 70, Flaw.LOOSE),
        ("p { break-inside: avoid }", 120, Flaw.HOLE),
        ("p { white-space: nowrap }", 15, Flaw.OVER),
    ],
)
def test_flaws_are_found(css: str, words: int, flaw: Flaw) -> None:
    """A style that lets them happen has them, on the pages where they are."""
    paragraphs = "".join(f"<p>{prose(words, n)}</p>" for n in range(1600 // words))
    section = f'<section class="piece"><div class="text">{paragraphs}</div></section>'

    found = laid_out(section, css)

    assert flaw in {blemish.flaw for blemish in found.blemishes}
    assert all(0 <= blemish.page < found.pages for blemish in found.blemishes)


def test_no_line_reaches_into_the_margin() -> None:
    """Where words are long and spaces few, letters are narrowed as far as was reckoned with."""
    paragraphs = (f"<p>{prose(70, n).replace(' ', 'ering ')}</p>" for n in range(60))
    section = f'<section class="piece"><div class="text">{"".join(paragraphs)}</div></section>'

    found = laid_out(section, "html { hyphens: none } .text { margin-left: 8em }")

    assert found.lines > 200
    assert Flaw.OVER not in {blemish.flaw for blemish in found.blemishes}


def test_the_edition_tells_its_flaws_by_page() -> None:
    """The report names pages as a reader finds them."""
    edition = made(book(long_piece("quay", 12)))

    assert edition.proofs.lines > 50
    assert set(edition.proofs.flaws) == {flaw.value for flaw in Flaw}
    pages = [page for found in edition.proofs.flaws.values() for page in found]
    assert all(re.fullmatch(r"\d+|[ivx]+", page) for page in pages)


def test_a_dash_that_opens_may_begin_a_line_in_spanish() -> None:
    """There it belongs to the word after it, as a bracket does; elsewhere it is a flaw."""
    said = " ".join(f"{prose(5, n)[:-1]} —{prose(4, n)[:-1]}—" for n in range(60))

    spanish, english = (
        laid_out(f'<section><p lang="{x}">{said}</p></section>') for x in ("es", "en")
    )

    assert Flaw.DASH not in {one.flaw for one in spanish.blemishes}
    assert Flaw.DASH in {one.flaw for one in english.blemishes}


def test_the_dash_of_a_list_is_none_of_the_text() -> None:
    """It begins a line, as it should."""
    items = "".join(f"<li><p>{prose(30, n)}</p></li>" for n in range(9))

    found = laid_out(f'<section><div class="text"><ul>{items}</ul></div></section>')

    assert Flaw.DASH not in {one.flaw for one in found.blemishes}
