"""The outline of the book: parts, pieces, headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from anthology.editions.markup import apart
from anthology.editions.sections import Section
from anthology.model import Heading, plain


@dataclass(slots=True)
class Entry:
    """One line of the outline, with what stands below it."""

    title: str
    anchor: str
    level: int
    below: list[Entry] = field(default_factory=list)


def outline(sections: Sequence[Section]) -> list[Entry]:
    """Return the outline of a book as a tree.

    >>> from anthology.editions.sections import Division, Kind
    >>> part = Section(Kind.PART, "one", "One", Division.BODY, "en")
    >>> piece = Section(Kind.PIECE, "x", "X", Division.BODY, "en", level=2)
    >>> (entry,) = outline([part, piece])
    >>> entry.title, [below.title for below in entry.below]
    ('One', ['X'])
    """
    root = Entry("", "", 0)
    path = [root]
    for entry in _entries(sections):
        while path[-1].level >= entry.level:
            path.pop()
        path[-1].below.append(entry)
        path.append(entry)
    return root.below


def _entries(sections: Iterable[Section]) -> Iterator[Entry]:
    for section in sections:
        if not section.title:
            continue
        yield Entry(section.title, section.slug, section.level)
        for block in section.piece.blocks if section.piece else ():
            if isinstance(block, Heading) and block.id:
                anchor = f"{section.slug}--{apart(block.id)}"
                yield Entry(plain(block.children), anchor, section.level + block.level - 1)
