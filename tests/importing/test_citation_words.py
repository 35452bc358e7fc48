"""No word of a reference is lost when it becomes a citation, whatever the reference is."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from anthology.cleaning import Wishes, clean
from anthology.cleaning.citations.accounting import UNPRINTED, unheld

NAMES = ("Edda Marlow", "Marlow, Edda", "Jo Bly and Piet Halm", "Stott", "J. H. Quill, Jr.", "")
TITLES = (
    "The Weir",
    "Gates Apart: A History of Hinges",
    "Water, Stone and Reeds",
    "“Nine Gates,” in The River",
    "“Nine Gates,” in Ann Hale (ed.), The River",
)
HELPERS = (
    "vol. 2", "rev. ed.", "3rd edn", "trans. Jon Vey", "translated and edited by Jon Vey",
    "ed. Ann Hale, Rolf Kern, and Jo Bly", "with an afterword by Rosa Lind", "3 vols",
    "second corrected printing", "River Studies 12", "reprint of the first edition",
)  # fmt: skip
IMPRINTS = (
    "(Orin: Heron, 1976)", "(Orin, 1976)", ", Orin: Heron, 1976", ", Heron Press, 1976",
    "(Orin: Heron, 1976), vol. 3",
)  # fmt: skip
PAGES = (", 12", ", pp. 12-14", ", S. 12 f.", "", ", 12, note 4")
LEADS = ("", "See ", "As she says in ", "For the opposite view see ", "Cf. ")
BODY = "The river has been written about by many, and not all of it is true.[1]"

references = st.builds(
    lambda lead, name, title, helpers, imprint, page: (
        lead
        + ", ".join(filter(None, [name, title, *helpers]))
        + ("" if imprint.startswith(",") else " ")
        + imprint
        + page
        + "."
    ),
    st.sampled_from(LEADS),
    st.sampled_from(NAMES),
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(HELPERS), max_size=3, unique=True),
    st.sampled_from(IMPRINTS),
    st.sampled_from(PAGES),
)


def _note(text: str) -> str:
    return text[text.index("\n[^1]: ") + 7 :]


@settings(max_examples=80, deadline=None)
@given(references)
def test_every_word_of_a_reference_is_printed_somewhere(reference: str) -> None:
    """In the note, or in a field of the entry that styles print."""
    text = f"The river\n\nby Orla Tamm\n\n{BODY}\n\nNotes\n\n[1] {reference}\n"

    worded = _note(clean(text, Wishes(link_citations=False, queries_in_text=False)).text)
    cleaned = clean(text, Wishes(queries_in_text=False))
    linked = _note(cleaned.text)

    fields = [
        field
        for key in re.findall(r"@([\w-]+)", linked)
        for field in re.findall(
            r"^  (\w+) *= \{(.*)\},?$", cleaned.draft.stubs[key], re.MULTILINE
        )
    ]
    held = [value for name, value in fields if name not in UNPRINTED]
    assert unheld(worded, [re.sub(r"@[\w-]+", "", linked), *held]) == []


def test_words_that_no_field_would_hold_are_told() -> None:
    """The report names them, so that an editor can write the entry by hand."""
    reference = "Ann Hale, The Weir, with an afterword by Rosa Lind (Orin: Heron, 1976), 4."
    text = f"The river\n\nby Orla Tamm\n\n{BODY}\n\nNotes\n\n[1] {reference}\n"

    cleaned = clean(text)

    assert cleaned.draft.stubs == {}
    assert reference in cleaned.text
    (told,) = [one.finding for one in cleaned.told if one.finding.rule == "citation-unread"]
    assert "afterword rosa lind" in told.message
