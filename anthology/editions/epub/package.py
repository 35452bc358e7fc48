"""Pack pages, pictures and metadata into one file with EbookLib.

EbookLib rewrites pages it takes for its own, stamps the clock into the package and
lists every id in its contents: pages go in as raw items, the navigation document is
ours, and so is the archive.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ebooklib import epub
from lxml import etree

from anthology.editions.cover import Cover
from anthology.editions.dates import stated_date
from anthology.editions.epub.archive import Packed, archive
from anthology.editions.epub.metadata import add_metadata, page_uid
from anthology.editions.epub.navigation import Entry, outline
from anthology.editions.epub.ncx import with_pages
from anthology.editions.epub.pages import Page, cover_name
from anthology.editions.house import stylesheet
from anthology.editions.images import picture
from anthology.editions.sections import Kind
from anthology.kept import Kept
from anthology.model import Book
from anthology.model.figures import pictures
from anthology.store import Results

if TYPE_CHECKING:
    from anthology.editions.epub.fonts import Font

FOLDER = "EPUB/"
PACKAGE = f"{FOLDER}content.opf"
NCX = f"{FOLDER}toc.ncx"


def pack(
    book: Book,
    pages: tuple[Page, ...],
    cover: Cover | None = None,
    *,
    paged: bool = False,
    kept: Results | None = None,
) -> bytes:
    """Return the finished EPUB (OCF 3.3: ``mimetype`` first and stored).

    Args:
        book: The data.
        pages: Its text.
        cover: The front cover, where there is one.
        paged: Whether it has a list of the pages of print.
        kept: Where compressed files are kept; None keeps none.
    """
    volume = epub.EpubBook()
    add_metadata(volume, book, paged=paged)
    rules = stylesheet("epub.css", book.folder).read_text(encoding="utf-8")
    fonts: tuple[Font, ...] = ()
    if _carries_fonts(book):
        from anthology.editions.epub.fonts import css, embedded  # few books pay for these

        fonts = embedded((page.xhtml for page in pages), book.style)
        rules = f"{css(fonts, book.style)}{rules}"
    volume.add_item(_item("css", "css/book.css", rules.encode("utf-8"), "text/css"))
    for number, font in enumerate(fonts, 1):
        volume.add_item(_item(f"font-{number}", font.name, font.content, "font/ttf"))
    for number, source in enumerate(pictures(book), 1):
        shown = picture(book, source)
        name = f"media/{source}"
        volume.add_item(_item(f"picture-{number}", name, shown.content, shown.media_type))
    if cover:
        front = _item("cover", cover_name(cover), b"", cover.media_type)
        front.properties = ["cover-image"]
        volume.add_item(front)
    for page in pages:
        volume.add_item(_page(page))
    volume.toc = [
        _toc(entry) for entry in outline(page.section for page in pages if page.part == 1)
    ]
    volume.add_item(epub.EpubNcx())
    volume.spine = [_id(page) for page in pages]
    raw = io.BytesIO()
    # All is packed once more below: this time it is only put together.
    epub.write_epub(raw, volume, {"mtime": stated_date(book), "compresslevel": 0})
    navigation = next(page for page in pages if page.section.kind is Kind.CONTENTS)
    members: dict[str, bytes | Packed] = {}
    members |= _members(raw.getvalue(), book.lang, navigation.xhtml)
    members |= {f"{FOLDER}{page.name}": page.packed for page in pages}
    if cover:  # by now it may be painted
        members[f"{FOLDER}{cover_name(cover)}"] = cover.picture
    return archive(members.items(), Kept(kept))


def _carries_fonts(book: Book) -> bool:
    return any(edition.name == "epub" and edition.fonts for edition in book.editions)


def _page(page: Page) -> epub.EpubItem:
    # The library does not look into it: what it says is put in when all is packed.
    item = _item(_id(page), page.name, b"", "application/xhtml+xml")
    if page.section.kind is Kind.CONTENTS:
        item.properties = ["nav"]
    return item


def _id(page: Page) -> str:
    return page_uid(page.stem)


def _item(uid: str, name: str, content: bytes, kind: str) -> epub.EpubItem:
    return epub.EpubItem(uid=uid, file_name=name, media_type=kind, content=content)


def _toc(entry: Entry) -> epub.Link | tuple[epub.Link, list[epub.Link]]:
    section = entry.section
    link = epub.Link(f"text/{section.slug}.xhtml", section.title, f"toc-{section.slug}")
    return (link, [_toc(child) for child in entry.children]) if entry.children else link


def _in_language(package: bytes, lang: str) -> bytes:
    """Name the language that the package document itself is written in."""
    root = etree.fromstring(package)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    whole: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _members(archive: bytes, lang: str, navigation: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of an archive, with what the library left out put in."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        names = old.namelist()
        for name in sorted(names, key=lambda name: name != "mimetype"):
            content = old.read(name)
            if name == PACKAGE:
                content = _in_language(content, lang)
            elif name == NCX:
                content = with_pages(content, navigation, "text/")
            yield name, content
