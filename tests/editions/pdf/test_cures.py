"""Each cure is still needed by the engine we have, and heals it."""

from __future__ import annotations

import subprocess
import sys

import pytest
import weasyprint

from anthology.editions.pdf import cures

PRINT_LINES = """
import sys
from anthology.editions import pdf  # its fonts
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox
if "cured" in sys.argv:
    from anthology.editions.pdf.cures import cure
    cure()
for page in HTML(string=sys.stdin.read()).render().pages:
    for line in page._page_box.descendants():
        if isinstance(line, LineBox):
            print("".join(box.text for box in line.descendants() if isinstance(box, TextBox)))
"""
"""Lays out what it reads, and prints the lines, with the cures or without."""

STYLE = """<style>
@page { size: 300px 200px; margin: 10px }
html { font: 10px/12px "EB Garamond"; hyphens: auto }
p { margin: 0; orphans: 2; widows: 2 }
.note { float: footnote; footnote-policy: line }
</style>"""

FORGETFUL = (
    "".join(f"<p>filler {number}</p>" for number in range(10))
    + "<p>line0<span class=note>NOTE0</span><br>"
    + "line1<span class=note>NOTE1</span><br>x<br>x<br>x</p>"
    + "<p>after</p>" * 30
)
"""Its second note is called where a line fits only after the first is put off."""

CLUMSY = "".join(
    f'<p lang="en" style="width: {width / 4}px">administration gentle <em>rivers</em></p>'
    for width in range(300, 345)
)
"""The first two words in all widths around their own."""


def lines(html: str, *how: str) -> list[str]:
    """Return the lines that the engine makes of some HTML."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_LINES, *how],
        check=True,
        capture_output=True,
        encoding="utf-8",
        input=f'<html lang="en">{STYLE}{html}</html>',
    )
    return done.stdout.splitlines()


def test_the_cures_are_for_the_engine_we_have() -> None:
    """Another version may have other faults: somebody must look before it is used."""
    assert weasyprint.__version__.startswith(cures.MADE_FOR)


def test_a_forgotten_note_is_remembered() -> None:
    """WeasyPrint loses one of the two notes; cured, it sets both."""
    plain, cured = lines(FORGETFUL), lines(FORGETFUL, "cured")

    assert {"2. NOTE1", "1. NOTE0"} - set(plain)
    assert {"2. NOTE1", "1. NOTE0"} <= set(cured)


def test_a_line_is_not_broken_after_half_a_word() -> None:
    """Where the words fit but for the space at their end, the line is not cut in the first.

    Uncured it is with Pango 1.50 (Debian 12), and not with 1.56 (Debian 13).
    """
    cured = [line for line in lines(CLUMSY, "cured") if line.endswith("\u2010")]

    assert not cured


@pytest.mark.parametrize("version", ["69.0", "71.0"])
def test_another_engine_is_refused(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Better no book than one with notes lost in a new way."""
    monkeypatch.setattr(cures, "VERSION", version)

    with pytest.raises(RuntimeError, match="WeasyPrint"):
        cures.cure()
