"""The lines that come of a page, each with its sign, and the list of what is left out."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.addresses import file_named, own_address
from anthology.cleaning.readers.note_links import find_note_links
from anthology.cleaning.readers.source import Dropped

INLINE = {
    "em": (signs.EM, signs.EM_END), "i": (signs.EM, signs.EM_END),
    "cite": (signs.EM, signs.EM_END), "dfn": (signs.EM, signs.EM_END),
    "strong": (signs.STRONG, signs.STRONG_END), "b": (signs.STRONG, signs.STRONG_END),
    "sup": (signs.SUP, signs.SUP_END), "sub": (signs.SUB, signs.SUB_END),
    "ins": (signs.ADDED, signs.ADDED_END), "del": (signs.CUT, signs.CUT_END),
}  # fmt: skip
SPACE = regex(r"[ \t\r\n\f]+")
_BRACKETS = regex(rf"\s*\[\s*({signs.MARK}[^{signs.MARK_END}]*{signs.MARK_END})\s*\]")
_PARAGRAPHS = regex(f"(?:{signs.NEWLINE}[ \t\r\n\f]*){{2,}}")
_COUNTED = regex(
    rf"\s*(?:{signs.SUP}\[?(?=\d{{1,3}}\]?{signs.SUP_END})|[\[(](?=\d{{1,3}}[\])])"
    r"|(?=\d{1,3}[.)]\s|\d{1,3}\s+[A-ZÀ-ÞА-Я„“«]))(\d{1,3})"
)
"""How a line begins that counts."""

COUNTED = 2
"""Lines that count up, so that each is taken for a paragraph."""

_PAIRS = {opening: closing for opening, closing in INLINE.values()}


class Writer:
    """Writes lines, and keeps account of what it leaves out."""

    def __init__(self, root: HtmlElement) -> None:
        self.dropped: list[Dropped] = []
        self.places: list[int] = []
        """For each line that was written, the line of the page it began on."""

        self._here = 1
        self._own = own_address(root)
        self.links = find_note_links(root)
        self._out: list[str] = []
        self._line: list[str] = []
        self._sign = ""
        self._quote = 0
        self._verse = 0
        self._depth = 0
        self._listing = False
        self._note: HtmlElement | None = None
        self._over: list[tuple[str, HtmlElement]] = []
        """Notes shown over the text, to be written after it."""

    def drop(self, element: HtmlElement, rule: str) -> None:
        """List the words of an element that does not come into the text."""
        if rule == "script":
            return
        words = SPACE.sub(" ", " ".join(element.itertext())).strip()
        line = element.sourceline or 0
        if words or rule in ("frame", "formula"):
            named = element.get("src", "") or element.get("data", "")
            self.dropped.append(Dropped(rule, words or named, line))
        for image in element.iter("img"):
            if image.get("alt"):
                self.dropped.append(Dropped("image", image.get("alt", ""), line))

    def _flush(self) -> None:
        """End the line that is being written; two line breaks divide paragraphs."""
        written = "".join(self._line)
        self._line = []
        for words in [written] if self._listing else _paragraphs(written):
            self._put(words)

    def _put(self, words: str) -> None:
        if not self._listing:
            words = _BRACKETS.sub(r"\1", words)
            words = _balanced(SPACE.sub(" ", words).strip(f" {signs.NEWLINE}"))
        if not signs.ANY.sub("", words).strip() and signs.MARK not in words:
            return
        sign = self._sign or (signs.QUOTE if self._quote else "")
        if self._note is not None and not self._sign:
            sign = signs.MORE
        sign = signs.LISTING if self._listing else sign
        if sign[:1] == signs.NOTE:
            words = without_label(words, sign[1:-1])
        self._write(sign + words)
        if self._sign[:1] in (signs.BULLET, signs.NUMBERED):
            self._sign = signs.MORE
        elif self._sign:
            self._sign = ""

    def _write(self, line: str) -> None:
        self._out.append(line)
        self.places.append(self._here)

    def _text(self, words: str | None) -> None:
        if words:
            if not self._listing:
                words = signs.ANY.sub("\ufffd", SPACE.sub(" ", words))
            self._line.append(words)

    def _mark(self, label: str) -> None:
        self._line.append(f"{signs.MARK}{label}{signs.MARK_END}")

    def _image(self, element: HtmlElement) -> None:
        """A picture: its words, or the name of its file, go on the list of what is left out."""
        words = element.get("alt") or file_named(element.get("src", ""))
        if words and not element.get("src", "").startswith("data:"):
            self.dropped.append(Dropped("image", words, element.sourceline or 0))


def _paragraphs(written: str) -> list[str]:
    """The paragraphs of a block: two line breaks divide them, one before a number that is due.

    Notes, and points, are often set so: ``<sup>1</sup> So.<br><sup>2</sup> And so.``
    """
    found: list[str] = []
    for words in _PARAGRAPHS.split(written):
        lines = words.split(signs.NEWLINE)
        numbers = [int(match[1]) if (match := _COUNTED.match(line)) else 0 for line in lines]
        due = next((number for number in numbers[:2] if number), 0)
        here: list[list[str]] = [[]]
        for line, number in zip(lines, numbers, strict=True):
            if number == due > 0:
                due += 1
                here.append([])
            here[-1].append(line)
        many = len(here) > COUNTED
        found += [signs.NEWLINE.join(part) for part in here if part] if many else [words]
    return found


def without_label(words: str, label: str) -> str:
    """The words of a note without the number that stands before them as text."""
    words = re.sub(r"^(?:\[\s*\]|[.:)\]])*\s*", "", words)
    shown = re.escape(label.rpartition("-")[2])
    raised = f"{signs.SUP}\\[?{shown}\\]?{signs.SUP_END}"
    return re.sub(rf"^(?:{raised}|\[{shown}\]|{shown}[.):])\s*", "", words)


def _balanced(words: str) -> str:
    """A line whose inline signs all close: a block inside an inline element divides it."""
    for opening, closing in _PAIRS.items():
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words
