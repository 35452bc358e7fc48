"""What an editor is told of the notes: what has no partner, and what has two."""

from __future__ import annotations

from collections.abc import Iterator

from anthology.cleaning.draft import Finding, Weight, around
from anthology.cleaning.notes.systems import System


def tell_of(text: str, system: System) -> Iterator[Finding]:
    """Marks without a note, notes without a mark, marks that come twice, numbers put in."""
    known = {tie.label for tie in system.ties if tie.opener}
    for sign in system.spare:
        what = "a mark out of its turn" if sign.label in known else "a note mark without a note"
        message = f"“{text[sign.start : sign.end]}” looks like {what}"
        sample = around(text, sign.start, sign.end)
        yield Finding("mark-alone", sign.start, message, Weight.DOUBT, sample)
    for sign in system.orphans:
        message = f"note {sign.label} has no mark in the text"
        sample = around(text, sign.start, sign.end)
        yield Finding("note-alone", sign.start, message, Weight.QUERY, sample)
    for tie in system.ties:
        if len(tie.marks) > 1:
            message = f"note {tie.label} is called {len(tie.marks)} times"
            place = tie.marks[1].start
            sample = around(text, place, place + 1)
            yield Finding("mark-twice", place, message, Weight.DOUBT, sample)
        if tie.opener and tie.opener.start == tie.opener.end:
            message = f"a paragraph without a number was taken for note {tie.label}"
            sample = text[tie.opener.start : tie.opener.start + 60].partition("\n")[0]
            yield Finding("note-unnumbered", tie.opener.start, message, Weight.DOUBT, sample)
