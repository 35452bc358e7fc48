"""Who is listed among the contributors, and how."""

from __future__ import annotations

from anthology.editions.people import contributors
from anthology.model import Book, Emphasis, Person, Text
from anthology.problems import Place

HERE = Place("anthology.yaml", 1)


def test_a_note_that_begins_with_the_name_names_it_once() -> None:
    """“Ada Able walks.” stands behind the name as “walks.”; what else it says is kept."""
    bio = (Text("Ada Able walks, and has written "), Emphasis((Text("Ada Able"),)))
    book = Book("B", "en", "b", editors=(Person("Ada Able", HERE, bio=bio),))

    (listed,) = contributors(book)

    assert listed.bio == (Text("walks, and has written "), bio[1])
