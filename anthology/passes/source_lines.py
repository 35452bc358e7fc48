"""Say where a piece first appeared, as its first page does."""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.model import Book, Emphasis, Inline, Piece, Text
from anthology.passes.walk import map_pieces
from anthology.problems import Problem


def say_sources(book: Book) -> tuple[Book, list[Problem]]:
    """Give pieces without one a source line from publication, issue and date.

    Those with a ``published`` key get theirs with the citations, since it is the
    citation processor that reads the entry.
    """
    return map_pieces(_piece, book), []


def _piece(piece: Piece) -> Piece:
    if piece.source_line or piece.published or not piece.publication:
        return piece
    line: list[Inline] = [Emphasis((Text(piece.publication),))]
    if piece.issue:
        line.append(Text(f" {piece.issue}"))
    if piece.date:
        line.append(Text(f" ({short_date(piece.date)})"))
    return replace(piece, source_line=tuple(line))


def short_date(date: str) -> str:
    """Return the year or years of a date; what is not one, as it stands.

    A day would need the names of the months in the language of the piece; beside the
    name and number of an issue, the year tells enough.

    >>> [short_date(date) for date in ("2022-01-05", "c. 1973", "1850/1885", "c. 1973-05")]
    ['2022', 'c. 1973', '1850–1885', 'c. 1973']
    """
    years = [re.sub(r"\b(\d{4})-\d\d(-\d\d)?\b", r"\1", part) for part in date.split("/")]
    return "–".join(dict.fromkeys(years))
