"""The specimen: every sort of note and citation, with the notes in each of their places.

It is built through the command line’s own door and read back from the finished files: the
e-book by its links, the pages by poppler.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

import pytest
from lxml import etree

from anthology.build import BuildOptions, build
from anthology.passes.citations.processor import pandoc
from tests.conftest import HERE
from tests.finished import XHTML
from tests.pages import raw_pages
from tests.printed_links import printed_links
from tests.validators import Epubcheck, Verapdf, qpdf_complaints

SPECIMEN = HERE / "projects" / "specimen"
PLACES = ("page", "piece", "book")
EPUB = "{http://www.idpf.org/2007/ops}"
PROPOSED = 1
"""Notes that hang from words only proposed: pandoc, which knows no changes, counts them."""

Golden = Callable[[str, str], None]


@dataclass(frozen=True)
class Built:
    """The specimen with its notes in one place."""

    place: str
    epub: Path
    pdf: Path


@dataclass(frozen=True)
class Pair:
    """A mark and its note, as the links of the e-book have them."""

    file: str
    """Of the mark."""

    mark: str
    before: str
    """Letters of the word before the mark, and of marks that it meets."""

    note_file: str
    note: str
    """Letters of the note, without its number."""


@pytest.fixture(scope="module", params=PLACES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it with the notes of the book in one of the places."""
    folder = tmp_path_factory.mktemp(request.param)
    project = Path(shutil.copytree(SPECIMEN, folder / "specimen"))
    settings = project / "anthology.yaml"
    source = settings.read_text(encoding="utf-8")
    settings.write_text(
        source.replace("  place: page\n", f"  place: {request.param}\n"), encoding="utf-8"
    )
    result = build(project, BuildOptions(output=folder))
    assert [str(problem) for problem in result.problems] == []
    epub, pdf = result.outputs
    return Built(request.param, epub, pdf)


@pytest.fixture(scope="module")
def pages(built: Built) -> dict[str, etree._Element]:
    """The text of the e-book, file by file."""
    with zipfile.ZipFile(built.epub) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


@pytest.fixture(scope="module")
def pairs(pages: dict[str, etree._Element]) -> list[Pair]:
    """All marks with their notes, in reading order."""
    return [pair for name in pages for pair in _pairs(name, pages)]


def _pairs(name: str, pages: dict[str, etree._Element]) -> Iterator[Pair]:
    before = ""
    for element, words in _flow(pages[name].find(f"{XHTML}body")):
        if element is not None and element.get("class") == "mark":
            file, note = _target(name, element, pages)
            text = signs("".join(w for e, w in _flow(note)))
            mark = "".join(element.itertext())
            word = signs("".join(re.findall(r"\S+", before)[-1:]))
            yield Pair(name, mark, word, file, text.removeprefix(signs(mark)))
        before += words


def _flow(element: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    yield element, element.text or ""
    for child in element:
        yield from _flow(child)
        yield None, child.tail or ""


def signs(text: str) -> str:
    """Return letters, digits and the symbols of notes.

    >>> signs("a ﬁsh, *")
    'afish*'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w*†‡§‖¶]|_", "", plain)


def _target(
    name: str, link: etree._Element, pages: dict[str, etree._Element]
) -> tuple[str, etree._Element]:
    path, _, anchor = str(link.get("href")).partition("#")
    file = normpath(join(Path(name).parent.as_posix(), path)) if path else name
    (element,) = pages[file].xpath("//*[@id=$id]", id=anchor)
    return file, element


def test_epubcheck_has_nothing_against_it(built: Built, epubcheck: Epubcheck) -> None:
    """No error, no warning, wherever the notes stand."""
    assert epubcheck(built.epub) == []


def test_qpdf_has_nothing_against_it(built: Built) -> None:
    """The joined file is sound."""
    assert qpdf_complaints(built.pdf) == ""


@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_verapdf_has_nothing_against_it(built: Built, verapdf: Verapdf, standard: str) -> None:
    """It is accessible and can be archived, wherever the notes stand."""
    assert verapdf(standard, built.pdf) == []


def test_the_modern_style_is_as_good(tmp_path: Path, verapdf: Verapdf) -> None:
    """Accessible, archived, and taken by a printer, on the smallest paper."""
    project = Path(shutil.copytree(SPECIMEN, tmp_path / "specimen"))
    settings = project / "anthology.yaml"
    source, _, _ = settings.read_text(encoding="utf-8").partition("editions:")
    editions = "editions: {screen: {trim: 5in 8in}, print: {trim: 5in 8in, bleed: 0.125in}}"
    settings.write_text(f"{source}style: modern\n{editions}\n", encoding="utf-8")

    result = build(project, BuildOptions(output=tmp_path))

    assert [str(problem) for problem in result.problems] == []
    screen = tmp_path / "tide-and-table-screen.pdf"
    assert verapdf("ua1", screen) == []
    assert verapdf("3a", screen) == []


def test_every_mark_has_its_note_and_every_note_leads_back(
    pages: dict[str, etree._Element],
) -> None:
    """One to one: the mark leads to a note whose way back leads to the mark."""
    marks, notes = [], []
    for name, page in pages.items():
        for mark in page.xpath("//*[@class='mark']"):
            file, note = _target(name, mark, pages)
            (back,) = note.xpath(".//*[@class='back']")
            assert _target(file, back, pages) == (name, mark)
            assert back.text == mark.text
            assert mark.get(f"{EPUB}type") == "noteref"
            assert note.get(f"{EPUB}type") == "footnote"
            marks.append((file, note.get("id")))
        notes += [(name, note.get("id")) for note in page.xpath("//*[@class='note']")]
    assert sorted(marks) == sorted(set(notes))
    assert len(notes) == len(set(notes))


def test_there_are_as_many_notes_as_the_sources_have(pairs: list[Pair]) -> None:
    """Those that are written, and one for each citation in running text, by pandoc’s count."""
    counted = sum(sum(_counted(file)) for file in (SPECIMEN / "texts").glob("*.md"))

    assert len(pairs) == counted - PROPOSED


def _counted(file: Path) -> tuple[int, int]:
    """Notes of a source, and citations outside of them."""
    command = [pandoc(), "--from=markdown-smart", "--to=json", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    document = json.loads(done.stdout)
    notes = list(_found([document["blocks"], document["meta"]], "Note"))
    cites = list(_found(document["blocks"], "Cite"))
    inside = [cite for note in notes for cite in _found(note, "Cite")]
    return len(notes), len(cites) - len(inside)


def _found(node: object, kind: str) -> Iterator[object]:
    if isinstance(node, dict):
        if node.get("t") == kind:
            yield node["c"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _found(child, kind)


def test_every_link_of_the_e_book_leads_somewhere(pages: dict[str, etree._Element]) -> None:
    """Citations, works, ways back, cross-references: none dangles."""
    links = [
        (name, link)
        for name, page in pages.items()
        for link in page.iter(f"{XHTML}a")
        if not str(link.get("href")).startswith(("http", "mailto"))
    ]

    for name, link in links:
        if "#" in link.get("href"):
            _target(name, link, pages)
        else:
            assert normpath(join(Path(name).parent.as_posix(), link.get("href"))) in pages
    assert len(links) > 200


def test_every_mark_and_every_note_is_on_the_pages(built: Built, pairs: list[Pair]) -> None:
    """In the order of the e-book: each mark after its words, each note after its mark."""
    leaves = [signs(page) for page in raw_pages(built.pdf)]
    text = "".join(leaves)
    body, foot = 0, dict[str, int]()
    for pair in pairs:
        begun = max(0, body - len(pair.before))  # marks that meet share the words before
        body = _after(text, pair.before + signs(pair.mark), begun)
        start = max(body, foot.get(pair.note_file, 0))
        head = signs(pair.mark) + pair.note[:24]
        at = _after(text, head, start)
        foot[pair.note_file] = at
        if built.place == "page" and pair.note_file == pair.file and "feux" not in pair.file:
            assert _page(body - 1, leaves) == _page(at - 1, leaves), pair
    assert body > 0


def _after(text: str, words: str, start: int) -> int:
    found = text.find(words, start)
    assert found >= 0, f"“{words}” does not follow “{text[max(0, start - 80) : start]}”"
    return found + len(words)


def _page(at: int, leaves: list[str]) -> int:
    for number, leaf in enumerate(leaves):
        if at < len(leaf):
            return number
        at -= len(leaf)
    raise AssertionError("beyond the last page")


REFERENCES = {"a table": "Table 1", "a figure": "Figure 1", "a piece": "Moons", "a note": "28"}
"""How references begin that give a page, beside those to headings, which lines divide."""


def test_references_give_the_pages_of_what_they_name(built: Built) -> None:
    """What the text calls “p. 6” is where the destination of the link lies."""
    links = printed_links(built.pdf)
    stated = [
        (found[1], label)
        for words, label in links
        if (found := re.search(r"\bp\.\s*(\w+)", words))
    ]

    for kind, begun in REFERENCES.items():
        assert any(re.match(rf"{begun}\b.*\(p\.", words) for words, _ in links), kind
    assert len(stated) > 5
    assert [page for page, _ in stated] == [label for _, label in stated]


def test_notes_at_the_end_say_whose_pages_they_belong_to(built: Built) -> None:
    """From their second page on; where only one piece has notes there, one page holds them."""
    text = "\n".join(raw_pages(built.pdf, heads=True))

    heads = re.findall(r"Notes to pages? (\w+)(?:–(\w+))?", text)

    assert bool(heads) == (built.place == "book")
    assert all(first != last for first, last in heads)


SHOWN = (
    "tide-tables", "feux", "ferry", "letters", "moons", "bibliography", "contributors",
    "acknowledgements", "index", "shore",
)  # fmt: skip
PAGE_BREAK = re.compile(r'<span epub:type="pagebreak"[^>]*/>')
"""It follows the layout, which a designer may change."""

LOCATOR = re.compile(r'(epub:type="index-locator"[^>]*>)[^<]*')
"""So does the number of a page in the index."""


def test_the_xhtml(built: Built, matches_golden: Golden) -> None:
    """What the e-book has, tag for tag; as it has no feet, “page” is the same as “piece”."""
    place = "book" if built.place == "book" else "piece"
    with zipfile.ZipFile(built.epub) as archive:
        for slug in (*SHOWN, "notes"):
            page = archive.read(f"EPUB/text/{slug}.xhtml").decode()
            page = LOCATOR.sub(r"\1…", PAGE_BREAK.sub("", page))
            matches_golden(page, f"specimen/{place}/{slug}.xhtml")
