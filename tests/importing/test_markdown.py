"""Markdown that is already as the program writes it, and Markdown that has more."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.cleaning import clean
from anthology.cleaning.readers import read
from anthology.reading.front_matter import divide
from tests.importing.making import RULES

OURS = sorted(RULES.glob("markdown*/golden.md"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.parent.name)
def test_what_is_of_the_dialect_stays(path: Path) -> None:
    """A clean text that is imported once more comes out as it went in."""
    source = read(path.read_bytes(), "x.md")

    again = clean(source.text, None, source.draft).text

    assert divide(again).body == divide(source.text).body


def test_what_the_dialect_lacks_is_told() -> None:
    """Boxes, struck and marked words, addresses with spaces are named with their lines."""
    raw = (RULES / "markdown-unknown" / "in.md").read_bytes()
    source = read(raw, "in.md")

    told = clean(source.text, None, source.draft).told
    known = [(one.line, one.finding.sample) for one in told if one.finding.offset >= 0]

    assert [line for line, _ in known] == [3, 3, 5, 6, 8]
    assert [sample.split()[0] for _, sample in known] == [
        "~~The",
        "==still",
        "-",
        "-",
        "![](old",
    ]
    assert not [one for one in told if one.finding.rule.startswith(("mark-", "note-"))]


def test_the_title_of_a_link_is_told() -> None:
    """What stands beside the address of a link does not go in silence."""
    source = read((RULES / "markdown-links" / "in.md").read_bytes(), "in.md")

    told = clean(source.text, None, source.draft).told

    assert [
        (one.line, one.finding.sample) for one in told if one.finding.rule == "link-title"
    ] == [(6, "until further notice"), (8, "The Harbour")]
