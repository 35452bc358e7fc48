"""The list of works as it is printed."""

from __future__ import annotations

from dataclasses import replace

from anthology.editions.medium import WebMedium
from anthology.editions.works import work_groups
from anthology.model import (
    BibliographyEntry,
    Book,
    Mention,
    Reference,
    Text,
    WorksGroup,
    plain,
)
from anthology.problems import Place
from tests.editions.specimen import BOOK
from tests.editions.test_markup import FootMedium, rendered

HERE = Place("bib/works.bib", 1)
KEYWORDS = {"a": "primary", "b": "secondary, later", "c": "", "d": "primary; secondary"}
PRIMARY = WorksGroup((Text("Primary"),), "primary")
SECONDARY = WorksGroup((Text("Secondary"),), "secondary")
ALL_OTHERS = WorksGroup((Text("The rest"),))


def _divided(*groups: WorksGroup) -> list[tuple[str, str]]:
    references = {
        key: Reference(key, "book", {"keywords": words}, HERE)
        for key, words in KEYWORDS.items()
    }
    book = replace(
        BOOK,
        references=references,
        bibliography=tuple(BibliographyEntry(key, (Text(key),)) for key in KEYWORDS),
        citations=replace(BOOK.citations, groups=groups),
    )
    return [
        (plain(group.title), "".join(entry.key for entry in group.entries))
        for group in work_groups(book)
    ]


def test_a_list_is_divided_by_keyword() -> None:
    """Each work stands once, in the first group it belongs to; what is left comes last."""
    assert _divided() == [("", "abcd")]
    assert _divided(PRIMARY, SECONDARY) == [
        ("Primary", "ad"),
        ("Secondary", "b"),
        ("Other Works", "c"),
    ]


def test_a_group_may_take_all_that_is_left() -> None:
    """Wherever it stands, it takes last; a group without works is left out."""
    none = WorksGroup((Text("None"),), "nothing")

    assert _divided(ALL_OTHERS, none, PRIMARY) == [("The rest", "bc"), ("Primary", "ad")]


def _listed() -> Book:
    (entry,) = BOOK.bibliography
    mentions = (Mention("walk", "cite-walk-x", "1"), Mention("river", "cite-river-x"))
    return replace(BOOK, bibliography=(replace(entry, mentions=mentions, in_volume="river"),))


def test_an_entry_leads_back_to_where_it_is_cited() -> None:
    """With the short title of each piece; print adds the pages."""
    web, print_ = (
        rendered(_listed(), medium)["bibliography"] for medium in (WebMedium(), FootMedium())
    )

    assert 'Cited in <a href="walk.xhtml#cite-walk-x">' in web
    assert '<a href="river.xhtml#cite-river-x">' in web
    assert "41" not in web
    assert print_.count('<span class="page-reference">, 41</span>') == 2


def test_an_entry_that_is_a_piece_says_so() -> None:
    """“In this volume”, with the page in print."""
    web, print_ = (
        rendered(_listed(), medium)["bibliography"] for medium in (WebMedium(), FootMedium())
    )

    assert '<a class="in-volume" href="river.xhtml">In this volume</a>.' in web
    assert 'In this volume<span class="page-reference">, p.\u00a041</span></a>.' in print_


def test_a_piece_may_list_its_own() -> None:
    """After its notes, under a heading; citations then lead there."""
    pieces = [replace(p, bibliography=BOOK.bibliography) for p in BOOK.pieces()]
    book = replace(
        BOOK, front=(), contents=tuple(pieces), back=(), apparatus=(), bibliography=()
    )

    walk = rendered(book, WebMedium())["walk"]

    assert 'class="works-cited"' in walk
    assert 'href="#ref-able2001"' in walk
    assert walk.index('id="ref-able2001"') > walk.index('id="notes"')
