"""The layout engine, WeasyPrint, behind one door: XHTML and style sheets in, pages out."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from anthology.editions.pdf.audit import audit
from anthology.editions.pdf.boxes import feet, measured_lines
from anthology.editions.pdf.cures import cure
from anthology.editions.pdf.fetcher import HouseFetcher
from anthology.editions.pdf.footnotes import (
    Line,
    dress_notes,
    long_notes,
    notes_in,
    split_notes,
)
from anthology.editions.pdf.glyphs import use_faces
from anthology.editions.pdf.hyphenation import use
from anthology.editions.pdf.leads import set_leads
from anthology.editions.pdf.linebreaks import bind
from anthology.editions.pdf.linesetting import set_lines
from anthology.editions.pdf.lists import number_lists
from anthology.editions.pdf.makeup import make_up
from anthology.editions.pdf.parts import (
    PROJECT,
    Complaint,
    Job,
    LaidOut,
    NotWellFormed,
    Sheet,
    Spot,
)
from anthology.editions.pdf.sharing import share
from anthology.editions.pdf.starts import starts
from anthology.editions.pdf.tables import set_tables
from anthology.editions.pdf.tagging import take_over
from anthology.editions.pdf.titles import balance
from anthology.editions.pdf.typography import proofread

EPUB = "http://www.idpf.org/2007/ops"
"""The namespace of ``epub:type``."""

POINTS = 0.75
"""Of a CSS pixel."""

SELDOM = (300_000, 10, 10)
"""When to look for what is no longer needed. Nearly all that a layout makes stays until its
end; looking through it as often as Python does takes a quarter of the time."""

MEASURING = """
@page { size: %gpt 14400pt !important; @footnote { max-height: none !important } }
section { break-after: page }
"""
"""For measuring notes: one to a page, on pages of the right width and without end."""


class _Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document from a tree, where WeasyPrint would parse HTML.

    XHTML may hold what HTML’s parser takes apart: a link in a note called from a link.
    """

    def __init__(self, root: Element, fetcher: HouseFetcher) -> None:
        self.base_url = PROJECT
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            root, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element


@dataclass(frozen=True, slots=True)
class _Kit:
    """What all documents of a process share, so that it is made once."""

    fonts: Any
    counters: Any
    sheets: tuple[Any, ...]
    complaints: tuple[Complaint, ...]
    opened: Mapping[str, str]
    """What the style sheets asked for."""


@lru_cache(maxsize=4)
def _kit(sheets: tuple[Sheet, ...], project: Path) -> _Kit:
    fonts, counters, fetcher = FontConfiguration(), CounterStyle(), HouseFetcher(project)
    parsed, complaints = [], []
    for sheet in sheets:
        with _listening() as heard:
            parsed.append(
                CSS(
                    string=sheet.css,
                    base_url=sheet.base,
                    url_fetcher=fetcher,
                    font_config=fonts,
                    counter_style=counters,
                )
            )
        complaints += [_about(sheet, message) for message in heard]
    return _Kit(fonts, counters, tuple(parsed), tuple(complaints), fetcher.opened)


def _about(sheet: Sheet, message: str) -> Complaint:
    """Find the line that a message about a style sheet names (“… at 12:5, …”)."""
    found = re.search(r" at (\d+):\d+", message)
    if found is None:
        return Complaint(message, sheet.name)
    words = message[: found.start()] + message[found.end() :]
    return Complaint(words, sheet.name, int(found.group(1)))


def lay_out(job: Job) -> LaidOut:
    """Lay out a section: break lines and pages, set notes, write the pages as a PDF.

    Raises:
        NotWellFormed: the XHTML cannot be read.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        return _laid_out(job)
    finally:
        gc.set_threshold(*usual)


def _laid_out(job: Job) -> LaidOut:
    cure()
    take_over()
    set_lines()
    make_up()
    share()
    use(job.divisions)
    use_faces(job.project)
    kit = _kit(job.sheets, job.project)
    root = _document(job)
    bind(root)
    balance(root, job.measure)
    set_tables(root, job.measure)
    number_lists(root)
    set_leads(root)
    dress_notes(root)
    notes = deepcopy(notes_in(root))
    fetcher = HouseFetcher(job.project)
    with _listening() as heard:
        split_notes(root, _measure(root, job, kit, fetcher))
        document = _render(root, kit, fetcher)
        pdf = document.write_pdf(pdf_tags=job.tagged)
    boxes = [page._page_box for page in document.pages]
    proof = proofread(boxes)
    return LaidOut(
        pdf,
        len(document.pages),
        _spots(document),
        tuple(feet(boxes)),
        tuple(starts(boxes, root)),
        tuple(audit(boxes, root, notes)),
        (*kit.complaints, *(Complaint(message) for message in dict.fromkeys(heard))),
        document.structure if job.tagged else None,
        tuple(sorted({**kit.opened, **fetcher.opened}.items())),
        proof.blemishes,
        proof.lines,
    )


def _document(job: Job) -> Element:
    try:
        body = ElementTree.fromstring(f'<body xmlns:epub="{EPUB}">{job.xhtml}</body>')
    except ElementTree.ParseError as fault:
        raise NotWellFormed(job.name, str(fault)) from fault
    root = Element("html", {"lang": job.lang, **({"class": "verso"} if job.verso else {})})
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = job.title
    root.append(body)
    return root


def _render(root: Element, kit: _Kit, fetcher: HouseFetcher, *more: Any) -> Any:
    return _Page(root, fetcher).render(
        stylesheets=[*kit.sheets, *more], font_config=kit.fonts, counter_style=kit.counters
    )


def _measure(
    root: Element, job: Job, kit: _Kit, fetcher: HouseFetcher
) -> dict[str, list[Line]]:
    """Find the lines of all long notes, by setting each on a page of its own."""
    notes = long_notes(root)
    if not notes:
        return {}
    trial = Element("html", root.attrib)
    body = ElementTree.SubElement(trial, "body")
    copies = deepcopy(notes)
    for copy in copies:
        copy.tail = None
        paragraph = ElementTree.SubElement(ElementTree.SubElement(body, "section"), "p")
        paragraph.append(copy)
    endless = CSS(string=MEASURING % job.width, font_config=kit.fonts)
    document = _render(trial, kit, fetcher, endless)
    return measured_lines((page._page_box for page in document.pages), copies)


def _spots(document: Any) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            left, bottom = round(x * POINTS, 3), round((page.height - y) * POINTS, 3)
            spot = spots.setdefault(name, Spot(number, left, bottom, number))
            spots[name] = replace(spot, last=number)
    return spots


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what the engine warns of."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
