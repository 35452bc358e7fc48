"""Say what became of the imported texts: normalised in silence, emended by their editors.

What was imported is had back from the ledger, read as Markdown, and compared with the
piece of today, words with words: so a heading made, a caption added, a term marked or a
query answered is no emendation, and a citation put into the style of the book is none
either. What was taken out around the text is counted; an emendation has its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from anthology.model import (
    Block,
    Book,
    Cite,
    CrossReference,
    Emendation,
    Figure,
    Heading,
    Import,
    Inline,
    Note,
    NoteMark,
    Piece,
    Span,
    Text,
    TextualNote,
    plain,
)
from anthology.passes.emended import CITE, WORD, Pair, changed_words, pair
from anthology.passes.walk import (
    HOLDERS,
    Run,
    inlines,
    map_blocks,
    map_pieces,
    runs_of_blocks,
)
from anthology.problems import Place, Problem
from anthology.reading.front_matter import divide
from anthology.reading.markdown import read_markdown

LONGEST = 16
"""Words of a change that are shown; of a longer one its beginning and its end."""

PROSE = 12
"""Words of a paragraph that is the author’s; a shorter one taken out was furniture."""

_NUMBER = re.compile(r"[^\W\d_]+\.? \d+[.:]?")
"""Of a caption, which the book numbers now: ``Table 1.``"""

REMOVED = "removed"
"""The class of what was taken out around the text, by the import or by hand."""


def trace_texts(book: Book) -> tuple[Book, list[Problem]]:
    """List the emendations of each imported piece, and mark their places in its text.

    A ledger that does not fit its raw file says nothing here: the checks report it.
    """
    if not book.imports:
        return book, []
    imports = {one.piece: one for one in book.imports}
    notes: list[TextualNote] = []

    def traced(piece: Piece) -> Piece:
        if piece.slug not in imports:
            return piece
        said = _history(imports[piece.slug])
        if said is None:
            return piece
        imported, normalised = said
        marker = _Marker(piece)
        piece = marker.compared(imported)
        classes = Counter(dict(normalised))
        classes[REMOVED] += marker.removed
        counts = sorted((+classes).items(), key=lambda item: (-item[1], item[0]))
        if counts or marker.emendations:
            notes.append(TextualNote(piece.slug, tuple(counts), tuple(marker.emendations)))
        return piece

    book = map_pieces(traced, book)
    return replace(book, imports=(), textual_notes=tuple(notes)), []


def _history(record: Import) -> tuple[str, tuple[tuple[str, int], ...]] | None:
    from anthology.cleaning.ledger import LedgerError  # only a book with such a section
    from anthology.cleaning.ledger_file import read_ledger  # loads the cleaner
    from anthology.cleaning.textual import normalised, replay

    try:
        ledger = read_ledger(record.ledger)
        return replay(ledger, record.raw), normalised(ledger)
    except LedgerError:
        return None


class _Marker:
    """Collects the emendations of one piece, each at a place that it marks in the text."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self.emendations: list[Emendation] = []
        self.removed = 0
        """Paragraphs taken out that were not the author’s."""

        self._anchors: dict[int, list[tuple[int, str]]] = {}
        self._note = ""

    def compared(self, imported: str) -> Piece:
        """Compare the piece with its import, and mark the places of the emendations."""
        piece = self._piece
        divided = divide(imported)
        before = read_markdown(divided.body, piece.file, divided.first_line)
        old_notes = {note.label: note for note in before.notes}
        kept = {note.label for note in piece.notes}
        gone = {label: note for label, note in old_notes.items() if label not in kept}
        blocks = self._marked(before.blocks, piece.blocks, gone)
        notes = []
        for note in piece.notes:
            old = old_notes.get(note.label)
            self._note = note.label
            told = old is not None and any(map(_words, runs_of_blocks(old.blocks)))
            notes.append(
                replace(note, blocks=self._marked(old.blocks, note.blocks, {}))
                if old is not None and told
                else note
            )
        return replace(piece, blocks=blocks, notes=tuple(notes))

    def _marked(
        self, old: tuple[Block, ...], new: tuple[Block, ...], gone: Mapping[str, Note]
    ) -> tuple[Block, ...]:
        """Compare blocks; return the new ones with the places of the emendations marked."""
        before, after = _said(old), _said(new)
        self._anchors = {}
        pairs = pair([run.words for run in before], [run.words for run in after])
        for place, one in enumerate(pairs):
            if one.old < 0:
                self._added(after[one.new], one.new)
            elif one.new < 0:
                self._cut(before[one.old], pairs, place, after)
            elif before[one.old].words != after[one.new].words:
                for found in changed_words(
                    before[one.old].words, after[one.new].words, one.new
                ):
                    if found.new or not _NUMBER.fullmatch(found.old):
                        self._emend(found.run, found.offset, found.old, found.new)
            if one.old >= 0:
                self._without_notes(before[one.old], one.new, after, gone)
        return _with_anchors(new, self._anchors, self._piece.place)

    def _emend(self, run: int, offset: int, old: str, new: str) -> None:
        name = f"emended-{self._piece.slug}-{len(self.emendations) + 1}"
        self._anchors.setdefault(run, []).append((offset, name))
        self.emendations.append(Emendation(_short(old), _short(new), name, self._note))

    def _added(self, run: _Said, number: int) -> None:
        """A paragraph that the import has not; headings and captions are not of the text."""
        first = WORD.search(run.words)
        if run.kind == "text" and first and CITE not in run.words:
            self._emend(number, first.start(), "", run.words)

    def _cut(
        self, run: _Said, pairs: Sequence[Pair], place: int, after: Sequence[_Said]
    ) -> None:
        """A paragraph taken out: within the text an omission, told where it stood."""
        if not run.words.strip() or run.kind != "text":
            return
        earlier = [one.new for one in pairs[:place] if one.new >= 0 and one.old >= 0]
        later = any(one.new >= 0 and one.old >= 0 for one in pairs[place + 1 :])
        prose = len(run.words.split()) >= PROSE and run.words.rstrip()[-1] in '.!?…”’»")'
        home = next((one for one in reversed(earlier) if after[one].last >= 0), -1)
        if prose and later and home >= 0:
            self._emend(home, after[home].last, run.words, "")
        else:
            self.removed += 1

    def _without_notes(
        self, run: _Said, new: int, after: Sequence[_Said], gone: Mapping[str, Note]
    ) -> None:
        """Notes of the import that the piece has no more, told where their marks stood."""
        for label in run.marks:
            words = " ".join(_words(one) for one in runs_of_blocks(gone[label].blocks)) if (
                label in gone
            ) else ""  # fmt: skip
            if words.strip() and new >= 0 and after[new].last >= 0:
                self._emend(new, after[new].last, words, "")


@dataclass(frozen=True, slots=True)
class _Said:
    """A run of a text: its words, and what sort of run it is."""

    words: str
    kind: str
    """``text``, ``heading`` or ``figure``."""

    marks: tuple[str, ...]
    """Labels of the notes that hang on it."""

    @property
    def last(self) -> int:
        """Where its last word begins; -1 where it has none."""
        places = [match.start() for match in WORD.finditer(self.words)]
        plain_places = [at for at in places if CITE not in self.words[at:].split()[0]]
        return plain_places[-1] if plain_places else -1


def _said(blocks: tuple[Block, ...]) -> list[_Said]:
    found = []
    for block in blocks:
        kind = {Heading: "heading", Figure: "figure"}.get(type(block), "text")
        for run in runs_of_blocks((block,)):
            words = "" if kind == "figure" else _words(run)
            marks = tuple(node.label for node in inlines(run) if isinstance(node, NoteMark))
            found.append(_Said(words, kind, marks))
    return found


def _with_anchors(
    blocks: tuple[Block, ...], anchors: Mapping[int, list[tuple[int, str]]], place: Place
) -> tuple[Block, ...]:
    if not anchors:
        return blocks
    number = -1

    def change_run(run: Run) -> Run:
        nonlocal number
        number += 1
        for offset, name in sorted(anchors.get(number, ()), reverse=True):
            run = _anchored(run, offset, name, place)
        return run

    return map_blocks(change_run, blocks)


def _words(run: Run) -> str:
    """The words of a run; what has no words yet, as a citation, is one sign."""
    return "".join(_words_of(node) for node in run)


def _words_of(node: Inline) -> str:
    if isinstance(node, Cite) or (isinstance(node, CrossReference) and not node.children):
        return CITE
    return _words(node.children) if isinstance(node, HOLDERS) else plain((node,))


def _short(words: str) -> str:
    parts = words.replace(CITE, "").split()
    if len(parts) <= LONGEST:
        return " ".join(parts)
    half = LONGEST // 2
    return f"{' '.join(parts[:half])} … {' '.join(parts[-half:])}"


def _anchored(run: Run, offset: int, name: str, place: Place) -> Run:
    """Give the word at an offset an id that a link can lead to."""
    nodes: list[Inline] = []
    here = 0
    for node in run:
        size = len(_words_of(node))
        if here <= offset < here + size:
            nodes += _with_anchor(node, offset - here, name, place)
        else:
            nodes.append(node)
        here += size
    return tuple(nodes)


def _with_anchor(node: Inline, offset: int, name: str, place: Place) -> Run:
    if isinstance(node, HOLDERS):
        return (replace(node, children=_anchored(node.children, offset, name, place)),)
    if not isinstance(node, Text):
        return (Span((node,), place, id=name),)
    match = WORD.match(node.words, offset)
    end = match.end() if match else offset
    before, after = node.words[:offset], node.words[end:]
    word = Span((Text(node.words[offset:end]),), place, id=name)
    return (
        *([Text(before)] if before else []),
        word,
        *([Text(after)] if after else []),
    )
