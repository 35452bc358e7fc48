"""The finished e-books in other people’s programs: a reading engine, a checker of access."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from anthology.build import BuildOptions, build
from tests.finished import XHTML, words
from tests.validators import Epubcheck, ace, in_foliate

ROOT = Path(__file__).parents[1]
TYPE = "{http://www.idpf.org/2007/ops}type"
PROJECTS = {"shipped": ROOT, "specimen": ROOT / "tests" / "projects" / "specimen"}


@dataclass(frozen=True)
class Opened:
    """A book, and what the engine shows of it."""

    epub: Path
    shown: dict[str, Any]

    def links(self, kind: str) -> list[tuple[str, str]]:
        """Words and targets of one list of the navigation document, as it is written."""
        with zipfile.ZipFile(self.epub) as archive:
            tree = etree.fromstring(archive.read("EPUB/text/contents.xhtml"))
        (nav,) = (nav for nav in tree.iter(f"{XHTML}nav") if nav.get(TYPE) == kind)
        return [
            (" ".join("".join(a.itertext()).split()), f"EPUB/text/{a.get('href')}")
            for a in nav.iter(f"{XHTML}a")
        ]

    def pages(self) -> Iterator[etree._Element]:
        """The files of the text, in reading order."""
        with zipfile.ZipFile(self.epub) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
            names = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
            for reference in package.iter("{*}itemref"):
                yield etree.fromstring(archive.read(f"EPUB/{names[reference.get('idref')]}"))


@pytest.fixture(scope="module", params=PROJECTS)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Build a project and open its EPUB; screenshots are kept in ``build/screenshots``."""
    folder = tmp_path_factory.mktemp(request.param)
    build(PROJECTS[request.param], BuildOptions(editions=("epub",), output=folder))
    (epub,) = folder.glob("*.epub")
    return Opened(epub, in_foliate(epub, ROOT / "build" / "screenshots" / request.param))


def test_the_engine_has_nothing_to_complain_of(opened: Opened) -> None:
    """No script fails, and nothing is asked of any network."""
    assert opened.shown["complaints"] == []


@pytest.mark.parametrize(("kind", "name"), [("toc", "toc"), ("page-list", "pages")])
def test_the_engine_offers_the_lists_of_the_book(opened: Opened, kind: str, name: str) -> None:
    """Contents and page list, line by line, each leading where it says."""
    shown = [(" ".join(one["label"].split()), one["href"]) for one in opened.shown[name]]

    assert shown == opened.links(kind)
    assert all(one["words"] for one in opened.shown[name])


def test_every_page_of_the_list_is_found_at_its_mark(opened: Opened) -> None:
    """The engine finds the element itself, not just the file."""
    assert [one["label"] for one in opened.shown["pages"] if not one["found"]] == []


def test_the_engine_offers_the_landmarks(opened: Opened) -> None:
    """At least title page, contents and the beginning of the text."""
    shown = [(one["label"], one["href"]) for one in opened.shown["landmarks"]]
    kinds = {kind for one in opened.shown["landmarks"] for kind in one["type"]}

    assert shown == opened.links("landmarks")
    assert kinds >= {"titlepage", "toc", "bodymatter"}


def test_the_engine_shows_every_word(opened: Opened) -> None:
    """Section by section, as the files have it."""
    written = [words("".join(page.find(f"{XHTML}body").itertext())) for page in opened.pages()]

    assert [words(section) for section in opened.shown["sections"]] == written


def test_a_note_opens_above_the_text(opened: Opened) -> None:
    """A click on a mark brings the note, and only the note; in the flow it is not hidden."""
    note = opened.shown["note"]

    assert note["type"] == "footnote"
    assert words(note["words"])[0] == words(note["mark"])[0]
    assert not note["hidden"]


def test_dark_pages_have_light_words(opened: Opened) -> None:
    """The style sheet leaves colours to the reader."""
    assert opened.shown["colours"] == {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}


def test_ace_finds_no_violation(opened: Opened, tmp_path: Path) -> None:
    """Nothing against WCAG, nothing against EPUB Accessibility."""
    assert ace(opened.epub, tmp_path) == []


def test_epubcheck_has_not_even_a_hint(opened: Opened, epubcheck: Epubcheck) -> None:
    """No error, no warning, no outdated usage."""
    assert epubcheck(opened.epub) == []
