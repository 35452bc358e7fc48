"""What the layout loses is found, whoever lost it: engine, style sheet or we."""

from __future__ import annotations

import pytest

from anthology.editions.pdf import footnotes
from tests.editions.pdf.making import laid_out, prose


def section(text: str) -> str:
    """A section with some text."""
    return f'<section><div class="text">{text}</div></section>'


def note(words: str) -> str:
    """A mark with its note."""
    lines = f'<span class="note-paragraph">{words}</span>'
    return f'<span class="note" id="n" data-mark="1">{lines}</span>'


def faults(text: str, css: str = "") -> list[str]:
    """What is wrong with a layout."""
    return [fault.message for fault in laid_out(section(text), css).faults]


def test_a_sound_page_has_no_faults() -> None:
    """Text, note and table: nothing to say."""
    table = (
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    )

    assert faults(f"<p>{prose(300)}{note(prose(300))}</p>{table}") == []


def test_hidden_words_are_missed() -> None:
    """A style sheet may not drop what an author wrote."""
    found = faults(f"<p>{prose(9)} <em>Not to be hidden.</em></p>", "em { display: none }")

    assert found == ["not all words are printed: “nottobehidden.…”"]


def test_words_off_the_edge_are_missed() -> None:
    """Words beyond the trim are on nobody’s paper."""
    found = faults(f"<p>{prose(60)}</p>", "p { white-space: nowrap }")

    assert found
    assert all("runs off the edge of page 1" in message for message in found)


def test_words_below_the_page_are_missed() -> None:
    """So are words that a box of its own holds below the foot."""
    found = faults(f"<p>{prose(900)}</p>", "p { display: inline-block }")

    assert "text runs off the foot of page 1" in found


def test_a_note_taller_than_a_page_would_be_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left whole, as the engine would set it, it runs off the page."""
    monkeypatch.setattr(footnotes, "FEWEST_LINES", 10_000)

    found = faults(f"<p>Text{note(prose(1500))}</p>")

    assert "notes run off the foot of page 2" in found


def test_a_word_longer_than_any_line_is_divided() -> None:
    """Two hundred letters without a syllable keep within the margins."""
    assert faults(f"<p>{prose(20)} {'w' * 200}{note('w' * 200)}</p>") == []


def test_a_head_that_comes_again_is_no_fault() -> None:
    """A table of several pages repeats its head; its words are there more than once."""
    rows = "".join(f"<tr><td>{number}</td><td>{prose(4)}</td></tr>" for number in range(90))
    head = "<thead><tr><th>Number</th><th>Words</th></tr></thead>"

    assert faults(f"<table>{head}<tbody>{rows}</tbody></table>") == []
