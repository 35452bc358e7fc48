"""What an import must find in the five documents the project began from.

They are other people's texts and not in the repository; these tests exist only where
the folder with them lies beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anthology.cleaning import Wishes, clean
from anthology.cleaning.decoding import encode
from anthology.cleaning.ledger import undo_all
from anthology.cleaning.readers import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
KEEP = Wishes(link_citations=False, queries_in_text=False)

if SEEDS.is_dir():

    def _clean(number: str) -> str:
        path = next(SEEDS.glob(f"{number}_*.txt"))
        source = read(path.read_bytes(), path.name)
        return clean(source.text, KEEP, source.draft).text

    @pytest.mark.parametrize(
        ("number", "marks", "notes"), [("001", 57, 54), ("003", 13, 13), ("000", 0, 0)]
    )
    def test_all_marks_and_notes_are_tied(number: str, marks: int, notes: int) -> None:
        """Every mark of the seeds is found and every note that is there hangs on one."""
        text = _clean(number)

        found = re.findall(r"(?<!^)\[\^([\w-]+)\](?!:)", text, re.MULTILINE)
        bodies = re.findall(r"^\[\^([\w-]+)\]: (?!\{>> missing)", text, re.MULTILINE)

        assert len(found) == marks
        assert len(bodies) == notes
        assert set(bodies) <= set(found)

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            ("002", "Continue to Chapter Three"),
            ("003", "permalink"),
            ("004", "Click here to subscribe"),
            ("004", "Share this article"),
        ],
    )
    def test_furniture_is_gone(number: str, words: str) -> None:
        """Navigation, newsletters and comments do not come into the piece."""
        assert words not in _clean(number)

    @pytest.mark.parametrize(
        "path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3]
    )
    def test_the_ledger_gives_every_byte_back(path: Path) -> None:
        """Undoing the passes from last to first leads to the file as it was."""
        raw = path.read_bytes()
        source = read(raw, path.name)

        cleaned = clean(source.text, KEEP, source.draft)

        assert encode(undo_all(cleaned.text, cleaned.steps), source.coding) == raw
