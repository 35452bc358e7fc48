"""Find many terms in a text with one search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

ANY_END = "*"
"""At the end of a form: whatever letters follow (``Bolshevi*``)."""

_SAME = str.maketrans({
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
    "’": "'", "‐": "-", "\N{NON-BREAKING HYPHEN}": "-", "–": "-",
})  # fmt: skip
"""Signs that a form need not tell apart; each stands for one, so that offsets hold."""

_Tree = dict[str, "_Tree"]
"""Forms that begin alike, letter by letter; the empty string where one ends."""


class Found(NamedTuple, Generic[T]):
    """Some words of a text that are a form of a term."""

    start: int
    end: int
    term: T


class Finder(Generic[T]):
    """Looks for all forms of all terms at once, whole words only, the longest first.

    A form that begins with a small letter is also found at the beginning of a sentence;
    one that begins with a capital is a name, and found only so.

    >>> finder = Finder({"New York Times": 1, "New York": 2, "plan*": 3})
    >>> text = "New York planned. “Planning”, New York Times, New Yorker, the Plan."
    >>> [(text[f.start : f.end], f.term) for f in finder.find(text)]
    [('New York', 2), ('planned', 3), ('Planning', 3), ('New York Times', 1)]
    """

    def __init__(self, forms: Mapping[str, T]) -> None:
        """``forms`` tells whose each form is."""
        self._terms: dict[str, T] = {}
        tree: _Tree = {}
        for form, term in forms.items():
            plain = form.translate(_SAME)
            if plain.strip(ANY_END):
                self._terms[plain] = term
                _plant(plain, tree)
                _plant(_capital(plain), tree)
        self._search = re.compile(rf"(?<!\w){_pattern(tree)}") if tree else None

    def find(self, words: str) -> Iterator[Found[T]]:
        """Yield what stands in a text, in its order; nothing overlaps."""
        if self._search is None:
            return
        plain = words.translate(_SAME)
        for found in self._search.finditer(plain):
            form = self._form(found[0])
            if form is None and _begins_sentence(plain, found.start()):
                form = self._form(found[0][0].lower() + found[0][1:])
            if form is not None:
                yield Found(found.start(), found.end(), self._terms[form])

    def _form(self, found: str) -> str | None:
        """Return the form that some words are: themselves, else their longest beginning."""
        ends = (found[:end] + ANY_END for end in range(len(found), 0, -1))
        return next((form for form in (found, *ends) if form in self._terms), None)


def _capital(form: str) -> str:
    return form[0].upper() + form[1:]


def _begins_sentence(words: str, at: int) -> bool:
    before = words[:at].rstrip(" (\"'“‘„«‹[")
    return not before or before[-1] in ".!?:…\n"


def _plant(form: str, tree: _Tree) -> None:
    for letter in form:
        tree = tree.setdefault(letter, {})
    tree[""] = {}


def _pattern(tree: _Tree) -> str:
    """Return a regular expression for a tree; it looks at each letter once, and no more."""
    alone = ""
    while len(tree) == 1 and "" not in tree:
        ((letter, tree),) = tree.items()
        alone += _sign(letter, tree)
        if letter == ANY_END and set(tree) == {""}:
            return alone
    if set(tree) == {""}:
        return rf"{alone}(?!\w)"
    order = sorted(tree, key=lambda letter: (letter == "", letter == ANY_END, letter))
    branches = [_branch(letter, tree[letter]) for letter in order]
    return f"{alone}(?:{'|'.join(branches)})"


def _branch(letter: str, tree: _Tree) -> str:
    if letter == "":
        return r"(?!\w)"
    ends = letter == ANY_END and set(tree) == {""}
    return _sign(letter, tree) + ("" if ends else _pattern(tree))


def _sign(letter: str, tree: _Tree) -> str:
    return r"\w*" if letter == ANY_END and set(tree) == {""} else re.escape(letter)
