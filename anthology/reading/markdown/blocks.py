"""From the parser's tokens to the blocks of a piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from markdown_it.token import Token

from anthology.model import (
    Block,
    Break,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Listing,
    Note,
    Paragraph,
    Table,
    Text,
    Verse,
    plain,
)
from anthology.problems import Code, Place, warning
from anthology.reading.markdown.attributes import parse_attributes, wrong_attributes
from anthology.reading.markdown.context import Context
from anthology.reading.markdown.divisions import division, paragraph, quotation
from anthology.reading.markdown.figures import figure
from anthology.reading.markdown.html import first_tag, remedy
from anthology.reading.markdown.inlines import make_inlines
from anthology.reading.markdown.tables import table

Tokens = Iterator[Token]

LONG_HEADING = 15
"""In words: what is longer and underlined with dashes is hardly meant as a heading."""

LONG_TERM = 6
"""In words: what is longer and ends with a full stop is hardly meant as a term."""

_DASHES = re.compile(r"(?=.*\|)[\s:|]*[-–—][-–—\s:|]*")
"""A line that divides the head of a table from its rows, typographic dashes or not."""


def make_blocks(tokens: Tokens, context: Context, until: str = "") -> tuple[Block, ...]:
    """Make blocks of the tokens up to the one that closes the construct around them."""
    blocks: list[Block] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "note_open":
            _note(token, tokens, context)
        elif token.type == "caption_open":
            _caption(token, tokens, blocks, context)
        else:
            blocks.append(_MAKERS[token.type](token, tokens, context))
    return tuple(blocks)


def _place(token: Token, context: Context) -> Place:
    return context.place(token.map[0] if token.map else 0)


def _words(token: Token, context: Context) -> tuple[Inline, ...]:
    return make_inlines(token.children or [], token.content, _place(token, context), context)


def _inline_until(tokens: Tokens, closing: str) -> Token:
    """Return the words of a construct that holds nothing else."""
    words = next(tokens)
    last = next(tokens)
    assert last.type == closing, last.type
    return words


def _id(token: Token, here: Place, context: Context, what: str) -> str:
    given = parse_attributes(token.meta.get("attributes", ""))
    context.problems += wrong_attributes(given, here, ("#id",), what)
    context.problems += context.ids.given(given.id, here)
    return given.id


def _paragraph(token: Token, tokens: Tokens, context: Context) -> Block:
    words = _inline_until(tokens, "paragraph_close")
    here = _place(token, context)
    children = words.children or []
    if len(children) == 1 and children[0].type == "image":
        return figure(children[0], here, context)
    made = _words(words, context)
    if made and isinstance(made[0], Text):
        _odd_beginning(made[0].words, here, context)
    return paragraph(made, here, context)


def _odd_beginning(words: str, here: Place, context: Context) -> None:
    """Report what pandoc would not take for words, and we do."""
    if _DASHES.fullmatch(words):
        message = "a line of dashes that does not fit the row above it"
        hint = "write as many groups of dashes as the row has cells: |---|---|"
        context.report(here, Code.TABLE_SHAPE, message, hint)
    elif words.startswith(": "):
        message = "a caption without a table or a figure before it"
        hint = "put it right after its table; a term and its meaning need no empty line"
        context.problems.append(warning(here, Code.CAPTION_ALONE, message, hint))
    elif words.startswith(":::"):
        message = "a line of colons that opens and closes nothing"
        hint = "begin a division with its kind: ::: letter"
        context.report(here, Code.FENCE_OPEN, message, hint)


def _heading(token: Token, tokens: Tokens, context: Context) -> Block:
    inline = _inline_until(tokens, "heading_close")
    words = _words(inline, context)
    here = _place(token, context)
    if token.markup == "-" and len(inline.content.split()) > LONG_HEADING:
        message = "a line of dashes makes a heading of this whole paragraph"
        hint = "leave an empty line before the dashes if they are a pause: * * *"
        context.problems.append(warning(here, Code.HEADING_LEVEL, message, hint))
    given = _id(token, here, context, "a heading")
    return Heading(
        int(token.tag[1]), words, here, given or context.ids.make(plain(words), here)
    )


def _quotation(token: Token, tokens: Tokens, context: Context) -> Block:
    blocks = make_blocks(tokens, context, "blockquote_close")
    return quotation(blocks, _place(token, context))


def _division(token: Token, tokens: Tokens, context: Context) -> Block:
    blocks = make_blocks(tokens, context, "division_close")
    return division(token, blocks, _place(token, context), context)


def _verse(token: Token, tokens: Tokens, context: Context) -> Block:
    lines: list[tuple[Inline, ...]] = []
    indents: list[int] = []
    for line in tokens:
        if line.type == "verse_close":
            break
        lines.append(_words(line, context))
        indents.append(line.meta["indent"])
    here = _place(token, context)
    _odd_verse(lines, here, context)
    return Verse(tuple(lines), here, tuple(indents))


def _odd_verse(lines: list[tuple[Inline, ...]], here: Place, context: Context) -> None:
    """Report what looks like a table, to those who wrote it."""
    if len(lines) > 1 and all(_ends_with_pipe(line) for line in lines):
        message = "this looks like a table without its line of dashes"
        hint = "write |---|---| under the first row; it is read as verse as it stands"
        context.problems.append(warning(here, Code.TABLE_SHAPE, message, hint))


def _ends_with_pipe(line: tuple[Inline, ...]) -> bool:
    return bool(line) and isinstance(line[-1], Text) and line[-1].words.endswith("|")


def _list(token: Token, tokens: Tokens, context: Context) -> Block:
    items: list[tuple[Block, ...]] = []
    tight = True
    for item in tokens:
        if item.type != "list_item_open":
            break
        watched = _Watched(tokens, item.level + 1)
        items.append(make_blocks(watched, context, "list_item_close"))
        tight = tight and not watched.loose
    ordered = token.type == "ordered_list_open"
    start = int(token.attrs.get("start", 1))
    return ItemList(tuple(items), _place(token, context), ordered, start, tight)


class _Watched:
    """Tokens of an item, noting whether one of its own paragraphs is set off."""

    def __init__(self, tokens: Tokens, level: int) -> None:
        self._tokens, self._level = tokens, level
        self.loose = False

    def __iter__(self) -> Tokens:
        return self

    def __next__(self) -> Token:
        token = next(self._tokens)
        if token.type == "paragraph_open" and token.level == self._level:
            self.loose = self.loose or not token.hidden
        return token


def _definitions(token: Token, tokens: Tokens, context: Context) -> Block:
    definitions: list[Definition] = []
    for part in tokens:
        if part.type == "dl_close":
            break
        if part.type == "dt_open":
            words = _inline_until(tokens, "dt_close")
            here = _place(words, context)
            term = _words(words, context)
            _odd_term(plain(term), here, context)
            name = _id(part, here, context, "a term") or context.ids.make(plain(term), here)
            definitions.append(Definition(term, (), here, name))
        else:
            blocks = make_blocks(tokens, context, "dd_close")
            last = definitions[-1]
            definitions[-1] = replace(last, blocks=last.blocks + blocks)
    return DefinitionList(tuple(definitions), _place(token, context))


def _odd_term(words: str, here: Place, context: Context) -> None:
    """Report a sentence that a line with a colon below makes a term."""
    if words.endswith(".") and len(words.split()) > LONG_TERM:
        message = "the line with a colon below makes this paragraph a term of a glossary"
        hint = "a caption stands right after its table; a colon may have a backslash before it"
        context.problems.append(warning(here, Code.CAPTION_ALONE, message, hint))


def _table(token: Token, tokens: Tokens, context: Context) -> Block:
    return table(token, tokens, context, _words)


def _caption(token: Token, tokens: Tokens, blocks: list[Block], context: Context) -> None:
    """Give its caption to the table or figure that was read last."""
    here = _place(token, context)
    words = _words(_inline_until(tokens, "caption_close"), context)
    name = _id(token, here, context, "a caption")
    last = blocks[-1]
    assert isinstance(last, Table | Figure), last
    if last.caption:
        words = (*last.caption, LineBreak(), *words)
    blocks[-1] = replace(last, caption=words, id=name or last.id)


def _listing(token: Token, tokens: Tokens, context: Context) -> Block:
    here = _place(token, context)
    first, end = token.map or (0, 0)
    if token.type == "fence" and end - first < token.content.count("\n") + 2:
        message = f"the listing that begins here with {token.markup} never ends"
        hint = f"close it with a line {token.markup}"
        context.report(here, Code.LISTING_OPEN, message, hint)
    return Listing(token.content.removesuffix("\n"), here)


def _break(token: Token, tokens: Tokens, context: Context) -> Block:
    return Break(_place(token, context))


def _html(token: Token, tokens: Tokens, context: Context) -> Block:
    here = _place(token, context)
    message = f"raw HTML: {first_tag(token.content)}"
    context.report(here, Code.HTML_RAW, message, remedy(token.content))
    return Paragraph((Text(" ".join(token.content.split())),), here)


def _too_deep(token: Token, tokens: Tokens, context: Context) -> Block:
    here = _place(token, context)
    message = "lists and quotations too deep within each other"
    context.report(here, Code.NESTING_DEPTH, message, "delete signs at the start of the line")
    return Paragraph((Text(" ".join(token.content.split())),), here)


def _note(token: Token, tokens: Tokens, context: Context) -> None:
    label, here = token.meta["label"], _place(token, context)
    outer, context.inside_note = context.inside_note, label
    blocks = make_blocks(tokens, context, "note_close")
    context.inside_note = outer
    note = Note(context.label_prefix + label, blocks, here, context.stream(label))
    if not label or " " in label:
        message = f"“[^{label}]” is not the label of a note"
        hint = "use letters, digits and “-”, without spaces"
        context.report(here, Code.NOTE_UNDEFINED, message, hint)
    elif note.label in context.notes:
        first = context.notes[note.label].place
        message = f"note “{label}” is written twice"
        hint = f"it stands in line {first.line} already: give one of them another label"
        context.report(here, Code.NOTE_DUPLICATE, message, hint)
    else:
        if not blocks:
            message = f"note “{label}” has no words"
            hint = "write them, or delete the note and its mark"
            context.report(here, Code.NOTE_EMPTY, message, hint)
        context.notes[note.label] = note


_MAKERS: dict[str, Callable[[Token, Tokens, Context], Block]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "blockquote_open": _quotation,
    "division_open": _division,
    "verse_open": _verse,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "dl_open": _definitions,
    "table_open": _table,
    "fence": _listing,
    "code_block": _listing,
    "hr": _break,
    "html_block": _html,
    "too_deep": _too_deep,
}
