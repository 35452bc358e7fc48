"""Mark in the XHTML of a section where the printed pages begin.

Print knows how many letters stand before each page. Here the same letters are counted,
whatever markup they stand in, and a page break is put before the word that follows them:
the first that begins on the page.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterable
from functools import lru_cache
from itertools import accumulate
from typing import Any

from lxml import etree

from anthology.editions.letters import PICTURE, PageStart, Run, letters, runs

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"

INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "dfn", "em", "i", "q", "small", "span", "strong", "sub",
     "sup"}
)  # fmt: skip
"""Elements that may stand within a word."""

OPENERS = INLINE | {
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "nav",
}  # fmt: skip
"""What a page break goes before, rather than into, when both begin at the same place."""


def page_id(label: str) -> str:
    """Return the id of the break before a page."""
    return f"page-{label}"


def mark_pages(
    xhtml: bytes, starts: Iterable[PageStart], notes_in_text: Container[str] = ()
) -> bytes:
    """Return a page of the e-book with its page breaks.

    Args:
        xhtml: One file of the book.
        starts: The printed pages that begin in it.
        notes_in_text: Names of the notes that print has in the run of the text, too; it
            has the others at the foot of its pages.
    """
    tree = etree.ElementTree(etree.fromstring(xhtml))
    body = tree.getroot().find(f"{XHTML}body")
    notes = {e.get("id"): e for e in body.iter() if e.get("role") == "doc-footnote"}
    apart = {notes[name] for name in notes if name not in notes_in_text}
    apart |= {e for e in body.iter(f"{XHTML}section") if _holds_only(e, apart)}
    text = _Text(runs(body, apart.__contains__))
    spots = []
    for start in starts:
        note = notes.get(start.note)
        words = text if note is None else _Text(runs(note, _is_back))
        spots.append((start.label, words.spot(start)))
    for label, (run, index) in reversed(spots):
        _insert(_mark(label), run, index)
    whole: bytes = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def _holds_only(section: Any, notes: Container[Any]) -> bool:
    """Tell whether a section is for notes, and has no others than these."""
    is_for_notes = "notes" in section.get("class", "").split()
    inner = (e for e in section.iter() if e.get("role") == "doc-footnote")
    return is_for_notes and all(note in notes for note in inner)


def _is_back(element: Any) -> bool:
    return bool(element.get("class") == "back")


def _mark(label: str) -> Any:
    mark = etree.Element(f"{XHTML}span")
    mark.set(f"{EPUB}type", "pagebreak")
    mark.set("role", "doc-pagebreak")
    mark.set("id", page_id(label))
    mark.set("aria-label", label)
    return mark


class _Text:
    """The words of a section in one string, and where in the tree each stands."""

    def __init__(self, words: Iterable[Run]) -> None:
        self._runs: list[Run] = []
        self._begins: list[int] = []
        """Index in the string of the first sign of each run."""

        parts: list[str] = []
        length = 0
        for run in words:
            if self._runs and not _together(self._runs[-1], run):
                parts.append("\n")
                length += 1
            self._runs.append(run)
            self._begins.append(length)
            parts.append(run.words)
            length += len(run.words)
        self._string = "".join(parts)
        self._letters = letters(self._string)
        self._before = [0, *accumulate(map(_width, self._string))]
        """Letters before each sign of the string."""

    def spot(self, start: PageStart) -> tuple[Run, int]:
        """Return the run in which the page begins, and the index of its first sign there."""
        index = self._index(self._offset(start))
        number = bisect_right(self._begins, index) - 1
        return self._runs[number], index - self._begins[number]

    def _offset(self, start: PageStart) -> int:
        """Count the letters before the page; where a template differs, look for its words."""
        at, opening = start.offset, start.opening
        if not opening or self._letters.startswith(opening, at):
            return at
        before = self._letters.rfind(opening, 0, at + len(opening))
        after = self._letters.find(opening, at)
        found = [place for place in (before, after) if place >= 0]
        return min(found, key=lambda place: abs(place - at), default=at)

    def _index(self, offset: int) -> int:
        """Return where the first word begins after so many letters."""
        last = len(self._string) - 1
        index = min(bisect_right(self._before, offset) - 1, last)
        if not self._in_word(index):
            return index
        for sort in (_goes_on, _closes, str.isspace):
            while index < last and sort(self._string[index]):
                index += 1
        return index

    def _in_word(self, index: int) -> bool:
        """Tell whether the sign goes on with a word that was begun before it."""
        before = index - 1
        while before >= 0 and self._string[before] == "\u00ad":
            before -= 1
        return before >= 0 and self._string[before].isalnum() and self._string[index].isalnum()


def _together(first: Run, second: Run) -> bool:
    """Tell whether no line must end between two runs."""
    broken = second.after is not None and _name(second.after) == "br"
    return not broken and _block(first) is _block(second)


def _block(run: Run) -> Any:
    element: Any = run.owner
    while _name(element) in INLINE and "line" not in element.get("class", "").split():
        element = element.getparent()
    return element


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    return len(letters(sign))


def _goes_on(sign: str) -> bool:
    return sign.isalnum() or sign in "\u00ad’'"


def _closes(sign: str) -> bool:
    return not (sign.isalnum() or sign.isspace() or sign == PICTURE) and (
        unicodedata.category(sign) not in {"Ps", "Pi"}
    )


def _insert(mark: Any, run: Run, index: int) -> None:
    """Put a mark before a sign, outside of whatever opens there."""
    owner: Any = run.owner
    if run.words == PICTURE and _name(owner) == "img":
        _put_before(mark, _outermost(owner))
    elif run.after is None and not run.words[:index].strip():
        outer = _outermost(owner)
        if outer is owner and not _may_be_left(owner):
            mark.tail, owner.text = owner.text, None
            owner.insert(0, mark)
        else:
            _put_before(mark, outer)
    elif run.after is None:
        mark.tail, owner.text = owner.text[index:], owner.text[:index]
        owner.insert(0, mark)
    else:
        after: Any = run.after
        mark.tail, after.tail = after.tail[index:], after.tail[:index]
        owner.insert(owner.index(after) + 1, mark)


def _put_before(mark: Any, element: Any) -> None:
    parent = element.getparent()
    parent.insert(parent.index(element), mark)


def _outermost(element: Any) -> Any:
    """Return the outermost element that opens with this one and may be left."""
    while _may_be_left(element) or _name(element) == "img":
        parent = element.getparent()
        first = parent.index(element) == 0 and not (parent.text or "").strip()
        if not (first and _may_be_left(parent)):
            break
        element = parent
    return element


def _may_be_left(element: Any) -> bool:
    """Tell whether a mark may stand before an element.

    In the list of contents nothing may stand before a link (EPUB 3.3, 7.3).
    """
    parent = element.getparent()
    listed = _name(element) == "a" and parent is not None and _name(parent) == "li"
    return _name(element) in OPENERS and not (listed and _in_contents(element))


def _in_contents(element: Any) -> bool:
    return any(_name(above) == "nav" for above in element.iterancestors())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
