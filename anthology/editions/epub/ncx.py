"""The contents for reading systems older than EPUB 3 (NCX, OPF 2.0.1 section 2.4.1).

EbookLib writes the tree of pieces; here it gets the list of printed pages, and the counts
that DAISY players show, from the navigation document.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"


def with_pages(ncx: bytes, navigation: bytes, folder: str) -> bytes:
    """Return the NCX with the page list of the navigation document.

    Args:
        ncx: As EbookLib writes it.
        navigation: The finished navigation document.
        folder: Where that lies, as seen from the NCX, with a slash at its end.
    """
    root = etree.fromstring(ncx)
    links = [
        link
        for nav in etree.fromstring(navigation).iter(f"{_XHTML}nav")
        if nav.get(_TYPE) == "page-list"
        for link in nav.iter(f"{_XHTML}a")
    ]
    numbers = [int(label) for link in links if (label := _label(link)).isdecimal()]
    _set_count(root, "dtb:depth", max(_depth(point) for point in root.iter(f"{_NCX}navPoint")))
    _set_count(root, "dtb:totalPageCount", len(links))
    _set_count(root, "dtb:maxPageNumber", max(numbers, default=0))
    if links:
        pages = etree.SubElement(root, f"{_NCX}pageList")
        for number, link in enumerate(links, 1):
            _add_target(pages, link, f"print-{number}", folder)
        etree.indent(root)
    whole: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _add_target(pages: Any, link: Any, uid: str, folder: str) -> None:
    label = _label(link)
    target = etree.SubElement(pages, f"{_NCX}pageTarget", id=uid)
    if label.isdecimal():
        target.set("type", "normal")
        target.set("value", label)
    else:
        target.set("type", "front")
    name = etree.SubElement(etree.SubElement(target, f"{_NCX}navLabel"), f"{_NCX}text")
    name.text = label
    etree.SubElement(target, f"{_NCX}content", src=f"{folder}{link.get('href')}")


def _label(link: Any) -> str:
    return "".join(link.itertext()).strip()


def _depth(point: Any) -> int:
    return 1 + sum(1 for _ in point.iterancestors(f"{_NCX}navPoint"))


def _set_count(root: Any, name: str, count: int) -> None:
    for meta in root.iter(f"{_NCX}meta"):
        if meta.get("name") == name:
            meta.set("content", str(count))
