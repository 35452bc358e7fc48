"""Read off the layout what the words on its pages are.

WeasyPrint writes a tree of its own, page by page and box by box: a paragraph that runs
over the page is two, a note is nothing, a language is lost. Ours follows the elements of
the section instead, in the order in which their words are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes as kinds

from anthology.editions.pdf.links import mend_links
from anthology.editions.pdf.structure import Hit, Marked, Node

POINTS = 0.75
"""Of a CSS pixel."""

TAGS = {
    "section": "Sect", "p": "P", "pre": "P", "hr": "P", "blockquote": "BlockQuote",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "figure": "Div", "figcaption": "Caption", "img": "Figure",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody",
    "tr": "TR", "th": "TH", "td": "TD", "li": "LI", "dt": "LI", "dd": "LI", "a": "Link",
    "code": "Code",
}  # fmt: skip
"""Elements that are something by themselves; others are only if they have a language."""

GROUPS = frozenset({"Sect", "Div", "BlockQuote", "Note", "LBody", "Document"})
"""What holds paragraphs: words that stand in it directly become one."""

INLINE = frozenset({"Link", "Span", "Code"})
"""What stands in paragraphs."""

WITHIN_LINES = frozenset(
    {"H1", "H2", "H3", "H4", "H5", "H6", "Link", "Reference", "Span", "Code"}
)
"""What no note stands in: it goes behind, or what is read there would be read twice."""

SORTS = {"col": "Column", "row": "Row", "ol": "Decimal"}
"""What ``scope`` of a cell, or the element of a list, says of it."""


def take_over() -> None:
    """Let WeasyPrint leave the structure of its documents to us."""
    weasyprint.pdf.add_tags = _read_structure


def _read_structure(pdf: Any, document: Any, _version: Any, streams: Sequence[Any]) -> None:
    """Do what ``weasyprint.pdf.tags.add_tags`` does, but hand the tree to ``document``."""
    tree = _Tree()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        reference = pdf.page_references[number]
        links = mend_links(pdf, pdf.objects[int(reference.split()[0])])
        marks = {box: kid["mcid"] for box, kid in stream._tags.items()}
        decoration = tree.read(_Leaf(number, page._page_box, marks, links))
        _make_artifacts(stream, decoration)
    document.structure = tree.finished()


def _make_artifacts(stream: Any, marks: Sequence[int]) -> None:
    """Unmark what is no part of the text: leaders, heads of tables that come again."""
    places = {
        item["MCID"]: at
        for at, item in enumerate(stream.stream)
        if isinstance(item, dict) and "MCID" in item
    }
    for mark in marks:
        at = places[mark]
        stream.stream[at - 1 : at + 2] = [b"/Artifact", b"", b"BMC"]


@dataclass(slots=True)
class _Leaf:
    """One page to be read."""

    number: int
    box: Any
    marks: dict[Any, int]
    """Box → its marked-content identifier; taken out as they are read."""

    links: list[Any]
    """Its annotations."""


@dataclass(slots=True)
class _Open:
    """A node that still grows."""

    tag: str
    above: _Open | None
    kids: list[_Open | Marked | Hit] = field(default_factory=list)
    lang: str = ""
    words: str = ""
    name: str = ""
    box: tuple[float, ...] = ()
    sort: str = ""

    def below(self, tag: str, **more: Any) -> _Open:
        """Add a node at the end."""
        made = _Open(tag, self, **more)
        self.kids.append(made)
        return made

    def last(self, tag: str) -> _Open | None:
        """Return the last kid, if it is of that sort."""
        kid = self.kids[-1] if self.kids else None
        return kid if isinstance(kid, _Open) and kid.tag == tag else None

    def closed(self) -> Node:
        """Return it as it will stay."""
        kids = tuple(kid.closed() if isinstance(kid, _Open) else kid for kid in self.kids)
        return Node(self.tag, kids, self.lang, self.words, self.name, self.box, self.sort)


class _Tree:
    """The structure of a section, as its pages are read one after the other."""

    def __init__(self) -> None:
        self._root = _Open("Document", None)
        self._nodes: dict[Element, _Open] = {}
        self._above: dict[Element, Element] = {}
        self._notes: dict[str, _Open] = {}
        self._heads: set[Element] = set()

    def read(self, leaf: _Leaf) -> list[int]:
        """Read a page; return the marks of what is no part of the text."""
        decoration: list[int] = []
        for child in leaf.box.children:
            if not isinstance(child, kinds.MarginBox):
                self._visit(child, leaf, decoration)
        heads = {box.element for box in leaf.box.descendants() if box.element_tag == "thead"}
        self._heads |= heads
        return [*decoration, *leaf.marks.values()]

    def finished(self) -> Node:
        """Return the tree of all pages."""
        return self._root.closed()

    def _visit(self, box: Any, leaf: _Leaf, decoration: list[int]) -> None:
        box = getattr(box, "_box", box)  # what is placed absolutely stands behind another
        if box.is_leader or (box.element_tag == "thead" and box.element in self._heads):
            decoration += _marks_within(box, leaf)
            return
        if box.element is not None:
            self._learn(box.element)
        if box in leaf.marks:
            self._add_mark(box, leaf)
        if box.link_annotation:
            self._add_link(box, leaf)
        for child in getattr(box, "children", ()):
            self._visit(child, leaf, decoration)

    def _add_link(self, box: Any, leaf: _Leaf) -> None:
        for index, link in enumerate(leaf.links):
            if link is box.link_annotation:
                node = self._node(box.element)
                node.kids.append(Hit(leaf.number, index))
                if node.words:
                    link["Contents"] = pydyf.String(node.words)

    def _learn(self, element: Element) -> None:
        """Remember what stands where, the first time something of a section is seen."""
        if element not in self._above:
            self._above.update((child, parent) for parent in element.iter() for child in parent)

    def _add_mark(self, box: Any, leaf: _Leaf) -> None:
        mark = Marked(leaf.number, leaf.marks.pop(box))
        element, _, pseudo = box.element_tag.partition("::")
        if pseudo == "footnote-call":
            owner = self._node(self._above[box.element])
            self._node(box.element)  # the note stands right behind its mark
        elif pseudo == "marker" and element == "li":
            owner = self._label(box.element)
        else:
            owner = self._node(box.element)
        if owner.tag == "Figure":
            owner.box = _area(box, leaf.box)
        if owner.tag in GROUPS:
            owner = owner.last("P") or owner.below("P")
        owner.kids.append(mark)

    def _label(self, item: Element) -> _Open:
        """Return where the number of a list item goes: before its body."""
        body = self._node(item)
        if body.above is None or body.tag != "LBody":
            return body
        first = body.above.kids[0]
        if isinstance(first, _Open) and first.tag == "Lbl":
            return first
        label = _Open("Lbl", body.above)
        body.above.kids.insert(0, label)
        return label

    def _node(self, element: Element) -> _Open:
        """Return the node that words of an element go into."""
        parent = self._above.get(element)
        above = self._node(parent) if parent is not None else self._root
        if element not in self._nodes:  # a row opens its cells
            self._nodes[element] = self._made(element, above)
            if element.tag == "tr":  # empty ones count too
                for cell in element:
                    self._node(cell)
        return self._nodes[element]

    def _made(self, element: Element, above: _Open) -> _Open:
        kind = element.get("class", "").split()
        if "note" in kind:
            return self._note(element, above)
        tag = "P" if above.tag == "Note" and element.tag == "span" else _tag(element)
        begun = above.last(tag) if "continued" in kind else None
        if begun or not tag:
            return begun or above
        if element.tag in {"li", "dt", "dd"}:
            return _item(element, above)
        if tag in INLINE and above.tag in GROUPS and "marker" not in kind:
            above = above.last("P") or above.below("P")
        return _link(element, above) if tag == "Link" else _plain(tag, element, above)

    def _note(self, element: Element, above: _Open) -> _Open:
        """Open a note, or go on with it: a long one comes in several elements."""
        name: str = element.get("data-note", element.get("id", ""))
        if name not in self._notes:
            while above.tag in WITHIN_LINES and above.above:
                above = above.above
            self._notes[name] = above.below("Note", name=name, **_language(element))
        return self._notes[name]


def _plain(tag: str, element: Element, above: _Open) -> _Open:
    made = above.below(tag, **_language(element))
    if tag == "Figure":
        made.words = element.get("alt", "")
    if tag in {"L", "TH"}:
        made.sort = SORTS.get(element.get("scope", element.tag), "")
    return made


def _tag(element: Element) -> str:
    if "contents" in element.get("class", "").split() and element.tag == "ol":
        return "TOC"
    spoken = "lang" in element.attrib
    if element.tag == "a" and "href" not in element.attrib:
        return ""
    other = {"span": "Span", "em": "Span", "div": "Div", "header": "Div"}.get(element.tag, "")
    return TAGS.get(element.tag, other if spoken else "")


def _language(element: Element) -> dict[str, str]:
    return {"lang": element.get("lang", "")}


def _item(element: Element, above: _Open) -> _Open:
    """Open an item of a list; a term is the label of the meaning that follows it."""
    if above.tag == "TOC":
        return above.below("TOCI")
    if element.tag == "dd":
        return (above.last("LI") or above.below("LI")).below("LBody")
    item = above.below("LI")
    return item.below("Lbl" if element.tag == "dt" else "LBody", **_language(element))


def _link(element: Element, above: _Open) -> _Open:
    kind = element.get("class", "")
    words = " ".join("".join(_own_words(element)).split())
    if kind in {"call", "mark"} or above.tag == "TOCI":
        above = above.below("Reference")
        words = words or _mark_of(element)
    elif kind in {"marker", "back"}:
        above = above.below("Lbl")
    return above.below("Link", words=words)


def _own_words(element: Element) -> Iterator[str]:
    """Yield the words of an element without those of notes in it."""
    yield element.text or ""
    for child in element:
        if "note" not in child.get("class", "").split():
            yield from _own_words(child)
        yield child.tail or ""


def _mark_of(call: Element) -> str:
    marks = (note.get("data-mark", "") for note in call)
    return next(marks, "").replace("\u2060", "")


def _marks_within(box: Any, leaf: _Leaf) -> list[int]:
    inner = (box, *box.descendants())
    return [leaf.marks.pop(one) for one in inner if one in leaf.marks]


def _area(box: Any, page: Any) -> tuple[float, ...]:
    """Return where a box stands on its page, in points from the lower left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    height = page.margin_height()
    sides = (left, height - top - box.height, left + box.width, height - top)
    return tuple(round(side * POINTS, 3) for side in sides)
