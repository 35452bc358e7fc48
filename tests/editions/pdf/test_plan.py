"""The order of pages, whatever the sections and however long they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anthology.editions.numerals import roman
from anthology.editions.pdf.furniture import SHEET, fittings, furnish
from anthology.editions.pdf.parts import Foot, LaidOut
from anthology.editions.pdf.plan import Page, falls_on_verso, plan_pages
from anthology.editions.sections import Division, Kind, Section, Starts

ORDER = (Division.FRONT, Division.BODY, Division.BACK)


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Section], list[LaidOut]]:
    """Sections in the order of the divisions, with their pages."""
    divisions = sorted(
        draw(st.lists(st.sampled_from(ORDER), min_size=1, max_size=9)), key=ORDER.index
    )
    sections, parts = [], []
    for number, division in enumerate(divisions):
        starts = draw(st.sampled_from(list(Starts)))
        name = f"s{number}"
        sections.append(
            Section(
                Kind.MATTER, name, name, division, "en", starts, verso_head="V", recto_head="R"
            )
        )
        parts.append(LaidOut(b"", draw(st.integers(1, 5)), {}))
    return sections, parts


@given(books())
def test_every_page_of_every_section_is_there_once_in_order(
    drawn: tuple[list[Section], list[LaidOut]],
) -> None:
    """Blank pages come between sections only."""
    sections, parts = drawn

    pages = plan_pages(sections, parts)

    shown = [(page.section, page.number) for page in pages if page.section >= 0]
    assert shown == [(n, k) for n, part in enumerate(parts) for k in range(part.pages)]


@given(books())
def test_sections_begin_on_the_side_they_ask_for(
    drawn: tuple[list[Section], list[LaidOut]],
) -> None:
    """Rectos have odd numbers, also in the file; arabic 1 is a recto."""
    sections, parts = drawn

    pages = plan_pages(sections, parts)

    versos = falls_on_verso(sections, [part.pages for part in parts])
    first_of_text = next((s for s in sections if s.division is not Division.FRONT), None)
    for number, section in enumerate(sections):
        index = next(n for n, page in enumerate(pages) if page.section == number)
        assert versos[number] == bool(index % 2)
        if section is first_of_text:
            assert (index % 2, pages[index].label) == (0, "1")
        elif section.starts is not Starts.NEXT:
            assert index % 2 == (section.starts is Starts.VERSO)


@given(books())
def test_labels_count_without_a_gap(drawn: tuple[list[Section], list[LaidOut]]) -> None:
    """Roman numbers, then arabic ones from 1."""
    labels = [page.label for page in plan_pages(*drawn)]

    front = [label for label in labels if not label.isdigit()]
    assert labels == [roman(n + 1) for n in range(len(front))] + [
        str(n + 1) for n in range(len(labels) - len(front))
    ]


@given(books())
def test_all_furniture_has_a_place_on_a_page_of_its_side(
    drawn: tuple[list[Section], list[LaidOut]],
) -> None:
    """Versos are set on even pages of the sheets, so that their margins are right."""
    pages = plan_pages(*drawn)

    around = furnish(pages)

    for number, page in enumerate(pages):
        for fitting in fittings(page, verso=bool(number % 2)):
            _, leaf = around.places[fitting]
            assert leaf % 2 == number % 2


def test_what_pages_share_is_set_once() -> None:
    """A hundred pages of one piece need one head for each side, and a folio each."""
    pages = [
        Page(str(n), 0, n, "Verso" if n % 2 else "Recto", str(n), foot=Foot(n, 400.0, False))
        for n in range(100)
    ]

    assert len(furnish(pages).places) == 100 + 2 + 2


def test_folios_stay_as_they_are_while_texts_change() -> None:
    """A text that opens elsewhere, or has other notes, leaves all sheets of folios alone."""
    before = [Page(str(n), 0, n, "Head", str(n), opening=n == 30) for n in range(200)]
    after = [Page(str(n), 0, n, "Head", str(n), opening=n == 32) for n in range(202)]

    sheets = [furnish(pages).sheets for pages in (before, after)]

    assert sheets[0][:3] == sheets[1][:3]
    assert sheets[0] != sheets[1]


def test_what_stands_around_the_text_stays_while_the_contents_grow() -> None:
    """So it can be set before they are: the sheets that are full of it are the same."""
    text = [Page(str(n), 1, n, f"Head {n}", str(n)) for n in range(1, 201)]
    fronts = [
        [Page(label, 0, n, "Contents", label) for n, label in enumerate(front)]
        for front in (["i", "ii"], ["i", "ii", "iii", "iv"])
    ]

    before, after = (furnish([*front, *text]) for front in fronts)

    assert len(before.full) == 200 // SHEET * 2
    assert before.full == after.full
    assert set(before.full) < set(before.sheets)
