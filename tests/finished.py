"""Finished books read back, by other means than those that made them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import lxml.html
import pikepdf
import pypandoc
from lxml import etree

from tests.validators import program

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


LONGEST_WORD = 30
"""In letters."""

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
    note_text = " ".join("".join(_flow(note)) for note in notes)
    for section in [e for e in body.iter(f"{XHTML}section") if e.get("class") == "notes"]:
        if section.get("role") is None:  # after a piece; the section of all notes has a role
            _remove(section)
    text = "".join(_flow(body))
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


def _flow(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element with a space wherever a block or a line ends."""
    block = etree.QName(element).localname in BLOCKS
    yield " " if block else ""
    yield element.text or ""
    for child in element:
        yield from _flow(child)
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
    note_words = words(" ".join("".join(_flow(note)) for note in notes))
    for note in notes:
        _remove(note)
    return Read(words("".join(_flow(tree))), note_words)


PAGE_IN_VOLUME = re.compile(r"(?<=inthisvolume)p\d+")
"""What pages say of a work that is in the book, and an e-book, which has none, cannot."""


def pdf_leaves(file: Path, titles: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the letters of each printed page, without head and foot margin, by section.

    Args:
        file: A PDF of 6 × 9 in.
        titles: Titles in its outline, each with the address of its section.
    """
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        flat = [item for top in outline.root for item in (top, *top.children)]
        listed = {str(item.title): _page_of(item, pdf) for item in flat}
        bounds = sorted({*(listed[title] for title in titles), len(pdf.pages)})
    texts, ends = _letters(file), dict(pairwise(bounds))
    return {
        slug: [
            PAGE_IN_VOLUME.sub("", page)
            for page in texts[listed[title] : ends[listed[title]]]
            if page
        ]
        for title, slug in titles.items()
    }


def _page_of(item: pikepdf.OutlineItem, pdf: pikepdf.Pdf) -> int:
    target: object = item.destination
    if target is None:
        assert item.action is not None
        target = item.action.D
    assert isinstance(target, pikepdf.Array)
    (number,) = (n for n, page in enumerate(pdf.pages) if page.objgen == target[0].objgen)
    return number


def _letters(file: Path) -> list[str]:
    """Return the letters of every page, without running heads and folios."""
    return [letters(words(page)) for page in raw_pages(file)]


def raw_pages(file: Path, *, heads: bool = False) -> list[str]:
    """Return the text of every page of 6 × 9 in, as it is drawn.

    Args:
        file: A PDF.
        heads: Whether what stands in the margins at head and foot is read, too.
    """
    command = [program("pdftotext"), "-raw", "-enc", "UTF-8"]
    area = [] if heads else ["-x", "0", "-y", "56", "-W", "432", "-H", "526"]
    done = subprocess.run(
        [*command, *area, str(file), "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.split("\f")[:-1]


def paired(read: Read, pages: Sequence[str]) -> list[tuple[str, str]]:
    """Divide the letters of pages into body and notes, which follow it at the foot.

    Args:
        read: What should stand there.
        pages: The letters of each page, without running head and folio.

    Returns:
        For each page its body and its notes.

    Raises:
        AssertionError: something is missing, doubled or in the wrong order; the message
            shows the page and what stands there.
    """
    body, numbers, notes = (letters(it) for it in (read.body, read.numbers, read.notes))
    found = []
    for number, page in enumerate(pages, 1):
        split = _split(page, body, numbers, notes)
        assert split is not None, (
            f"page {number}: expected “{body[:60]}…” and notes “{notes[:60]}…”, found “{page}”"
        )
        end, foot = split
        found.append((page[:end], page[foot:]))
        body, numbers = body[end:], numbers[foot - end :]
        notes = notes[len(page) - foot :]
    assert (body, numbers, notes) == ("", "", ""), (
        f"not in the book: “{body[:80]}”, “{numbers[:80]}”, “{notes[:80]}”"
    )
    return found


def _split(page: str, body: str, numbers: str, notes: str) -> tuple[int, int] | None:
    """Return where on a page the body ends and where the notes begin.

    Poppler reads the numbers of a list after all else that stands in the text.
    """
    for end in range(_common(page, body), -1, -1):
        for foot in range(end, end + _common(page[end:], numbers) + 1):
            if notes.startswith(page[foot:]):
                return end, foot
    return None


def _common(page: str, text: str) -> int:
    """Return how many letters a page and a text have in common at their beginning."""
    for n, (a, b) in enumerate(zip(page, text, strict=False)):
        if a != b:
            return n
    return min(len(page), len(text))


def notes_below_their_marks(read: Read, chunks: Sequence[tuple[str, str]]) -> bool:
    """Tell whether each note begins on the page of its mark.

    The page of a mark is that of the letter before it: a sign like † is no letter.
    """
    bodies, feet = [body for body, _ in chunks], [foot for _, foot in chunks]
    before = [offset - 1 for offset in read.marks]
    return pages_of(before, bodies) == pages_of(read.starts, feet)


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
        found = {}
        for label, address in _page_links(archive):
            name, _, uid = address.partition("#")
            (mark,) = (e for e in trees[name].iter() if e.get("id") == uid)
            assert mark.get("role") == "doc-pagebreak"
            mark.text = SIGNAL
            before, after = "".join(_flow(trees[name].find(f"{XHTML}body"))).split(SIGNAL)
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
    return {label: page for label, page in zip(labels, _letters(file), strict=True) if page}


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

    The end of a word that was begun on the page before may come first.
    """
    wanted = after[:enough]
    at = page.find(wanted)
    return bool(wanted) and at >= 0 and before.endswith(page[:at]) and at < LONGEST_WORD


def pages_of(offsets: Sequence[int], chunks: Sequence[str]) -> list[int]:
    """Return the index of the chunk in which each offset lies.

    >>> pages_of([0, 2, 3], ["abc", "de"])
    [0, 0, 1]
    """
    ends = list(accumulate(map(len, chunks)))
    return [next(n for n, end in enumerate(ends) if offset < end) for offset in offsets]
