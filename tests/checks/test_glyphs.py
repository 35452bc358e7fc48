"""Characters that no face has are named before anything is laid out."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from anthology.checks.glyphs import missing_glyphs
from anthology.faces import missing_characters
from anthology.model import Book, Cell, Emphasis, Note, Paragraph, Piece, Row, Table, Text
from anthology.problems import Code, Place


def book(piece: Piece) -> Book:
    """A book of one piece."""
    return Book("Quays", "en", "quays", contents=(piece,), folder=Path())


def piece(words: str, note: str = "", cell: str = "") -> Piece:
    """A piece with words in a paragraph, in a note, in a table."""
    here, there, yonder = (Place("texts/x.md", line) for line in (3, 8, 12))
    row = Row((Cell((Emphasis((Text(cell),)),)),), yonder)
    blocks = (Paragraph((Text(words),), here), Table(row, (), yonder))
    notes = (Note("1", (Paragraph((Text(note),), there),), there),)
    return Piece(
        "x", "texts/x.md", (Text("X"),), Place("texts/x.md"), "en", blocks=blocks, notes=notes
    )


def test_letters_of_europe_are_there() -> None:
    """Latin with its accents, Greek and Cyrillic, and the spaces and signs of the trade."""
    words = "Żółć, Ångström, ſ — Ωραῖα… Россия № 5 ‘“„»«”’ † ‡ § ¶ ‖ ½\u00a0\u202f\u2009\u00ad"

    assert list(missing_glyphs(book(piece(words)))) == []


def test_a_missing_character_is_named_with_its_line() -> None:
    """Wherever it stands; once for each file."""
    found = list(missing_glyphs(book(piece("漢漢 and 漢", note="\u21a9", cell="漢 \u2603"))))

    assert [(p.code, p.place.line) for p in found] == [
        (Code.GLYPH_MISSING, 3),
        (Code.GLYPH_MISSING, 12),
        (Code.GLYPH_MISSING, 8),
    ]
    assert "“漢” (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)" in found[0].message


@given(st.text())
def test_what_is_missing_is_of_the_text(words: str) -> None:
    """Nothing is missing that was not asked for; asking in parts gives the same."""
    missing = missing_characters(words)

    assert missing <= set(words)
    assert missing == missing_characters(words[:3]) | missing_characters(words[3:])
