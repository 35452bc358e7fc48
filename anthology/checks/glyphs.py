"""Find characters that no face of the book can show, and faces that cannot be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from anthology.checks.printed import printed_signs, printed_words
from anthology.faces import OWN, font_problem, missing_characters, own_faces
from anthology.model import Book
from anthology.problems import Code, Place, Problem, error

FONTS = frozenset({".otf", ".ttc", ".ttf", ".woff", ".woff2"})
"""How the names of font files end."""


def missing_glyphs(book: Book) -> Iterator[Problem]:
    """Report each character once for each file it stands in."""
    own = tuple(file for file in own_faces(book.folder) if not font_problem(file))
    missing = missing_characters("".join(printed_signs(book)), own)
    if not missing:
        return  # as good as always
    reported: set[tuple[str, str]] = set()
    for place, words in printed_words(book):
        for character in sorted(missing.intersection(words)):
            if (place.file, character) not in reported:
                reported.add((place.file, character))
                yield _missing(place, character)


def _missing(place: Place, character: str) -> Problem:
    name = unicodedata.name(character, "unnamed")
    return error(
        place,
        Code.GLYPH_MISSING,
        f"no face has the character “{character}” (U+{ord(character):04X} {name})",
        hint=f"replace it, or lay a face that has it into {OWN}/, as a .ttf file.",
    )


def unusable_faces(book: Book) -> Iterator[Problem]:
    """Report files among the book’s own faces that no edition could use."""
    for file in sorted((book.folder / OWN).glob("*")):
        if file.suffix not in FONTS:
            continue
        why = "is no .ttf file" if file.suffix != ".ttf" else font_problem(file)
        if why:
            yield error(
                Place(f"{OWN}/{file.name}"),
                Code.FACE_UNUSABLE,
                f"the face “{file.stem}” {why}",
                hint="take the TrueType version (.ttf) of a face that may be embedded.",
            )
