"""Sections are made ready as they come, and let go as they are bound."""

from __future__ import annotations

from dataclasses import replace

from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.gathering import Gathering
from tests.editions.pdf.making import section_job


def test_a_section_is_made_ready_once_and_given_away() -> None:
    """All of a long book, open at once and copied, would need twice the memory."""
    part = lay_out(replace(section_job("<section><p>Some words.</p></section>"), tagged=True))
    gathering = Gathering()
    gathering.put(part)

    taken = gathering.take(part)

    assert len(taken.pages) == part.pages
    assert taken.tagged is not None
    assert gathering.take(part) is not taken
