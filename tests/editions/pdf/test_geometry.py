"""The page of every trim size the house is designed for."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.geometry import geometry
from anthology.model import Style, TrimSize
from tests.editions.pdf.making import page_texts, section_job

SIZES = [(360.0, 576.0), (396.0, 612.0), (432.0, 648.0), (419.53, 595.28)]
"""5 × 8, 5.5 × 8.5 and 6 × 9 in, and A5."""

ENGLISH = """
The quay was built in a dry summer, when the river stood so low that boys could walk to the
island and back. Nobody remembers who paid for it. The ledgers of the harbour begin only in
the following spring, with a list of timber and rope, and with a complaint about the lamp,
which the warden had promised to light at dusk and had forgotten twice in the first week.
"""


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_line_has_as_many_letters_as_a_reader_likes(
    width: float, height: float, style: Style, tmp_path: Path
) -> None:
    """From 62 to 71, spaces included (Bringhurst, 2.1.2: 45 to 75, 66 is ideal)."""
    trim = TrimSize(width, height)
    pages = lay_out(section_job(f"<section><p>{ENGLISH * 10}</p></section>", "", trim, style))

    full, *_ = page_texts(pages.pdf, tmp_path)

    assert 62 <= len(full.strip()) / geometry(trim).lines < 72


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_is_ruled_in_whole_lines(width: float, height: float) -> None:
    """Margins grow from the back to the edge and from the head to the foot."""
    page = geometry(TrimSize(width, height))

    assert page.top + page.lines * page.line + page.foot == pytest.approx(height)
    assert 36 < page.inner < page.outer
    assert page.top < page.foot
