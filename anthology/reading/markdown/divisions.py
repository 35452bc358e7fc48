"""Words set apart: quotations, epigraphs, letters, and the lines that frame them."""

from __future__ import annotations

from markdown_it.token import Token

from anthology.model import Block, Inline, Paragraph, Quotation, Span, Text
from anthology.problems import Code, Place, did_you_mean
from anthology.reading.markdown.attributes import (
    Attributes,
    parse_attributes,
    wrong_attributes,
)
from anthology.reading.markdown.context import Context
from anthology.reading.markdown.spans import FRAMES

KINDS = ("epigraph", "letter")
"""What a fenced division may be."""


def quotation(blocks: tuple[Block, ...], here: Place) -> Quotation:
    """Make a block quotation; a last paragraph ``— …`` says whose words they are."""
    attribution: tuple[Inline, ...] = ()
    if len(blocks) > 1 and isinstance(blocks[-1], Paragraph):
        attribution = _attribution(blocks[-1].children)
        blocks = blocks[:-1] if attribution else blocks
    return Quotation(blocks, here, attribution)


def _attribution(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the words after the dash, or nothing if there is none."""
    if not children or not isinstance(children[0], Text):
        return ()
    first = children[0].words
    if not first.startswith(("— ", "—\N{NO-BREAK SPACE}")):
        return ()
    rest = Text(first[2:].lstrip())
    return (rest, *children[1:]) if rest.words else children[1:]


def division(
    opening: Token, blocks: tuple[Block, ...], here: Place, context: Context
) -> Quotation:
    """Make what a fenced division says it is; its words are kept in any case.

    An epigraph may be written as a quotation within its fence.
    """
    written = opening.meta["attributes"]
    given = parse_attributes(written) if written[0] == "{" else Attributes("", (written,))
    kinds = [name for name in given.classes if name in KINDS]
    if not opening.meta["closed"]:
        message = f"the division that begins here with {written} never ends"
        context.report(here, Code.FENCE_OPEN, message, "close it with a line :::")
    if kinds:
        known = ("#id", *(f".{name}" for name in KINDS))
        context.problems += wrong_attributes(given, here, known, "a fenced division")
        context.problems += context.ids.given(given.id, here)
    else:
        name = next(iter(given.classes), written)
        message = f"there is no fenced division “{name}”"
        hint = did_you_mean(name, KINDS, f"there are: {', '.join(KINDS)}")
        context.report(here, Code.ATTRIBUTE_UNKNOWN, message, hint)
    kind = kinds[0] if kinds else ""
    match blocks:
        case (Quotation(inner, kind="", id="") as within,) if kind == "epigraph":
            return Quotation(inner, here, within.attribution, given.id, kind)
        case _:
            made = quotation(blocks, here)
            return Quotation(made.blocks, here, made.attribution, given.id, kind)


def paragraph(words: tuple[Inline, ...], here: Place, context: Context) -> Paragraph:
    """Make a paragraph; a span alone in it may be a line that frames a text."""
    framing = [node for node in words if isinstance(node, Span) and _frame(node)]
    if not framing:
        return Paragraph(words, here)
    span = framing[0]
    if len(words) > 1:
        message = f"words stand beside […]{{.{_frame(span)}}}"
        hint = "give it a paragraph of its own"
        context.report(here, Code.ATTRIBUTE_VALUE, message, hint)
        return Paragraph(words, here)
    rest = tuple(name for name in span.classes if name not in FRAMES)
    bare = not (span.lang or rest)
    children = span.children if bare else (Span(span.children, here, span.lang, rest),)
    return Paragraph(children, here, span.id, _frame(span))


def _frame(span: Span) -> str:
    return next((name for name in span.classes if name in FRAMES), "")
