"""From elements to lines: blocks become lines with signs, inline elements signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from anthology.cleaning import signs
from anthology.cleaning.readers.body import furniture_class
from anthology.cleaning.readers.note_links import find_note_links
from anthology.cleaning.readers.source import Dropped

_INLINE = {
    "em": (signs.EM, signs.EM_END), "i": (signs.EM, signs.EM_END),
    "cite": (signs.EM, signs.EM_END), "dfn": (signs.EM, signs.EM_END),
    "strong": (signs.STRONG, signs.STRONG_END), "b": (signs.STRONG, signs.STRONG_END),
    "sup": (signs.SUP, signs.SUP_END), "sub": (signs.SUB, signs.SUB_END),
    "ins": (signs.ADDED, signs.ADDED_END), "del": (signs.CUT, signs.CUT_END),
}  # fmt: skip
_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))  # fmt: skip
_VERSE = re.compile(
    r"^(?:poem|poetry|verse|stanza|linegroup|lg|versgruppe)(?:-|_|$)", re.IGNORECASE
)
_QUOTED = re.compile(r"^(?:block-?)?quot(?:e[abc]?|ation)$", re.IGNORECASE)
_PAGE = re.compile(r"^(?:pagenum|page-?num(?:ber)?|pb|folio|pageno)(?:-|_|$)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BRACKETS = re.compile(rf"\s*\[\s*({signs.MARK}[^{signs.MARK_END}]*{signs.MARK_END})\s*\]")
_PARAGRAPHS = re.compile(f"(?:{signs.NEWLINE}[ \t\r\n\f]*){{2,}}")
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?:)")


class Walk:
    """Writes the lines of a page, and keeps account of what it leaves out."""

    def __init__(self, root: HtmlElement) -> None:
        self.dropped: list[Dropped] = []
        self.links = find_note_links(root)
        self._out: list[str] = []
        self._line: list[str] = []
        self._sign = ""
        self._quote = 0
        self._verse = 0
        self._listing = False
        self._note: HtmlElement | None = None

    def drop(self, element: HtmlElement, rule: str) -> None:
        """List the words of an element that does not come into the text."""
        if rule == "script":
            return
        words = _SPACE.sub(" ", " ".join(element.itertext())).strip()
        alt = [image.get("alt", "") for image in element.iter("img")]
        if words:
            self.dropped.append(Dropped(rule, words))
        self.dropped += [Dropped("image", words) for words in alt if words]

    def lines(self, body: HtmlElement) -> list[str]:
        """The blocks of a body, one line each."""
        self._block(body)
        self._flush()
        lines = self._out
        self._out = []
        return lines

    def _flush(self) -> None:
        """End the line that is being written; two line breaks divide paragraphs."""
        written = "".join(self._line)
        self._line = []
        for words in [written] if self._listing else _PARAGRAPHS.split(written):
            self._put(words)

    def _put(self, words: str) -> None:
        if not self._listing:
            words = _BRACKETS.sub(r"\1", words)
            words = _balanced(_SPACE.sub(" ", words).strip(f" {signs.NEWLINE}"))
        if not signs.ANY.sub("", words).strip() and signs.MARK not in words:
            return
        sign = self._sign or (signs.QUOTE if self._quote else "")
        if self._note is not None and not self._sign:
            sign = signs.MORE
        sign = signs.LISTING if self._listing else sign
        if sign[:1] == signs.NOTE:
            words = _without_label(words, sign[1:-1])
        self._out.append(sign + words)
        if self._sign[:1] in (signs.BULLET, signs.NUMBERED):
            self._sign = signs.MORE
        elif self._sign:
            self._sign = ""

    def _children(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def _text(self, words: str | None) -> None:
        if words:
            if not self._listing:
                words = signs.ANY.sub("\ufffd", _SPACE.sub(" ", words))
            self._line.append(words)

    def _element(self, element: HtmlElement) -> None:
        rule = furniture_class(element)
        names = element.get("class", "").split()
        if any(_PAGE.search(name) for name in names):
            self._page(element)
        elif rule and element not in self.links.notes:
            self.drop(element, rule)
        elif element.tag in _BLOCK or element in self.links.notes:
            self._flush()
            self._block(element)
            self._flush()
        else:
            self._inline(element)

    def _page(self, element: HtmlElement) -> None:
        label = "".join(element.itertext()).strip(" []{}()p.Pg")
        if label and len(label) < 8:
            self._line.append(f"{signs.PAGE}{label}{signs.PAGE_END}")

    def _inline(self, element: HtmlElement) -> None:
        if element in self.links.marks:
            self._mark(self.links.marks[element])
        elif element in self.links.backlinks or self._arrow(element):
            self.dropped.append(Dropped("backlink", "".join(element.itertext()).strip()))
        elif element.tag == "br":
            self._line.append(signs.NEWLINE)
        elif element.tag == "img":
            if element.get("alt"):
                self.dropped.append(Dropped("image", element.get("alt", "")))
        elif element.tag == "a":
            self._link(element)
        elif element.tag in _INLINE and "".join(element.itertext()).strip():
            self._styled(element)
        else:
            self._children(element)

    def _arrow(self, element: HtmlElement) -> bool:
        """A way back from a note to a mark that the page has lost."""
        words = "".join(element.itertext()).strip("\ufe0e\ufe0f ")
        return self._note is not None and element.tag == "a" and words in ("↩", "↑", "^", "⏎")

    def _mark(self, label: str) -> None:
        self._line.append(f"{signs.MARK}{label}{signs.MARK_END}")

    def _styled(self, element: HtmlElement) -> None:
        opening, closing = _INLINE[element.tag]
        start = len(self._line)
        self._line.append(opening)
        self._children(element)
        inside = "".join(self._line[start + 1 :])
        bare = signs.ANY.sub(
            "", re.sub(f"{signs.MARK}[^{signs.MARK_END}]*{signs.MARK_END}", "", inside)
        )
        if not bare.strip("[]() ,;–-"):
            self._line[start:] = [inside]
            return
        lead = inside[: len(inside) - len(inside.lstrip())]
        trail = inside[len(inside.rstrip()) :]
        self._line[start:] = [lead, opening, inside.strip(), closing, trail]

    def _link(self, element: HtmlElement) -> None:
        href = _ARCHIVE.sub("", element.get("href", "").strip())
        parts = urlsplit(href) if _is_url(href) else None
        words = "".join(element.itertext()).strip()
        plain = parts is None or parts.scheme not in ("http", "https") or not words
        if plain or any(letter in href for letter in ' ()<>"\\') or words in href:
            self._children(element)
            return
        self._line.append(signs.LINK)
        self._children(element)
        self._line.append(f"{signs.LINK_TARGET}{href}{signs.LINK_END}")

    def _block(self, element: HtmlElement) -> None:
        """Write a block; what is nested deeper than the parser allows cannot come here."""
        before = (self._sign, self._quote, self._verse, self._note)
        if element in self.links.more:
            self._sign = signs.MORE
        if element in self.links.notes:
            self._note = element
            self._quote = 0
            self._sign = f"{signs.NOTE}{self.links.notes[element]}{signs.NOTE_END}"
        _BLOCK_RULES.get(element.tag, Walk._plain)(self, element)
        self._flush()
        sign, self._quote, self._verse, note = before
        if self._note is not note:
            self._note = note
            self._sign = ""
        elif not self._sign or element.tag == "li":
            self._sign = sign if sign == signs.MORE or element.tag == "li" else self._sign

    def _plain(self, element: HtmlElement) -> None:
        names = element.get("class", "").split()
        if any(_VERSE.search(name) for name in names):
            self._verse += 1
        elif any(_QUOTED.search(name) for name in names):
            self._quote += 1
        self._children(element)
        if self._verse:
            self._break_verse()

    def _break_verse(self) -> None:
        words = "".join(self._line)
        self._line = []
        for line in re.split(f"{signs.NEWLINE}|\n", words):
            if line.strip():
                self._line = [line]
                self._sign = signs.VERSE
                self._flush()

    def _heading(self, element: HtmlElement) -> None:
        self._sign = signs.HEADINGS[int(element.tag[1])]
        self._children(element)
        self._line = ["".join(self._line).replace(signs.NEWLINE, " ")]
        self._flush()
        self._sign = ""

    def _quotation(self, element: HtmlElement) -> None:
        self._quote += 1
        self._children(element)

    def _rule(self, element: HtmlElement) -> None:
        self._out.append(signs.BREAK)

    def _listed(self, element: HtmlElement) -> None:
        number = int(element.get("start", "1")) if element.get("start", "1").isdecimal() else 1
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if (
                child.tag == "li"
                and child not in self.links.notes
                and not furniture_class(child)
            ):
                self._flush()
                ordered = element.tag == "ol"
                self._sign = f"{signs.NUMBERED}{number}. " if ordered else signs.BULLET
                number += 1
                self._children(child)
                self._flush()
                self._sign = ""
            else:
                self._element(child)

    def _pre(self, element: HtmlElement) -> None:
        lines = "".join(element.itertext()).split("\n")
        listing = len(lines) <= 40
        for line in lines:
            if line.strip():
                self._line = [signs.ANY.sub("\ufffd", line.rstrip())]
                self._listing = listing
                self._flush()
                self._listing = False

    def _table(self, element: HtmlElement) -> None:
        rows = [
            row for row in element.iter("tr") if next(row.iterancestors("table")) is element
        ]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if not _is_data(element, cells):
            self._children(element)
            return
        caption = element.find("caption")
        for row in cells:
            parts = [self._cell(cell) for cell in row]
            self._out.append(signs.ROW + signs.CELL.join(parts))
        if caption is not None:
            self._children(caption)
            self._flush()

    def _cell(self, cell: HtmlElement) -> str:
        self._children(cell)
        words = _SPACE.sub(" ", "".join(self._line).replace(signs.NEWLINE, " ")).strip()
        self._line = []
        return words


def _without_label(words: str, label: str) -> str:
    """The words of a note without the number that stands before them as text."""
    words = re.sub(r"^(?:\[\s*\]|[.:)\]])*\s*", "", words)
    shown = re.escape(label.rpartition("-")[2])
    raised = f"{signs.SUP}\\[?{shown}\\]?{signs.SUP_END}"
    return re.sub(rf"^(?:{raised}|\[{shown}\]|{shown}[.):])\s*", "", words)


def _is_data(table: HtmlElement, cells: list[list[HtmlElement]]) -> bool:
    """Whether a table holds data: several rows and columns, short cells without blocks."""
    width = max((len(row) for row in cells), default=0)
    blocks = sum(
        1 for tag in ("table", "p", "div", "ul", "ol", "blockquote") for _ in table.iter(tag)
    )
    return width > 1 and len(cells) > 1 and blocks - 1 <= len(cells) * width


def _is_url(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


_PAIRS = {opening: closing for opening, closing in _INLINE.values()}


def _balanced(words: str) -> str:
    """A line whose inline signs all close: a block inside an inline element divides it."""
    for opening, closing in _PAIRS.items():
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words


_BLOCK_RULES = {
    **{f"h{level}": Walk._heading for level in range(1, 7)},
    "blockquote": Walk._quotation,
    "hr": Walk._rule,
    "ul": Walk._listed,
    "ol": Walk._listed,
    "pre": Walk._pre,
    "table": Walk._table,
}

__all__ = ["Iterator", "Walk"]
