"""What an import costs: no more than in proportion to the text."""

from __future__ import annotations

import time
from pathlib import Path

import anthology.cleaning
from anthology.cleaning import clean
from anthology.cleaning.readers import read
from tests.importing.making import TEXTS

MOST = 7
"""Times the cost of four times the text: four and the noise of a busy machine."""


def _seconds(raw: bytes) -> float:
    """Processor time of the better of two imports."""
    found = []
    for _ in range(2):
        start = time.process_time()
        source = read(raw, "x.txt")
        clean(source.text, None, source.draft)
        found.append(time.process_time() - start)
    return min(found)


def test_four_times_the_text_costs_four_times_as_much() -> None:
    """Cost is linear; the measure of ten megabytes is in ``tests/bench/importing.py``."""
    texts = [text for text in TEXTS if "GUTENBERG" not in text]  # it says where texts end
    once = "\n\n".join(texts).encode("utf-8")
    _seconds(once)  # the word list is read once in a process

    ratio = _seconds(b"\n\n".join([once] * 4)) / _seconds(once)

    assert ratio < MOST


def test_no_rule_is_compiled_before_it_is_needed() -> None:
    """Whoever only reads a ledger does not wait for the rules of the cleaner."""
    rooms = Path(anthology.cleaning.__file__).parent

    early = [
        file.name for file in rooms.rglob("*.py") if "re.compile(" in file.read_text("utf-8")
    ]

    assert early == ["patterns.py"]
