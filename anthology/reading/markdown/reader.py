"""Read one Markdown text, and say everything that is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from anthology.model import Block, Heading, Inline, Note, NoteMark
from anthology.problems import Code, Place, Problem, did_you_mean, error, warning
from anthology.reading.characters import illegal_characters
from anthology.reading.markdown.blocks import make_blocks
from anthology.reading.markdown.context import ALONE, Context, Surroundings
from anthology.reading.markdown.dialect import UsedReferences, inline_tokens_of, tokens_of
from anthology.reading.markdown.ids import Ids
from anthology.reading.markdown.inlines import make_inlines

_LABEL = re.compile(r"\[\^([^\[\]\n]+)\]")

MOST_GUESSES = 50
"""Notes that an undefined mark is compared with: each comparison takes its time."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """What one text holds."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    """In the order of their marks; those without a mark come last."""

    problems: tuple[Problem, ...]
    """In the order of the lines."""


def read_markdown(
    source: str,
    file: str,
    first_line: int = 1,
    label_prefix: str = "",
    surroundings: Surroundings = ALONE,
) -> Markdown:
    """Read a text without its front matter.

    Args:
        source: Markdown, with newlines already made plain line feeds.
        file: Path to name in problems, relative to the project; images and other texts
            are looked for from its folder.
        first_line: Line of the file on which ``source`` begins.
        label_prefix: Goes before the label of every note (``headnote/``), so that the
            notes of two texts can stand in one piece.
        surroundings: What the text may rely on in its project.
    """
    references = UsedReferences()
    tokens = tokens_of(source, references)
    ids = Ids(source, label_prefix.replace("/", "-"))
    labels = frozenset(_LABEL.findall(source))
    context = Context(file, first_line, ids, surroundings, label_prefix, labels)
    context.marks += surroundings.marks
    context.problems += illegal_characters(source, file, first_line)
    blocks = make_blocks(iter(tokens), context)
    context.problems += _headings(blocks)
    context.problems += _notes(context)
    context.problems += _references(references, context)
    problems = sorted(context.problems, key=lambda problem: problem.place.line)
    return Markdown(blocks, _in_order(context), tuple(problems))


def read_inlines(source: str, place: Place) -> tuple[tuple[Inline, ...], list[Problem]]:
    """Read one line of words that no note hangs from: a biography, a credit line."""
    inlines, marks, problems = read_title(source, place)
    for mark in marks:
        message = "a note cannot hang from here"
        hint = "hang it from the first words of the text"
        problems.append(error(mark.place, Code.NOTE_NESTED, message, hint))
    return inlines, problems


def read_title(
    source: str, place: Place, surroundings: Surroundings = ALONE
) -> tuple[tuple[Inline, ...], list[NoteMark], list[Problem]]:
    """Read the title of a text.

    Returns:
        Its words, the marks that hang from them, whose notes must be in the text, and
        what is wrong.
    """
    source = " ".join(line.strip() for line in source.split("\n")).strip()
    context = Context(place.file, place.line, Ids(source), surroundings)
    inlines = make_inlines(inline_tokens_of(source), "", place, context)
    for note in context.notes.values():
        message = "the words of a note within a title"
        hint = "write [^label] here, and the note in the text: [^label]: …"
        context.report(note.place, Code.NOTE_NESTED, message, hint)
    return inlines, context.marks, context.problems


def _headings(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    before = 1
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        if block.level == 1:
            message = "a heading of the first level; that is the title of the piece"
            hint = "the title stands in the front matter: begin headings with ##"
            yield error(block.place, Code.HEADING_LEVEL, message, hint)
        elif block.level > before + 1:
            message = f"a heading of level {block.level} under one of level {before}"
            hint = f"write {'#' * (before + 1)}"
            yield warning(block.place, Code.HEADING_LEVEL, message, hint)
        before = block.level


def _notes(context: Context) -> Iterator[Problem]:
    """Compare marks and notes: each mark needs its note, each note one mark."""
    skip = len(context.label_prefix)
    marks = Counter(mark.label for mark in context.marks)
    unused = [label[skip:] for label in context.notes if label not in marks][:MOST_GUESSES]
    for mark in context.marks:
        if mark.label not in context.notes:
            label = mark.label[skip:]
            message = f"there is no note “{label}”"
            hint = did_you_mean(label, unused, f"write it: [^{label}]: …")
            yield error(mark.place, Code.NOTE_UNDEFINED, message, hint)
    seen: dict[str, Place] = {}
    for mark in context.marks:
        if mark.label in seen and mark.label in context.notes:
            message = f"a second mark for note “{mark.label[skip:]}”"
            hint = f"the first is in line {seen[mark.label].line}: write the note again"
            yield error(mark.place, Code.NOTE_REPEATED, message, f"{hint}, with another label")
        seen.setdefault(mark.label, mark.place)
    for label, note in context.notes.items():
        if label not in marks:
            message = f"no mark in the text for note “{label[skip:]}”"
            hint = f"put [^{label[skip:]}] where it belongs, or delete the note"
            yield error(note.place, Code.NOTE_UNUSED, message, hint)


def _references(references: UsedReferences, context: Context) -> Iterator[Problem]:
    """Report link definitions that no link uses: their words would be nowhere."""
    for line, label in references.unused():
        message = f"“[{label.lower()}]:” is the address of no link"
        hint = "delete it, or write a backslash before the bracket if it is meant as text"
        yield warning(context.place(line), Code.LINK_UNUSED, message, hint)


def _in_order(context: Context) -> tuple[Note, ...]:
    """Order the notes by their marks; those without one keep their own order, at the end."""
    labels = dict.fromkeys([mark.label for mark in context.marks] + list(context.notes))
    return tuple(context.notes[label] for label in labels if label in context.notes)
