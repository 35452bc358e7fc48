"""The words of the furniture, in every language."""

from __future__ import annotations

import pytest

from anthology.editions.terms import terms


@pytest.mark.parametrize("lang", ["de", "es", "fr", "ru"])
def test_every_language_has_every_word(lang: str) -> None:
    """A template may ask for any of them."""
    assert set(terms(lang)) == set(terms("en"))
    assert all(terms(lang).values())


@pytest.mark.parametrize("lang", ["en-GB", "de-AT", "es", "fr-CA", "ru"])
def test_words_of_the_index_say_what_to_do(lang: str) -> None:
    """They follow a full stop; before the mark of a note no line may end."""
    words = terms(lang)

    assert words["see"][0].isupper()
    assert words["see-also"][0].isupper()
    assert " " not in words["in-note"]
