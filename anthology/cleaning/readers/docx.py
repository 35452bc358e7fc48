"""A Word document: paragraphs by their styles, notes, comments, tracked changes."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from anthology.cleaning import signs
from anthology.cleaning.decoding import Coding
from anthology.cleaning.draft import Draft
from anthology.cleaning.readers.archive import Archive
from anthology.cleaning.readers.docx_parts import (
    W,
    read_comments,
    read_furniture,
    read_links,
    read_lists,
    read_notes,
    read_styles,
    set_in,
)
from anthology.cleaning.readers.docx_styles import PLACED, STYLED, STYLES, tidy
from anthology.cleaning.readers.source import Dropped, Source

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DC = "{http://purl.org/dc/elements/1.1/}"

DEEPEST = 8
"""Levels of a list that Word has, less one."""

_LOST = {"u": "underlined", "strike": "struck-out", "dstrike": "struck-out"}
"""What has no sign here: the words stay, the report has the rest."""

_OFF = frozenset(("0", "false", "off", "none"))


def read_docx(raw: bytes) -> Source:
    """Extract the text of a Word document with all that hangs on it.

    Raises:
        RefusedError: the archive is damaged, or no document.
    """
    archive = Archive(raw)
    document = _Document(archive)
    lines = document.lines(archive.xml("word/document.xml"))
    lines += document.notes()
    document.dropped += read_furniture(archive)
    text = "\n\n".join([*_properties(archive, lines), *lines])
    draft = replace(Draft(text), signed=True)
    return Source("docx", text, Coding("utf-8"), draft, tuple(document.dropped))


def _properties(archive: Archive, lines: list[str]) -> list[str]:
    """The title among the file's properties, where the text itself has none."""
    title = f"{signs.FACT}title{signs.FACT_END}"
    if "docProps/core.xml" not in archive.names or any(
        line.startswith(title) for line in lines
    ):
        return []
    words = (archive.xml("docProps/core.xml").findtext(f"{_DC}title") or "").strip()
    return [title + signs.ANY.sub("", words)] if words else []


class _Document:
    """Turns the parts of a document into lines."""

    def __init__(self, archive: Archive) -> None:
        self.dropped: list[Dropped] = []
        self._styles = read_styles(archive)
        self._lists = read_lists(archive)
        self._links = read_links(archive)
        self._comments = read_comments(archive)
        self._bodies = {kind: read_notes(archive, kind) for kind in ("footnote", "endnote")}
        self._called: list[tuple[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._set_in: set[etree._Element] = set()
        """Paragraphs that are set in, as quotations are."""

    def lines(self, root: etree._Element) -> list[str]:
        """The paragraphs and tables of the text."""
        body = root.find(f"{W}body")
        self._set_in = set_in(root)
        return self._blocks(body if body is not None else root)

    def notes(self) -> list[str]:
        """The notes in the order of their marks, then those without one."""
        called = list(self._called)
        for kind, bodies in self._bodies.items():
            called += [(kind, number) for number in bodies if (kind, number) not in called]
        lines: list[str] = []
        for kind, number in called:
            element = self._bodies[kind].get(number)
            label = self._label(kind, number)
            if element is None:
                lines.append(
                    f"{signs.note(label)}{signs.query('missing: the text of this note')}"
                )
                continue
            paragraphs = self._blocks(element)
            bare = [
                one.lstrip("".join(signs.BLOCKS) + signs.NEST).strip() for one in paragraphs
            ]
            first, *rest = bare or [""]
            lines += [signs.note(label) + first, *(signs.MORE + one for one in rest)]
        return lines

    def _label(self, kind: str, number: str) -> str:
        if (kind, number) not in self._called:
            self._called.append((kind, number))
        if f"{kind}{number}" not in self._numbers:
            count = sum(key.startswith(kind) for key in self._numbers)
            self._numbers[f"{kind}{number}"] = count + 1
        both = all(self._bodies.values())
        prefix = "end" if kind == "endnote" and both else ""
        return f"{prefix}{self._numbers[f'{kind}{number}']}"

    def _blocks(self, parent: etree._Element) -> list[str]:
        lines: list[str] = []
        stack = list(parent)[::-1]
        while stack:
            element = stack.pop()
            name = _name(element)
            if name == "p":
                lines += self._paragraph(element)
            elif name == "tbl":
                lines += self._table(element)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                stack += list(element)[::-1]
        return lines

    def _paragraph(self, element: etree._Element) -> list[str]:
        words = tidy("".join(self._inline(element)))
        boxed = self._boxes(element)
        if not signs.ANY.sub("", words).strip() and signs.MARK not in words:
            return boxed
        sign = self._sign(element)
        if sign == signs.VERSE:
            lines = [line.strip() for line in words.split(signs.NEWLINE)]
            return [*(sign + line for line in lines if line), *boxed]
        return [sign + words, *boxed]

    def _sign(self, element: etree._Element) -> str:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        name = self._styles.get(name, name)
        for form, sign in STYLES:
            match = form.match(name)
            if match:
                return sign or signs.HEADINGS[int(match.group(1))]
        listed = properties.find(f"{W}numPr")
        if listed is not None:
            return self._item(listed)
        if name.lower().startswith("list bullet"):
            return signs.BULLET
        return signs.QUOTE if element in self._set_in else ""

    def _item(self, listed: etree._Element) -> str:
        """The sign of a list item; number 0 takes a paragraph out of its list."""
        number, level = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
        name = number.get(f"{W}val", "") if number is not None else ""
        place = level.get(f"{W}val", "0") if level is not None else "0"
        depth = min(int(place), DEEPEST) if place.isdecimal() else 0
        return "" if name == "0" else self._lists.sign(name, depth)

    def _table(self, element: etree._Element) -> list[str]:
        lines = []
        for row in element.iter(f"{W}tr"):
            cells = [" ".join(self._blocks(cell)) for cell in row.iter(f"{W}tc")]
            lines.append(
                signs.ROW + signs.CELL.join(signs.ANY.sub(_block_off, one) for one in cells)
            )
        return lines

    def _inline(self, element: etree._Element) -> list[str]:
        parts: list[str] = []
        for child in element:
            rule = _RULES.get(_name(child))
            if rule is not None:
                parts += rule(self, child)
        return parts

    def _run(self, run: etree._Element) -> list[str]:
        parts = [part for child in run for part in self._piece(child)]
        words = "".join(parts)
        properties = run.find(f"{W}rPr")
        if (
            properties is None
            or not words.strip()
            or signs.MARK in words
            or signs.QUERY in words
        ):
            return parts
        if _on(properties.find(f"{W}vanish")):
            self.dropped.append(Dropped("hidden", signs.ANY.sub("", words)))
            return []
        for tag, rule in _LOST.items():
            if _on(properties.find(f"{W}{tag}")):
                self.dropped.append(Dropped(rule, signs.ANY.sub("", words)))
        if _on(properties.find(f"{W}smallCaps")) and not signs.ANY.search(words):
            words = f"{signs.SPAN}{words}{signs.SPAN_WITH}.smallcaps{signs.SPAN_END}"
        for tag, (opening, closing) in STYLED.items():
            if _on(properties.find(f"{W}{tag}")):
                words = f"{opening}{words}{closing}"
        raised = properties.find(f"{W}vertAlign")
        place = raised.get(f"{W}val", "") if raised is not None else ""
        opening, closing = PLACED.get(place, ("", ""))
        return [f"{opening}{words}{closing}"]

    def _piece(self, child: etree._Element) -> list[str]:
        name = _name(child)
        if name in ("t", "delText"):
            return [signs.ANY.sub("\ufffd", child.text or "")]
        if name in ("tab", "noBreakHyphen", "cr"):
            return [{"tab": " ", "noBreakHyphen": "-", "cr": signs.NEWLINE}[name]]
        if name == "br":
            return [] if child.get(f"{W}type") in ("page", "column") else [signs.NEWLINE]
        if name in ("footnoteReference", "endnoteReference"):
            return [signs.mark(self._label(name[: -len("Reference")], child.get(f"{W}id", "")))]
        if name == "commentReference":
            words = self._comments.get(child.get(f"{W}id", ""), "")
            return [signs.query(words)] if words else []
        if name == "sym":
            words = f"{child.get(f'{W}font', '')} {child.get(f'{W}char', '')}"
            self.dropped.append(Dropped("symbol", words))
            return ["\ufffd"]
        if name in ("drawing", "pict", "object", "AlternateContent"):
            self._picture(child)
        return []

    def _picture(self, drawing: etree._Element) -> None:
        for one in drawing.iter(f"{_DRAWING}docPr", f"{_VML}imagedata"):
            boxed = next(drawing.iter(f"{W}txbxContent"), None) is not None
            words = one.get("descr") or one.get("title") or one.get("name") or "without a name"
            if not boxed:
                self.dropped.append(Dropped("image", words))

    def _boxes(self, element: etree._Element) -> list[str]:
        """What stands in text boxes that hang on a paragraph; of two forms the first."""
        boxes = [
            box
            for box in element.iter(f"{W}txbxContent")
            if not any(_name(parent) == "Fallback" for parent in box.iterancestors())
        ]
        return [line for box in boxes for line in self._blocks(box)]

    def _formula(self, element: etree._Element) -> list[str]:
        """The letters of a formula; how they stand to each other is lost, and told."""
        words = signs.ANY.sub("", "".join(element.itertext()).strip())
        self.dropped.append(Dropped("formula", words))
        return [words]

    def _hyperlink(self, element: etree._Element) -> list[str]:
        target = self._links.get(element.get(f"{_R}id", ""), "")
        words = self._inline(element)
        if urlsplit(target).scheme not in ("http", "https") or re.search(
            r"[\s()<>\"\\]", target
        ):
            return words
        if "".join(words).strip() in ("", target):
            return words
        return [signs.LINK, *words, signs.LINK_TARGET, target, signs.LINK_END]

    def _added(self, element: etree._Element) -> list[str]:
        return [signs.ADDED, *self._inline(element), signs.ADDED_END]

    def _cut(self, element: etree._Element) -> list[str]:
        return [signs.CUT, *self._inline(element), signs.CUT_END]


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(f"{W}val", "1") not in _OFF


def _block_off(match: re.Match[str]) -> str:
    return "" if match.group() in (*signs.BLOCKS, signs.NEST) else match.group()


_RULES = {
    "r": _Document._run,
    "hyperlink": _Document._hyperlink,
    "ins": _Document._added,
    "moveTo": _Document._added,
    "del": _Document._cut,
    "moveFrom": _Document._cut,
    "smartTag": _Document._inline,
    "sdt": _Document._inline,
    "sdtContent": _Document._inline,
    "fldSimple": _Document._inline,
    "customXml": _Document._inline,
    "oMath": _Document._formula,
    "oMathPara": _Document._formula,
}
