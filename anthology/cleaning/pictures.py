"""What is left of pictures: their names, descriptions and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import BLOCKS, DROP, DROP_END, query, words_of

RULES = {
    "image": "the name or description of a picture that is not there",
    "caption": "the caption of a picture that is not there; a query stands in its place",
}

SHOWN = 60
"""Characters of a caption that a query gives."""


def drop_marked(
    lines: Sequence[Line], draft: Draft, edits: Edits, findings: list[Finding]
) -> list[Line]:
    """Take out the lines that a reader has marked as furniture; return those that stay.

    Where a picture stood the editor is asked: only she knows whether it is to come.
    """
    last: Line | None = None
    kept = []
    for line in lines:
        if line.text[0] != DROP:
            kept.append(line)
            last = line
            continue
        rule, _, words = line.text[1:].partition(DROP_END)
        edits.delete(line.start, line.end, rule)
        if rule == "caption" and last is not None:
            shown = words_of(words).strip()
            shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN].rstrip()} …"
            message = f"a picture stood here: {shown}"
            findings.append(Finding("picture", line.start, message, Weight.QUERY, shown))
            if draft.wishes.queries_in_text and last.text[0] not in BLOCKS:
                edits.insert(last.end, query(message), "query")
    return kept


def drop_pictures(draft: Draft) -> Outcome:
    """Take out what is left of pictures: their file names, descriptions and captions."""
    edits = Edits(draft.text)
    lines = written_lines(draft.text)
    for index, line in enumerate(lines):
        words = words_of(line.text).strip() if line.text[0] not in BLOCKS else ""
        if not _image_name(words):
            continue
        edits.delete(line.start, line.end, "image")
        if index + 1 < len(lines) and _caption_of(words, words_of(lines[index + 1].text)):
            edits.delete(lines[index + 1].start, lines[index + 1].end, "caption")
    for line in lines:
        if _CAPTION.match(line.text) and len(line.text) < 300:
            edits.delete(line.start, line.end, "caption")
    text, changes = edits.done()
    return draft.then(text), changes


_FILE = regex(r".{1,80}\.(?:jpe?g|png|gif|webp|svg|tiff?)", re.IGNORECASE)
_NAMED = regex(r"(?:[^\W_](?:[^\W_]|[’'-])*[ _]){1,9}\d{2,4}-\d{1,2}")
_CAPTION = regex(
    r"(?:\[?(?:photo|picture|image|illustration|foto|bild|abb)(?:graph)?(?: (?:credit"
    r"|courtesy|by))?\s*[:©]"
    r"|(?:caption|bildunterschrift)\s*:|\[Illustration)",
    re.IGNORECASE,
)


def _image_name(words: str) -> bool:
    """Whether a line is a file's name or what a camera called it: ``Rally 1926-4``."""
    if _FILE.fullmatch(words):
        return True
    return len(words) < 60 and bool(_NAMED.fullmatch(words)) and not words.endswith(".")


def _caption_of(name: str, words: str) -> bool:
    """Whether the line after a picture's name speaks of what the name names."""
    names = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", name)}
    said = {word.lower()[:5] for word in re.findall(r"[^\W\d_]{4,}", words)}
    return len(words) < 300 and sum(word[:5] in said for word in names) >= 2
