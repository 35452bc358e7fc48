"""What an import costs: no more than in proportion to the text."""

from __future__ import annotations

import time

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
