"""Say of a work that is itself a piece of the book that it stands “in this volume”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from anthology.model import Book, Citation, Cite, CrossReference, Inline, Piece, Text
from anthology.passes.walk import every_inline, map_loose, map_piece, map_pieces
from anthology.problems import Problem

WORDS = {
    "de": "in diesem Band",
    "en": "in this volume",
    "es": "en este volumen",
    "fr": "dans ce volume",
    "ru": "в этом томе",
}
"""By language; English where we have no others."""


def point_into_volume(book: Book) -> tuple[Book, list[Problem]]:
    """Let citations of works that are pieces of the book lead to the piece.

    The words go behind the locator, into the suffix that the style sets where it belongs:
    within brackets, before the semicolon. Without the piece nothing is added. A piece that
    cites its own first publication means that, not itself.
    """
    homes = {piece.published: piece.slug for piece in book.pieces() if piece.published}
    if not homes:
        return book, []

    def in_piece(piece: Piece) -> Piece:
        others = {key: slug for key, slug in homes.items() if slug != piece.slug}
        return map_piece(every_inline(lambda node: _pointed(node, others, piece.lang)), piece)

    loose = every_inline(lambda node: _pointed(node, homes, book.lang))
    return map_pieces(in_piece, map_loose(loose, book)), []


def _pointed(node: Inline, homes: Mapping[str, str], lang: str) -> Inline:
    if not isinstance(node, Cite) or not any(one.key in homes for one in node.citations):
        return node
    citations = (
        _with_pointer(one, homes[one.key], lang) if one.key in homes else one
        for one in node.citations
    )
    return replace(node, citations=tuple(citations))


def _with_pointer(citation: Citation, slug: str, lang: str) -> Citation:
    words = WORDS.get(lang.partition("-")[0].lower(), WORDS["en"])
    pointer = CrossReference(
        (Text(words),), slug, "", citation.place, with_page=True, bracketed=False
    )
    return replace(citation, suffix=(*citation.suffix, Text(", "), pointer))
