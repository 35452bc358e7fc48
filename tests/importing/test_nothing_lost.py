"""What leaves a text is in its front matter, in the bibliography, or on the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anthology.cleaning import clean
from anthology.cleaning.readers import read
from anthology.cleaning.textual import removals
from tests.importing.making import RULES

KINDS = ("notes-none", "notes-by", "notes-foot", "notes-in", "poem", "interview", "furniture")
CASES = sorted(path for kind in KINDS for path in RULES.glob(f"{kind}*/in.txt"))
FORM = frozenset(
    [
        "by",
        "von",
        "par",
        "and",
        "may",
        "footnote",
        "note",
        "nota",
        "september",
        "mayo",
        "fn",
        "ref",
        "sup",
        "ibid",
    ]
)
"""What only gives form: bylines, months in their own spelling, the signs of notes."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_word_is_accounted_for(path: Path) -> None:
    """No word of a source vanishes without a line of the report that shows it."""
    source = read(path.read_bytes(), path.name)

    cleaned = clean(source.text, None, source.draft)
    listed = " ".join(change.old for _, change in removals(cleaned.steps))
    said = _letters(" ".join((cleaned.text, *cleaned.draft.stubs.values())))
    words = {word for word in _words(source.text) if len(word) > 1}

    assert {word for word in words if word not in said + "|" + _letters(listed)} <= FORM


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _letters(text: str) -> str:
    """The letters alone: a word divided at a line end is found in the whole one."""
    return "".join(_words(text))
