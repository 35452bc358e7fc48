"""Find citations that a reader could not follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.checks.quotations import quoted_words
from anthology.model import (
    Apparatus,
    Block,
    Book,
    Cite,
    Cited,
    Note,
    Quotation,
    Verse,
    plain,
)
from anthology.passes.citations.styles import Style, find_style
from anthology.passes.walk import inlines, runs_of_book, runs_of_note
from anthology.problems import Code, Problem, warning

WITH_PAGES = frozenset(
    {"article", "book", "collection", "inbook", "incollection", "inproceedings", "thesis"}
)
"""Types of works in which a place can be named."""

FEWEST_WORDS = 3
"""Between quotation marks: fewer are a term."""

SMALL_WORD = 3
"""In letters: longer words of a title in quotation marks all begin with a capital."""


def missing_locators(book: Book) -> Iterator[Problem]:
    """Warn of a note that quotes and cites one work without saying where in it."""
    for piece in book.pieces():
        for note in piece.notes:
            if not _quotes(note):
                continue
            cites = [
                node
                for run in runs_of_note(note)
                for node in inlines(run)
                if isinstance(node, Cite | Cited)
            ]
            if any(cite.located for cite in cites):
                continue
            for key in dict.fromkeys(key for cite in cites for key in cite.keys):
                work = book.references.get(key)
                if work and work.type in WITH_PAGES:
                    message = f"the note quotes, and cites “{key}” without a page"
                    hint = f"write where the words stand: [@{key}, p. 12]"
                    yield warning(note.place, Code.CITE_LOCATOR, message, hint)


def _quotes(note: Note) -> bool:
    own = " ".join(_own_words(note))
    quoted = any(map(_is_said, quoted_words(own)))
    return quoted or any(map(_is_quotation, note.blocks))


def _is_said(words: str) -> bool:
    """Whether words in quotation marks are somebody’s, not the title of a work."""
    parts = re.findall(r"\w[\w’]*", words)
    long = [part for part in parts if len(part) > SMALL_WORD]
    titled = bool(long) and all(part[0].isupper() for part in long)
    return len(parts) >= FEWEST_WORDS and not titled


def _is_quotation(block: Block) -> bool:
    return isinstance(block, Quotation | Verse)


def _own_words(note: Note) -> Iterator[str]:
    """The words of a note without those that a style has set: titles stand in quotes too."""
    for run in runs_of_note(note):
        yield plain(tuple(node for node in run if not isinstance(node, Cite | Cited)))


def unlisted_works(book: Book) -> Iterator[Problem]:
    """Warn of works that the text only names in short and no list has."""
    cited = {
        key: node.place
        for run in runs_of_book(book)
        for node in inlines(run)
        if isinstance(node, Cite | Cited)
        for key in node.keys
    }
    style = find_style(book)
    if not cited or not isinstance(style, Style) or book.citations.list == "none":
        return
    wants_book = book.citations.list in {"book", "both"}
    if wants_book and Apparatus.BIBLIOGRAPHY not in book.apparatus and not style.in_notes:
        message = "works are cited, but the book has no list of them"
        hint = "add “bibliography” to apparatus, or write list: none"
        yield warning(book.citations.place, Code.CITE_UNLISTED, message, hint)
    listed = {entry.key for entry in book.bibliography}
    listed |= {entry.key for piece in book.pieces() for entry in piece.bibliography}
    known = cited.keys() & book.references.keys()  # of others the passes have told
    for key in sorted(known - listed if listed else ()):
        message = f"“{key}” is cited, but the style does not list it"
        hint = "look at its type and its title in the bibliography"
        yield warning(cited[key], Code.CITE_UNLISTED, message, hint)
