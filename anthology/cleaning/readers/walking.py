"""From elements to lines: blocks become lines with signs, inline elements signs."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.addresses import is_relative, leads_to
from anthology.cleaning.readers.body import furniture_class
from anthology.cleaning.readers.page_facts import stated_fact
from anthology.cleaning.readers.page_tables import is_data
from anthology.cleaning.readers.popups import LABEL
from anthology.cleaning.readers.source import Dropped
from anthology.cleaning.readers.word_page import is_word_item, word_item, word_sign
from anthology.cleaning.readers.writing import INLINE, SPACE, Writer

_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))  # fmt: skip
_VERSE = regex(r"^(?:poem|poetry|verse|stanza|linegroup|lg|versgruppe)(?:-|_|$)", re.IGNORECASE)
_QUOTED = regex(r"^(?:block-?)?quot(?:e[abc]?|ation)$", re.IGNORECASE)
_PAGE = regex(r"^(?:pagenum|page-?num(?:ber)?|pb|folio|pageno)(?:-|_|$)", re.IGNORECASE)
_SIGNED = regex(r"\s*[\[(]\s*\d{1,3}\s*[\])]\s*")
"""The sign of a note in bold or italics, which mean nothing there."""

LONGEST_HEAD = 200
"""Letters of a line at the head of a page that is not yet the text."""


class Walk(Writer):
    """Goes through the elements of a page and writes what belongs to the text."""

    def lines(self, body: HtmlElement) -> list[str]:
        """The blocks of a body, one line each."""
        self._block(body)
        self._flush()
        for label, note in self._over:
            self._note, self._quote, self._verse = note, 0, 0
            self._sign = f"{signs.NOTE}{label}{signs.NOTE_END}"
            self._children(note)
            self._flush()
        self._over, self._note = [], None
        lines = self._out
        self._out = []
        return lines

    def _children(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def _element(self, element: HtmlElement) -> None:
        rule = furniture_class(element)
        names = element.get("class", "").split()
        if element.tag in _BLOCK and element.sourceline:
            self._flush()
            self._here = element.sourceline
        if any(_PAGE.search(name) for name in names):
            self._page(element)
        elif element in self.links.popups:
            self._popup(element)
        elif element in self.links.spare:
            self.drop(element, "tooltip")
        elif rule and element not in self.links.notes:
            self._furniture(element, rule)
        elif (fact := stated_fact(element)) and not self._begun():
            self._flush()
            self._write(f"{signs.FACT}{fact[0]}{signs.FACT_END}{fact[1]}")
        elif element.tag in _BLOCK or element in self.links.notes:
            self._flush()
            self._block(element)
            self._flush()
        else:
            self._inline(element)

    def _furniture(self, element: HtmlElement, rule: str) -> None:
        """Leave out what is no text; a caption is marked, and a later pass asks about it."""
        words = signs.ANY.sub("\ufffd", SPACE.sub(" ", "".join(element.itertext()))).strip()
        if rule != "caption" or not words or not self._begun() or self._note is not None:
            self.drop(element, rule)
        else:
            self._flush()
            self._write(f"{signs.DROP}caption{signs.DROP_END}{words}")

    def _page(self, element: HtmlElement) -> None:
        label = "".join(element.itertext()).strip(" []{}()p.Pg\u200b\u2060\ufeff")
        label = label or element.get("data-page-number", "")
        if label and len(label) < 8:
            self._line.append(f"{signs.PAGE}{label}{signs.PAGE_END}")

    def _begun(self) -> bool:
        """Whether the text itself has begun: what a class names a byline may be one no more."""
        return any(len(line) > LONGEST_HEAD for line in self._out)

    def _popup(self, element: HtmlElement) -> None:
        """A note shown over the text: its mark stands here, its words come after the text."""
        label, body = self.links.popups[element]
        self._mark(label)
        self._over.append((label, body))

    def _inline(self, element: HtmlElement) -> None:
        if element in self.links.marks:
            self._mark(self.links.marks[element])
        elif element in self.links.backlinks or self._arrow(element):
            words = "".join(element.itertext()).strip()
            self.dropped.append(Dropped("backlink", words, element.sourceline or 0))
        elif element.tag == "br":
            self._line.append(signs.NEWLINE)
        elif element.tag == "img":
            self._image(element)
        elif element.tag == "a":
            self._link(element)
        elif element.tag in INLINE and "".join(element.itertext()).strip():
            self._styled(element)
        elif _in_small_caps(element):
            self._small_caps(element)
        else:
            self._children(element)

    def _small_caps(self, element: HtmlElement) -> None:
        start = len(self._line)
        self._children(element)
        words = "".join(self._line[start:])
        if words.strip() and not signs.ANY.search(words):
            words = f"{signs.SPAN}{words}{signs.SPAN_WITH}.smallcaps{signs.SPAN_END}"
        self._line[start:] = [words]

    def _arrow(self, element: HtmlElement) -> bool:
        """A way back from a note to a mark that the page has lost."""
        words = "".join(element.itertext()).strip("\ufe0e\ufe0f ")
        return self._note is not None and element.tag == "a" and words in ("↩", "↑", "^", "⏎")

    def _styled(self, element: HtmlElement) -> None:
        opening, closing = INLINE[element.tag]
        start = len(self._line)
        self._line.append(opening)
        self._children(element)
        inside = "".join(self._line[start + 1 :])
        bare = signs.ANY.sub(
            "", re.sub(f"{signs.MARK}[^{signs.MARK_END}]*{signs.MARK_END}", "", inside)
        )
        signed = element.tag != "sup" and _SIGNED.fullmatch(bare)
        if not bare.strip("[]() ,;–-") or signed:
            self._line[start:] = [inside]
            return
        lead = inside[: len(inside) - len(inside.lstrip())]
        trail = inside[len(inside.rstrip()) :]
        self._line[start:] = [lead, opening, inside.strip(), closing, trail]

    def _link(self, element: HtmlElement) -> None:
        href = leads_to(element, self._own)
        if not href:
            self._lost(element)
            self._children(element)
            return
        self._line.append(signs.LINK)
        self._children(element)
        self._line.append(f"{signs.LINK_TARGET}{href}{signs.LINK_END}")

    def _lost(self, element: HtmlElement) -> None:
        """List the address of a link within a site, where the page does not say which."""
        href = element.get("href", "").strip()
        if is_relative(href) and not self._own and element not in self.links.notes:
            words = " ".join("".join(element.itertext()).split())
            self.dropped.append(Dropped("address", f"{words} → {href}", self._here))

    def _block(self, element: HtmlElement) -> None:
        """Write a block; what is nested deeper than the parser allows cannot come here."""
        before = (self._sign, self._quote, self._verse, self._note)
        if element in self.links.more:
            self._sign = signs.MORE
        if element in self.links.notes:
            self._note = element
            self._quote = 0
            self._sign = f"{signs.NOTE}{self.links.notes[element]}{signs.NOTE_END}"
        if element.tag == "tr" and element in self.links.notes:
            self._row_of_notes(element)
        else:
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
        if is_word_item(element):
            self._word_item(element)
            return
        if sign := word_sign(element):
            self._sign = sign
        elif any(_VERSE.search(name) for name in names):
            self._verse += 1
        elif any(_QUOTED.search(name) for name in names):
            self._quote += 1
        self._children(element)
        if self._verse:
            self._break_verse()

    def _word_item(self, element: HtmlElement) -> None:
        """The item of a list as Word saves it: a paragraph that begins with its bullet."""
        self._children(element)
        sign, words = word_item(SPACE.sub(" ", "".join(self._line)))
        self._sign, self._line = sign or self._sign, [words]

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
        self._write(signs.BREAK)

    def _listed(self, element: HtmlElement) -> None:
        """A list; what stands in it outside its items is text all the same."""
        number = int(element.get("start", "1")) if element.get("start", "1").isdecimal() else 1
        self._text(element.text)
        for child in element:
            item = child.tag == "li" and child not in self.links.notes
            if item and not furniture_class(child):
                self._item(child, f"{number}. " if element.tag == "ol" else "")
                number += 1
            elif isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def _item(self, element: HtmlElement, number: str) -> None:
        self._flush()
        sign = signs.NUMBERED if number else signs.BULLET
        self._sign = sign + signs.NEST * self._depth + number
        self._depth += 1
        self._children(element)
        self._flush()
        self._depth -= 1
        self._sign = ""

    def _pre(self, element: HtmlElement) -> None:
        if any(_VERSE.search(name) for name in element.get("class", "").split()):
            self._verse += 1
            self._children(element)
            self._break_verse()
            return
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
        noted = any(row in self.links.notes for row in rows)
        if noted or not is_data(element, cells):
            self._children(element)
            return
        caption = element.find("caption")
        for row in cells:
            parts = [self._cell(cell) for cell in row]
            self._write(signs.ROW + signs.CELL.join(parts))
        if caption is not None:
            self._children(caption)
            self._flush()

    def _row_of_notes(self, row: HtmlElement) -> None:
        """A note that is a row of a table: the cell with its sign, then its words."""
        self._text(row.text)
        for cell in row:
            words = "".join(cell.itertext()).strip()
            if LABEL.fullmatch(words.lstrip("↑^↩ ")):
                self.dropped.append(Dropped("backlink", words, row.sourceline or 0))
            else:
                self._children(cell)

    def _cell(self, cell: HtmlElement) -> str:
        self._children(cell)
        words = SPACE.sub(" ", "".join(self._line).replace(signs.NEWLINE, " ")).strip()
        self._line = []
        return words


_SMALL_CAPS = regex(
    r"^(?:small-?caps?|smcap|sc|petites-?capitales|kapitaelchen)$", re.IGNORECASE
)


def _in_small_caps(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    named = any(_SMALL_CAPS.match(name) for name in element.get("class", "").split())
    return element.tag == "span" and (named or "small-caps" in style)


_BLOCK_RULES = {
    **{f"h{level}": Walk._heading for level in range(1, 7)},
    "blockquote": Walk._quotation,
    "hr": Walk._rule,
    "ul": Walk._listed,
    "ol": Walk._listed,
    "pre": Walk._pre,
    "table": Walk._table,
}
