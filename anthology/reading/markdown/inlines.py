"""From the parser's tokens to the words of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from anthology.model import (
    Change,
    Citation,
    Cite,
    CiteMode,
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Note,
    NoteMark,
    Paragraph,
    Query,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from anthology.problems import Code as ProblemCode
from anthology.problems import Place
from anthology.reading.markdown.context import Context, Lines
from anthology.reading.markdown.html import first_tag, remedy
from anthology.reading.markdown.links import link
from anthology.reading.markdown.spans import span

DEPTH = 40
"""Emphasis within emphasis; no page can show it, and no engine sets it."""

_STRAY = re.compile(r"<<\}|\+\+\}|--\}|~~\}|==\}")


@dataclass(slots=True)
class _Frame:
    """A construct whose end has not come yet."""

    name: str
    meta: dict[str, str | int]
    place: Place
    href: str = ""
    title: str = ""
    inside_note: str = ""
    """The note around it, as in the context."""

    children: list[Inline] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Text not yet made into a node."""

    parts: dict[str, tuple[Inline, ...]] = field(default_factory=dict)
    """Prefix and suffix of a citation, old and new words of a change."""

    citations: list[Citation] = field(default_factory=list)

    def add(self, node: Inline) -> None:
        """Add a node after the words that came before it."""
        self.flush()
        self.children.append(node)

    def flush(self) -> None:
        """Make one text of the words so far."""
        if self.words:
            self.children.append(Text("".join(self.words)))
            self.words.clear()


def make_inlines(
    tokens: Sequence[Token], words: str, place: Place, context: Context
) -> tuple[Inline, ...]:
    """Make the tree of one paragraph.

    Args:
        tokens: What the parser found in it.
        words: Its source, whose line ends tell where each token stands.
        place: Where its first line is.
        context: The text it belongs to; problems, marks and notes are added to it.
    """
    lines = Lines(words, place)
    stack = [_Frame("", {}, place)]
    for token in tokens:
        if token.nesting == 1:
            stack.append(_opened(token, lines, context))
            if len(stack) >= DEPTH and token.type in {"em_open", "strong_open"}:
                _flatten(stack, context)
        elif token.nesting == -1:
            frame = stack.pop()
            _close(frame, stack[-1], context)
        else:
            _leaf(token, stack[-1], lines, context)
    stack[0].flush()
    return tuple(stack[0].children)


def _opened(token: Token, lines: Lines, context: Context) -> _Frame:
    at = token.meta.get("at")
    here = lines.here if at is None else lines.place(at)
    name = token.type.removesuffix("_open")
    href, title = (token.attrs.get(key, "") for key in ("href", "title"))
    frame = _Frame(name, token.meta, here, str(href), str(title), context.inside_note)
    if name == "inline_note":
        context.inside_note = "^[…]"
    return frame


def _leaf(token: Token, frame: _Frame, lines: Lines, context: Context) -> None:
    match token.type:
        case "text":
            frame.words.append(token.content)
            if "}" in token.content:
                _stray_closing(token.content, lines.here, context)
        case "text_special":
            frame.words.append(token.content)
        case "softbreak":
            frame.words.append(" ")
            lines.next()
        case "hardbreak":
            frame.add(LineBreak())
            lines.next()
        case "code_inline":
            frame.add(Code(token.content))
        case _:
            _placed_leaf(token, frame, lines.place(token.meta.get("at", 0)), context)


def _placed_leaf(token: Token, frame: _Frame, here: Place, context: Context) -> None:
    match token.type:
        case "note_mark":
            frame.add(note_mark(token.meta["label"], here, context))
        case "query":
            frame.add(Query(" ".join(token.content.split()), here))
        case "critic_open":
            frame.words.append(token.content)
            message = f"“{token.content}” begins a change that never ends"
            hint = "close it in the same paragraph, or write a backslash before the brace"
            context.report(here, ProblemCode.CRITIC_OPEN, message, hint)
        case "braces_alone":
            frame.words.append(token.content)
            message = f"“{token.content}” stands behind nothing that it could belong to"
            hint = "put it right behind its link or words, or a backslash before the brace"
            context.report(here, ProblemCode.ATTRIBUTE_ALONE, message, hint)
        case "html_inline":
            frame.words.append(token.content)
            _html(token.content, here, context)
        case "image":
            frame.words.append(f"{token.content} {token.attrs.get('title', '')}".rstrip())
            message = "an image within a paragraph"
            hint = "give it a paragraph of its own: then it is a figure"
            context.report(here, ProblemCode.IMAGE_INLINE, message, hint)
        case _:
            raise AssertionError(f"{here}: a token that nobody reads: {token.type}")


def _html(source: str, here: Place, context: Context) -> None:
    """Report a tag; one that closes what was reported is not news."""
    tag = first_tag(source)
    if tag not in context.tags_to_close:
        context.tags_to_close.add(f"</{tag[1:]}")
        context.report(here, ProblemCode.HTML_RAW, f"raw HTML: {tag}", remedy(source))


def _stray_closing(words: str, place: Place, context: Context) -> None:
    for found in _STRAY.finditer(words):
        message = f"“{found.group()}” ends a change that never began"
        hint = "write a backslash before the brace if it is meant as it stands"
        context.report(place, ProblemCode.CRITIC_OPEN, message, hint)


def note_mark(label: str, here: Place, context: Context) -> NoteMark:
    """Make a mark, remembering it, and refuse it within a note."""
    mark = NoteMark(context.label_prefix + label, here, context.stream(label))
    if context.inside_note:
        message = f"a note hangs from note “{context.inside_note}”"
        hint = "a note cannot have notes of its own: put its words into the first"
        context.report(here, ProblemCode.NOTE_NESTED, message, hint)
    context.marks.append(mark)
    return mark


def _flatten(stack: list[_Frame], context: Context) -> None:
    """Read the words of the last construct into the one around it."""
    last, parent = stack[-1], stack[-2]
    if last.name != "flat" != parent.name:
        message = f"more than {DEPTH} emphases within each other"
        hint = "look for stray asterisks and underscores"
        context.report(parent.place, ProblemCode.NESTING_DEPTH, message, hint)
    last.name, last.children, last.words = "flat", parent.children, parent.words


def _close(frame: _Frame, parent: _Frame, context: Context) -> None:
    if frame.name == "flat":
        return
    frame.flush()
    context.inside_note = frame.inside_note
    children = tuple(frame.children)
    match frame.name:
        case "prefix" | "suffix" | "old" | "new":
            parent.parts[frame.name] = children
        case "citation":
            parent.citations.append(_citation(frame))
        case _:
            parent.add(_NODES[frame.name](frame, children, context))


def _citation(frame: _Frame) -> Citation:
    prefix = _stripped(frame.parts.get("prefix", ()))
    suffix = frame.parts.get("suffix", ())
    mode = CiteMode(str(frame.meta["mode"]))
    return Citation(str(frame.meta["key"]), frame.place, mode, prefix, suffix)


def _stripped(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take the space away before the first word and after the last."""
    children = list(inlines)
    if children and isinstance(children[0], Text):
        children[0] = Text(children[0].words.lstrip())
    if children and isinstance(children[-1], Text):
        children[-1] = Text(children[-1].words.rstrip())
    return tuple(node for node in children if node != Text(""))


def _cite(frame: _Frame, children: tuple[Inline, ...], context: Context) -> Inline:
    return Cite(tuple(frame.citations), frame.place, str(frame.meta["source"]))


def _change(frame: _Frame, children: tuple[Inline, ...], context: Context) -> Inline:
    old, new = (frame.parts.get(part, ()) for part in ("old", "new"))
    return Change(old, new, frame.place, marked=bool(frame.meta["marked"]))


def _inline_note(frame: _Frame, children: tuple[Inline, ...], context: Context) -> Inline:
    mark = note_mark(context.new_label(), frame.place, context)
    body = Paragraph(children, frame.place)
    context.notes[mark.label] = Note(mark.label, (body,), frame.place, mark.stream)
    return mark


def _span(frame: _Frame, children: tuple[Inline, ...], context: Context) -> Inline:
    return span(children, str(frame.meta["attributes"]), frame.place, context)


def _link(frame: _Frame, children: tuple[Inline, ...], context: Context) -> Inline:
    if frame.title:
        message = f"a link has no title: “{frame.title}”"
        hint = "put the words into the text: nobody sees a title in print"
        context.report(frame.place, ProblemCode.ATTRIBUTE_UNKNOWN, message, hint)
    attributes = str(frame.meta.get("attributes", ""))
    return link(frame.href, children, attributes, frame.place, context)


_NODES: dict[str, Callable[[_Frame, tuple[Inline, ...], Context], Inline]] = {
    "em": lambda frame, children, context: Emphasis(children),
    "strong": lambda frame, children, context: Strong(children),
    "raised": lambda frame, children, context: Superscript(children),
    "lowered": lambda frame, children, context: Subscript(children),
    "cite": _cite,
    "change": _change,
    "inline_note": _inline_note,
    "span": _span,
    "link": _link,
}
