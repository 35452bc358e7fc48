"""Write the tree as XHTML, the common ground of all editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from anthology.editions.medium import Medium
from anthology.editions.note_lines import note_lines
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
    NotesPlace,
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
OURS = re.compile(r"(?:top|title|notes)_*|(?:note|mark|page|ref)-.*")
"""Names of the elements that we give ids to ourselves."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the book things are that words refer to."""

    bibliography: str = ""
    """Slug of the list of works cited; empty when the book has none."""

    notes: str = ""
    """Slug of the section for notes at the end of the book."""

    default: NotesPlace = NotesPlace.PAGE
    signs: Mapping[str, str] = field(default_factory=dict)
    """Prefix of a stream → what closes each of its notes."""


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

    notes_in: str = ""
    """Slug of the section they stand in; empty: at their marks."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Label of a note → what its ids are made of."""

    _marked: dict[str, int] = field(default_factory=dict)
    """How many marks each note has had so far."""

    @classmethod
    def for_piece(cls, piece: Piece, slug: str, medium: Medium, places: Places) -> Writer:
        """Return a writer of the words of a piece, in its own section or that of notes."""
        place = piece.notes_place or places.default
        homes = {NotesPlace.BOOK: places.notes}
        return cls(
            slug,
            medium,
            piece.lang,
            places,
            piece.slug,
            {note.label: note for note in piece.notes},
            "" if medium.notes_at_marks(place) else homes.get(place, piece.slug),
            note_names(piece.notes),
        )

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Return the words of a paragraph, a heading, a cell."""
        return EMPTY.join(self._inline(node) for node in nodes)

    def own_id(self, name: str) -> Markup:
        """Return the id attribute for something that we name: a note, a mark, a work."""
        return Markup(' id="{}"').format(self.medium.anchor(self.slug, name))

    def id(self, name: str) -> Markup:
        """Return the id attribute for something that the sources name, or nothing."""
        return self.own_id(apart(name)) if name else EMPTY

    def _inline(self, node: Inline) -> Markup:  # noqa: C901, PLR0912 - a case a node
        match node:
            case Text(words):
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
                return Markup("<code>{}</code>").format(words)
            case LineBreak():
                return Markup("<br/>")
            case NoteMark():
                return self._mark(node)
            case Query():
                return EMPTY
            case Change(old):
                return self.inlines(old)
            case Span():
                return self._span(node)
            case Link(children, target):
                return Markup('<a href="{}">{}</a>').format(target, self.inlines(children))
            case CrossReference():
                return self._cross_reference(node)
            case Cited():
                return self._cited(node)
            case IndexMark(children):
                return self.inlines(children)
            case PageMark(label):
                return Markup('<span class="original-page">[{}]</span>').format(label)
            case Cite():
                raise AssertionError(f"{node.place}: an unresolved citation reached a writer")

    def _wrapped(self, tag: str, children: tuple[Inline, ...]) -> Markup:
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), self.inlines(children))

    def _span(self, node: Span) -> Markup:
        attributes = self.id(node.id)
        if node.classes:
            attributes += Markup(' class="{}"').format(" ".join(node.classes))
        attributes += language(node.lang)
        return Markup("<span{}>{}</span>").format(attributes, self.inlines(node.children))

    def _cross_reference(self, node: CrossReference) -> Markup:
        slug = node.target or self.piece
        href = self.medium.link(self.slug, slug, apart(node.id))
        words = self.inlines(node.children)
        page = self.medium.page(slug, apart(node.id)) if node.with_page else ""
        if page:
            words += Markup(' <span class="page-reference">({}\u00a0{})</span>').format(
                terms(self.lang)["page"], page
            )
        return Markup('<a class="reference" href="{}">{}</a>').format(href, words)

    def _cited(self, node: Cited) -> Markup:
        words = self.inlines(node.children)
        if not self.places.bibliography or len(node.keys) != 1 or "<a " in words:
            return Markup('<span class="cited">{}</span>').format(words)
        href = self.medium.link(self.slug, self.places.bibliography, f"ref-{node.keys[0]}")
        return Markup('<a class="cited" role="doc-biblioref" href="{}">{}</a>').format(
            href, words
        )

    def _mark(self, node: NoteMark) -> Markup:
        note = self.notes[node.label]
        name = self.names[node.label]
        times = self._marked[node.label] = self._marked.get(node.label, 0) + 1
        if not self.notes_in and times == 1:
            return self._note_at_mark(note, name)
        own = f"mark-{name}" if times == 1 else f"mark-{name}-{times}"
        home = self.notes_in or self.slug
        return Markup(
            '<a class="mark" epub:type="noteref" role="doc-noteref"{} href="{}">{}</a>'
        ).format(
            self.own_id(own), self.medium.link(self.slug, home, self.note_name(name)), node.mark
        )

    def _note_at_mark(self, note: Note, name: str) -> Markup:
        lines = note_lines(note, self.sign(note), self.inlines)
        return Markup('<span class="note"{} data-mark="{}" data-stream="{}">{}</span>').format(
            self.own_id(self.note_name(name)), note.mark, note.stream, lines
        )

    def note_name(self, name: str) -> str:
        """Return the name of a note: among those of the whole book it says whose it is."""
        at_end = self.notes_in not in {"", self.piece}
        return f"note-{self.piece}-{name}" if at_end else f"note-{name}"

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
    return Markup(' lang="{0}" xml:lang="{0}"').format(lang) if lang else EMPTY
