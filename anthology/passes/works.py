"""List the works: for the book, for each piece, and where each is cited first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from anthology.model import BibliographyEntry, Book, Cited, Inline, Mention, Piece
from anthology.passes.walk import every_inline, map_note, map_pieces, map_text
from anthology.problems import Problem


def list_works(book: Book) -> tuple[Book, list[Problem]]:
    """Turn the list that the style has set into those that the book asks for.

    Every piece that cites a work is named with its entry, at its first citation, which
    gets an id for the way back. Where pieces have lists of their own these are taken from
    the whole, so that 2020a is the same work in all; or from the same list as it is set in
    the language of the piece.
    """
    if not book.bibliography:
        return book, []
    mentions: dict[str, list[Mention]] = {entry.key: [] for entry in book.bibliography}
    book = map_pieces(lambda piece: _found(piece, mentions), book)
    homes = {piece.published: piece.slug for piece in book.pieces() if piece.published}
    entries = _at_home(book.bibliography, homes)
    if book.citations.list != "book":
        book = map_pieces(
            lambda piece: _listed(
                piece, _at_home(piece.bibliography, homes) or entries, mentions
            ),
            book,
        )
    if book.citations.list == "piece":
        entries = ()
    elif book.citations.back_references:
        entries = tuple(
            replace(entry, mentions=tuple(mentions[entry.key])) for entry in entries
        )
    return replace(book, bibliography=entries), []


def _found(piece: Piece, mentions: Mapping[str, list[Mention]]) -> Piece:
    """Note where a piece cites each work first: in its text, else in the first such note."""
    seen: set[str] = set()

    def name(node: Inline, note: str = "") -> Inline:
        if not isinstance(node, Cited):
            return node
        new = [key for key in dict.fromkeys(node.keys) if key in mentions and key not in seen]
        if not new:
            return node
        seen.update(new)
        own = f"cite-{piece.slug}-{new[0]}"
        for key in new:
            mentions[key].append(Mention(piece.slug, own, note))
        return replace(node, id=own)

    piece = map_text(every_inline(name), piece)
    notes = tuple(
        map_note(every_inline(partial(name, note=note.label)), note) for note in piece.notes
    )
    unchanged = all(new is old for new, old in zip(notes, piece.notes, strict=True))
    return piece if unchanged else replace(piece, notes=notes)


def _listed(
    piece: Piece,
    entries: tuple[BibliographyEntry, ...],
    mentions: Mapping[str, list[Mention]],
) -> Piece:
    cited = {
        key for key, found in mentions.items() if any(one.piece == piece.slug for one in found)
    }
    return replace(piece, bibliography=tuple(e for e in entries if e.key in cited))


def _at_home(
    entries: tuple[BibliographyEntry, ...], homes: Mapping[str, str]
) -> tuple[BibliographyEntry, ...]:
    """Say of each work which piece of the book it is, if any."""
    return tuple(replace(entry, in_volume=homes.get(entry.key, "")) for entry in entries)
