"""Notes: every mark tied to its note, whatever form the two have."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from anthology.cleaning.draft import Draft, Finding, Outcome, Weight, around
from anthology.cleaning.ledger import Edits
from anthology.cleaning.notes.bodies import (
    Body,
    Paragraphs,
    find_bodies,
    line_before,
    line_start,
)
from anthology.cleaning.notes.bracketed import Bracketed, find_bracketed
from anthology.cleaning.notes.forms import SYMBOLS, Sign, sort_of
from anthology.cleaning.notes.gaps import Tie
from anthology.cleaning.notes.guesses import LATE
from anthology.cleaning.notes.linked import tell_linked, tidy_linked
from anthology.cleaning.notes.systems import System, find_systems
from anthology.cleaning.notes.telling import tell_of
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    HEADINGS,
    MORE,
    NOTE,
    NOTE_END,
    SUP,
    SUP_END,
    mark,
    note,
    query,
    words_of,
)

RULES = {
    "note-mark": "the sign of a note becomes its mark",
    "note": "the sign that opens a note becomes its label",
    "note-missing": "a mark whose note is not in the source keeps its place",
    "note-paragraph": "a further paragraph of a note is set in under it",
    "note-moved": "a note inside the sentence moves out of it",
    "notes-heading": "a heading over the notes that says no more than that",
}

_LINKED = regex(f"^{NOTE}", re.MULTILINE)
NOTES_HEADING = regex(
    "(?:foot-?|end-?)?notes?|(?:fu(?:ß|ss)noten?|anmerkungen|endnoten|notas?|notes? de bas "
    "de page|"
    "references and notes|notes and references|references|einzelnachweise|références"
    "|referencias|citations|примечания|noten|voetnoten|note|notat|noter"
    "|pozn[aá]mky|notes et références|note e riferimenti|notas y referencias|anmerkungen und"
    " einzelnachweise)",
    re.IGNORECASE,
)
"""What a heading says that stands over nothing but notes."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A tie with the label it will have, and the words of its note."""

    label: str
    tie: Tie
    body: Body | None
    late: bool


def tie_notes(draft: Draft) -> Outcome:
    """Turn the marks and notes of a text into signs, and report what has no partner."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    bracketed = [
        one
        for one in find_bracketed(text, literal=draft.literal)
        if NOTE not in text[slice(*one.words)]  # the bracket was never closed
    ]
    blanked = _blank(text, bracketed)
    systems = find_systems(blanked)
    labels = _Labels(text)
    appended: list[str] = []
    _set_bracketed(text, edits, bracketed, labels, appended)
    named_notes = _named(blanked, draft.wrapped, systems, labels)
    for named in named_notes:
        _set_note(text, edits, findings, named, appended)
    _drop_section_heads(text, edits, named_notes)
    for system in systems:
        findings += tell_of(text, system)
    if _LINKED.search(text):
        for match in _LINKED.finditer(text):
            _drop_heading(text, edits, match.start())
        tidy_linked(text, edits, NOTES_HEADING)
        findings += tell_linked(text)
    if appended:
        edits.insert(len(text), "".join(f"\n\n{words}" for words in appended), "note-moved")
    text, changes = edits.done()
    return draft.then(text, findings), changes


class _Labels:
    """Gives every note of the file a label of its own."""

    def __init__(self, text: str) -> None:
        known = _LINKED.finditer(text)
        self._taken = {text[one.end() : text.find(NOTE_END, one.end())] for one in known}

    def new(self, wanted: str) -> str:
        label, number = wanted, 1
        while label in self._taken:
            number += 1
            label = f"{wanted}-{number}"
        self._taken.add(label)
        return label


def _blank(text: str, bracketed: list[Bracketed]) -> str:
    """The text with notes in brackets, and their marks, painted over."""
    spans = [(note.start, note.end) for note in bracketed]
    spans += [(note.mark.start, note.mark.end) for note in bracketed if note.mark]
    parts, here = [], 0
    for start, end in sorted(spans):
        parts.append(text[here:start])
        parts.append(re.sub(r"[^\n]", "x", text[start:end]))
        here = max(here, end)
    return "".join([*parts, text[here:]])


def _set_bracketed(
    text: str, edits: Edits, notes: list[Bracketed], labels: _Labels, appended: list[str]
) -> None:
    runs = _runs([note.label for note in notes])
    for number, (item, run) in enumerate(zip(notes, runs, strict=True)):
        wanted = item.label if item.label.isalnum() else f"n{number + 1}"
        label = labels.new(f"{run + 1}-{wanted}" if max(runs) else wanted)
        words = " ".join(text[slice(*item.words)].split())
        place = item.mark or Sign(item.start, item.end, label, "", 1.0)
        if item.apart and not item.mark:
            before = line_before(text, item.start)
            edits.insert(before.start + len(before.text.rstrip()), mark(label), "note-mark")
        else:
            _set_mark(text, edits, place, label)
        if item.apart:
            edits.replace(item.start, item.words[0], note(label), "note")
            for match in re.finditer(r"\n[ \t]*\n[ \t]*(?=\S)", text[slice(*item.words)]):
                start, end = (item.words[0] + place for place in match.span())
                edits.replace(start, end, f"\n\n{MORE}", "note-paragraph")
            edits.delete(item.words[1], item.end, "note")
        else:
            if item.mark:
                edits.delete(item.start, item.end, "note-moved")
            appended.append(note(label) + words)


def _runs(labels: list[str]) -> list[int]:
    """For each label, how often the numbering began anew before it."""
    runs, run, last = [], 0, ""
    for label in labels:
        if last and label.isalnum() and (len(label), label) <= (len(last), last):
            run += 1
        last = label
        runs.append(run)
    return runs


def _named(text: str, wrapped: bool, systems: list[System], labels: _Labels) -> list[_Named]:
    paragraphs = Paragraphs(text, wrapped)
    marks = sorted(
        sign.start for system in systems for tie in system.ties for sign in tie.marks
    )
    found: list[_Named] = []
    for system in systems:
        late = system.opener_form.startswith(LATE)
        ties = [tie for tie in system.ties if tie.opener]
        ties.sort(key=lambda tie: tie.opener.start if tie.opener else 0)
        openers = [
            (tie.opener, index + 1 < len(ties) and ties[index + 1].run == tie.run)
            for index, tie in enumerate(ties)
            if tie.opener
        ]
        bodies = {body.opener: body for body in find_bodies(paragraphs, openers, marks, late)}
        inside = _Inside(list(bodies.values()))
        many = max((tie.run for tie in system.ties), default=0) > 0
        for number, tie in enumerate(system.ties):
            wanted = _wanted(system, tie, number, many)
            outside = tuple(sign for sign in tie.marks if not inside.holds(sign.start))
            marks_kept = _closed(text, outside or tie.marks[:1], tie.opener)
            kept = Tie(tie.label, marks_kept, tie.opener, tie.run)
            body = bodies.get(tie.opener) if tie.opener else None
            found.append(_Named(labels.new(wanted), kept, body, late))
    return found


def _closed(text: str, marks: tuple[Sign, ...], opener: Sign | None) -> tuple[Sign, ...]:
    """Marks with the half parenthesis that their notes have too: ``¹)``."""
    sign = text[opener.start : opener.end].strip() if opener else ""
    if not sign.endswith(")") or "(" in sign:
        return marks
    return tuple(
        one._replace(end=one.end + 1)
        if text[one.end : one.end + 1] == ")" != text[one.end - 1 : one.end]
        else one
        for one in marks
    )


class _Inside:
    """Tells whether a place lies within the words of a note."""

    def __init__(self, bodies: list[Body]) -> None:
        self._bodies = sorted(bodies, key=lambda body: body.opener.start)
        self._starts = [body.opener.start for body in self._bodies]

    def holds(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._bodies[index].end


def _wanted(system: System, tie: Tie, number: int, many: bool) -> str:
    if sort_of(system.form) == SYMBOLS:
        return f"n{number + 1}"
    return f"{tie.run + 1}-{tie.label}" if many else tie.label


def _set_note(
    text: str, edits: Edits, findings: list[Finding], named: _Named, appended: list[str]
) -> None:
    for sign in named.tie.marks:
        _set_mark(text, edits, sign, named.label)
    if named.body is None:
        where = named.tie.marks[0].start
        missing = f"missing: the text of note {named.tie.label} is not in the source"
        appended.append(note(named.label) + query(missing))
        sample = around(text, where, where + 1)
        message = f"note {named.tie.label} has a mark, but its text is missing in the source"
        findings.append(Finding("note-missing", where, message, Weight.QUERY, sample))
        return
    _set_body(text, edits, named)


def _set_mark(text: str, edits: Edits, sign: Sign, label: str) -> None:
    """Hang the mark on the word before it, over a space or a line end if need be."""
    if text[sign.start - 1 : sign.start] == SUP and text[sign.end : sign.end + 1] == SUP_END:
        sign = sign._replace(start=sign.start - 1, end=sign.end + 1)
    start = sign.start
    before = text[max(0, start - 80) : start]
    stripped = before.rstrip(" \t")
    if stripped.endswith("\n") and not stripped.endswith("\n\n") and len(stripped) > 1:
        stripped = stripped.rstrip("\n \t")
        start -= len(before) - len(stripped)
        follows = text[sign.end : sign.end + 1]
        line_end = "" if follows in ("\n", "") else "\n"
        edits.replace(start, sign.end, mark(label) + line_end, "note-mark")
        return
    if stripped and not stripped.endswith("\n"):
        start -= len(before) - len(stripped)
    edits.replace(start, sign.end, mark(label), "note-mark")


def _set_body(text: str, edits: Edits, named: _Named) -> None:
    body = named.body
    assert body is not None
    opener = body.opener
    first, *rest = body.paragraphs
    start = opener.start if named.late else line_start(text, opener.start)
    _drop_heading(text, edits, start if not named.late else opener.start)
    gap = "" if text.endswith("\n\n", 0, start) or not start else "\n"
    gap = "\n\n" if named.late else gap
    edits.replace(start, first[0], gap + note(named.label), "note")
    for begin, end in rest:
        indent = len(text[begin:end]) - len(text[begin:end].lstrip(" \t\ue010\ue013"))
        edits.replace(
            begin, begin + indent, _blank_before(text, begin) + MORE, "note-paragraph"
        )
    if text[body.end : body.end + 2].strip("\n") or text[body.end : body.end + 1] != "\n":
        return
    if text[body.end + 1 : body.end + 2] not in ("\n", ""):
        edits.insert(body.end, "\n", "note")


def _blank_before(text: str, start: int) -> str:
    return "" if text.endswith("\n\n", 0, start) else "\n"


def _drop_heading(text: str, edits: Edits, start: int) -> None:
    """Take away a line over the notes that only says so."""
    line = line_before(text, start) if text.endswith("\n", 0, start) else None
    if line is None:
        begin = line_start(text, start)
        words = words_of(text[begin:start]).strip(" \t:.*_#=-")
        if NOTES_HEADING.fullmatch(words):
            edits.delete(begin, start, "notes-heading")
        return
    words = words_of(line.text).strip(" \t:.*_#=-[]")
    heading = any(line.text.startswith(sign) for sign in HEADINGS.values())
    if NOTES_HEADING.fullmatch(words) and (heading or len(line.text.strip()) < 40):
        edits.delete(line.start, line.end, "notes-heading")


_END = regex(r"[.,;:!?…][\"”’»)]*(?:[\[(/{^]?\w{1,3}[\])/}]?|[*†‡§]+)?$")
"""The end of a sentence, or of a part of one, with the mark of a note."""


def _drop_section_heads(text: str, edits: Edits, notes: list[_Named]) -> None:
    """Take away what divides notes at the end by chapters: their labels say it now."""
    bodies = [one.body for one in notes if one.body]
    last = max((sign.end for one in notes for sign in one.tie.marks), default=0)
    ends = {body.end for body in bodies}
    for body in bodies:
        start = line_start(text, body.opener.start)
        line = line_before(text, start)
        words = words_of(line.text).strip()
        if not words or len(words) > 60 or line.end in ends or line.start < last:
            continue
        if _END.search(words):
            continue
        above = line_before(text, line.start)
        over = words_of(above.text).strip(" \t:.*_#=-[]")
        if above.end in ends or (above.text and NOTES_HEADING.fullmatch(over)):
            edits.delete(line.start, line.end, "notes-heading")
            if above.end not in ends:
                edits.delete(above.start, above.end, "notes-heading")
