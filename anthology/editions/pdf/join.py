"""Join the sections to one file, and restore what a join loses.

Destinations, the outline, page labels and metadata belong to a
file as a whole: they are made here, from what the layout reported about each section.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    ObjectStreamMode,
    OutlineItem,
    Page,
    Pdf,
    String,
)

from anthology.editions.numerals import number_of
from anthology.editions.pdf.fontset import Cutter, cut_here, merge_fonts
from anthology.editions.pdf.furniture import Furniture, fittings
from anthology.editions.pdf.gathering import Gathering
from anthology.editions.pdf.metadata import PRODUCER, Metadata, xmp
from anthology.editions.pdf.outline import Entry
from anthology.editions.pdf.parts import LaidOut, Spot
from anthology.editions.pdf.plan import Page as Planned
from anthology.editions.pdf.press import VERSION as PRESS_VERSION
from anthology.editions.pdf.press import Press, prepare
from anthology.editions.pdf.standards import intend_for_screens
from anthology.editions.pdf.tagtree import write_structure

VERSION = "1.7"
"""Of the format: the last that every printer and every reader knows (ISO 32000-1)."""

_BEHIND = b"q\n"
_AFTER = b"\nQ\n"
_BEFORE = b"/Artifact <</Type /Pagination>> BDC\nq\n"
_END = b"\nQ\nEMC\n"


@dataclass(frozen=True, slots=True)
class Binding:
    """All that is joined to a book."""

    parts: Sequence[LaidOut]
    """The sections in reading order."""

    pages: Sequence[Planned]
    around: Furniture
    fitted: Sequence[LaidOut]
    """The sheets of ``around``, laid out."""

    front: int
    """How many pages have roman numbers."""

    outline: Sequence[Entry]
    metadata: Metadata
    claims: str = ""
    """The standards that the file keeps to, as metadata (standards.py)."""

    cutter: Cutter = cut_here
    """Makes the font files."""

    press: Press | None = None
    """The paper of an edition to be printed; None for one to be read on a screen."""


def join(
    binding: Binding,
    gathering: Gathering | None = None,
    begun: Callable[[], object] = lambda: None,
) -> bytes:
    """Return the finished file; the same for the same parts, byte for byte.

    Args:
        binding: What is joined, and how.
        gathering: Has some of the sections already.
        begun: Called when the font files are begun: nobody else is needed after that.
    """
    return _Binder(binding, gathering or Gathering(range(len(binding.parts)))).bind(begun)


class _Binder:
    """Works on one file until it is bound."""

    def __init__(self, binding: Binding, gathering: Gathering) -> None:
        self._book = binding
        self._sections = gathering.bound(binding.parts)
        self._pdf = gathering.pdf
        self._spots: dict[str, tuple[int, Spot]] = {}
        """Anchor → index of its page in the file, and where on it."""

        self._pages: list[Any] = []
        """Asked for one by one, each would be searched for from the first."""

        self._behind = self._pdf.make_stream(_BEHIND)
        """What all pages begin with."""

    def bind(self, begun: Callable[[], object]) -> bytes:
        self._append_pages()
        self._find_spots()
        put_files_in = self._overlay_furniture()
        begun()
        self._write_metadata()
        if self._book.press:
            prepare(self._pdf, self._book.press)
        else:
            self._lead_readers()
        put_files_in()
        return self._saved()

    def _lead_readers(self) -> None:
        """Add what only a screen can use: links, outline, labels, structure."""
        self._write_structure()
        self._name_destinations()
        self._write_outline()
        self._label_pages()
        intend_for_screens(self._pdf)
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

    def _saved(self) -> bytes:
        if self._book.press:  # on paper each thing that is named costs a question
            self._pdf.remove_unreferenced_resources()
        modes = ObjectStreamMode
        file = io.BytesIO()
        self._pdf.save(
            file,
            force_version=PRESS_VERSION if self._book.press else VERSION,
            deterministic_id=True,
            object_stream_mode=modes.disable if self._book.press else modes.generate,
            compress_streams=True,
        )
        return file.getvalue()

    def _append_pages(self) -> None:
        """Put the pages in their order."""
        first = self._sections[0].pages[0]["/MediaBox"]
        for page in self._book.pages:
            if page.section < 0:
                self._pdf.add_blank_page(page_size=(float(first[2]), float(first[3])))
            else:
                self._pdf.pages.append(Page(self._sections[page.section].pages[page.number]))
        self._pages = [page.obj for page in self._pdf.pages]

    def _find_spots(self) -> None:
        index = {(page.section, page.number): n for n, page in enumerate(self._book.pages)}
        for section, part in enumerate(self._book.parts):
            for anchor, spot in part.spots.items():
                self._spots.setdefault(anchor, (index[section, spot.page], spot))

    def _overlay_furniture(self) -> Callable[[], None]:
        """Put heads and folios on the pages; return what puts the font files in."""
        drawn, shared = self._fittings()
        resources = self._resources()
        put_files_in = merge_fonts(self._pdf, [*resources, *shared], self._book.cutter)
        for found in resources:
            for kind in ("/Font", "/ExtGState"):
                common = {key: value for other in shared for key, value in other[kind].items()}
                found[kind] = Dictionary({**common, **dict(found[kind])})
        places = self._book.around.places
        for number, plan in enumerate(self._book.pages):
            if plan.section >= 0:
                wanted = fittings(plan, verso=bool(number % 2))
                spots = ((*places[fitting], down) for fitting, down in wanted.items())
                self._lay_over(
                    number, [_let(drawn[at][leaf], down) for at, leaf, down in spots]
                )
        return put_files_in

    def _lay_over(self, number: int, drawings: Sequence[bytes]) -> None:
        """Put drawings over a page; what it shows itself stays packed as it is."""
        page = self._pages[number]
        above = self._pdf.make_stream(_AFTER + b"".join(_BEFORE + d + _END for d in drawings))
        page["/Contents"] = Array([self._behind, page["/Contents"], above])

    def _fittings(self) -> tuple[list[list[bytes]], list[Any]]:
        """The drawing of each fitting, by sheet and page; the resources of each sheet."""
        drawn, resources = [], []
        for sheet in self._book.fitted:
            with Pdf.open(io.BytesIO(sheet.pdf)) as source:
                resources.append(self._pdf.copy_foreign(source.pages[0].obj["/Resources"]))
                drawn.append([page.Contents.read_bytes() for page in source.pages])
        return drawn, resources

    def _resources(self) -> list[Any]:
        """The resource dictionary of each section, once."""
        found: dict[int, Any] = {}
        for page, plan in zip(self._pages, self._book.pages, strict=True):
            if plan.section >= 0:
                found.setdefault(plan.section, page["/Resources"])
        return list(found.values())

    def _write_structure(self) -> None:
        places: list[dict[int, int]] = [{} for _ in self._sections]
        for number, page in enumerate(self._book.pages):
            if page.section >= 0:
                places[page.section][page.number] = number
        both = zip(self._sections, places, strict=True)
        told = ((section.tagged, where) for section, where in both if section.tagged)
        write_structure(self._pdf, told, self._pages)

    def _destination(self, anchor: str) -> Array:
        page, spot = self._spots[anchor]
        return Array([self._pages[page], Name.XYZ, spot.x, spot.y, 0])

    def _name_destinations(self) -> None:
        names: list[Any] = []
        for anchor in sorted(self._spots, key=lambda anchor: bytes(String(anchor))):
            names += [String(anchor), self._destination(anchor)]
        tree = self._pdf.make_indirect(Dictionary(Names=Array(names)))
        self._pdf.Root.Names = Dictionary(Dests=tree)

    def _write_outline(self) -> None:
        with self._pdf.open_outline() as root:
            root.root.extend(map(self._item, self._book.outline))
        self._pdf.Root.PageMode = Name.UseOutlines

    def _item(self, entry: Entry) -> OutlineItem:
        item = OutlineItem(entry.title, destination=self._destination(entry.anchor))
        item.children.extend(map(self._item, entry.below))
        item.is_closed = entry.level > 1
        return item

    def _label_pages(self) -> None:
        """Number the runs of pages as readers call them (PDF 1.7, 12.4.2)."""
        runs: list[Any] = []
        for start in dict.fromkeys((0, self._book.front)):
            label = self._book.pages[start].label if start < len(self._book.pages) else ""
            if label:
                style = Name.D if label.isdecimal() else Name.r
                runs += [start, Dictionary(S=style, St=number_of(label))]
        self._pdf.Root.PageLabels = Dictionary(Nums=Array(runs))

    def _write_metadata(self) -> None:
        about = self._book.metadata
        self._pdf.Root.Lang = String(about.lang)
        self._pdf.Root.Metadata = self._pdf.make_stream(
            xmp(about, self._book.claims), Type=Name.Metadata, Subtype=Name.XML
        )
        self._pdf.docinfo["/Title"] = about.title
        if about.creators:
            self._pdf.docinfo["/Author"] = ", ".join(about.creators)
        self._pdf.docinfo["/Producer"] = PRODUCER


def _let(drawing: bytes, down: float) -> bytes:
    """Let a drawing down by so many points."""
    return b"1 0 0 1 0 %.3f cm\n%s" % (-down, drawing) if down else drawing
