"""Put marks for the index into the words of a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from anthology.model import (
    Change,
    Cite,
    Cited,
    Code,
    CrossReference,
    IndexMark,
    Inline,
    Mentioned,
    Note,
    Piece,
    Term,
    Text,
    plain,
)
from anthology.passes.index.finding import Finder, Found
from anthology.passes.index.headings import Headings, mark_on_see, subheading
from anthology.passes.walk import HOLDERS, Run, map_note, map_text
from anthology.problems import Problem

_ELSEWHERE = (Cite, Cited, Code, CrossReference, IndexMark)
"""Inlines whose words are not searched: they speak of other places, or to machines, or are
marked."""

_GAP = "\n"
"""Stands for them, so that no term is found across."""

_OPENING = re.compile(r"[(\[“‘„«‹\"']+$")
_CLOSING = re.compile(r"[^\s—–-]*")
"""What goes into a mark with its words: no line may end between a word and its quotation
mark, and letters that meet are set together."""

Key = tuple[str, str]
"""Words of a heading, words of a subheading."""


@dataclass(slots=True)
class Mentions:
    """What is said of each heading, in reading order."""

    headings: Headings
    found: dict[Key, list[Mentioned]] = field(default_factory=dict)
    subheadings: dict[Key, Run] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, term: Term, sub: Run, mentioned: Mentioned) -> None:
        """Keep a place."""
        key = plain(term.heading), plain(sub)
        self.found.setdefault(key, []).append(mentioned)
        self.subheadings.setdefault(key, sub)


def mark_piece(piece: Piece, finder: Finder[Term], mentions: Mentions) -> Piece:
    """Return a piece in whose words the terms are marked, each place with a name."""
    marker = _Marker(piece.slug, finder, mentions)
    piece = map_text(marker.run, piece)
    return replace(piece, notes=tuple(marker.note(note) for note in piece.notes))


class _Marker:
    """Marks one run of words after the other."""

    def __init__(self, slug: str, finder: Finder[Term], mentions: Mentions) -> None:
        self._slug = slug
        self._finder = finder
        self._mentions = mentions
        self._note = ""
        self._runs = 0
        self._marks = 0
        self._at = 0
        self._left: list[Found[Term]] = []
        """What of the run is not marked yet."""

    def note(self, note: Note) -> Note:
        self._note = note.label
        return map_note(self.run, note)

    def run(self, run: Run) -> Run:
        self._runs += 1
        self._at = 0
        self._left = list(self._finder.find("".join(searched(run))))
        return self._inside(run)

    def _inside(self, run: Run) -> Run:
        return tuple(new for node in run for new in self._inline(node))

    def _inline(self, node: Inline) -> Run:
        match node:
            case Text(words):
                return tuple(self._text(words))
            case IndexMark():
                self._at += len(_GAP)
                return (self._written(node),)
            case Change(old):
                return (replace(node, old=self._inside(old)),)
            case _ if isinstance(node, HOLDERS) and not isinstance(node, _ELSEWHERE):
                return (replace(node, children=self._inside(node.children)),)
            case _:
                self._at += sum(map(len, searched((node,))))
                return (node,)

    def _text(self, words: str) -> Iterator[Inline]:
        """Divide words where marks begin and end; one that goes on beyond them ends there."""
        first, done = self._at, 0
        self._at += len(words)
        while self._left and self._left[0].start < self._at:
            found = self._left.pop(0)
            start = max(done, found.start - first)
            opening = _OPENING.search(words, done, start)
            start = opening.start() if opening else start
            end = self._end(words, max(start, found.end - first))
            if self._left:
                end = min(end, max(start, self._left[0].start - first))
            if start > done:
                yield Text(words[done:start])
            yield self._mark(found.term, words[start:end])
            done = end
        if done < len(words):
            yield Text(words[done:])

    @staticmethod
    def _end(words: str, after: int) -> int:
        """Return where a mark ends: with what is set close to its last word."""
        if after > len(words):
            return len(words.rstrip())
        closing = _CLOSING.match(words, after)
        return closing.end() if closing else after

    def _mark(self, term: Term, words: str) -> IndexMark:
        name = self._mentioned(term, subheading(term, self._slug))
        children = (Text(words),) if words else ()
        return IndexMark(children, plain(term.heading), term.place, name=name)

    def _written(self, node: IndexMark) -> IndexMark:
        term = self._mentions.headings.of_mark(node.entry, node.place)
        if term.see:
            self._mentions.problems.append(mark_on_see(term, node.place))
            return node
        sub = (Text(node.sub),) if node.sub else subheading(term, self._slug)
        return replace(node, name=self._mentioned(term, sub))

    def _mentioned(self, term: Term, sub: Run) -> str:
        self._marks += 1
        name = f"index-{self._slug}-{self._marks}"
        self._mentions.add(term, sub, Mentioned(self._slug, name, self._runs, self._note))
        return name


def searched(run: Run) -> Iterator[str]:
    """Yield the words of a run that are searched; offsets are counted in these."""
    for node in run:
        match node:
            case Text(words):
                yield words
            case Change(old):
                yield from searched(old)
            case _ if isinstance(node, _ELSEWHERE):
                yield _GAP
            case _ if isinstance(node, HOLDERS):
                yield from searched(node.children)
            case _:
                pass
