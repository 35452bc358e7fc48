"""The headings of the index: what is looked for under each, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from anthology.model import Book, Inline, Term, Text, plain
from anthology.problems import Code, Place, Problem, did_you_mean, error

_QUALIFIED = re.compile(r"\s*\([^()]*\)$")
"""What tells a heading from another: *Pravda* (newspaper)."""


@dataclass(slots=True)
class Headings:
    """The headings of the concordance, and those that marks in the texts add."""

    terms: dict[str, Term] = field(default_factory=dict)
    """Words of a heading, without markup → the heading."""

    forms: dict[str, Term] = field(default_factory=dict)
    """What is looked for → the heading it is found for."""

    def of_mark(self, entry: str, place: Place) -> Term:
        """Return the heading of a mark: one with these words or this form, or a new one."""
        known = self.terms.get(entry) or self.forms.get(entry)
        return known or self.terms.setdefault(entry, Term((Text(entry),), place))


def read_headings(book: Book) -> tuple[Headings, list[Problem]]:
    """Return the headings of the concordance, and what is wrong with them."""
    headings, problems = Headings(), list(_unknown_texts(book))
    folded: dict[str, Term] = {}
    for term in book.concordance.terms:
        words = plain(term.heading)
        first = folded.setdefault(words.casefold(), term)
        if first is not term:
            problems.append(_twice(words, term, first))
            continue
        headings.terms[words] = term
        if term.see:
            problems += _both(term)
            continue
        for form in dict.fromkeys((words, *term.variants)):
            other = headings.forms.setdefault(form, term)
            if other is not term:
                problems.append(_twice(form, term, other))
    for term in headings.terms.values():
        for form in () if term.see else _natural(plain(term.heading)):
            headings.forms.setdefault(form, term)
    return headings, problems


def _natural(heading: str) -> Iterator[str]:
    """Yield how a text says what a heading inverts: ``Trotsky, Leon`` is Leon Trotsky.

    >>> list(_natural("Trotsky, Leon")), list(_natural("Pravda (newspaper)"))
    (['Leon Trotsky'], ['Pravda'])
    """
    bare = _QUALIFIED.sub("", heading)
    last, comma, first = bare.partition(", ")
    if comma and "," not in first:
        yield f"{first} {last}"
    elif bare != heading:
        yield bare


def wrong_references(headings: Headings) -> Iterator[Problem]:
    """Report each “see” that leads to no heading, or to one that only leads on."""
    for term in headings.terms.values():
        for target in (*term.see, *term.see_also):
            known = headings.terms.get(target)
            if known is None:
                message = f"the index has no heading “{target}”"
                hint = did_you_mean(target, headings.terms, "add it to texts/index.yaml")
                yield error(term.place, Code.INDEX_SEE, message, hint)
            elif known.see:
                message = f"“{target}” has no pages, it only says “see”"
                hint = f"see {known.see[0]}, where it leads"
                yield error(term.place, Code.INDEX_SEE, message, hint)


def mark_on_see(term: Term, place: Place) -> Problem:
    """Say that a mark wants pages for a heading that has none."""
    message = f"“{plain(term.heading)}” has no pages in the index, it only says “see”"
    hint = f'write entry="{term.see[0]}"'
    return error(place, Code.INDEX_SEE, message, hint)


def subheading(term: Term, piece: str) -> tuple[Inline, ...]:
    """Return the subheading for what a piece says of a term; empty for none."""
    return term.subheadings.get(piece, ())


def _both(term: Term) -> Iterator[Problem]:
    if term.variants or term.subheadings:
        message = f"“{plain(term.heading)}” says “see” and has pages of its own"
        hint = "give the variants to the heading it leads to, or write see-also"
        yield error(term.place, Code.INDEX_SEE, message, hint)


def _twice(form: str, term: Term, first: Term) -> Problem:
    message = f"“{form}” stands under two headings"
    hint = f"{first.place} has it already, under “{plain(first.heading)}”: keep one of the two"
    return error(term.place, Code.INDEX_TWICE, message, hint)


def _unknown_texts(book: Book) -> Iterator[Problem]:
    known = {piece.slug for piece in book.pieces()}
    known |= {PurePosixPath(file).stem for file in book.unread}
    named: Iterable[tuple[str, Place]] = [
        *((slug, book.place) for slug in book.concordance.left_out),
        *((s, term.place) for term in book.concordance.terms for s in term.subheadings),
    ]
    for slug, place in named:
        if slug not in known:
            hint = did_you_mean(slug, sorted(known), "name a file of the contents")
            message = f"no text “{slug}” in the book"
            yield error(place, Code.FILE_MISSING, message, hint)
