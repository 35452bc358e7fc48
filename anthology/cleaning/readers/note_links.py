"""Notes that a page ties with links: which links are marks, which elements are notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from anthology.cleaning.markup_links import NOTED
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.body import furniture_class
from anthology.cleaning.readers.popups import LABEL, Popup, find_popups

_BACK = regex(
    r"[\[(]?\s*(?:[↩↑^⏎⤴←▲⇑]\ufe0e?|back|return|retour|zurück|\d{1,4}|[a-z*†‡]{1,2})\s*[\])]?\.?",
    re.IGNORECASE,
)
_BLOCKS = frozenset(["p", "li", "div", "td", "dd", "aside", "section", "blockquote", "tr"])
_WEAK = regex(
    r"^(?:page|p|sec|section|fig|figure|table|eq|chap|chapter|toc|par|q)[-_.]?\d*",
    re.IGNORECASE,
)
_NUMBERS = regex(r"\d{1,4}|[ivxlc]{1,6}|[A-Za-z]|[*†‡§¶]{1,4}")


@dataclass(slots=True)
class NoteLinks:
    """The notes of a page."""

    marks: dict[HtmlElement, str] = field(default_factory=dict)
    """Links that are marks, with the labels of their notes."""

    notes: dict[HtmlElement, str] = field(default_factory=dict)
    """Blocks that are notes, with their labels."""

    backlinks: set[HtmlElement] = field(default_factory=set)
    more: set[HtmlElement] = field(default_factory=set)
    """Paragraphs that go on with the note before them."""

    popups: dict[HtmlElement, tuple[str, HtmlElement]] = field(default_factory=dict)
    """Elements that hold or show a note over the text: its label, and its words."""

    spare: set[HtmlElement] = field(default_factory=set)
    """What shows a sign, or a note, that stands elsewhere too."""


def find_note_links(root: HtmlElement) -> NoteLinks:
    """Find the links from a mark forward to its note, and those back."""
    order = {element: number for number, element in enumerate(root.iter())}
    targets = _targets(root)
    found = NoteLinks()
    blocks: dict[HtmlElement, list[HtmlElement]] = {}
    for link in root.iter("a"):
        target = targets.get(unquote(_fragment(link)))
        if target is None or target is link:
            continue
        words = "".join(link.itertext()).strip()
        block = _block(target)
        inside = link in set(block.iter()) if block is not None else True
        if block is None or inside or order[target] < order[link]:
            if _BACK.fullmatch(words) or not words:
                found.backlinks.add(link)
            continue
        if LABEL.fullmatch(words) and not _WEAK.match(_fragment(link)):
            blocks.setdefault(block, []).append(link)
    for mark, block in _named_elsewhere(root, targets, order):
        if mark not in {link for links in blocks.values() for link in links}:
            blocks.setdefault(block, []).append(mark)
    _label(found, blocks, order)
    _over_the_text(root, found)
    _rest_of_lists(found)
    _further(found)
    found.backlinks = {link for link in found.backlinks if _in_note(link, found)}
    return found


def _fragment(link: HtmlElement) -> str:
    """What a link within the page leads to; an address in full may be that of the page."""
    address, hash_, fragment = str(link.get("href", "")).partition("#")
    return fragment if hash_ and (not address or NOTED.search(fragment)) else ""


_NAMING = regex(r"onclick|data-[\w-]+|aria-(?:describedby|controls|owns)")


def _named_elsewhere(
    root: HtmlElement, targets: dict[str, HtmlElement], order: dict[HtmlElement, int]
) -> list[tuple[HtmlElement, HtmlElement]]:
    """Marks and the blocks of their notes that scripts tie, not links.

    An attribute of the one has the id of the other: ``onclick="to('note-3')"``.
    """
    pairs: list[tuple[HtmlElement, HtmlElement]] = []
    for element in root.iter():
        for name, value in element.items() if isinstance(element.tag, str) else ():
            if not _NAMING.fullmatch(name):
                continue
            for token in re.findall(r"[\w:.-]+", value):
                target = targets.get(token)
                pair = _pair(element, target, order) if target is not None else None
                if pair and pair[0] not in {mark for mark, _ in pairs}:
                    pairs.append(pair)
    return pairs


def _pair(
    element: HtmlElement, target: HtmlElement, order: dict[HtmlElement, int]
) -> tuple[HtmlElement, HtmlElement] | None:
    mark, place = sorted((element, target), key=lambda one: order[one])
    if mark is place or not LABEL.fullmatch("".join(mark.itertext()).strip()):
        return None
    block = _block(place)
    if block is None or mark in set(block.iter()) or _block(mark) is block:
        return None
    return mark, block


def _over_the_text(root: HtmlElement, found: NoteLinks) -> None:
    """Take notes that are shown over the text, unless the page has them below as well."""
    tied = {one for link in found.marks for one in (link, *link.iterancestors(), *link.iter())}
    below = {one for note in found.notes for one in note.iter()}
    popups = [one for one in find_popups(root) if one.mark not in below]
    taken = set(found.notes.values())
    for number, popup in enumerate(popups, 1):
        if popup.before in tied or (popup.mark in tied and popup.before is None):
            if popup.body not in tied or popup.body is popup.mark:
                found.spare.add(popup.body)
            continue
        label = _free(popup, number, taken)
        taken.add(label)
        found.popups[popup.mark] = (label, popup.body)
        if popup.before is not None:
            found.spare.add(popup.before)


def _free(popup: Popup, number: int, taken: set[str]) -> str:
    match = _NUMBERS.search(popup.sign)
    label = match.group() if match and match.group().isalnum() else f"n{number}"
    while label in taken:
        label += "b"
    return label


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    targets: dict[str, HtmlElement] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    return targets


def _block(target: HtmlElement) -> HtmlElement | None:
    """The block a target names: itself, or the one it stands at the start of."""
    for element in (target, *target.iterancestors()):
        if element.tag in _BLOCKS:
            return _whole(element)
        if element.tag in ("body", "article", "main") or furniture_class(element):
            break
    following = target.getnext()
    return following if following is not None and following.tag in _BLOCKS else None


_CALLED = regex(r"(?:^|[-_ ])(?:foot-?|end-?)?notes?(?:$|[-_ ]?\d)|^fn", re.IGNORECASE)


def _whole(block: HtmlElement) -> HtmlElement:
    """The element that holds all paragraphs of a note, where the page has one."""
    parent = block.getparent()
    if block.tag == "td" and parent is not None:
        return parent if LABEL.fullmatch("".join(block.itertext()).strip()) else block
    if block.tag != "p" or parent is None or parent.tag not in ("div", "aside", "li", "dd"):
        return block
    named = _CALLED.search(f"{parent.get('class', '')} {parent.get('id', '')}".strip())
    anchors = {child for child in parent if _opens(child)}
    return parent if named and len(anchors) <= 1 else block


def _opens(paragraph: HtmlElement) -> bool:
    """Whether a paragraph begins with the sign of a note: a link, or a place to link to."""
    first = next(iter(paragraph), None)
    return (
        first is not None
        and not (paragraph.text or "").strip(" [(")
        and (first.tag == "a" or next(iter(first.iter("a")), None) is not None)
    )


def _label(
    found: NoteLinks,
    blocks: dict[HtmlElement, list[HtmlElement]],
    order: dict[HtmlElement, int],
) -> None:
    """Give each note the label its mark shows, made unique where numbering restarts."""
    taken: set[str] = set()
    run, last = 0, ""
    for block in sorted(blocks, key=lambda block: order[block]):
        words = "".join(blocks[block][0].itertext())
        match = _NUMBERS.search(words.replace("note", ""))
        shown = match.group() if match else str(len(taken) + 1)
        shown = shown if shown.isalnum() else f"n{len(taken) + 1}"
        if shown in taken and (len(shown), shown) <= (len(last), last):
            run += 1
        last = shown
        label = shown if not run else f"{run + 1}-{shown}"
        while label in taken:
            label += "b"
        taken.add(label)
        found.notes[block] = label
        for link in blocks[block]:
            found.marks[link] = label


def _rest_of_lists(found: NoteLinks) -> None:
    """The other items of a list of notes are notes too, though no mark calls them."""
    for item, label in list(found.notes.items()):
        parent = item.getparent()
        if item.tag != "li" or parent is None:
            continue
        for number, other in enumerate(parent.findall("li"), 1):
            name = str(number)
            if other in found.notes or label != _place(parent, item):
                continue
            if name in found.notes.values():
                name += "b"
            found.notes[other] = name


def _further(found: NoteLinks) -> None:
    """Paragraphs between two notes of one parent go on with the first."""
    calling = {parent for link in found.marks for parent in link.iterancestors()}
    for note in list(found.notes):
        between: list[HtmlElement] = []
        for sibling in note.itersiblings():
            if sibling in found.notes:
                found.more.update(between)
                break
            if (
                sibling.tag not in ("p", "blockquote")
                or sibling in calling
                or len(between) > 20
            ):
                break
            between.append(sibling)


def _place(parent: HtmlElement, item: HtmlElement) -> str:
    return str(parent.findall("li").index(item) + 1)


def _in_note(link: HtmlElement, found: NoteLinks) -> bool:
    return any(parent in found.notes for parent in (link, *link.iterancestors()))
