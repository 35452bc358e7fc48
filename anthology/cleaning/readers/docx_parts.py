"""The parts of a Word document beside its text: styles, lists, links, comments, notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from anthology.cleaning import signs
from anthology.cleaning.readers.archive import Archive
from anthology.cleaning.readers.source import Dropped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_notes(archive: Archive, kind: str) -> dict[str, etree._Element]:
    """The notes of one kind by their ids; separators are no notes."""
    name = f"word/{kind}s.xml"
    if name not in archive.names:
        return {}
    return {
        one.get(f"{W}id", ""): one
        for one in archive.xml(name).iter(f"{W}{kind}")
        if one.get(f"{W}type", "normal") == "normal"
    }


def read_styles(archive: Archive) -> dict[str, str]:
    """The names of the styles by their ids."""
    if "word/styles.xml" not in archive.names:
        return {}
    styles: dict[str, str] = {}
    for style in archive.xml("word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            styles[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return styles


def read_links(archive: Archive) -> dict[str, str]:
    """What the links of the text lead to, by their ids."""
    name = "word/_rels/document.xml.rels"
    if name not in archive.names:
        return {}
    return {one.get("Id", ""): one.get("Target", "") for one in archive.xml(name)}


def read_comments(archive: Archive) -> dict[str, str]:
    """Comments as queries: who asked, and what."""
    if "word/comments.xml" not in archive.names:
        return {}
    comments: dict[str, str] = {}
    for one in archive.xml("word/comments.xml").iter(f"{W}comment"):
        words = " ".join("".join(part.itertext()) for part in one.iter(f"{W}p"))
        words = signs.ANY.sub("", " ".join(words.split()))
        author = one.get(f"{W}author", "")
        comments[one.get(f"{W}id", "")] = f"{author}: {words}" if author else words
    return comments


def read_furniture(archive: Archive) -> list[Dropped]:
    """The words of the running heads and feet, which do not come into the text."""
    found = []
    for name in sorted(archive.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            parts = (one.text or "" for one in archive.xml(name).iter(f"{W}t"))
            words = " ".join("".join(parts).split())
            found += [Dropped("running-head", words)] if words else []
    return found


INDENT = 280
"""Twentieths of a point that a quotation is set in further than the text: half a centimetre."""

FEW = 0.35
"""Share of the paragraphs that may be quotations; if more are set in, it is the text’s way."""

_LEAST = 40
"""Letters of a paragraph whose indent says something."""


def set_in(root: etree._Element) -> set[etree._Element]:
    """Paragraphs that are set in on their left further than the others, as quotations are.

    Not those whose first line hangs out (lists, bibliographies), nor what is centred.
    """
    lefts: dict[etree._Element, int] = {}
    for paragraph in root.iter(f"{W}p"):
        words = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        if len(words) >= _LEAST and next(paragraph.iterancestors(f"{W}tbl"), None) is None:
            lefts[paragraph] = _left(paragraph)
    usual = Counter(left for left in lefts.values() if left >= 0).most_common(1)
    base = usual[0][0] if usual else 0
    found = {paragraph for paragraph, left in lefts.items() if left >= base + INDENT}
    if not found or len(found) > FEW * len(lefts):
        return set()
    return found | {
        one for one in root.iter(f"{W}p") if one not in lefts and _between(one, found)
    }


def _left(paragraph: etree._Element) -> int:
    """How far a paragraph is set in; -1 where it is a list item, hangs or is centred."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return 0
    indent, place = properties.find(f"{W}ind"), properties.find(f"{W}jc")
    centred = place is not None and place.get(f"{W}val") in ("center", "right", "end")
    hanging = indent is not None and indent.get(f"{W}hanging", "0") != "0"
    if centred or hanging or properties.find(f"{W}numPr") is not None:
        return -1
    if indent is None:
        return 0
    left = indent.get(f"{W}left") or indent.get(f"{W}start") or "0"
    return int(left) if left.isdecimal() else 0


def _between(paragraph: etree._Element, found: set[etree._Element]) -> bool:
    """Whether a short paragraph goes on with the quotation before it, as far set in."""
    before = paragraph.getprevious()
    return before in found and _left(paragraph) == _left(before)


@dataclass(slots=True)
class Lists:
    """The lists of a document: which count, and how far they have."""

    counting: dict[tuple[str, int], bool] = field(default_factory=dict)
    """Whether a level of a list has numbers rather than bullets."""

    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def sign(self, number: str, level: int) -> str:
        """The sign of the next item of a list."""
        nested = signs.NEST * level
        if not self.counting.get((number, level), False):
            return signs.BULLET + nested
        for deeper in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[deeper]
        count = self._counts.get((number, level), 0) + 1
        self._counts[number, level] = count
        return f"{signs.NUMBERED}{nested}{count}. "


def read_lists(archive: Archive) -> Lists:
    """Which lists of a document count."""
    lists = Lists()
    if "word/numbering.xml" not in archive.names:
        return lists
    root = archive.xml("word/numbering.xml")
    formats: dict[str, dict[int, str]] = {}
    for abstract in root.iter(f"{W}abstractNum"):
        levels = formats.setdefault(abstract.get(f"{W}abstractNumId", ""), {})
        for level in abstract.iter(f"{W}lvl"):
            form = level.find(f"{W}numFmt")
            place = level.get(f"{W}ilvl", "0")
            if form is not None and place.isdecimal():
                levels[int(place)] = form.get(f"{W}val", "bullet")
    for number in root.iter(f"{W}num"):
        abstract = number.find(f"{W}abstractNumId")
        known = formats.get(abstract.get(f"{W}val", "") if abstract is not None else "", {})
        for place_, form_ in known.items():
            name = (number.get(f"{W}numId", ""), place_)
            lists.counting[name] = form_ not in ("bullet", "none")
    return lists
