"""The e-book as a file: valid, the same every time, complete."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from anthology.editions.epub import write_epub
from anthology.editions.faults import TemplateError
from anthology.model import (
    Book,
    CrossReference,
    Definition,
    DefinitionList,
    Identifiers,
    NotesPlace,
    Paragraph,
    Part,
    Piece,
    Text,
)
from tests.editions.specimen import BOOK, HERE
from tests.validators import Epubcheck

TYPE = "{http://www.idpf.org/2007/ops}type"
XHTML = "{http://www.w3.org/1999/xhtml}"


def members(content: bytes) -> dict[str, bytes]:
    """Return the files of an EPUB by name, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_opens_with_its_type() -> None:
    """``mimetype`` is first and not compressed (OCF 3.3, 4.3)."""
    content = write_epub(BOOK)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert content[38:58] == b"application/epub+zip"


def test_navigation_has_parts_pieces_and_landmarks() -> None:
    """Pieces stand below their part; the places to go to lead to pages that are there."""
    files = members(write_epub(BOOK))
    tree = etree.fromstring(files["EPUB/text/contents.xhtml"])
    navs = {nav.get(TYPE): nav for nav in tree.iter(f"{XHTML}nav")}
    toc, landmarks = navs["toc"], navs["landmarks"]

    entries = [a.get("href") for a in toc.iter(f"{XHTML}a")]
    below = [a.get("href") for a in toc.findall(f"./{XHTML}ol/{XHTML}li/{XHTML}ol//{XHTML}a")]

    assert entries[:4] == ["part-1.xhtml", "opening.xhtml", "walk.xhtml", "river.xhtml"]
    assert below == ["opening.xhtml", "walk.xhtml"]
    assert all(f"EPUB/text/{a.get('href')}" in files for a in landmarks.iter(f"{XHTML}a"))


def test_pieces_are_listed_by_author_and_by_date() -> None:
    """Names as a library files them, years from the oldest; each with its pieces."""
    walk, river = BOOK.contents
    assert isinstance(walk, Part) and isinstance(river, Piece)
    older = replace(walk.pieces[0], date="c. 1901")
    book = replace(
        BOOK,
        contents=(replace(river, date="1973-05-01"), replace(walk, pieces=(older,))),
    )

    tree = etree.fromstring(members(write_epub(book))["EPUB/text/contents.xhtml"])

    assert _shelves(tree, "by-author") == {"Ada Able": ["A Walk"], "Ben Best": ["The River"]}
    assert _shelves(tree, "by-date") == {"c. 1901": ["A Walk"], "1973": ["The River"]}
    assert list(_shelves(tree, "by-date")) == ["c. 1901", "1973"]


def _shelves(tree: etree._Element, name: str) -> dict[str, list[str]]:
    (nav,) = (nav for nav in tree.iter(f"{XHTML}nav") if nav.get("id") == name)
    return {
        item.findtext(f"{XHTML}span"): [link.text for link in item.iter(f"{XHTML}a")]
        for item in nav.findall(f"{XHTML}ol/{XHTML}li")
    }


def test_a_title_in_another_language_says_so() -> None:
    """In the contents, too, so that it is read aloud as what it is."""
    walk, river = BOOK.contents
    assert isinstance(river, Piece)
    book = replace(BOOK, contents=(walk, replace(river, lang="fr")))

    tree = etree.fromstring(members(write_epub(book))["EPUB/text/contents.xhtml"])

    titles = [span for span in tree.iter(f"{XHTML}span") if span.get("class") == "entry-title"]
    assert {t.text: t.get("lang") for t in titles if t.get("lang")} == {"The River": "fr"}


def test_a_glossary_says_what_its_entries_are() -> None:
    """Terms and meanings; a reference to one may be shown in place by a reader."""
    (glossary,) = BOOK.back
    walk, river = BOOK.contents
    assert isinstance(river, Piece)
    meaning = (Paragraph((Text("moving water"),), HERE),)
    terms = DefinitionList((Definition((Text("river"),), meaning, HERE, "river"),), HERE)
    reference = CrossReference((Text("rivers"),), "glossary", "river", HERE)
    book = replace(
        BOOK,
        back=(replace(glossary, blocks=(terms,)),),
        contents=(walk, replace(river, blocks=(Paragraph((reference,), HERE),))),
    )

    files = members(write_epub(book))

    written = files["EPUB/text/glossary.xhtml"].decode()
    assert '<dt epub:type="glossterm" id="river">river</dt>' in written
    assert '<dd epub:type="glossdef">moving water</dd>' in written
    assert (
        b'epub:type="glossref" role="doc-glossref" href="glossary.xhtml#river"'
        in files["EPUB/text/river.xhtml"]
    )
    assert "glossterm" not in files["EPUB/text/walk.xhtml"].decode()


def test_people_have_their_roles() -> None:
    """Editors are creators, authors and translators contributors, with MARC codes."""
    package = members(write_epub(BOOK))["EPUB/content.opf"].decode()

    assert ">Eve Ede</dc:creator>" in package
    assert ">Ada Able</dc:contributor>" in package
    assert package.count(">edt</meta>") == 1
    assert package.count(">aut</meta>") == 2
    assert package.count(">trl</meta>") == 1


def test_an_identifier_of_our_own_does_not_change_with_the_text() -> None:
    """A revised book is the same book to a reading system; the editor’s own name wins."""
    revised = replace(BOOK, contents=())
    named = replace(BOOK, identifiers=Identifiers(epub="urn:isbn:9780000000002"))

    def identifier(book: Book) -> str:
        package = members(write_epub(book))["EPUB/content.opf"].decode()
        return package.partition("<dc:identifier")[2].partition(">")[2].partition("<")[0]

    assert identifier(BOOK) == identifier(revised)
    assert identifier(named) == "urn:isbn:9780000000002"


@pytest.mark.parametrize("place", NotesPlace)
def test_every_link_leads_to_an_id(place: NotesPlace) -> None:
    """Wherever the notes stand, no href of the book points at nothing."""
    files = members(write_epub(replace(BOOK, notes_place=place)))
    pages = {n: etree.fromstring(c) for n, c in files.items() if n.endswith(".xhtml")}
    ids = {
        f"{n}#{e.get('id')}" for n, tree in pages.items() for e in tree.iter() if e.get("id")
    }

    for name, tree in pages.items():
        for link in tree.iter(f"{XHTML}a"):
            file, _, fragment = link.get("href").partition("#")
            if not file.startswith("http"):
                target = f"EPUB/text/{file}" if file else name
                assert (f"{target}#{fragment}" in ids) if fragment else (target in pages)


def test_a_template_that_breaks_the_page_is_refused(
    project_folder: Callable[[str, str], Book],
) -> None:
    """What is not well-formed never gets into the file."""
    book = project_folder("part.xhtml", "<h1>open <em></h1>")

    with pytest.raises(TemplateError) as caught:
        write_epub(book)

    assert "what it makes of “On Foot” is not well-formed" in str(caught.value.problem)


@pytest.mark.parametrize("place", NotesPlace)
def test_epubcheck_has_nothing_against_it(
    place: NotesPlace, epubcheck: Epubcheck, tmp_path: Path
) -> None:
    """Every node of the tree, with notes in every place, is valid EPUB 3.3."""
    file = tmp_path / "book.epub"
    file.write_bytes(write_epub(replace(BOOK, notes_place=place)))

    assert epubcheck(file) == []
