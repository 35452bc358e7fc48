"""Read what a piece says of itself, between two lines ``---`` at its head.

``docs/settings.md`` documents every key below; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from anthology.model import Inline, NoteMark, NotesPlace, Person, Rights
from anthology.problems import Code, Place, Problem, error
from anthology.reading import values
from anthology.reading.fields import Fields, checked, list_of, one_of, scalar, table, text
from anthology.reading.markdown import Surroundings, read_inlines, read_title
from anthology.reading.markdown.context import ALONE
from anthology.reading.people import PERSON_KEYS, person
from anthology.reading.yaml import Scalar, Table, Value, read_yaml

KEYS: dict[str, tuple[str, ...]] = {
    "": (
        "title",
        "subtitle",
        "short-title",
        "author",
        "lang",
        "date",
        "published",
        "publication",
        "issue",
        "history",
        "thanks",
        "headnote",
        "rights",
        "notes",
        "captions",
    ),
    "author": PERSON_KEYS,
    "rights": ("holder", "status", "licence", "credit"),
}
"""Every key, by the key that holds it."""

STATUSES = ("cleared", "pending", "public-domain", "fair-use")

_date = checked(
    values.publication_date, "write 2022-01-05, 1973, “c. 1973”, or 1850/1885 for a span"
)
_language = checked(values.language, values.LANGUAGE_HINT)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a piece; what the piece leaves out is empty."""

    title: tuple[Inline, ...]
    place: Place
    subtitle: tuple[Inline, ...] = ()
    marks: Sequence[NoteMark] = ()
    """Those that hang from title and subtitle; the notes are in the text."""

    short_title: str = ""
    authors: tuple[Person, ...] = ()
    lang: str = ""
    date: str = ""
    published: str = ""
    publication: str = ""
    issue: str = ""
    history: tuple[Inline, ...] = ()
    thanks: tuple[Inline, ...] = ()
    headnote: Scalar | None = None
    """The file of the headnote."""

    rights: Rights = field(default_factory=Rights)
    notes_place: NotesPlace | None = None
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Divided:
    """A text, taken apart at the line ``---`` that ends its head."""

    head: str | None
    """Without the lines ``---``; None if the text has no head."""

    body: str
    first_line: int = 1
    """Where the body begins."""


def divide(source: str) -> Divided:
    """Divide a text into its head and its body; a head that never ends is no head."""
    if not source.startswith("---"):
        return Divided(None, source)
    lines = source.split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."} and lines[0].rstrip() == "---":
            return Divided(
                "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
            )
    return Divided(None, source)


def read_front_matter(
    text: Divided, file: str, surroundings: Surroundings = ALONE
) -> tuple[FrontMatter, list[Problem]]:
    """Read the head of a piece, which begins in the second line of its file."""
    value, problems = read_yaml(text.head or "", file, first_line=2)
    if isinstance(value, Table):
        matter = _front_matter(value, problems, surroundings)
        return matter, sorted(problems, key=lambda problem: problem.place.line)
    if not problems:
        message = "the text does not say what it is"
        hint = "begin the file with ---, title: …, author: …, and --- again"
        if text.head is None and text.body.startswith("---"):
            message, hint = "the front matter never ends", "put a line --- after its last key"
        problems = [error(Place(file, 1), Code.SETTING_MISSING, message, hint)]
    return FrontMatter((), Place(file, 1)), problems


def _front_matter(
    root: Table, problems: list[Problem], surroundings: Surroundings
) -> FrontMatter:
    fields = Fields(root, KEYS[""], problems)
    marks: list[NoteMark] = []

    def title(value: Value, key: str, problems: list[Problem]) -> tuple[Inline, ...] | None:
        words = scalar(value, key, problems)
        if words is None:
            return None
        inlines, found, faults = read_title(words.text, words.place, surroundings)
        marks.extend(found)
        problems.extend(faults)
        return inlines

    return FrontMatter(
        title=fields.need("title", title, ()),
        place=fields.place,
        subtitle=fields.take("subtitle", title, ()),
        marks=marks,
        short_title=fields.take("short-title", text, ""),
        authors=fields.take("author", list_of(person), ()),
        lang=fields.take("lang", _language, ""),
        date=fields.take("date", _date, ""),
        published=fields.take("published", text, ""),
        publication=fields.take("publication", text, ""),
        issue=fields.take("issue", text, ""),
        history=fields.take("history", _inlines, ()),
        thanks=fields.take("thanks", _inlines, ()),
        headnote=fields.take("headnote", scalar, None),
        rights=fields.take("rights", _rights, Rights()),
        notes_place=fields.take("notes", _notes_place, None),
        captions=fields.take("captions", one_of("plain", "piece", "book"), ""),
    )


def _inlines(value: Value, key: str, problems: list[Problem]) -> tuple[Inline, ...] | None:
    words = scalar(value, key, problems)
    if words is None:
        return None
    inlines, found = read_inlines(words.text, words.place)
    problems.extend(found)
    return inlines


def _rights(value: Value, key: str, problems: list[Problem]) -> Rights | None:
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, KEYS[key], problems, key)
    return Rights(
        fields.take("holder", text, ""),
        fields.take("status", one_of(*STATUSES), ""),
        fields.take("licence", text, ""),
        fields.take("credit", text, ""),
    )


def _notes_place(value: Value, key: str, problems: list[Problem]) -> NotesPlace | None:
    words = one_of(*NotesPlace)(value, key, problems)
    return NotesPlace(words) if words else None
