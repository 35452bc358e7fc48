"""Lead cross-references to where they point, and give the empty ones their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import PurePosixPath

from anthology.model import (
    Block,
    Book,
    Change,
    Cite,
    Cited,
    CrossReference,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    IndexMark,
    Inline,
    ItemList,
    Link,
    Note,
    NoteMark,
    PageMark,
    Part,
    Piece,
    Query,
    Quotation,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from anthology.passes.captions import caption_number
from anthology.passes.walk import (
    Run,
    every_inline,
    inlines,
    map_loose,
    map_piece,
    map_pieces,
    runs_of_piece,
)
from anthology.problems import Code, Problem, did_you_mean, error

NOTE = "note:"
"""Begins the id of a reference to a note; its label follows."""

HEADNOTE = "headnote/"
"""Begins the labels of the notes of a headnote, as the reader makes them."""


@dataclass(frozen=True, slots=True)
class Target:
    """A piece or part that words can refer to."""

    title: Run
    ids: Mapping[str, Run]
    """What has an id in it → its words; a table without caption has none."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    """Its notes by label, numbered."""


Targets = Mapping[str, Callable[[], Target]]
"""By slug; few of them are asked for."""


def resolve_crossrefs(book: Book) -> tuple[Book, list[Problem]]:
    """Turn file names into addresses, and no words into those of the target.

    ``[](other.md)`` gets the title of the other piece, ``[](other.md#famine)`` the
    words of the heading or caption (“Table 1” of a numbered one), ``[](#note:gulag)``
    the mark of the note. A reference
    that leads nowhere stays as it is and is reported at its own place.
    """
    targets = _targets(book)
    unread = {PurePosixPath(file).stem for file in book.unread}
    problems: list[Problem] = []

    def resolve(node: Inline, home: str) -> Inline:
        if not isinstance(node, CrossReference) or _slug(node) in unread:
            return node
        found = _resolve(node, home, targets)
        if isinstance(found, Problem):
            problems.append(found)
            return node
        return found

    def in_piece(piece: Piece) -> Piece:
        return map_piece(every_inline(lambda node: resolve(node, piece.slug)), piece)

    book = map_loose(every_inline(lambda node: resolve(node, "")), book)
    return map_pieces(in_piece, book), problems


def _slug(node: CrossReference) -> str:
    """Return the piece that is referred to; nothing for the one it stands in."""
    return PurePosixPath(node.target).name.removesuffix(".md")


def _resolve(node: CrossReference, home: str, targets: Targets) -> CrossReference | Problem:
    """Lead one reference; ``home`` is the slug of the piece it stands in."""
    slug = _slug(node)
    find = targets.get(slug or home)
    if find is None:
        return error(
            node.place,
            Code.LINK_BROKEN,
            f"no text “{slug}” in the book",
            hint=did_you_mean(slug, sorted(targets), "name its file: [words](other.md)"),
        )
    target = find()
    if node.id.startswith(NOTE):
        return _to_note(node, slug, target)
    if node.id and node.id not in target.ids:
        return error(
            node.place,
            Code.LINK_BROKEN,
            f"nothing has the id “{node.id}” in {slug or 'this text'}",
            hint=_id_hint(node.id, target, targets),
        )
    words = node.children or (target.ids[node.id] if node.id else target.title)
    if not words and node.id:
        return error(
            node.place,
            Code.LINK_BROKEN,
            f"“{node.id}” has no words that the reference could borrow",
            hint=f"write them: [words]({slug and slug + '.md'}#{node.id})",
        )
    # A text without a title could not be read, which is told where it stands.
    return replace(node, target=slug, children=words)


def _to_note(node: CrossReference, slug: str, target: Target) -> CrossReference | Problem:
    """Lead a reference to a note; those of a headnote have labels of their own."""
    label = node.id.removeprefix(NOTE)
    found = [
        note
        for name in (label, HEADNOTE + label)
        if (note := target.notes.get(name)) and note.mark
    ]
    # What the words of a headnote call “1” is first of all the headnote’s own.
    found.sort(key=lambda note: note.place.file != node.place.file)
    if not found:
        known = sorted(name.removeprefix(HEADNOTE) for name in target.notes)
        return error(
            node.place,
            Code.LINK_BROKEN,
            f"there is no note “{label}” in {slug or 'this text'}",
            hint=did_you_mean(label, known, f"write the note: [^{label}]: …"),
        )
    note = found[0]
    words = node.children or (Text(note.mark),)
    return replace(node, target=slug, id=NOTE + note.label, children=words)


def _id_hint(name: str, target: Target, targets: Targets) -> str:
    for slug, other in targets.items():
        if name in other().ids:
            return f"it is in another text: [words]({slug}.md#{name})"
    return did_you_mean(name, sorted(target.ids), f"write {{#{name}}} behind a heading")


def _targets(book: Book) -> Targets:
    parts = {
        part.slug: partial(Target, borrowed(part.title), {})
        for part in book.contents
        if isinstance(part, Part)
    }
    return {**parts, **{piece.slug: cache(partial(_target, piece)) for piece in book.pieces()}}


def _target(piece: Piece) -> Target:
    notes = {note.label: note for note in piece.notes}
    return Target(borrowed(piece.title), _ids_of_piece(piece), notes)


def borrowed(run: Run) -> Run:
    """Return words as another place may print them.

    Marks of notes, links and ids stay where they belong; what is emphasised stays so.
    """
    return tuple(kept for node in run for kept in _borrowed(node))


def _borrowed(node: Inline) -> Run:
    match node:
        case NoteMark() | PageMark() | Query() | Cite():
            return ()
        case (
            Link(children) | CrossReference(children) | IndexMark(children) | Cited(_, children)
        ):
            return borrowed(children)
        case Change(old):
            return borrowed(old)
        case Span(children):
            return (replace(node, children=borrowed(children), id=""),)
        case Emphasis() | Strong() | Superscript() | Subscript():
            return (replace(node, children=borrowed(node.children)),)
        case _:
            return (node,)


def _ids_of_piece(piece: Piece) -> dict[str, Run]:
    blocks = (*piece.headnote, *piece.blocks, *(b for n in piece.notes for b in n.blocks))
    found = {
        node.id: borrowed(node.children)
        for run in runs_of_piece(piece)
        for node in inlines(run)
        if isinstance(node, Span) and node.id
    }
    return found | _ids_of_blocks(blocks)


def _ids_of_blocks(blocks: tuple[Block, ...]) -> dict[str, Run]:
    found: dict[str, Run] = {}
    for block in blocks:
        name, words = _own_id(block)
        if name:
            found[name] = borrowed(words)
        for inner in _blocks_inside(block):
            found |= _ids_of_blocks(inner)
        if isinstance(block, DefinitionList):
            found |= {one.id: borrowed(one.term) for one in block.definitions if one.id}
    return found


def _own_id(block: Block) -> tuple[str, Run]:
    match block:
        case Heading(_, children, id=name):
            return name, children
        case Table(caption=caption, id=name) | Figure(caption=caption, id=name):
            return name, caption_number(caption) or caption
        case _:
            return getattr(block, "id", ""), ()


def _blocks_inside(block: Block) -> tuple[tuple[Block, ...], ...]:
    match block:
        case Quotation(blocks):
            return (blocks,)
        case ItemList(items):
            return items
        case DefinitionList(definitions):
            return tuple(one.blocks for one in definitions)
        case _:
            return ()
