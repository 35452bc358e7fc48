"""Find characters that no face of the book can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from anthology.checks.printed import printed_signs, printed_words
from anthology.faces import missing_characters
from anthology.model import Book
from anthology.problems import Code, Place, Problem, error


def missing_glyphs(book: Book) -> Iterator[Problem]:
    """Report each character once for each file it stands in."""
    if not missing_characters("".join(printed_signs(book))):
        return  # as good as always
    reported: set[tuple[str, str]] = set()
    for place, words in printed_words(book):
        for character in sorted(missing_characters(words)):
            if (place.file, character) not in reported:
                reported.add((place.file, character))
                yield _missing(place, character)


def _missing(place: Place, character: str) -> Problem:
    name = unicodedata.name(character, "unnamed")
    return error(
        place,
        Code.GLYPH_MISSING,
        f"no face has the character “{character}” (U+{ord(character):04X} {name})",
        hint="replace it, or write it in letters that the faces of the book have.",
    )
