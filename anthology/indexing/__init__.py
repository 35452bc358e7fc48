"""``anthology index suggest``: what the texts speak of, as a draft of the concordance.

Rules, no more: names are words with capitals within sentences, terms are words that recur
together. An editor cuts the list down; nobody else can know what a book is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from anthology.indexing.draft import draft
from anthology.indexing.names import Name, names
from anthology.indexing.recurring import recurring
from anthology.model import Book, IndexMark, Piece, plain
from anthology.passes.index.finding import Finder
from anthology.passes.index.headings import read_headings
from anthology.passes.index.marking import searched
from anthology.passes.walk import inlines, runs_of_note, runs_of_text
from anthology.problems import Problem
from anthology.reading.book import read_book

__all__ = ["suggest"]


def suggest(root: Path) -> tuple[str, list[Problem]]:
    """Return a draft of ``texts/index.yaml`` for a project, without what the index has.

    Returns:
        YAML, empty where the book cannot be read, and the problems of the book.
    """
    book, problems = read_book(root)
    if book is None:
        return "", problems
    texts = {piece.slug: _paragraphs(piece) for piece in _searched(book)}
    known = _known(book, texts)
    german = {piece.slug for piece in book.pieces() if piece.lang.startswith("de")}
    found = [n for n in names(texts, _filed(book), german) if not _has(known, n)]
    found = sorted(_counted(found, texts), key=lambda name: (-name.count, name.words))
    terms = [term for term in recurring(texts) if not any(known.find(term.words))]
    return draft(found, terms), problems


def _searched(book: Book) -> list[Piece]:
    left_out = book.concordance.left_out
    return [piece for piece in book.pieces() if piece.slug not in left_out]


def _paragraphs(piece: Piece) -> list[str]:
    runs = [*runs_of_text(piece), *(run for note in piece.notes for run in runs_of_note(note))]
    return [words for run in runs if (words := "".join(searched(run)).strip())]


def _counted(found: list[Name], texts: dict[str, list[str]]) -> Iterator[Name]:
    """Count names as the index will find them: within a longer one they are not said."""
    finder = Finder(
        {form: name.words for name in found for form in (name.words, *name.variants)}
    )
    counts: Counter[str] = Counter()
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for text, paragraphs in texts.items():
        for one in (said for words in paragraphs for said in finder.find(words)):
            counts[one.term] += 1
            homes[one.term].add(text)
    for name in found:
        if counts[name.words]:
            yield replace(name, count=counts[name.words], texts=len(homes[name.words]))


def _filed(book: Book) -> dict[str, str]:
    """Return how the people of the book are filed, by their names."""
    people = (person for piece in book.pieces() for person in piece.authors)
    return {person.name: person.sort for person in people if person.sort}


def _known(book: Book, texts: dict[str, list[str]]) -> Finder[str]:
    """Return a search for what the index has: headings of the concordance, and marks."""
    forms = dict.fromkeys(read_headings(book)[0].forms, "")
    for piece in book.pieces():
        runs = (*runs_of_text(piece), *(r for n in piece.notes for r in runs_of_note(n)))
        marks = (node for run in runs for node in inlines(run) if isinstance(node, IndexMark))
        forms |= {form: "" for mark in marks for form in (mark.entry, plain(mark.children))}
    return Finder(forms)


def _has(known: Finder[str], name: Name) -> bool:
    return any(any(known.find(form)) for form in (name.words, *name.variants))
