"""Where patterns are read as they are asked for, words are divided as pyphen divides them."""

from __future__ import annotations

import pytest
from pyphen import LANGUAGES, HyphDict

from anthology.editions.pdf.patterns import dictionary

WORDS = 500
"""Tried of each language: made of the letters that its patterns are about."""


@pytest.mark.parametrize("lang", ["af_ZA", "ca", "de_DE", "en_GB", "eo", "ru_RU"])
def test_words_are_divided_as_pyphen_divides_them(lang: str) -> None:
    """With letters written as codes, and ways of spelling that change at the division."""
    theirs, ours = HyphDict(LANGUAGES[lang]), dictionary(lang)
    letters = [pattern.replace(".", "") for pattern in theirs.patterns]
    step = len(letters) // WORDS
    pairs = zip(letters[::step], letters[7::step], strict=False)
    words = [first + last for first, last in pairs]

    found = {word: ours.positions(word) for word in words}

    assert found == {word: theirs.positions(word) for word in words}
    assert sum(map(bool, found.values())) > WORDS // 2
