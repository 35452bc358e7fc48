"""Citations within the sentences of notes: where parentheses stand, and where they do not."""

from __future__ import annotations

import pytest

from tests.passes.making import IBID, piece_of, set_book
from tests.passes.words import shown_notes

FULL = "Dora Finch, *Chartmakers*, 2nd ed., trans. Per Olsen (Meridian, 1962), 3"
SHORT = "Finch, *Chartmakers*"


def _note(words: str, style: str, lang: str = "en-US") -> str:
    source = f"A.[^1]\n\n[^1]: {words}\n"
    (piece,) = set_book(piece_of(source, lang=lang), style=style).pieces()
    ((shown,),) = shown_notes(piece)
    return shown


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("See [@finch1962, p. 3].", f"See {FULL}."),
        ("[See @finch1962, p. 3].", f"See {FULL}."),
        ("Figures from [@finch1962, p. 3], and more.", f"Figures from {FULL}, and more."),
        ("So it was. [@finch1962, p. 3].", f"So it was. {FULL}."),
        ("*See also* [@finch1962, p. 3].", f"*See also* {FULL}."),
        ("Dora Finch’s [-@finch1962, p. 3].", f"Dora Finch’s {FULL[12:]}."),
        ("“So it was” [@finch1962, p. 3], she says.", f"“So it was” ({FULL}), she says."),
        ("She wrote *Charts* [@finch1962, p. 3].", f"She wrote *Charts* ({FULL})."),
        ("So it was then [@finch1962, p. 3].", f"So it was then ({FULL})."),
        ("See [@finch1962, p. 3]; cf. [@finch1962].", f"See {FULL}; cf. {SHORT}."),
    ],
)
def test_words_that_lead_up_to_a_citation_go_on_into_it(words: str, printed: str) -> None:
    """Parentheses stand only where a citation interrupts the words of a note."""
    assert _note(words, "chicago-notes-bibliography") == printed


def test_a_sentence_that_begins_with_ibid_begins_with_a_capital() -> None:
    """Behind a full stop too, and in the middle it does not."""
    words = "See [@finch1962, p. 3]. [@finch1962, p. 4]. See [@finch1962, p. 5]."

    assert _note(words, IBID) == f"See {FULL}. Ibid., 4. See ibid., 5."


def test_a_style_of_author_and_year_keeps_its_parentheses() -> None:
    """They are the style’s own."""
    assert _note("See [@finch1962, p. 3].", "apa") == "See (Finch, 1962, p. 3)."


def test_a_german_note_is_set_in_german() -> None:
    """With the pages as an import writes them."""
    chicago, apa = (
        _note("[Vgl. @finch1962, S. 12 f].", style, "de-DE")
        for style in ("chicago-notes-bibliography", "apa")
    )

    assert chicago.startswith("Vgl. Dora Finch, *Chartmakers*")
    assert chicago.endswith(" (Meridian, 1962), 12 f.")  # this style has no “S.”
    assert apa == "(Vgl. Finch, 1962, S. 12 f)."
