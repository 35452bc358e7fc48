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
from anthology.cleaning.readers.source import Dropped, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_STYLES = (
    (
        re.compile(r"(?:heading|überschrift|titre|título|rubrik|kop) ?([1-6])$", re.IGNORECASE),
        "",
    ),
    (
        re.compile(
            r"(?:block text|(?:intense )?quote|quotations?|zitat"
            r"|citation|cita)$",
            re.IGNORECASE,
        ),
        signs.QUOTE,
    ),
    (re.compile(r"(?:verse|poem|poetry|vers|gedicht)$", re.IGNORECASE), signs.VERSE),
    (
        re.compile(r"(?:subtitle|untertitel|sous-titre|subtítulo)$", re.IGNORECASE),
        f"{signs.FACT}subtitle{signs.FACT_END}",
    ),
    (
        re.compile(r"(?:title|titel|titre|título)$", re.IGNORECASE),
        f"{signs.FACT}title{signs.FACT_END}",
    ),
    (
        re.compile(r"(?:author|autor|auteur|byline)$", re.IGNORECASE),
        f"{signs.FACT}author{signs.FACT_END}",
    ),
)
_STYLED = {
    "i": (signs.EM, signs.EM_END),
    "b": (signs.STRONG, signs.STRONG_END),
}
_PLACED = {
    "superscript": (signs.SUP, signs.SUP_END),
    "subscript": (signs.SUB, signs.SUB_END),
}
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
        self._styles = self._read_styles(archive)
        self._links = self._read_links(archive)
        self._comments = self._read_comments(archive)
        self._bodies = {
            kind: self._part(archive, f"word/{kind}s.xml", kind)
            for kind in ("footnote", "endnote")
        }
        self._called: list[tuple[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._link = ""

    def lines(self, root: etree._Element) -> list[str]:
        """The paragraphs and tables of the text."""
        body = root.find(f"{_W}body")
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
                re.sub(f"^[{signs.FIRST}-{signs.LAST}]", "", one).strip() for one in paragraphs
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
        words = _tidy("".join(self._inline(element)))
        if not signs.ANY.sub("", words).strip() and signs.MARK not in words:
            return []
        sign = self._sign(element)
        if sign == signs.VERSE:
            return [sign + line.strip() for line in words.split(signs.NEWLINE) if line.strip()]
        return [sign + words]

    def _sign(self, element: etree._Element) -> str:
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        name = self._styles.get(name, name)
        for form, sign in _STYLES:
            match = form.match(name)
            if match:
                return sign or signs.HEADINGS[int(match.group(1))]
        if properties.find(f"{_W}numPr") is not None or name.lower().startswith("list bullet"):
            return signs.BULLET
        return ""

    def _table(self, element: etree._Element) -> list[str]:
        lines = []
        for row in element.iter(f"{_W}tr"):
            cells = [" ".join(self._blocks(cell)) for cell in row.iter(f"{_W}tc")]
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
        properties = run.find(f"{_W}rPr")
        if (
            properties is None
            or not words.strip()
            or signs.MARK in words
            or signs.QUERY in words
        ):
            return parts
        for tag, (opening, closing) in _STYLED.items():
            if _on(properties.find(f"{_W}{tag}")):
                words = f"{opening}{words}{closing}"
        raised = properties.find(f"{_W}vertAlign")
        place = raised.get(f"{_W}val", "") if raised is not None else ""
        opening, closing = _PLACED.get(place, ("", ""))
        return [f"{opening}{words}{closing}"]

    def _piece(self, child: etree._Element) -> list[str]:
        name = _name(child)
        if name in ("t", "delText"):
            return [signs.ANY.sub("\ufffd", child.text or "")]
        if name in ("tab", "noBreakHyphen", "cr"):
            return [{"tab": " ", "noBreakHyphen": "-", "cr": signs.NEWLINE}[name]]
        if name == "br":
            return [] if child.get(f"{_W}type") in ("page", "column") else [signs.NEWLINE]
        if name in ("footnoteReference", "endnoteReference"):
            return [
                signs.mark(self._label(name[: -len("Reference")], child.get(f"{_W}id", "")))
            ]
        if name == "commentReference":
            words = self._comments.get(child.get(f"{_W}id", ""), "")
            return [signs.query(words)] if words else []
        if name == "drawing":
            self._picture(child)
        return []

    def _picture(self, drawing: etree._Element) -> None:
        for one in drawing.iter(f"{_DRAWING}docPr"):
            words = one.get("descr") or one.get("title") or one.get("name") or ""
            self.dropped.append(Dropped("image", words))

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

    def _part(self, archive: Archive, name: str, tag: str) -> dict[str, etree._Element]:
        """The notes of one kind by their ids; separators are no notes."""
        if name not in archive.names:
            return {}
        return {
            one.get(f"{_W}id", ""): one
            for one in archive.xml(name).iter(f"{_W}{tag}")
            if one.get(f"{_W}type", "normal") == "normal"
        }

    def _read_styles(self, archive: Archive) -> dict[str, str]:
        if "word/styles.xml" not in archive.names:
            return {}
        styles: dict[str, str] = {}
        for style in archive.xml("word/styles.xml").iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            if name is not None:
                styles[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
        return styles

    def _read_links(self, archive: Archive) -> dict[str, str]:
        name = "word/_rels/document.xml.rels"
        if name not in archive.names:
            return {}
        return {one.get("Id", ""): one.get("Target", "") for one in archive.xml(name)}

    def _read_comments(self, archive: Archive) -> dict[str, str]:
        """Comments as queries: who asked, and what."""
        if "word/comments.xml" not in archive.names:
            return {}
        comments: dict[str, str] = {}
        for one in archive.xml("word/comments.xml").iter(f"{_W}comment"):
            words = " ".join("".join(part.itertext()) for part in one.iter(f"{_W}p"))
            words = signs.ANY.sub("", " ".join(words.split()))
            author = one.get(f"{_W}author", "")
            comments[one.get(f"{_W}id", "")] = f"{author}: {words}" if author else words
        return comments


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(f"{_W}val", "1") not in _OFF


def _block_off(match: re.Match[str]) -> str:
    return "" if match.group() in signs.BLOCKS else match.group()


_SEAMS = tuple(
    re.compile(f"{closing}(\\s*){opening}")
    for opening, closing in (
        *_STYLED.values(),
        (signs.ADDED, signs.ADDED_END),
        (signs.CUT, signs.CUT_END),
        (signs.SUP, signs.SUP_END),
    )
)
_EDGES = re.compile(
    f"([{signs.EM}{signs.STRONG}])(\\s+)|(\\s+)([{signs.EM_END}{signs.STRONG_END}])"
)


def _tidy(words: str) -> str:
    """Join runs of one style that Word has divided; keep spaces outside the signs."""
    for seam in _SEAMS:
        words = seam.sub(r"\1", words)
    words = _EDGES.sub(lambda m: f"{m[2]}{m[1]}" if m[1] else f"{m[4]}{m[3]}", words)
    return words.replace("\n", " ").strip()


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
}
