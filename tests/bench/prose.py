"""Sentences by a small grammar over invented words: as many as wanted, always the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

LISTS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def _words(kind: str) -> list[str]:
    words = LISTS[kind]
    return words.split() if isinstance(words, str) else list(words)


NOUNS, ADJECTIVES, DETERMINERS = map(_words, ("nouns", "adjectives", "determiners"))
VERBS, INTRANSITIVES, ADVERBS = map(_words, ("verbs", "intransitives", "adverbs"))
PREPOSITIONS, CONJUNCTIONS = map(_words, ("prepositions", "conjunctions"))
NAMES, SURNAMES, FORENAMES = map(_words, ("names", "surnames", "forenames"))
PLACES, CITIES, PRESSES = map(_words, ("places", "cities", "presses"))


class Prose:
    """A writer of sentences; all it knows of the world is the ``Random`` it is given.

    What it writes must stay as it is, or figures of today say nothing about those of last
    year. So the order of the draws is part of it, even where a draw is not used.
    """

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def sentence(self, *, italics: bool = True) -> str:
        """Write a sentence; one in twelve has a word in italics."""
        words = self._words()
        if italics and self._one_in(12):
            words = self._with_italics(words)
        words = capital(words)
        return f"{words[:-1]}.”" if words.endswith("”") else f"{words}."

    def clause(self) -> str:
        """Write a clause without capital or full stop."""
        kind = self._rng.randrange(6)
        adverb = f"{self._rng.choice(ADVERBS)} " if self._one_in(3) else ""
        if kind == 0:
            return f"{self._noun_phrase()} {adverb}{self._intransitive()} {self._place()}"
        if kind == 1:
            who = f"{self._noun_phrase()}, who {self._verb()} {self._noun_phrase()},"
            return f"{who} {adverb}{self._verb()} {self._noun_phrase()}"
        if kind == 2:
            did = f"{self._noun_phrase()} {adverb}{self._verb()} {self._noun_phrase()}"
            return f"{did} {self._place()}"
        if kind == 3:
            return f"{self._place()} {self._noun_phrase()} {adverb}{self._intransitive()}"
        return f"{self._noun_phrase()} {adverb}{self._verb()} {self._noun_phrase()}"

    def noun(self) -> str:
        """Choose a noun: some are common and most are rare, as in every language."""
        word = NOUNS[int(len(NOUNS) * self._rng.random() ** 2)]
        return _plural(word) if self._one_in(4) else word

    def title(self) -> str:
        """Invent a title."""
        kind = self._rng.randrange(4)
        one, two = capital(self._rng.choice(NOUNS)), capital(self._rng.choice(NOUNS))
        titles = (
            f"The {capital(self._rng.choice(ADJECTIVES))} {one}",
            f"The {one} and the {two}",
            f"A {one} at {self._rng.choice(PLACES)}",
            f"Of the {one} in {capital(self._rng.choice(['winter', 'summer', 'autumn']))}",
        )
        return titles[kind]

    def person(self) -> str:
        """Invent an author."""
        return f"{self._rng.choice(FORENAMES)} {self._rng.choice(SURNAMES)}"

    def _words(self) -> str:
        kind = self._rng.randrange(10)
        first = self.clause()
        if kind < 4:
            return first
        if kind < 7:
            return f"{first}, {self._rng.choice(CONJUNCTIONS)} {self.clause()}"
        if kind == 7:
            return f"{first}; {self.clause()}"
        if kind == 8:
            return f"“{capital(first)},” said {self._rng.choice(NAMES)}, “and {self.clause()}”"
        return f"{first} — {self.clause()} — {self._rng.choice(CONJUNCTIONS)} {self.clause()}"

    def _with_italics(self, sentence: str) -> str:
        words = sentence.split(" ")
        plain = [at for at, word in enumerate(words) if word.isalpha()]
        if plain:
            at = self._rng.choice(plain)
            words[at] = f"*{words[at]}*"
        return " ".join(words)

    def _noun_phrase(self) -> str:
        kind = self._rng.randrange(12)
        if kind == 0:
            return self._rng.choice(NAMES)
        if kind == 1:
            return f"the {self.noun()} of {self._rng.choice(PLACES)}"
        determiner = self._rng.choice(DETERMINERS)
        if kind < 6:
            return f"{determiner} {self._adjective()} {self.noun()}"
        if kind == 6:
            return f"{determiner} {self._adjective()} and {self._adjective()} {self.noun()}"
        if kind == 7:
            return f"{determiner} {self.noun()}’s {self.noun()}"
        return f"{determiner} {self.noun()}"

    def _adjective(self) -> str:
        word = self._rng.choice(ADJECTIVES)
        negated = self._rng.randrange(12) == 0 and word[0] not in "aeiou"
        return f"un{word}" if negated else word

    def _place(self) -> str:
        return f"{self._rng.choice(PREPOSITIONS)} {self._noun_phrase()}"

    def _verb(self) -> str:
        return self._rng.choice(VERBS)

    def _intransitive(self) -> str:
        return self._rng.choice(INTRANSITIVES)

    def _one_in(self, count: int) -> bool:
        return self._rng.randrange(count) == 0


def capital(words: str) -> str:
    """Return the words with their first letter as a capital, whatever stands before it.

    >>> capital("“so it was")
    '“So it was'
    """
    at = next((at for at, letter in enumerate(words) if letter.isalpha()), 0)
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"
