"""A text on its way through the passes, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from anthology.cleaning.ledger import Change
from anthology.cleaning.signs import words_of


class Weight(StrEnum):
    """How much an entry of the report wants a human eye."""

    DOUBT = "doubt"
    """The program may have read the text wrongly."""

    QUERY = "query"
    """The text itself looks faulty; left as it is."""

    DONE = "done"
    """Done without doubt; told for the record."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor is told about the import."""

    rule: str
    offset: int
    """In the text the pass was given; -1: the text as a whole."""

    message: str
    weight: Weight = Weight.QUERY
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the project's bibliography, as far as matching needs it."""

    key: str
    families: tuple[str, ...]
    """Family names of its authors, or of its editors where it has no author."""

    year: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asked for on the command line."""

    link_citations: bool = True
    """Write citations as ``[@key, p. 12]``; else leave them as they are worded."""

    queries_in_text: bool = True
    """Put queries into the text; else into the report alone."""

    works: tuple[Work, ...] = ()
    """What the project's bibliography knows already."""

    lang: str = ""
    """The language of the book: a piece that is in it need not say so."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the text names them."""

    name: str
    bio: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file itself says about the text; empty where it says nothing."""

    title: str = ""
    title_marks: tuple[str, ...] = ()
    """Labels of the notes that hang from the title."""

    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    date: str = ""
    publication: str = ""
    issue: str = ""
    lang: str = ""
    history: str = ""
    """How the text came about, where it first appeared."""

    thanks: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text after some passes."""

    text: str
    wishes: Wishes = field(default_factory=Wishes)
    facts: Facts = field(default_factory=Facts)
    findings: tuple[Finding, ...] = ()
    literal: bool = True
    """Whether the characters of Markdown stand for themselves (not so in Markdown)."""

    signed: bool = False
    """Whether a reader has set signs already; its text has none but them."""

    wrapped: bool = False
    """Whether the lines of the source were cut to a width."""

    stubs: Mapping[str, str] = field(default_factory=dict)
    """BibTeX entries to add, by key."""

    def then(
        self, text: str, findings: list[Finding] | None = None, facts: Facts | None = None
    ) -> Draft:
        """The draft with a new text, more findings, other facts."""
        return replace(
            self,
            text=text,
            findings=self.findings + tuple(findings or ()),
            facts=facts or self.facts,
        )


Outcome = tuple[Draft, tuple[Change, ...]]
Pass = Callable[[Draft], Outcome]
"""Text in; text and the changes that led to it out. Nothing else may change the text."""


class Line(NamedTuple):
    """One line of a text, without its end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where its line feed stands."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read on it."""
        return not self.text or self.text.isspace()


def lines_of(text: str) -> list[Line]:
    r"""Split a text at its line feeds, keeping where each line stands.

    >>> lines_of("a\nbc")
    [Line(start=0, text='a'), Line(start=2, text='bc')]
    """
    return [*map(_line, _placed(text))]


def written_lines(text: str) -> list[Line]:
    r"""The lines of a text that are not blank.

    >>> written_lines("a\n\nbc")
    [Line(start=0, text='a'), Line(start=3, text='bc')]
    """
    return [*_written(text)]


@lru_cache(maxsize=1)
def _written(text: str) -> tuple[Line, ...]:
    """The same, kept for the next pass: half of them leave a text as it is."""
    return tuple(_line(one) for one in _placed(text) if one[1] and not one[1].isspace())


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Where each line stands, and the line."""
    parts = text.split("\n")
    starts = accumulate(map((1).__add__, map(len, parts)), initial=0)
    return zip(starts, parts, strict=False)


_line: Callable[[tuple[int, str]], Line] = partial(tuple.__new__, Line)
"""Makes a line of its two parts, without a call of Python: long texts have millions."""


def around(text: str, start: int, end: int, width: int = 24) -> str:
    """The words about a place, on one line, for a report: without our labels and signs.

    A mark hangs half in and half out of the width, so more is read than is shown.
    """
    far = 8 * width
    before = words_of(text[max(0, start - far) : start])[-width:]
    after = words_of(text[start : end + far])
    shown = len(words_of(text[start:end])) + width
    return " ".join((before + after[:shown]).split())
