"""A piece on its way to the citation processor and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from anthology.model import Cite, Note, NoteMark, Paragraph, Piece
from anthology.passes.citations.processor import Answer
from anthology.passes.citations.receiving import Reader, letters
from anthology.passes.citations.sending import LOOSE, Sheet
from anthology.passes.walk import (
    ChangeRun,
    Run,
    map_note,
    map_text,
    runs_of_blocks,
    runs_of_note,
    runs_of_text,
)
from anthology.problems import Code, Place, Problem, error

RESTART = ["section", "reset-citation-positions"]
"""Classes of a division in which pandoc lets short forms start afresh."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Words in which short forms start afresh, as pandoc is given them."""

    lang: str
    division: bytes = b""
    """One of pandoc’s divisions, as JSON; empty when there is no citation in it."""

    cited: tuple[str, ...] = ()
    """The keys of the works that are cited, in reading order."""


@dataclass(frozen=True, slots=True)
class Section:
    """Such words with what is needed to read the answer."""

    lang: str
    place: Place
    runs: list[Run]
    sheet: Sheet
    sent: Sent


@dataclass(frozen=True, slots=True)
class Received:
    """A section with its citations set."""

    runs: dict[int, Run]
    """The runs that are others now, by their place in the section."""

    notes: dict[str, list[Run]]
    """The runs of the notes that are others now, by label."""

    new_notes: list[Note]
    problems: list[Problem]


def section_of_piece(piece: Piece, lang: str, settable: Callable[[Cite], bool]) -> Section:
    """Prepare a piece: the runs of its text in reading order, each note at its mark."""
    sheet = Sheet({note.label: note for note in piece.notes}, settable)
    runs = runs_of_text(piece)
    return Section(lang, piece.place, runs, sheet, _sent(lang, runs, sheet))


def section_of_run(run: Run, lang: str, settable: Callable[[Cite], bool]) -> Section:
    """Prepare a run that no note can hang from, a biographical note or a part's title.

    Its citations are set as in a note, so that a style of notes makes none of them.
    """
    nowhere = Place("")
    note = Note(LOOSE, (Paragraph(run, nowhere),), nowhere)
    sheet = Sheet({LOOSE: note}, settable)
    runs: list[Run] = [(NoteMark(LOOSE, nowhere),)]
    return Section(lang, nowhere, runs, sheet, _sent(lang, runs, sheet))


def _sent(lang: str, runs: list[Run], sheet: Sheet) -> Sent:
    blocks = sheet.blocks(runs)
    if not blocks:
        return Sent(lang)
    division = {"t": "Div", "c": [["", RESTART, []], blocks]}
    text = json.dumps(division, ensure_ascii=False)
    return Sent(lang, text.encode(), tuple(sheet.cited()))


def receive(
    section: Section,
    answer: Answer,
    number: int,
    label: Callable[[int], str],
    *,
    in_notes: bool,
) -> Received:
    """Read what came back, and make sure that no word around the citations is lost.

    Args:
        section: As it was sent.
        answer: What pandoc made of the document that it was sent in.
        number: Which division of it was the section’s.
        label: Gives a label to a note that a citation has become; it is told the place
            of the run the mark stands in.
        in_notes: Whether the citations of the style are notes.
    """
    sheet = section.sheet
    reader = Reader(
        section.place,
        kept=sheet.kept,
        hidden=sheet.hidden,
        inside=answer.inside,
        in_notes=in_notes,
        numbered=sheet.numbered,
    )
    runs = {}
    division = answer.block(number)
    for place, block in zip(section.sheet.sent, division["c"][1], strict=True):
        reader.new_label = partial(label, place)
        runs[place] = reader.run(block["c"])
    notes = {
        label: [*reader.sent_notes[label][: len(runs_of_note(section.sheet.notes[label]))]]
        for label in section.sheet.sent_notes
    }
    pairs = [(section.place, section.runs[place], run) for place, run in runs.items()]
    for name, after in notes.items():
        note = section.sheet.notes[name]
        pairs += [(note.place, *pair) for pair in zip(runs_of_note(note), after, strict=True)]
    lost = [place for place, before, after in pairs if letters(before) != letters(after)]
    if sorted(reader.met) != list(range(len(section.sheet.kept))):
        lost.append(section.place)
    return Received(runs, notes, reader.new_notes, [*map(_lost, lost), *reader.problems])


def piece_with(piece: Piece, received: Received) -> Piece:
    """Return the piece with its citations set; new notes come last, not yet numbered."""
    if not (received.runs or received.notes):
        return piece
    piece = map_text(in_turn(received.runs), piece)
    notes = (
        map_note(in_turn(dict(enumerate(received.notes.get(note.label, ())))), note)
        for note in piece.notes
    )
    return replace(piece, notes=(*notes, *received.new_notes))


def in_turn(runs: Mapping[int, Run]) -> ChangeRun:
    """Make a change that puts runs in the places they have in a walk."""
    places = count()
    return lambda run: runs.get(next(places), run)


def labels_for(piece: Piece) -> Callable[[int], str]:
    """Make labels for the new notes of a piece, unlike all that it has.

    They are ``cite/1`` …, and ``headnote/cite/1`` … in the headnote.
    """
    taken = {note.label for note in piece.notes}
    title = len((piece.title, piece.subtitle))
    headnote = range(title, title + len(runs_of_blocks(piece.headnote)))

    def label(place: int) -> str:
        stem = "headnote/cite/" if place in headnote else "cite/"
        name = next(name for n in count(1) if (name := f"{stem}{n}") not in taken)
        taken.add(name)
        return name

    return label


def _lost(place: Place) -> Problem:
    return error(
        place,
        Code.CITE_UNSET,
        "words around a citation were changed when it was set",
        hint="this is a fault of the program; please report it with the paragraph",
    )
