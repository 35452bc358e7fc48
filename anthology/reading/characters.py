"""Characters that no edition can hold, found before anything else is read."""

from __future__ import annotations

import re
import unicodedata

from anthology.problems import Code, Place, Problem, error

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) forbids even as a reference: an EPUB with one does not open."""

MOST = 10
"""Lines named one by one; a file that is not text at all has an error on every line."""


def illegal_characters(text: str, file: str, first_line: int = 1) -> list[Problem]:
    """Report each line with a character that XML forbids, the first ten by number."""
    lines: dict[int, str] = {}
    line, seen = first_line, 0
    for found in ILLEGAL.finditer(text):
        line += text.count("\n", seen, found.start())
        seen = found.start()
        lines.setdefault(line, found.group())
    problems = [_illegal(Place(file, line), lines[line]) for line in list(lines)[:MOST]]
    if len(lines) > MOST:
        rest = f"{len(lines) - MOST} more lines have characters that no edition can hold"
        hint = "look whether it is a text at all"
        problems.append(error(Place(file), Code.CHARACTER_ILLEGAL, rest, hint))
    return problems


def _illegal(place: Place, character: str) -> Problem:
    number = f"U+{ord(character):04X}"
    name = {"\0": " (NUL)", "\x0b": " (a line break of Word)", "\x0c": " (a form feed)"}
    what = (
        "half a character" if unicodedata.category(character) == "Cs" else "a control character"
    )
    return error(
        place,
        Code.CHARACTER_ILLEGAL,
        f"{what} that no edition can hold: {number}{name.get(character, '')}",
        hint="delete it, or look in the original for what stood there",
    )
