"""Write the structure of the joined file: one tree, from what the sections say they are.

What a section says is written into its own file, before it is known where its pages come to
stand. What depends on that, the levels of headings and the way back from words to elements,
comes last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from anthology.editions.pdf.structure import Hit, Marked, Node


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a section says its words are."""

    told: Any
    """A dictionary in its file: the elements that stand in no other (``Top``), headings
    (``Headings``), what each mark of a page belongs to (``Rows``), annotations with their
    elements (``Clicked``), and elements by name (``Names``)."""

    levels: tuple[int, ...]
    """Of the headings."""

    pages: tuple[int, ...]
    """Of the section: those that ``Rows`` are for."""

    def copied(self, pdf: Pdf) -> Tagged:
        """Return the same in another file, which has the pages already."""
        return replace(self, told=pdf.copy_foreign(self.told))


def tag(pdf: Pdf, tree: Node, pages: Sequence[Any]) -> Tagged:
    """Write the elements of a section into its file.

    Args:
        pdf: The file.
        tree: What the section says of itself.
        pages: The pages of the file.
    """
    above = pdf.make_indirect(Dictionary())
    section = _Section(pdf, pages)
    top = [section.element(node, above) for node in tree.kids if isinstance(node, Node)]
    marked = sorted(section.marked)
    told = Dictionary(
        Top=Array(top),
        Headings=Array([element for _, element in section.headings]),
        Rows=Array([section.row(page) for page in marked]),
        Clicked=Array([one for pair in section.clicked for one in pair]),
        Names=Array([one for pair in section.names.items() for one in pair]),
    )
    levels = tuple(level for level, _ in section.headings)
    return Tagged(pdf.make_indirect(told), levels, tuple(marked))


def write_structure(
    pdf: Pdf, sections: Iterable[tuple[Tagged, Mapping[int, int]]], pages: Sequence[Any]
) -> None:
    """Give a file its structure tree (ISO 32000-1, 14.7).

    Args:
        pdf: The file.
        sections: As they are in the file, in order, each with its pages: of the section → of
            the file, from 0.
        pages: Of the file.
    """
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    top: list[Any] = []
    clicked: list[tuple[Any, Any]] = []
    rows, names, level = dict[int, Any](), dict[bytes, Any](), 0
    for tagged, places in sections:
        told = tagged.told
        for element in told.Top:
            element["/P"] = document
            top.append(element)
        for wanted, element in zip(tagged.levels, told.Headings, strict=True):
            level = min(wanted, level + 1)  # none is left out
            element["/S"] = Name(f"/H{level}")
        rows |= {places[at]: row for at, row in zip(tagged.pages, told.Rows, strict=True)}
        clicked += _pairs(told.Clicked)
        names |= {bytes(name): (name, element) for name, element in _pairs(told.Names)}
    document.K = Array(top)
    root.K = Array([document])
    parents = Array(_parents(rows, clicked, pages))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=parents))
    root.ParentTreeNextKey = len(pages) + len(clicked)
    known = Array([one for name in sorted(names) for one in names[name]])
    root.IDTree = pdf.make_indirect(Dictionary(Names=known))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _pairs(flat: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    each = iter(flat)
    return zip(each, each, strict=True)


def _parents(
    rows: Mapping[int, Any], clicked: Iterable[tuple[Any, Any]], pages: Sequence[Any]
) -> Iterator[Any]:
    """Yield which element each mark and each annotation belongs to, page after page."""
    for number in sorted(rows):
        pages[number].StructParents = number
        yield from (number, rows[number])
    for number, (link, element) in enumerate(clicked, len(pages)):
        link["/StructParent"] = number
        yield from (number, element)


@dataclass(slots=True)
class _Section:
    """Makes the elements of one section."""

    pdf: Pdf
    pages: Sequence[Any]
    headings: list[tuple[int, Any]] = field(default_factory=list)
    """Each with its level, in order."""

    marked: defaultdict[int, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    """Page → marked-content identifier → the element it belongs to."""

    clicked: list[tuple[Any, Any]] = field(default_factory=list)
    """Annotations, each with its element, in order."""

    names: dict[String, Any] = field(default_factory=dict)
    kinds: dict[str, Name] = field(default_factory=dict)
    """Structure types as names, each made once."""

    def row(self, page: int) -> Any:
        """Return the elements of a page by their marks, as the file has them."""
        marked = self.marked[page]
        every = [marked.get(mcid) for mcid in range(max(marked) + 1)]
        return self.pdf.make_indirect(Array(every))

    def element(self, node: Node, above: Any) -> Any:
        """Make an element and all below it."""
        element = self.pdf.make_indirect(Dictionary({"/S": self._kind(node), "/P": above}))
        if node.tag[0] == "H" and node.tag[1:].isdigit():
            self.headings.append((int(node.tag[1:]), element))
        self._describe(node, element)
        kids: list[Any] = []
        begun = -1
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self.element(kid, element))
            elif isinstance(kid, Hit):
                kids.append(self._area(kid, element))
            else:
                if begun < 0:
                    begun = kid.page
                    element["/Pg"] = self.pages[begun]
                kids.append(self._words(kid, begun))
                self.marked[kid.page][kid.mcid] = element
        element["/K"] = Array(kids)
        return element

    def _kind(self, node: Node) -> Name:
        """Return what an element is: no link without an area."""
        linked = node.tag != "Link" or any(isinstance(kid, Hit) for kid in node.kids)
        tag = node.tag if linked else "Span"
        if tag not in self.kinds:
            self.kinds[tag] = Name(f"/{tag}")
        return self.kinds[tag]

    def _words(self, words: Marked, begun: int) -> Any:
        """Return what stands for words of an element that begins on some page."""
        if words.page == begun:
            return words.mcid
        page = self.pages[words.page]
        return Dictionary({"/Type": Name.MCR, "/Pg": page, "/MCID": words.mcid})

    def _area(self, hit: Hit, element: Any) -> Any:
        page = self.pages[hit.page]
        link = page["/Annots"][hit.index]
        self.clicked.append((link, element))
        return Dictionary({"/Type": Name.OBJR, "/Obj": link, "/Pg": page})

    def _describe(self, node: Node, element: Any) -> None:
        if node.lang:
            element.Lang = String(node.lang)
        if node.name:
            element.ID = String(node.name)
            self.names[String(node.name)] = element
        if node.tag == "Figure":
            element.Alt = String(node.words)
            element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([*node.box]))
        if node.sort and node.tag == "L":
            element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{node.sort}"))
        elif node.sort:
            element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.sort}"))
