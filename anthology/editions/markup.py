"""Write the tree as XHTML, the common ground of all editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from anthology.editions.form import Form, joined
from anthology.editions.medium import Medium
from anthology.editions.note_lines import note_lines
from anthology.editions.spaces import tied, tied_run
from anthology.editions.terms import terms
from anthology.model import (
    Change,
    Cite,
    Cited,
    Code,
    CrossReference,
    Emphasis,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    PageMark,
    Piece,
    Query,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)

EMPTY = Markup("")
OURS = re.compile(r"(?:top|title|notes)_*|(?:note|mark|page|ref|index)-.*")
"""Names of the elements that we give ids to ourselves."""


GLOSSREF = Markup(' epub:type="glossref" role="doc-glossref"')
PAGE_IN_BRACKETS = Markup(' <span class="page-reference">({}\u00a0{})</span>')
PAGE_AFTER_COMMA = Markup('<span class="page-reference">, {}\u00a0{}</span>')

MARKS_APART = Markup('<span class="marks-apart">,\u202f</span>')
"""Stands between marks that meet: “5, 6” is no 56. It belongs to neither link."""


@dataclass(frozen=True, slots=True)
class NoteHome:
    """Where a note stands."""

    section: str
    """Slug of the section."""

    name: str
    """Its id there."""

    at_mark: bool = False
    """Whether it is written at its mark, to be floated from there."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the book things are that words refer to."""

    bibliography: str = ""
    """Slug of the list of works cited; empty when the book has none."""

    signs: Mapping[str, str] = field(default_factory=dict)
    """Prefix of a stream → what closes each of its notes."""

    notes: Mapping[str, Mapping[str, NoteHome]] = field(default_factory=dict)
    """Slug of a piece, label of a note → where the note stands."""

    glossary: str = ""
    """Slug of the editors’ glossary; empty when there is none."""


@dataclass(slots=True)
class Writer:
    """Writes the words of one section; it remembers which notes it has set."""

    slug: str
    """The section the words are written into."""

    medium: Medium
    lang: str
    places: Places = field(default_factory=Places)
    piece: str = ""
    """Slug of the piece the words belong to; empty for generated sections."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    """The notes of the piece by label."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Label of a note → what its ids are made of."""

    bibliography: str = ""
    """Slug of the section with the list of works that citations lead to."""

    _marked: dict[str, int] = field(default_factory=dict)
    """How many marks each note has had so far."""

    _after_mark: bool = False
    """Whether the last thing written is the mark of a note."""

    @classmethod
    def for_piece(cls, piece: Piece, slug: str, medium: Medium, places: Places) -> Writer:
        """Return a writer of the words of a piece, in its own section or that of notes."""
        return cls(
            slug,
            medium,
            piece.lang,
            places,
            piece.slug,
            {note.label: note for note in piece.notes},
            note_names(piece.notes),
            places.bibliography or (piece.slug if piece.bibliography else ""),
        )

    def home(self, note: Note) -> NoteHome:
        """Return where a note of the piece stands."""
        return self.places.notes[self.piece][note.label]

    def inlines(self, nodes: Iterable[Inline], lang: str = "") -> Markup:
        """Return the words of a paragraph, a heading, a cell.

        Args:
            nodes: What to write.
            lang: Their language, where it is not that of the section.
        """
        self._after_mark = False
        return self._run(tied_run(tuple(nodes), lang or self.lang))

    def _run(self, nodes: Iterable[Inline]) -> Markup:
        return joined([self._inline(node) for node in nodes])

    def own_id(self, name: str) -> Markup:
        """Return the id attribute for something that we name: a note, a mark, a work."""
        return Form(' id="{}"').format(self.medium.anchor(self.slug, name))

    def id(self, name: str) -> Markup:
        """Return the id attribute for something that the sources name, or nothing."""
        return self.own_id(apart(name)) if name else EMPTY

    def _inline(self, node: Inline) -> Markup:  # noqa: C901, PLR0912 - a case a node
        match node:
            case Text(words):
                self._after_mark = False
                return escape(words)
            case Emphasis(children):
                return self._wrapped("em", children)
            case Strong(children):
                return self._wrapped("strong", children)
            case Superscript(children):
                return self._wrapped("sup", children)
            case Subscript(children):
                return self._wrapped("sub", children)
            case Code(words):
                self._after_mark = False
                return Form("<code>{}</code>").format(words)
            case LineBreak():
                return Markup("<br/>")
            case NoteMark():
                return self._mark(node)
            case Query():
                return EMPTY
            case Change(old):
                return self._run(old)
            case Span():
                return self._span(node)
            case Link(children, target):
                return Form('<a href="{}">{}</a>').format(target, self._run(children))
            case CrossReference():
                return self._cross_reference(node)
            case Cited():
                return self._cited(node)
            case IndexMark(children, name=name):
                words = self._run(children)
                return (
                    Form("<span{}>{}</span>").format(self.own_id(name), words)
                    if name
                    else words
                )
            case PageMark(label):
                self._after_mark = False
                return Form('<span class="original-page">[{}]</span>').format(
                    tied(label, self.lang)
                )
            case Cite():
                raise AssertionError(f"{node.place}: an unresolved citation reached a writer")

    def _wrapped(self, tag: str, children: tuple[Inline, ...]) -> Markup:
        return Form("<{0}>{1}</{0}>").format(Markup(tag), self._run(children))

    def _span(self, node: Span) -> Markup:
        attributes = self.id(node.id)
        if node.classes:
            attributes += Form(' class="{}"').format(" ".join(node.classes))
        attributes += language(node.lang)
        return Form("<span{}>{}</span>").format(attributes, self._run(node.children))

    def _cross_reference(self, node: CrossReference) -> Markup:
        slug, name = self._target(node)
        href = self.medium.link(self.slug, slug, name)
        words = self._run(node.children)
        page = self.medium.page(slug, name) if node.with_page else ""
        if page:
            sign = terms(self.lang)["page"]
            form = PAGE_IN_BRACKETS if node.bracketed else PAGE_AFTER_COMMA
            words += form.format(sign, page)
        # The glossary is known by its own name: a reader may show the entry in place.
        kind = GLOSSREF if name and slug == self.places.glossary != self.slug else EMPTY
        return Form('<a class="reference"{} href="{}">{}</a>').format(kind, href, words)

    def _target(self, node: CrossReference) -> tuple[str, str]:
        """Return the section and the id that a reference leads to."""
        slug = node.target or self.piece
        if node.id.startswith("note:"):
            home = self.places.notes[slug][node.id.removeprefix("note:")]
            return home.section, home.name
        return slug, apart(node.id)

    def _cited(self, node: Cited) -> Markup:
        words = self._run(node.children)
        name = self.own_id(node.id) if node.id else EMPTY
        if not self.bibliography or len(node.keys) != 1 or "<a " in words:
            return Form('<span class="cited"{}>{}</span>').format(name, words)
        href = self.medium.link(self.slug, self.bibliography, f"ref-{node.keys[0]}")
        return Form('<a class="cited" role="doc-biblioref"{} href="{}">{}</a>').format(
            name, href, words
        )

    def _mark(self, node: NoteMark) -> Markup:
        apart = MARKS_APART if self._after_mark else EMPTY
        note = self.notes[node.label]
        home = self.home(note)
        name = self.names[node.label]
        times = self._marked[node.label] = self._marked.get(node.label, 0) + 1
        if home.at_mark and times == 1:
            mark = self._note_at_mark(note, home)
        else:
            own = f"mark-{name}" if times == 1 else f"mark-{name}-{times}"
            mark = Form(
                '<a class="mark" epub:type="noteref" role="doc-noteref"{} href="{}">{}</a>'
            ).format(
                self.own_id(own),
                self.medium.link(self.slug, home.section, home.name),
                node.mark,
            )
        self._after_mark = True
        return apart + mark

    def _note_at_mark(self, note: Note, home: NoteHome) -> Markup:
        lines = note_lines(note, self.sign(note), self.inlines)
        return Form('<span class="note"{} data-mark="{}" data-stream="{}">{}</span>').format(
            self.own_id(home.name), note.mark, note.stream, lines
        )

    def sign(self, note: Note) -> str:
        """Return what closes a note of that stream (“—Ed.”), or nothing."""
        return self.places.signs.get(note.stream, "")


def note_names(notes: Iterable[Note]) -> dict[str, str]:
    """Give each note a name to make ids of: its place within its stream.

    >>> from anthology.problems import Place
    >>> here = Place("texts/x.md", 1)
    >>> note_names([Note("a", (), here), Note("ed-b", (), here, "ed-"), Note("c", (), here)])
    {'a': '1', 'ed-b': 'ed-1', 'c': '2'}
    """
    counts: dict[str, int] = {}
    names = {}
    for note in notes:
        counts[note.stream] = counts.get(note.stream, 0) + 1
        names[note.label] = f"{note.stream}{counts[note.stream]}"
    return names


def apart(name: str) -> str:
    """Return the name of something in the sources, kept apart from those we give.

    >>> apart("famine"), apart("notes"), apart("note-1")
    ('famine', 'notes_', 'note-1_')
    """
    return f"{name}_" if OURS.fullmatch(name) else name


def language(lang: str) -> Markup:
    """Return both language attributes, or nothing for no language."""
    return Form(' lang="{0}" xml:lang="{0}"').format(lang) if lang else EMPTY
