"""Who wrote the book, and by whose leave: drawn from the data of its pieces."""

from __future__ import annotations

from dataclasses import replace

from anthology.model import Book, Figure, IndexMark, Person, Piece, Text
from anthology.model.figures import figures_of
from anthology.passes.walk import every_inline


def contributors(book: Book) -> tuple[Person, ...]:
    """Return everyone with a biographical note, once, in the order of a name list.

    Somebody named twice is listed with the longest note there is. A note that begins with
    the name does so in the list as well: once.
    """
    found: dict[str, Person] = {}
    people = [person for piece in book.pieces() for person in piece.authors]
    for person in (*book.editors, *people):
        if person.bio and len(person.bio) > len(known(found, person).bio):
            found[person.name] = person
    return tuple(
        _named_once(person)
        for person in sorted(found.values(), key=lambda person: person.sort.casefold())
    )


def _named_once(person: Person) -> Person:
    """The person with a note that does not begin with the name."""
    first, *rest = person.bio
    if not isinstance(first, Text) or not first.words.startswith(f"{person.name} "):
        return person
    words = first.words[len(person.name) :].lstrip()
    return replace(person, bio=(replace(first, words=words), *rest))


def known(found: dict[str, Person], person: Person) -> Person:
    """Return the entry already made for that name, or an empty one."""
    return found.get(person.name) or Person(person.name, person.place)


def picture_credits(book: Book) -> tuple[tuple[Piece, Figure], ...]:
    """Return the figures that have a credit, each with its piece, in reading order.

    The index leads to the figure, so that the credit has no marks here.
    """
    unmarked = every_inline(
        lambda node: replace(node, name="") if isinstance(node, IndexMark) else node
    )
    found = ((piece, one) for piece in book.pieces() for one in figures_of(piece))
    return tuple(
        (piece, replace(figure, credit=unmarked(figure.credit)))
        for piece, figure in found
        if figure.credit
    )


def acknowledgements(book: Book) -> tuple[Piece, ...]:
    """Return the pieces whose owners are to be thanked, in reading order."""
    return tuple(piece for piece in book.pieces() if piece.rights.credit)
