"""Which works a book cites, and whether the bibliography has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anthology.model import Book, Citation, Cite, Piece, Reference
from anthology.passes.citations.styles import find_style
from anthology.passes.walk import inlines, runs_of_book
from anthology.problems import Code, Place, Problem, did_you_mean, error

INHERITED = ("crossref", "xdata")
"""Fields through which an entry takes fields over from others (BibLaTeX manual, 2.4.1)."""


ALL = "*"
"""Stands in ``nocite`` for every entry there is, as in pandoc."""


def citations(book: Book) -> Iterator[Citation]:
    """Every citation of every work, in reading order, those in proposed words too."""
    for run in runs_of_book(book):
        for node in inlines(run):
            if isinstance(node, Cite):
                yield from node.citations


def check_citations(book: Book) -> tuple[Book, list[Problem]]:
    """Report an unknown style, and keys that the bibliography does not have.

    Each key is reported at its own place. No process is started for it.
    """
    style = find_style(book)
    cited = [(citation.key, citation.place) for citation in citations(book)]
    published = [(p.published, p.place) for p in book.pieces() if p.published]
    cited += [(key, book.citations.place) for key in book.citations.nocite if key != ALL]
    unknown_style = [style] if isinstance(style, Problem) else []
    return book, unknown_style + [
        _unknown(key, place, book)
        for key, place in (*cited, *published)
        if key not in book.references
    ]


def known(cite: Cite, book: Book) -> bool:
    """Whether the bibliography has all works that are cited together."""
    return all(citation.key in book.references for citation in cite.citations)


def with_parents(keys: Iterable[str], book: Book) -> list[Reference]:
    """Return the entries, and those they take fields over from, in the order of the files.

    A style that does not sort lists what nothing cites in this order.
    """
    wanted: set[str] = set()
    left = [key for key in keys if key in book.references]
    while left:
        key = left.pop()
        wanted.add(key)
        fields = book.references[key].fields
        parents = [
            name.strip() for field in INHERITED for name in fields.get(field, "").split(",")
        ]
        left += [name for name in parents if name in book.references and name not in wanted]
    return [reference for key, reference in book.references.items() if key in wanted]


def uncited(book: Book) -> list[str]:
    """Return the keys of the works that ``nocite`` asks for, as far as known."""
    wanted = book.citations.nocite
    return [key for key in book.references if ALL in wanted or key in wanted]


def published(pieces: Iterable[Piece], book: Book) -> list[str]:
    """Return the keys of the first publications of some pieces, as far as known."""
    return list(dict.fromkeys(p.published for p in pieces if p.published in book.references))


def _unknown(key: str, place: Place, book: Book) -> Problem:
    files = " or ".join(book.citations.files) or "a .bib file, and name it in anthology.yaml"
    return error(
        place,
        Code.CITE_UNKNOWN,
        f"no entry “{key}” in the bibliography",
        hint=did_you_mean(key, sorted(book.references), f"add it to {files}"),
    )
