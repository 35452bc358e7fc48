"""The page breaks of an e-book, and whether they are those of print."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
from lxml import etree

from tests.finished import SIGNAL, XHTML, flow, letters, words
from tests.pages import page_letters

LONGEST_WORD = 30
"""In letters."""


def page_list(file: Path) -> dict[str, tuple[str, str]]:
    """Return what stands around each page break of an EPUB.

    Returns:
        For each label of the page list the letters of the text before and after the place
        that it leads to.
    """
    with zipfile.ZipFile(file) as archive:
        trees = {
            name: etree.fromstring(archive.read(f"EPUB/text/{name}"))
            for name in sorted({at.partition("#")[0] for _, at in _page_links(archive)})
        }
        for nav in [nav for tree in trees.values() for nav in tree.iter(f"{XHTML}nav")]:
            if nav.get("role") != "doc-toc":  # further lists, which print has not
                nav.getparent().remove(nav)
        found = {}
        for label, address in _page_links(archive):
            name, _, uid = address.partition("#")
            (mark,) = (e for e in trees[name].iter() if e.get("id") == uid)
            assert mark.get("role") == "doc-pagebreak"
            mark.text = SIGNAL
            before, after = "".join(flow(trees[name].find(f"{XHTML}body"))).split(SIGNAL)
            mark.text = None
            found[label] = letters(words(before)), letters(words(after))
    return found


def _page_links(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    tree = etree.fromstring(archive.read("EPUB/text/contents.xhtml"))
    (pages,) = (nav for nav in tree.iter(f"{XHTML}nav") if nav.get("role") == "doc-pagelist")
    return [(link.text, link.get("href")) for link in pages.iter(f"{XHTML}a")]


def printed_pages(file: Path) -> dict[str, str]:
    """Return the letters of the pages of a PDF by their labels; blank ones are left out."""
    with pikepdf.open(file) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    return {label: page for label, page in zip(labels, page_letters(file), strict=True) if page}


def misplaced_pages(epub: Path, pdf: Path) -> list[str]:
    """Return the labels of the page list that do not lead to the first words of their page.

    The colophon says how each edition was made, so what it begins with differs.
    """
    pages, marks = printed_pages(pdf), page_list(epub)
    assert list(marks) == list(pages)
    colophon = {"colophon"} & {around[0] for around in marks.values()}
    return [
        label
        for label, around in marks.items()
        if around[0] not in colophon and not begins_with(pages[label], *around)
    ]


def begins_with(page: str, before: str, after: str, enough: int = 12) -> bool:
    """Tell whether a page begins where a text is divided.

    The end of a word that was begun on the page before may come first, or the head of a
    table again, or a heading of the index, “(continued)”.
    """
    wanted = after[:enough]
    at = page.find(wanted)
    if wanted and at > 0 and page[:at] in before:
        return True
    if wanted and at > 0 and page[:at].endswith("continued"):
        return True
    return bool(wanted) and at >= 0 and before.endswith(page[:at]) and at < LONGEST_WORD
