"""Finished books read back, by other means than those that made them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import lxml.html
import pypandoc
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Read:
    """The words of one text as somebody reads them."""

    body: tuple[str, ...]
    notes: tuple[str, ...]
    """All notes in the order of their marks, each beginning with its mark."""

    marks: tuple[int, ...] = ()
    """Letters of the body before each mark."""

    starts: tuple[int, ...] = ()
    """Letters of the notes before each note."""

    numbers: tuple[str, ...] = ()
    """Numbers before the items of lists, which a page has and a file does not spell out."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without case, punctuation and ligatures.

    >>> words("The ﬁrst—and last—‘Word’: 1,588.")
    ('the', 'first', 'and', 'last', 'word', '1', '588')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(re.findall(r"[^\W_]+", plain))


def letters(read: Sequence[str]) -> str:
    """Return words run together: lines and pages may divide them anywhere."""
    return "".join(read)


def epub_texts(file: Path, *, bare: bool = False) -> dict[str, Read]:
    """Return the text of every page of an EPUB by its address.

    Args:
        file: The book.
        bare: Leave out what the sources do not spell out: set citations, words of
            cross-references, the numbers of marks and notes, signs of streams.
    """
    texts = {}
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                tree = etree.fromstring(archive.read(name))
                texts[Path(name).stem] = _page(tree, bare)
    return texts


def contents(file: Path) -> dict[str, str]:
    """Return the titles that the contents of an EPUB list, each with its address."""
    with zipfile.ZipFile(file) as archive:
        tree = etree.fromstring(archive.read("EPUB/text/contents.xhtml"))
    return {
        "".join(span.itertext()): link.get("href").removesuffix(".xhtml")
        for link in tree.iter(f"{XHTML}a")
        for span in link
        if span.get("class") == "entry-title"
    }


SIGNAL = "\ue000"
"""Stands before marks while a page is read; no word has it."""


def _page(tree: etree._Element, bare: bool) -> Read:
    if bare:
        for element in list(tree.iter(f"{XHTML}a", f"{XHTML}span")):
            if element.get("class") in {"cited", "reference", "mark", "back", "sign"}:
                _remove(element)
    for element in tree.iter(f"{XHTML}a"):
        if element.get("class") in {"mark", "back"}:
            element.text = SIGNAL + (element.text or "")
    body = tree.find(f"{XHTML}body")
    notes = [e for e in body.iter(f"{XHTML}div") if e.get("class") == "note"]
    note_text = " ".join("".join(flow(note)) for note in notes)
    for section in [e for e in body.iter(f"{XHTML}section") if e.get("class") == "notes"]:
        if section.get("role") is None:  # after a piece; the section of all notes has a role
            _remove(section)
    text = "".join(flow(body))
    return Read(
        words(text),
        words(note_text),
        _signals(text),
        _signals(note_text),
        tuple(_numbers(body)),
    )


def _numbers(body: etree._Element) -> Iterator[str]:
    for ordered in body.iter(f"{XHTML}ol"):
        start = int(ordered.get("start", "1"))
        yield from (str(n) for n, _ in enumerate(ordered.findall(f"{XHTML}li"), start))


def _signals(text: str) -> tuple[int, ...]:
    """Return how many letters stand before each signal."""
    lengths = accumulate(len(letters(words(chunk))) for chunk in text.split(SIGNAL))
    return tuple(lengths)[:-1]


BLOCKS = {
    "p", "div", "li", "dt", "dd", "tr", "td", "th", "caption", "blockquote", "pre", "br",
    "section", "header", "figure", "figcaption", "aside", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip


def flow(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element with a space wherever a block or a line ends."""
    block = etree.QName(element).localname in BLOCKS
    yield " " if block else ""
    yield element.text or ""
    for child in element:
        yield from flow(child)
        yield child.tail or ""
    yield " " if block else ""


def _remove(element: etree._Element) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def pandoc_text(file: Path) -> Read:
    """Return the words of a source as pandoc reads it, without citations and references.

    Pandoc shares no line of code with us, and its Markdown is the one we promise.
    """
    pandoc = pypandoc.get_pandoc_path()
    command = [pandoc, "--from=markdown-smart", "--to=html", "--wrap=none", str(file)]
    html = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    tree = lxml.html.document_fromstring(f"<body>{html}</body>")
    for element in list(tree.iter("a", "span")):
        target = element.get("href") or ""
        if element.get("class") in {"citation", "footnote-ref", "footnote-back"} or (
            element.tag == "a" and (target.startswith("#") or ".md" in target)
        ):
            _remove(element)
    notes = [e for e in tree.iter("section") if "footnotes" in (e.get("class") or "")]
    note_words = words(" ".join("".join(flow(note)) for note in notes))
    for note in notes:
        _remove(note)
    return Read(words("".join(flow(tree))), note_words)
