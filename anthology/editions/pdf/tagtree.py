"""Write the structure of the joined file: one tree, from what the sections say they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from anthology.editions.pdf.structure import Hit, Marked, Node


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """A section of the book, as far as its structure goes."""

    tree: Node
    pages: Mapping[int, int]
    """Page of the section → page of the file, both from 0."""

    links: Sequence[Sequence[Any]]
    """The annotations of each page of the section."""


def write_structure(pdf: Pdf, parts: Iterable[TaggedPart]) -> None:
    """Give the file its structure tree (ISO 32000-1, 14.7)."""
    _Writer(pdf, pages=[page.obj for page in pdf.pages]).write(parts)


@dataclass(slots=True)
class _Writer:
    pdf: Pdf
    marked: defaultdict[int, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    """Page of the file → marked-content identifier → the element it belongs to."""

    clicked: list[Any] = field(default_factory=list)
    """The elements of annotations, in order."""

    begun: dict[int, int] = field(default_factory=dict)
    """Node → page of the file that its first words stand on."""

    names: dict[str, Any] = field(default_factory=dict)
    kinds: dict[str, Name] = field(default_factory=dict)
    level: int = 0
    """Of the last heading."""

    pages: Sequence[Any] = ()
    """Of the file; asked for one by one, each would be searched for from the first."""

    def write(self, parts: Iterable[TaggedPart]) -> None:
        """Write all of it."""
        pdf = self.pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        kids = [
            self._element(node, document, part)
            for part in parts
            for node in part.tree.kids
            if isinstance(node, Node)
        ]
        document.K = Array(kids)
        root.K = Array([document])
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=self._parents()))
        root.ParentTreeNextKey = len(self.pages) + len(self.clicked)
        root.IDTree = pdf.make_indirect(Dictionary(Names=self._known()))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, above: Any, part: TaggedPart) -> Any:
        kind = self._named(self._tag(node))
        element = self.pdf.make_indirect(Dictionary({"/S": kind, "/P": above}))
        self._describe(node, element)
        element["/K"] = Array([self._kid(kid, node, element, part) for kid in node.kids])
        return element

    def _named(self, tag: str) -> Name:
        """Return a structure type as a name, made once."""
        if tag not in self.kinds:
            self.kinds[tag] = Name(f"/{tag}")
        return self.kinds[tag]

    def _kid(self, kid: Node | Marked | Hit, node: Node, element: Any, part: TaggedPart) -> Any:
        """Return what stands for a kid among the kids of its element."""
        if isinstance(kid, Node):
            return self._element(kid, element, part)
        number = part.pages[kid.page]
        page = self.pages[number]
        if isinstance(kid, Marked):
            self.marked[number][kid.mcid] = element
            begun = self.begun.get(id(node))
            if begun == number:
                return kid.mcid
            if begun is None:
                self.begun[id(node)] = number
                element["/Pg"] = page
                return kid.mcid
            return Dictionary({"/Type": Name.MCR, "/Pg": page, "/MCID": kid.mcid})
        link = part.links[kid.page][kid.index]
        link["/StructParent"] = len(self.pages) + len(self.clicked)
        self.clicked.append(element)
        return Dictionary({"/Type": Name.OBJR, "/Obj": link, "/Pg": page})

    def _tag(self, node: Node) -> str:
        """Return what an element is: no link without an area, no level of headings left out."""
        if node.tag == "Link":
            return "Link" if any(isinstance(kid, Hit) for kid in node.kids) else "Span"
        if node.tag[0] == "H" and node.tag[1:].isdigit():
            self.level = min(int(node.tag[1:]), self.level + 1)
            return f"H{self.level}"
        return node.tag

    def _describe(self, node: Node, element: Any) -> None:
        if node.lang:
            element.Lang = String(node.lang)
        if node.name:
            element.ID = String(node.name)
            self.names[node.name] = element
        if node.tag == "Figure":
            element.Alt = String(node.words)
            element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([*node.box]))
        if node.sort and node.tag == "L":
            element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{node.sort}"))
        elif node.sort:
            element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.sort}"))

    def _parents(self) -> Array:
        """Which element each mark and each annotation belongs to, page after page."""
        nums: list[Any] = []
        for number in sorted(self.marked):
            owners = self.marked[number]
            self.pages[number].StructParents = number
            row = Array([owners.get(mcid) for mcid in range(max(owners) + 1)])
            nums += [number, self.pdf.make_indirect(row)]
        for number, element in enumerate(self.clicked, len(self.pages)):
            nums += [number, element]
        return Array(nums)

    def _known(self) -> Array:
        names: list[Any] = []
        for name in sorted(self.names, key=lambda name: bytes(String(name))):
            names += [String(name), self.names[name]]
        return Array(names)
