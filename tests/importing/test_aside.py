"""A long text is looked through by two processes; nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.cleaning import aside, clean
from anthology.cleaning.readers import read

RULES = Path(__file__).parent / "rules"
TEXTS = ("faults-words-glued", "notes-foot-of-page", "no-faults-symbols")


@pytest.mark.parametrize("name", TEXTS)
def test_a_second_process_finds_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether one process or two look through a text, the same is found and done."""
    text = read((RULES / name / "in.txt").read_bytes(), "in.txt").text
    alone = clean(text)
    monkeypatch.setattr(aside, "LONG", 0)

    together = clean(text)

    assert (together.text, together.steps) == (alone.text, alone.steps)
    assert together.told == alone.told
