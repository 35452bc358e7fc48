"""One piece of the book, made a small book of its own: an offprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from anthology.model import (
    Apparatus,
    BibliographyEntry,
    Book,
    CrossReference,
    Identifiers,
    Inline,
    Piece,
    Span,
    Volume,
)
from anthology.passes.walk import ChangeInline, every_inline, map_piece


def offprint(book: Book, piece: Piece, pages: tuple[str, ...] = ()) -> Book:
    """Return a book of one piece, which says where it is taken from.

    Notes keep their numbers and pages theirs. What leads to other pieces of the volume
    becomes plain words.

    Args:
        book: The volume, finished.
        piece: One of its pieces.
        pages: Labels of the pages it fills there; empty where that is not known.
    """
    works = tuple(_own(book.bibliography, piece))
    piece = replace(piece, bibliography=tuple(_own(piece.bibliography, piece)))
    return replace(
        book,
        title=piece.plain_title,
        subtitle="",
        slug=f"{book.slug}-{piece.slug}",
        lang=piece.lang,
        editors=tuple(replace(one, role=one.role or "aut") for one in piece.authors),
        series="",
        series_number="",
        collection=book.title,
        description="",
        identifiers=Identifiers(print=book.identifiers.print),
        cover="",
        sign_off=None,
        front=(),
        contents=(map_piece(every_inline(_kept_within(piece)), piece),),
        back=(),
        apparatus=(Apparatus.BIBLIOGRAPHY,) if works else (),
        bibliography=works,
        volume=Volume(book.title, book.editors, book.identifiers.print, pages),
        first_page=pages[0] if pages else "1",
    )


def _own(works: Iterable[BibliographyEntry], piece: Piece) -> Iterator[BibliographyEntry]:
    for entry in works:
        mentions = tuple(one for one in entry.mentions if one.piece == piece.slug)
        if mentions:
            yield replace(entry, mentions=mentions, in_volume="")


def _kept_within(piece: Piece) -> ChangeInline:
    def change(node: Inline) -> Inline:
        if isinstance(node, CrossReference) and node.target not in {"", piece.slug}:
            return Span(node.children, node.place)
        return node

    return change
