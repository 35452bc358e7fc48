"""Say what became of the imported texts: normalised in silence, emended by their editors.

What was imported is had back from the ledger, read as Markdown, and compared with the
piece of today, words with words: so a heading made, a term marked or a query answered is
no emendation, and a citation put into the style of the book is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from anthology.model import (
    Block,
    Book,
    Cite,
    Emendation,
    Import,
    Inline,
    Note,
    Piece,
    Span,
    Text,
    TextualNote,
    plain,
)
from anthology.passes.walk import HOLDERS, Run, map_blocks, map_pieces, runs_of_blocks
from anthology.problems import Place, Problem
from anthology.reading.front_matter import divide
from anthology.reading.markdown import read_markdown

LONGEST = 16
"""Words of a change that are shown; of a longer one its beginning and its end."""

ALIKE = 0.4
"""How like two paragraphs are that are one, emended."""

_CITE = "\ufffc"
_POINTS = frozenset(".,;:!?”’»)")
_WORD = re.compile(r"\S+")
_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»‐‑–—−", '\'\'\'\'""""""-----')


@dataclass(frozen=True, slots=True)
class _Found:
    """An emendation, and where it is to be found in the piece of today."""

    run: int
    offset: int
    old: str
    new: str


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
        piece, emendations = _compared(piece, imported)
        notes.append(TextualNote(piece.slug, normalised, emendations))
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


def _compared(piece: Piece, imported: str) -> tuple[Piece, tuple[Emendation, ...]]:
    divided = divide(imported)
    before = read_markdown(divided.body, piece.file, divided.first_line)
    old_notes = {note.label: note.blocks for note in before.notes}
    marker = _Marker(piece)
    blocks = marker.marked(before.blocks, piece.blocks, "")
    notes = tuple(
        replace(note, blocks=marker.marked(old_notes[note.label], note.blocks, note.label))
        if note.label in old_notes
        else note
        for note in piece.notes
    )
    marker.missing(before.notes)
    return replace(piece, blocks=blocks, notes=notes), tuple(marker.emendations)


class _Marker:
    """Collects the emendations of one piece, and marks their places."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self.emendations: list[Emendation] = []

    def marked(
        self, old: tuple[Block, ...], new: tuple[Block, ...], note: str
    ) -> tuple[Block, ...]:
        """Compare blocks; return the new ones with the places of the emendations marked."""
        before, after = ([_words(run) for run in runs_of_blocks(one)] for one in (old, new))
        places: dict[int, list[tuple[int, str]]] = {}
        for found in _differences(before, after):
            name = ""
            if found.run >= 0:
                name = f"emended-{self._piece.slug}-{len(self.emendations) + 1}"
                places.setdefault(found.run, []).append((found.offset, name))
            change = Emendation(_short(found.old), _short(found.new), name, note)
            self.emendations.append(change)
        if not places:
            return new
        number = -1

        def change_run(run: Run) -> Run:
            nonlocal number
            number += 1
            for offset, name in sorted(places.get(number, ()), reverse=True):
                run = _anchored(run, offset, name, self._piece.place)
            return run

        return map_blocks(change_run, new)

    def missing(self, notes: Sequence[Note]) -> None:
        """Notes of the import that the piece has no more."""
        kept = {note.label for note in self._piece.notes}
        for note in notes:
            words = " ".join(map(_words, runs_of_blocks(note.blocks))).strip()
            if note.label not in kept and words:
                self.emendations.append(Emendation(_short(words), ""))


def _words(run: Run) -> str:
    """The words of a run; a citation not yet set is one sign."""
    return "".join(_words_of(node) for node in run)


def _words_of(node: Inline) -> str:
    if isinstance(node, Cite):
        return _CITE
    return _words(node.children) if isinstance(node, HOLDERS) else plain((node,))


def _differences(before: list[str], after: list[str]) -> Iterator[_Found]:
    """Compare paragraph with paragraph, and where two are alike, word with word."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for index in range(max(b - a, d - c)):
            old = before[a + index] if a + index < b else ""
            run = c + index if c + index < d else -1
            new = after[run] if run >= 0 else ""
            yield from _changes(old, new, run)


def _changes(old: str, new: str, run: int) -> Iterator[_Found]:
    """The words that differ; those that only typography or a citation changed are left out."""
    words = [match.group() for match in _WORD.finditer(old)]
    places = list(_WORD.finditer(new))
    plain_old = [word.translate(_TYPOGRAPHY) for word in words]
    plain_new = [match.group().translate(_TYPOGRAPHY) for match in places]
    matcher = SequenceMatcher(None, plain_old, plain_new, autojunk=False)
    if not words or not places or matcher.ratio() < ALIKE:
        if (old.strip() or new.strip()) and _CITE not in new:
            yield _Found(run, places[0].start() if places else -1, old, new)
        return
    for a, b, c, d in _merged(matcher):
        said = " ".join(match.group() for match in places[c:d])
        if _CITE not in said:
            at = places[c if c < d else max(0, c - 1)].start()
            yield _Found(run, at, *_bare(" ".join(words[a:b]), said))


def _merged(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; two with one word between them are one."""
    last: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if last and a - last[1] <= 1:
            last = (last[0], b, last[2], d)
            continue
        if last:
            yield last
        last = (a, b, c, d)
    if last:
        yield last


def _bare(old: str, new: str) -> tuple[str, str]:
    """Both without the points that they end with alike: ``payed.`` and ``paid.``."""
    while old[-1:] == new[-1:] and old[-1:] in _POINTS:
        if not old[-2:-1].strip() or not new[-2:-1].strip():
            break
        old, new = old[:-1], new[:-1]
    return old, new


def _short(words: str) -> str:
    parts = words.replace(_CITE, "").split()
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
    match = _WORD.match(node.words, offset)
    end = match.end() if match else offset
    before, after = node.words[:offset], node.words[end:]
    word = Span((Text(node.words[offset:end]),), place, id=name)
    return (
        *([Text(before)] if before else []),
        word,
        *([Text(after)] if after else []),
    )
