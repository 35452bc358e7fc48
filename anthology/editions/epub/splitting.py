"""Dividing what is too long for the memory of small readers into several files.

A file is divided between paragraphs, never within one; whatever led into it leads to the
file that now has the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree

from anthology.editions.epub.archive import packed
from anthology.editions.epub.pages import Page

LARGEST = 250_000
"""In bytes: old e-ink devices turn the pages of larger files slowly, or not at all."""

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

DIVISIBLE = frozenset({f"{XHTML}{name}" for name in ("section", "div", "ul")})
"""What may go on in another file; numbered lists, tables and quotations may not."""

_OF_THE_FIRST = ("id", "role", "aria-labelledby", EPUB_TYPE)
"""Attributes that only the first part of a divided element keeps."""

Atom = tuple[tuple[Any, ...], Any]
"""An element that stays whole, and those it stands in, the outermost first."""


def divided(pages: Sequence[Page], largest: int = LARGEST) -> tuple[Page, ...]:
    """Return the pages with each that is too large in parts, and all links mended.

    Args:
        pages: The files of the text.
        largest: How many bytes a file may have; a single paragraph may have more.
    """
    if all(page.packed.size <= largest for page in pages):
        return tuple(pages)
    parts = [part for page in pages for part in _parts(page, largest)]
    homes = {
        (part.section.slug, uid): part.file
        for part in parts
        if part.divided
        for uid in _ids(etree.fromstring(part.xhtml))
    }
    return tuple(_mended(part, homes) for part in parts)


def _parts(page: Page, largest: int) -> Iterator[Page]:
    if page.packed.size <= largest:
        yield page
        return
    tree = etree.fromstring(page.xhtml)
    body = tree.find(f"{XHTML}body")
    begun: set[Any] = set()
    for number, atoms in enumerate(_grouped(_atoms(body, (), largest), largest), 1):
        own = deepcopy(tree)
        copy = own.find(f"{XHTML}body")
        for child in list(copy):
            copy.remove(child)
        _fill(copy, atoms, begun, page.section.title)
        whole = etree.tostring(own.getroottree(), encoding="utf-8", xml_declaration=True)
        yield replace(page, packed=packed(whole + b"\n"), part=number, divided=True)


def _atoms(element: Any, within: tuple[Any, ...], largest: int) -> Iterator[Atom]:
    for child in element:
        if child.tag in DIVISIBLE and _size(child) > largest // 4:
            yield from _atoms(child, (*within, child), largest)
        else:
            yield within, child


def _grouped(atoms: Iterable[Atom], largest: int) -> Iterator[list[Atom]]:
    room = largest * 9 // 10  # the head of the file, and what the atoms stand in
    group: list[Atom] = []
    size = 0
    for atom in atoms:
        own = _size(atom[1])
        if group and size + own > room:
            yield group
            group, size = [], 0
        group.append(atom)
        size += own
    yield group


def _fill(body: Any, atoms: Iterable[Atom], begun: set[Any], title: str) -> None:
    """Put elements into a file, within copies of what they stood in."""
    shells: dict[tuple[Any, ...], Any] = {(): body}
    for within, atom in atoms:
        for depth in range(1, len(within) + 1):
            path = within[:depth]
            if path not in shells:
                shell = etree.SubElement(shells[path[:-1]], path[-1].tag, path[-1].attrib)
                shell.text = shell.tail = "\n"
                if path[-1] in begun:
                    _continue(shell, title if depth == 1 else "")
                begun.add(path[-1])
                shells[path] = shell
        shells[within].append(deepcopy(atom))


def _continue(shell: Any, title: str) -> None:
    for name in _OF_THE_FIRST:
        shell.attrib.pop(name, None)
    if title:
        shell.set("aria-label", title)


def _size(element: Any) -> int:
    return len(etree.tostring(element, encoding="utf-8"))


def _ids(tree: Any) -> Iterator[str]:
    return (element.get("id") for element in tree.iter() if element.get("id"))


def _mended(page: Page, homes: Mapping[tuple[str, str], str]) -> Page:
    """Return a page whose links lead to the files that have their targets now."""
    tree = etree.fromstring(page.xhtml)
    changed = False
    for link in tree.iter(f"{XHTML}a"):
        file, _, uid = (link.get("href") or "").partition("#")
        slug = file.removesuffix(".xhtml") or page.section.slug
        home = homes.get((slug, uid))
        if home:
            link.set("href", f"#{uid}" if home == page.file else f"{home}#{uid}")
            changed = True
    if not changed:
        return page
    whole = etree.tostring(tree.getroottree(), encoding="utf-8", xml_declaration=True)
    return replace(page, packed=packed(whole + b"\n"))
