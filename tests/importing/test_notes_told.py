"""What has no partner among marks and notes is kept, and named in the report."""

from __future__ import annotations

import pytest

from anthology.cleaning import Weight, clean
from tests.importing.making import RULES

TOLD = {
    "notes-skipped": [
        "note 7 has a mark, but its text is missing in the source",
        "note 8 has no mark in the text",
    ],
    "notes-of-other-spelling": [
        "note 7 has a mark, but its text is missing in the source",
        "note 2 is called 2 times",
        "note 12 has a mark, but its text is missing in the source",
        "note 8 has no mark in the text",
        "note 11 has no mark in the text",
    ],
    "note-without-number": [
        "note 4 has no mark in the text",
        "a paragraph without a number was taken for note 6",
        "note 7 has no mark in the text",
    ],
    "notes-by-signs-missing": [
        "note § has a mark, but its text is missing in the source",
        "note † has a mark, but its text is missing in the source",
    ],
    "marks-out-of-turn": [
        "“3” looks like a mark out of its turn",
        "note 3 is called 2 times",
        "note 6 has a mark, but its text is missing in the source",
    ],
}


@pytest.mark.parametrize("name", TOLD)
def test_what_has_no_partner_is_told(name: str) -> None:
    """Each mark without a note, note without a mark and second mark is told, no other."""
    text = (RULES / name / "in.txt").read_text(encoding="utf-8")

    told = [
        one.finding.message
        for one in clean(text).told
        if one.finding.rule.startswith(("note-", "mark-"))
    ]

    assert told == TOLD[name]


def test_half_a_note_that_may_be_of_the_paragraph_is_asked_about() -> None:
    """Where note and paragraph both end open, the line stands where it stood, and is told."""
    text = (RULES / "note-or-paragraph" / "in.txt").read_text(encoding="utf-8")

    told = [one for one in clean(text).told if one.finding.rule == "note-joined"]

    assert [one.line for one in told] == [28]
    assert "may be the rest of the note that ends in “The engineer" in told[0].finding.message
    assert told[0].finding.weight is Weight.QUERY
