"""Read what the citation processor made of the runs, back into our inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from anthology.model import (
    Change,
    Cite,
    Cited,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from anthology.model import (
    Code as CodeWords,
)
from anthology.passes.citations.brackets import open_up, words_of
from anthology.passes.citations.processor import Json
from anthology.passes.citations.sending import HIDDEN, KEPT, LOOSE
from anthology.passes.citations.stops import put_stops_inside, take_stops
from anthology.passes.walk import HOLDERS, Run, inlines
from anthology.problems import Code, Place, Problem, error, warning

LINKS = ("https://", "http://", "mailto:")
"""Where a link in a citation may lead."""

ENTRY = "#ref-"
"""Begins what a link within a citation leads to: the key of the work follows."""

NUMBER = re.compile(r"(9\d{6})(?!\d)")
"""The number of a note for pandoc, as ``sending`` gives them."""

_HIDDEN = re.compile(HIDDEN.format(r"(\d+)"))

_PLAIN: dict[str, Callable[[Run], Inline]] = {
    "Emph": Emphasis,
    "Underline": Emphasis,
    "Strong": Strong,
    "Superscript": Superscript,
    "Subscript": Subscript,
}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


@dataclass(slots=True)
class Reader:
    """Reads pandoc’s inlines; it collects the notes that citations have become."""

    place: Place
    """Where the words stand that are made anew; set for each citation."""

    kept: list[Inline] = field(default_factory=list)
    hidden: Sequence[str] = ()
    """Words that were not sent, by the number that was."""

    inside: bool = False
    """Whether a stop goes before a closing quotation mark."""

    in_notes: bool = False
    """Whether the style has notes: then a citation in a sentence needs no parentheses."""

    new_label: Callable[[], str] = str
    """Gives each note that a citation becomes its label."""

    new_notes: list[Note] = field(default_factory=list)
    sent_notes: dict[str, list[Run]] = field(default_factory=dict)
    """The runs of the notes that had been sent, by label."""

    numbered: Mapping[int, int | str] = field(default_factory=dict)
    """The numbers that notes had for pandoc, as the sheet has them."""

    made: dict[int, str] = field(default_factory=dict)
    """Number of the node of a citation → label of the note it has become."""

    met: list[int] = field(default_factory=list)
    """Numbers of the kept nodes that came back."""

    divided: Cite | None = None
    """The citation that is being read, where the words of each work lead elsewhere."""

    problems: list[Problem] = field(default_factory=list)

    def run(self, nodes: Iterable[Json]) -> Run:
        """Return a run of inlines, adjacent words in one node."""
        found: list[Inline] = []
        nodes = [*nodes]
        take_stops(nodes)
        for node in self._each(nodes, found):
            if isinstance(node, Text) and found and isinstance(found[-1], Text):
                found[-1] = Text(found[-1].words + node.words)
            elif node != Text(""):
                found.append(node)
        return tuple(found)

    def _each(self, nodes: Iterable[Json], found: list[Inline]) -> Iterator[Inline]:
        """Yield the inlines of some nodes; ``found`` has those that were yielded before."""
        for node in nodes:
            opened = (
                self.in_notes and node["t"] == "Cite" and open_up(node, words_of(tuple(found)))
            )
            run = self._inline(node)
            yield from _beginning(run) if opened else run

    def _inline(self, node: Json) -> Run:  # noqa: C901, PLR0912 - a case a node
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return self._words(str(content))
            case "Space" | "SoftBreak":
                return (Text(" "),)
            case "LineBreak":
                return (LineBreak(),)
            case "Emph" | "Underline" | "Strong" | "Superscript" | "Subscript":
                return (_PLAIN[node["t"]](self.run(content)),)
            case "SmallCaps":
                return (Span(self.run(content), self.place, classes=("smallcaps",)),)
            case "Quoted":
                first, last = _QUOTES[content[0]["t"]]
                return (Text(first), *self.run(content[1]), Text(last))
            case "Span":
                return self._span(*content)
            case "Link":
                return self._link(*content)
            case "Cite":
                return self._cite(*content)
            case "Math":
                return _math(content[1])
            case "Code":
                return (CodeWords(content[1]),)
            case "RawInline":
                self.problems.append(_unknown_tex(content[1], self.place))
                return ()
            case _:  # Strikeout, Image: their words
                return self.run(content[-2] if node["t"] == "Image" else content)

    def _words(self, words: str) -> Run:
        """Read words; the number of an earlier note becomes a reference to it."""
        words = _HIDDEN.sub(lambda found: self.hidden[int(found[1])], words)
        parts: list[Inline] = []
        for n, part in enumerate(NUMBER.split(words)):
            note = self.numbered.get(int(part), "") if n % 2 else ""
            label = self.made.get(note, "") if isinstance(note, int) else note
            if label == LOOSE:
                parts.append(Text("supra"))  # in no note: there is nothing to lead to
            elif label:
                parts.append(CrossReference((), "", f"note:{label}", self.place))
            elif part:
                parts.append(Text(part))
        return tuple(parts)

    def _span(self, attributes: list[Any], content: list[Json]) -> Run:
        number = dict(attributes[2]).get(KEPT)
        if number is None:
            words = self.run(content)
            return (LineBreak(), *words) if attributes[1] == ["csl-block"] else words
        node = self.kept[int(number)]
        self.met.append(int(number))
        match node:
            case NoteMark(label):
                blocks = content[0]["c"]
                if blocks:
                    self.sent_notes[label] = [self.run(block["c"]) for block in blocks]
                    first, *rest = self.sent_notes[label]
                    if first and isinstance(first[0], Cited):
                        self.sent_notes[label] = [_beginning(first), *rest]
            case Change():
                return (replace(node, old=self.run(content)),)
            case _ if isinstance(node, HOLDERS):
                return (replace(node, children=self.run(content)),)
            case _:
                pass
        return (node,)

    def _link(self, _: object, content: list[Json], target: list[str]) -> Run:
        words = self.run(content)
        key = target[0].removeprefix(ENTRY)
        if words and self.divided and key in self.divided.keys:
            located = any(one.located for one in self.divided.citations if one.key == key)
            return (Cited((key,), words, self.divided.place, located=located),)
        return (Link(words, target[0], self.place),) if target[0].startswith(LINKS) else words

    def _cite(self, citations: list[Json], content: list[Json]) -> Run:
        """Read a citation: words in the text, or a mark with a new note, or both."""
        number = citations[0]["citationHash"]
        cite = self.kept[number]
        self.met.append(number)
        if not isinstance(cite, Cite):
            raise AssertionError(f"pandoc gave back another node: {cite}")
        self.place = cite.place
        self.divided = cite if len(set(cite.keys)) > 1 or _points(cite) else None
        if self.inside:
            put_stops_inside(content)
        keys = tuple(one.key for one in cite.citations)
        found: list[Inline] = []
        words: list[Json] = []
        for node in [*content, None]:
            if node and node["t"] != "Note":
                words.append(node)
                continue
            run = self.run(words)
            words = []
            if run:
                found.append(Cited(keys, run, cite.place, located=cite.located))
            if node:
                found.append(self._new_note(node, keys, number))
        if not found:
            self.problems.append(_nothing_printed(cite))
        return tuple(found)

    def _located(self, number: int) -> bool:
        cite = self.kept[number]
        return isinstance(cite, Cite) and cite.located

    def _new_note(self, node: Json, keys: tuple[str, ...], number: int) -> NoteMark:
        words = Cited(
            keys, self.run(node["c"][0]["c"]), self.place, located=self._located(number)
        )
        label = self.made[number] = self.new_label()
        paragraph = Paragraph((words,), self.place)
        self.new_notes.append(Note(label, (paragraph,), self.place))
        return NoteMark(label, self.place)


def _points(cite: Cite) -> bool:
    """Whether words after a key lead elsewhere themselves: “in this volume”."""
    suffixes = (one.suffix for one in cite.citations)
    return any(isinstance(node, CrossReference) for run in suffixes for node in inlines(run))


def _beginning(run: Run) -> Run:
    """Begin a note that begins with a citation with a capital: “Ibid.”, “See”.

    Pandoc does so only in the notes that it makes itself, so that in one book some notes
    would begin in one way and some in the other.
    """
    if not run:
        return run
    match run[0]:
        case Text(words) if words:
            first: Inline = Text(words[0].upper() + words[1:])
        case Cited() | Emphasis() | Span():
            first = replace(run[0], children=_beginning(run[0].children))
        case _:
            first = run[0]
    return (first, *run[1:])


def _math(tex: str) -> Run:
    """Return what stood between dollars: in an entry, mostly a raised or lowered figure."""
    small = re.fullmatch(r"([_^])\{?(\w+)\}?", tex)
    if small is None:
        return (Text(tex),)
    words = (Text(small[2]),)
    return (Subscript(words) if small[1] == "_" else Superscript(words),)


def _unknown_tex(tex: str, place: Place) -> Problem:
    return error(
        place,
        Code.CITE_UNSET,
        f"TeX in a bibliography entry that cannot be set: {tex}",
        hint="write the words themselves, in UTF-8",
    )


def _nothing_printed(cite: Cite) -> Problem:
    return warning(
        cite.place,
        Code.CITE_UNSET,
        f"the style prints nothing for {cite.source}",
        hint="add a locator, or let it print the author",
    )


def letters(run: Run) -> str:
    """Return the letters and digits that stand around the citations of a run.

    They must be the same before and after. What else there is may move or go: the space
    before the mark of a note, the stop after a citation that ends with one.

    >>> letters((Text("He says: "), Emphasis((Text("no"),)), Text(".")))
    'Hesaysno'
    """
    return "".join(_letters(node) for node in run)


def _letters(node: Inline) -> str:
    match node:
        case Text(words) | CodeWords(words):
            return "".join(filter(str.isalnum, words))
        case Change(old):
            return letters(old)
        case Cite() | Cited():
            return ""
        case _:
            return letters(getattr(node, "children", ()))
