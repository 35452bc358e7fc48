"""An EPUB: its spine read as one page, so that notes are tied across its files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from anthology.cleaning import signs
from anthology.cleaning.decoding import Coding
from anthology.cleaning.draft import Draft
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.archive import Archive, parse_xml
from anthology.cleaning.readers.html import decode_page, parse_page
from anthology.cleaning.readers.source import Dropped, RefusedError, Source, legal
from anthology.cleaning.readers.walking import Walk

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_SKIPPED = regex(r"\b(?:toc|landmarks|page-list|cover)\b")


def read_epub(raw: bytes) -> Source:
    """Extract the text of an EPUB in the order of its spine.

    Raises:
        RefusedError: the archive is damaged, or no EPUB.
    """
    archive = Archive(raw)
    if (
        "META-INF/encryption.xml" in archive.names
        and b"Algorithm=" in archive.read("META-INF/encryption.xml")
        and b"idpf.org/2008/embedding" not in archive.read("META-INF/encryption.xml")
    ):
        raise RefusedError("the EPUB is encrypted", "ask its publisher for an open copy")
    container = archive.xml("META-INF/container.xml")
    rootfile = next(container.iter(f"{_CONTAINER}rootfile"), None)
    if rootfile is None or not rootfile.get("full-path"):
        raise RefusedError("the EPUB does not say where its contents are")
    package_path = str(rootfile.get("full-path"))
    package = archive.xml(package_path)
    dropped: list[Dropped] = []
    root = _joined(archive, package, dirname(package_path), dropped)
    walk = Walk(root)
    lines = walk.lines(root[0])
    text = "\n\n".join([*_facts(package, dropped), *lines])
    draft = replace(Draft(text), signed=True)
    lang = (package.findtext(f".//{_DC}language") or "").strip()
    if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*", lang):
        draft = replace(draft, facts=replace(draft.facts, lang=lang))
    return Source("epub", text, Coding("utf-8"), draft, (*dropped, *_placeless(walk.dropped)))


def _placeless(dropped: Iterable[Dropped]) -> Iterator[Dropped]:
    """What was left out, without the lines of the page that was made of all files."""
    return (replace(one, line=0) for one in dropped)


def _facts(package: etree._Element, dropped: list[Dropped]) -> list[str]:
    """Title and authors as the package states them; the date is that of the e-book."""
    found = [("title", package.findtext(f".//{_DC}title") or "")]
    for one in package.iter(f"{_DC}creator"):
        role = one.get(f"{_OPF}role", "aut")
        if role == "aut":
            found.append(("author", one.text or ""))
        else:
            dropped.append(Dropped("metadata", f"{role}: {one.text or ''}"))
    dropped += [
        Dropped("metadata", f"{name}: {one.text.strip()}")
        for name in ("date", "publisher", "contributor", "rights")
        for one in package.iter(f"{_DC}{name}")
        if one.text and one.text.strip()
    ]
    return [
        f"{signs.FACT}{name}{signs.FACT_END}{signs.ANY.sub('', ' '.join(words.split()))}"
        for name, words in found
        if words.strip()
    ]


def _guided(package: etree._Element, folder: str) -> dict[str, str]:
    """Files that the guide of an EPUB 2 calls cover or contents, with what it calls them."""
    return {
        normpath(join(folder, unquote(one.get("href", "").partition("#")[0]))): one.get(
            "type", ""
        )
        for one in package.iter(f"{_OPF}reference")
        if one.get("type") in ("cover", "toc")
    }


def _joined(
    archive: Archive, package: etree._Element, folder: str, dropped: list[Dropped]
) -> HtmlElement:
    """One page with the bodies of all files, ids and links made to agree."""
    guided = _guided(package, folder)
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    root = lxml_html.Element("html")
    body = etree.SubElement(root, "body")
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        path = normpath(join(folder, unquote(item.get("href", ""))))
        section = _section(archive.read(path), path) if path in archive.names else None
        if section is not None and guided.get(path) in ("cover", "toc"):
            words = " ".join(" ".join(section.itertext()).split())
            rule = "contents" if guided[path] == "toc" else "cover"
            dropped += [Dropped(rule, words)] if words else []
        elif section is not None:
            body.append(section)
    if not len(body):
        raise RefusedError("the EPUB has no readable text in its spine")
    return root


def _section(content: bytes, path: str) -> HtmlElement | None:
    page = _page(content)
    body = page.find(".//body") if page.tag != "body" else page
    if body is None or _SKIPPED.search(body.get("epub-type", "")):
        return None
    section = etree.Element("div")
    section.text = legal(body.text or "")
    section.set("id", legal(path))
    for child in list(body):
        section.append(child)
    for element in section.iter():
        for name in ("id", "name"):
            if element.get(name) and element is not section:
                element.set(name, legal(f"{path}#{element.get(name)}"))
        if element.tag == "a" and element.get("href"):
            element.set("href", legal(_link(element.get("href", ""), path)))
    return section


def _link(href: str, path: str) -> str:
    """A link as it must be in the joined page: to ``#file#id``."""
    if re.match(r"[a-zA-Z][\w+.-]*:", href):
        return href
    name, _, fragment = href.partition("#")
    target = normpath(join(dirname(path), unquote(name))) if name else path
    return f"#{target}#{unquote(fragment)}" if fragment else f"#{target}"


_ENTITY = regex(r"&(?!(?:lt|gt|amp|quot|apos);)[a-zA-Z]\w*;")
_NAMESPACE = regex(r"\sxmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PREFIX = regex(r"(</?)(?:\w+):(?=\w)")


def _page(content: bytes) -> HtmlElement:
    """Parse a page as the XHTML it should be, else as any HTML."""
    text, _ = decode_page(content)
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text)
    plain = re.sub(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", "", text, count=1)
    plain = _ENTITY.sub(lambda match: html.escape(html.unescape(match.group())), plain)
    plain = _PREFIX.sub(r"\1", _NAMESPACE.sub("", plain)).replace("epub:type", "epub-type")
    try:
        return parse_xml(plain.encode("utf-8", "replace"), "page")
    except RefusedError:
        return parse_page(text)
