"""What the tree builders share while they read one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import dirname

from anthology.model import Note, NoteMark
from anthology.problems import Code, Place, Problem, error
from anthology.reading.markdown.ids import Ids


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text may rely on in its project."""

    prefixes: tuple[str, ...] = ("ed-", "tr-")
    """How the labels of notes that are not the author's begin."""

    exists: Callable[[str], bool] | None = None
    """Whether the project has a file of that path; None: nobody can say."""

    marks: tuple[NoteMark, ...] = ()
    """The marks that hang from the title of the text: their notes are in it."""


ALONE = Surroundings()
"""A text outside of any project."""


@dataclass(slots=True)
class Context:
    """One text being read: what is known of it, and what was found."""

    file: str
    first_line: int
    ids: Ids
    surroundings: Surroundings = ALONE
    label_prefix: str = ""
    labels: frozenset[str] = frozenset()
    """Every label that the author uses, for a mark or for a note."""

    problems: list[Problem] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    """In the order of the text, those within notes among them."""

    notes: dict[str, Note] = field(default_factory=dict)
    """By label, the prefix included."""

    inside_note: str = ""
    """Label of the note being read; empty in the running text."""

    tags_to_close: set[str] = field(default_factory=set)
    """The ends of HTML tags that have been reported."""

    inline_notes: int = 0
    """How many notes written in their place have been read."""

    @property
    def folder(self) -> str:
        """The folder of the text, relative to the project."""
        return dirname(self.file)

    def place(self, line: int) -> Place:
        """Return the place of a line that the parser counts from 0."""
        return Place(self.file, self.first_line + line)

    def stream(self, label: str) -> str:
        """Return the prefix of the stream a note belongs to; empty for the author's."""
        prefixes = self.surroundings.prefixes
        return next((prefix for prefix in prefixes if label.startswith(prefix)), "")

    def new_label(self) -> str:
        """Make a label for a note that is written in its place."""
        while True:
            self.inline_notes += 1
            label = f"inline-{self.inline_notes}"
            if label not in self.labels:
                return label

    def report(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        """Add an error."""
        self.problems.append(error(place, code, message, hint))


class Lines:
    """Finds the line of an offset in the text of a paragraph; ``here`` is the last found."""

    def __init__(self, words: str, place: Place) -> None:
        """``place`` is where the first of ``words`` stands."""
        self._place = self.here = place
        self._ends = (
            [at for at, sign in enumerate(words) if sign == "\n"] if "\n" in words else []
        )

    def place(self, at: int) -> Place:
        """Return the place of the character at offset ``at``."""
        if self._ends:
            line = self._place.line + bisect_left(self._ends, at)
            self.here = Place(self._place.file, line)
        return self.here

    def next(self) -> None:
        """Move on to the next line: for words, which have no offset."""
        self.here = Place(self.here.file, self.here.line + 1)
