"""What is set apart between colons, and the lines that frame a text."""

from __future__ import annotations

from anthology.model import Paragraph, Quotation
from tests.reading.test_markdown import read, told


def test_a_division_that_never_ends_is_told() -> None:
    """At its first line; its words are kept."""
    assert told("A.\n\n::: letter\nB.\n") == [(3, "fence-open")]
    assert told("> ::: letter\n> B.\n\nC.\n") == [(1, "fence-open")]


def test_colons_within_a_listing_end_nothing() -> None:
    """They are its words."""
    text = read("::: letter\n~~~\n:::\n~~~\n:::\n\nAfter.\n")

    assert text.problems == ()
    assert [type(block) for block in text.blocks] == [Quotation, Paragraph]


def test_a_line_that_frames_a_text_may_stand_without_a_letter() -> None:
    """Place and name under a preface."""
    text = read("Words.\n\n[London, 1931]{.dateline}\n\n[The editors]{.signature #who}\n")

    assert text.problems == ()
    assert [b.kind for b in text.blocks if isinstance(b, Paragraph)] == [
        "",
        "dateline",
        "signature",
    ]
