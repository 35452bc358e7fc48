"""The contents for old readers: the same pages and the same depth as in the new ones."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from anthology.editions.epub import write_epub
from anthology.editions.letters import NOT_PRINTED, PageStart, Printed
from tests.editions.specimen import BOOK

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
PRINTED = Printed(
    (
        PageStart("i", "half-title", "", 0, ""),
        PageStart("1", "opening", "", 0, ""),
        PageStart("2", "walk", "", 0, ""),
    )
)


def _ncx(printed: Printed) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write_epub(BOOK, printed))) as archive:
        return etree.fromstring(archive.read("EPUB/toc.ncx"))


def test_old_readers_get_the_pages_of_print() -> None:
    """Each page of print by its label and place; roman ones belong to the front matter."""
    root = _ncx(PRINTED)

    targets = [
        (
            target.findtext(f".//{NCX}text"),
            target.get("type"),
            target.get("value"),
            target.find(f"{NCX}content").get("src"),
        )
        for target in root.iter(f"{NCX}pageTarget")
    ]

    assert targets == [
        ("i", "front", None, "text/half-title.xhtml#page-i"),
        ("1", "normal", "1", "text/opening.xhtml#page-1"),
        ("2", "normal", "2", "text/walk.xhtml#page-2"),
    ]


def test_old_readers_are_told_how_much_there_is() -> None:
    """Parts with pieces make two levels; a book that was not printed has no pages."""
    counts = {
        meta.get("name"): meta.get("content") for meta in _ncx(PRINTED).iter(f"{NCX}meta")
    }
    unprinted = _ncx(NOT_PRINTED)

    assert counts["dtb:depth"] == "2"
    assert counts["dtb:totalPageCount"] == "3"
    assert counts["dtb:maxPageNumber"] == "2"
    assert unprinted.find(f"{NCX}pageList") is None
