"""The index of a finished book read back, and held against its pages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import yaml
from lxml import etree

from tests.finished import XHTML, letters, words
from tests.pages import raw_pages

EPUB = "{http://www.idpf.org/2007/ops}type"

HEAD = 80
"""Letters at the head of a page: the running head, and the end of what was begun before."""


@dataclass(frozen=True)
class Listed:
    """One heading of an index."""

    heading: str
    pages: tuple[str, ...]
    """Labels, each page of a passage; a note is on the page it names."""

    links: tuple[tuple[str, str], ...]
    """Words of each locator, and where it leads."""

    linked: tuple[str, ...]
    """The page of each locator."""

    below: bool
    """Whether it is a subheading; ``heading`` is that above it then."""


def epub_index(file: Path) -> list[Listed]:
    """Return the index of an EPUB, entry by entry."""
    with zipfile.ZipFile(file) as archive:
        tree = etree.fromstring(archive.read("EPUB/text/index.xhtml"))
    return list(_listed(tree))


def _listed(tree: Any) -> Iterator[Listed]:
    for item in tree.iter(f"{XHTML}li"):
        if item.get(EPUB) != "index-entry":
            continue
        above = item.getparent().getparent()
        below = above.get(EPUB) == "index-entry"
        own = [e for e in item.iter() if next(e.iterancestors(item.tag), None) is item]
        links = tuple(
            ("".join(e.itertext()), e.get("href"))
            for e in own
            if e.get(EPUB) == "index-locator"
        )
        spans = [e for e in own if e.get(EPUB) == "index-locator-range"]
        passages = [tuple("".join(a.itertext()) for a in span) for span in spans]
        yield Listed(
            _term(above if below else item),
            tuple(_pages(links, passages)),
            links,
            tuple(_linked(links)),
            below,
        )


def _linked(links: Iterable[tuple[str, str]]) -> Iterator[str]:
    page = ""
    for shown, _ in links:
        page = page if "nn" in page else re.sub("n(?!n).*", "", shown)
        yield page.partition("nn")[0]
        page = page if "nn" in shown else ""


def _term(item: Any) -> str:
    """Return a heading as it was typed: in print no line ends between initials."""
    term = next(e for e in item.iter() if e.get(EPUB) == "index-term")
    return " ".join("".join(term.itertext()).split())


def _pages(
    links: Iterable[tuple[str, str]], passages: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    ends = {(first, last) for first, last in passages if last.isdecimal()}
    for words_, _ in links:
        yield re.sub(r"nn?.*", "", words_)
    for first, last in ends:
        if first.isdecimal():
            yield from map(str, range(int(first), int(last) + 1))


def forms(concordance: Path) -> Mapping[str, tuple[str, ...]]:
    """Return what each heading of a concordance may be in the texts, as letters."""
    listed = yaml.safe_load(concordance.read_text(encoding="utf-8"))
    found = {}
    for heading, value in listed.items():
        plain = heading.replace("*", "")
        last, _, first = plain.partition(", ")
        said = (plain, f"{first} {last}", *(value or {}).get("variants", ()))
        found[plain] = tuple(letters(words(form)) for form in said)
    return found


def pages_without(file: Path, index: Iterable[Listed], concordance: Path) -> list[str]:
    """Return each page that the index names for a heading, and whose words lack its term."""
    said = forms(concordance)
    with pikepdf.open(file) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    texts = {
        label: letters(words(re.sub(r"[-‐]\n", "", page)))
        for label, page in zip(labels, raw_pages(file, heads=True), strict=True)
    }
    return [
        f"{entry.heading}, {page}"
        for entry in index
        for page in entry.pages
        if not any(
            _stands_on(page, form, texts)
            for form in said.get(entry.heading, (_letters(entry),))
        )
    ]


def _stands_on(page: str, form: str, texts: Mapping[str, str]) -> bool:
    """Tell whether a term stands on a page, or begins on it and ends on the next."""
    following = str(int(page) + 1) if page.isdecimal() else ""
    head = texts.get(following, "")[:HEAD]
    return form in texts[page] or any(
        form[:cut] in texts[page] and form[cut:] in head for cut in range(3, len(form))
    )


def _letters(entry: Listed) -> str:
    return letters(words(entry.heading.partition(",")[0]))


def target_words(file: Path, index: Iterable[Listed]) -> list[tuple[str, str]]:
    """Return for each link of the index the heading, and the words that it leads to."""
    trees: dict[str, Any] = {}
    found = []
    with zipfile.ZipFile(file) as archive:
        for entry in index:
            for _, href in entry.links:
                name, _, uid = href.partition("#")
                if name not in trees:
                    trees[name] = etree.fromstring(archive.read(f"EPUB/text/{name}"))
                (target,) = trees[name].xpath(f"//*[@id='{uid}']")
                found.append((entry.heading, "".join(target.itertext())))
    return found
