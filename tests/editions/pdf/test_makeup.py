"""Pages made up: no white where the text goes on, and nothing lost on the way."""

from __future__ import annotations

from collections import Counter

import pytest

from anthology.editions.pdf import makeup
from anthology.editions.pdf.hyphenation import divider, use
from anthology.editions.pdf.parts import Flaw, LaidOut
from tests.editions.pdf.making import laid_out, prose


def note(number: int) -> str:
    """Return a note of one to six lines, with its mark."""
    words = f'<span class="note-paragraph">{prose(9 + 17 * (number % 4), number)}</span>'
    return f'<span class="note" id="n{number}" data-mark="{number}">{words}</span>'


def chapter(size: int) -> str:
    """Return a text with notes and headings, which do not fit at the foot of every page."""
    said = []
    for number in range(size):
        if number % 4 == 3:
            said.append(f"<h2>{prose(3, number)}</h2>")
        said.append(f"<p>{prose(50 + 11 * (number % 5), number)}{note(number)} Indeed.</p>")
    return f'<section class="piece"><div class="text">{"".join(said)}</div></section>'


def unmended(monkeypatch: pytest.MonkeyPatch, section: str, css: str = "") -> LaidOut:
    """Lay out a section as the engine does it, page after page."""
    with monkeypatch.context() as patch:
        patch.setattr(makeup, "mended", lambda _: None)
        return laid_out(section, css)


def flaws(part: LaidOut) -> Counter[Flaw]:
    """Count what a compositor would mark at the feet of pages."""
    counts = Counter(blemish.flaw for blemish in part.blemishes)
    counts.pop(Flaw.LOOSE, 0)
    return counts


def test_no_page_ends_in_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Headings and notes find their room: pages before them run a line short or long."""
    section = chapter(60)

    before, after = unmended(monkeypatch, section), laid_out(section)

    assert flaws(before)[Flaw.HOLE] > 3
    assert flaws(after) == {}
    assert after.faults == ()
    assert after.pages <= before.pages + 1


def test_a_text_stands_nearer_to_its_title_where_its_first_lines_would_not_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its note takes the room; else the opening would have nothing but a headnote."""
    headnote = f'<div class="headnote"><p>{prose(230)}</p></div>'
    first = f"<p>{prose(8)[:-1]}{note(5)} {prose(70, 3)}</p>"
    rest = "".join(f"<p>{prose(60, n)}</p>" for n in range(6))
    opening = "<header><h1>Quays</h1></header>"
    text = f'<div class="text">{first}{rest}</div>'
    section = f'<section class="piece">{opening}{headnote}{text}</section>'

    before, after = unmended(monkeypatch, section), laid_out(section)

    assert [one.page for one in before.blemishes if one.flaw is Flaw.HOLE] == [0]
    assert flaws(after) == {}
    assert after.faults == ()


def test_the_same_pages_each_time() -> None:
    """What was tried in vain leaves no trace."""
    one, other = laid_out(chapter(30)), laid_out(chapter(30))

    assert one.pdf == other.pdf


def test_a_table_goes_over_the_page_only_where_it_has_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A small one stays whole, unless it would leave a hole behind."""
    row = "<tr><td>one</td><td>two</td></tr>"
    table = (
        f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{row * 12}</tbody></table>"
    )
    filler = "".join(f"<p>{prose(60, n)}</p>" for n in range(6))
    section = f'<section><div class="text">{(filler + table) * 6}</div></section>'

    before, after = unmended(monkeypatch, section), laid_out(section)

    assert flaws(before)[Flaw.HOLE] > 0
    assert flaws(after)[Flaw.HOLE] == 0
    assert after.faults == ()


def test_a_british_word_is_divided_as_americans_do_where_no_other_way_is_known() -> None:
    """The British dictionary leaves many words whole; where it knows better it is heard."""
    use(())
    british, american = divider("en_GB", 2, 3), divider("en_US", 2, 3)

    assert british.places("scattered") == american.places("scattered") == (4,)
    assert british.places("curious") == (4,)
    assert american.places("curious") == (2, 4)
