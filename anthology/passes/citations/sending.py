"""Write the runs that hold citations as pandoc’s JSON, so that they can be found again.

Pandoc needs more than the citations: in which note each stands, and the words around
it, because punctuation moves before the mark of a note. So the whole run is sent. What
pandoc has no name for goes as a span with a number; what is not words stays here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from anthology.model import (
    Change,
    Citation,
    Cite,
    CiteMode,
    Emphasis,
    Inline,
    LineBreak,
    Note,
    NoteMark,
    PageMark,
    Paragraph,
    Query,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from anthology.passes.citations.processor import Json
from anthology.passes.walk import HOLDERS, Run, runs_of_note

KEPT = "kept"
"""Attribute of a span: the number of the node that it stands for."""

LOOSE = "loose"
"""Label of the note that a run which can have none is sent as."""

MODES = {
    CiteMode.NORMAL: "NormalCitation",
    CiteMode.AUTHOR_IN_TEXT: "AuthorInText",
    CiteMode.SUPPRESS_AUTHOR: "SuppressAuthor",
}
FIRST_NUMBER = 9_000_000
"""Notes are numbered from here for pandoc, so that a style which points back to a note
(“see n. 9000012”) prints what can be told from every other number, and be led there."""

APART = 1000
"""Between notes of different streams, so that *ibid.* never points from one to another."""

_NATIVE = {
    Emphasis: "Emph",
    Strong: "Strong",
    Superscript: "Superscript",
    Subscript: "Subscript",
}


@dataclass(slots=True)
class Sheet:
    """What is sent of one piece, and what is needed to read the answer."""

    notes: Mapping[str, Note]
    """The notes of the piece by label."""

    settable: Callable[[Cite], bool]
    """Whether the style can set a citation: all its keys are known."""

    kept: list[Inline] = field(default_factory=list)
    """The nodes that wait here; citations among them, by ``citationHash``."""

    hidden: list[str] = field(default_factory=list)
    """Words that wait here, by the number that was sent for them."""

    sent: list[int] = field(default_factory=list)
    """Places, in the sequence of runs, of those sent."""

    sent_notes: list[str] = field(default_factory=list)
    """Labels of the notes sent, in the order of their marks."""

    numbered: dict[int, int | str] = field(default_factory=dict)
    """Number of a note for pandoc → its label, or the node of the citation it will be of."""

    _last: int = FIRST_NUMBER
    _stream: str = ""
    """Of the last note; a citation in running text is one of the author’s."""

    _seen: set[str] = field(default_factory=set)
    _note: int = 0
    """Number of the note being written; 0 in running text."""

    _beside_key: bool = False
    """Whether words are written that may be a locator: the number of hidden ones is none."""

    def blocks(self, runs: list[Run]) -> list[Json]:
        """Return a paragraph for each run that holds a citation, itself or in a note."""
        blocks = []
        for place, run in enumerate(runs):
            so_far = len(self.kept), len(self.hidden)
            words = self._run(run)
            if self._holds(run):
                self.sent.append(place)
                blocks.append({"t": "Para", "c": words})
            else:
                self._forget(*so_far)
        return blocks

    def _forget(self, kept: int, hidden: int) -> None:
        """Take back what is not sent after all."""
        del self.kept[kept:]
        del self.hidden[hidden:]

    def cited(self) -> list[str]:
        """Return the keys of the works that are cited, in reading order."""
        cites = [node for node in self.kept if isinstance(node, Cite)]
        return [citation.key for cite in cites for citation in cite.citations]

    def _holds(self, run: Run) -> bool:
        """Whether a run that is printed holds a citation to set."""
        for node in run:
            match node:
                case Cite() if self.settable(node):
                    return True
                case NoteMark(label) if label in self.sent_notes:
                    return True
                case Change(old) if self._holds(old):
                    return True
                case _ if isinstance(node, HOLDERS) and self._holds(node.children):
                    return True
                case _:
                    continue
        return False

    def _run(self, run: Run) -> list[Json]:
        return [sent for node in run for sent in self._inline(node)]

    def _inline(self, node: Inline) -> list[Json]:
        match node:
            case Text(words):
                return self._coarse(words)
            case LineBreak():
                return [{"t": "LineBreak"}]
            case Emphasis() | Strong() | Superscript() | Subscript():
                return [{"t": _NATIVE[type(node)], "c": self._run(node.children)}]
            case Cite() if self.settable(node):
                return [self._cite(node)]
            case NoteMark():
                return [self._keep(node, [{"t": "Note", "c": self._note_blocks(node)}])]
            case Change(old):
                return [self._keep(node, self._run(old))]
            case _ if isinstance(node, HOLDERS):
                return [self._keep(node, self._run(node.children))]
            case _:
                # A letter, so that punctuation does not pass it on its way to a mark.
                unseen = isinstance(node, Query | PageMark)
                return [self._keep(node, [] if unseen else tokens("x"))]

    def _coarse(self, words: str) -> list[Json]:
        """Return words of running text: the signs and spaces at their ends, the rest hidden.

        Pandoc looks at no more beside a citation. A word of signs alone stands for
        itself, as the stop does that it takes away after a citation that ends with one.
        """
        inner = words.strip(" ")
        start = len(words) - len(words.lstrip(" "))
        first, space, rest = inner.partition(" ")
        body = [first, space, rest] if space and not any(map(str.isalnum, first)) else [inner]
        ends = len(words) - len(inner) - start
        return [
            {"t": "Space"} if part == " " else {"t": "Str", "c": self._hide(part)}
            for part in (*(" " * start), *body, *(" " * ends))
            if part
        ]

    def _hide(self, words: str) -> str:
        found = _WORDS.fullmatch(words)
        if found is None or self._beside_key:
            return words
        self.hidden.append(found[2])
        return f"{found[1]}{HIDDEN.format(len(self.hidden) - 1)}{found[3]}"

    def _keep(self, node: Inline, content: list[Json]) -> Json:
        self.kept.append(node)
        attributes = ["", [], [[KEPT, str(len(self.kept) - 1)]]]
        return {"t": "Span", "c": [attributes, content]}

    def _cite(self, node: Cite) -> Json:
        self.kept.append(node)
        number = self._note or self._count("", len(self.kept) - 1)
        citations = [self._citation(one, number) for one in node.citations]
        return {"t": "Cite", "c": [citations, tokens(node.source)]}

    def _citation(self, citation: Citation, number: int) -> Json:
        own = len(self.kept) - 1
        return {
            "citationId": citation.key,
            "citationPrefix": self._affix(citation.prefix),
            "citationSuffix": self._affix(citation.suffix),
            "citationMode": {"t": MODES[citation.mode]},
            "citationNoteNum": number,
            "citationHash": own,
        }

    def _affix(self, run: Run) -> list[Json]:
        """Write what stands before or after a key, where pandoc looks for a locator."""
        self._beside_key = True
        sent = [
            sent
            for node in run
            for sent in (tokens(node.words) if isinstance(node, Text) else self._inline(node))
        ]
        self._beside_key = False
        return sent

    def _count(self, stream: str, note: int | str) -> int:
        """Number a note for pandoc, and remember which it was."""
        self._last += 1 if stream == self._stream else APART
        self._stream = stream
        self.numbered[self._last] = note
        return self._last

    def _note_blocks(self, mark: NoteMark) -> list[Json]:
        """Return the note at its first mark, when there is a citation in it.

        Pandoc sets a citation that begins a note of one paragraph in another way, so
        a note of any other build must not look like one.
        """
        note = self.notes.get(mark.label)
        if note is None or mark.label in self._seen:
            return []
        self._seen.add(mark.label)
        runs = runs_of_note(note)
        self._note = self._count(note.stream, note.label)
        so_far = len(self.kept), len(self.hidden)
        blocks = [{"t": "Para", "c": self._run(run)} for run in runs]
        self._note = 0
        if not any(self._holds(run) for run in runs):
            self._forget(*so_far)
            return []
        self.sent_notes.append(mark.label)
        alone = len(note.blocks) == 1 and isinstance(note.blocks[0], Paragraph)
        return blocks if alone else [*blocks, {"t": "Para", "c": []}]


HIDDEN = "\ue000{}\ue001"
"""Stands for words that pandoc need not see, by their number on the sheet. So it is asked
the same as before when an editor has changed words, and no citation."""

_WORDS = re.compile(r"(\W*)(.*\w)(\W*)", re.DOTALL)


def tokens(words: str) -> list[Json]:
    """Return words as pandoc has them: each for itself, the spaces between them too.

    >>> tokens("a b")
    [{'t': 'Str', 'c': 'a'}, {'t': 'Space'}, {'t': 'Str', 'c': 'b'}]
    """
    first, *rest = words.split(" ")
    found: list[Json] = [{"t": "Str", "c": first}] if first else []
    for word in rest:
        found.append({"t": "Space"})
        if word:
            found.append({"t": "Str", "c": word})
    return found
