"""The last pass: signs become Markdown, and what only looks like Markdown is escaped."""

from __future__ import annotations

from anthology.cleaning import signs
from anthology.cleaning.draft import Draft, Line, Outcome, written_lines
from anthology.cleaning.frontmatter import front_matter
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

RULES = {
    "markdown": "markup in the spelling of the house",
    "escape": "a character of the text that Markdown would take for markup",
    "blank-lines": "one empty line between blocks",
    "front-matter": "what is known of the text, at its head",
}

_SPELLING = {
    signs.MARK: "[^", signs.MARK_END: "]",
    signs.NOTE: "[^", signs.NOTE_END: "]: ",
    signs.EM: "*", signs.EM_END: "*",
    signs.STRONG: "**", signs.STRONG_END: "**",
    signs.QUERY: "{>> ", signs.QUERY_END: " <<}",
    signs.LINK: "[", signs.LINK_TARGET: "](", signs.LINK_END: ")",
    signs.PAGE: "[", signs.PAGE_END: "]{.original-page}",
    signs.CITE: "[", signs.CITE_END: "]",
    signs.NEWLINE: "\\\n",
    signs.SUP: "^", signs.SUP_END: "^",
    signs.SUB: "~", signs.SUB_END: "~",
    signs.ADDED: "{++", signs.ADDED_END: "++}",
    signs.CUT: "{--", signs.CUT_END: "--}",
    signs.SPAN: "[", signs.SPAN_WITH: "]{", signs.SPAN_END: "}",
    signs.IMAGE: "![", signs.IMAGE_TARGET: "](", signs.IMAGE_END: ")",
    signs.QUOTE: "> ", signs.BULLET: "- ", signs.NUMBERED: "", signs.VERSE: "| ",
    signs.BREAK: "* * *", signs.ROW: "| ", signs.CELL: " | ", signs.LISTING: "    ",
    signs.LETTER: "::: letter", signs.LETTER_END: ":::",
    **{sign: "#" * level + " " for level, sign in signs.HEADINGS.items()},
}  # fmt: skip

_ITEMS = {signs.BULLET, signs.NUMBERED}
_VERBATIM = regex(
    f"[{signs.LINK_TARGET}{signs.IMAGE_TARGET}{signs.MARK}{signs.CITE}{signs.SPAN_WITH}]"
    f"[^{signs.FIRST}-{signs.LAST}]*"
    f"[{signs.LINK_END}{signs.IMAGE_END}{signs.MARK_END}{signs.CITE_END}{signs.SPAN_END}]"
    f"|{signs.NOTE}[^{signs.NOTE_END}]*{signs.NOTE_END}"
)

_ESCAPE = regex(
    r"[\\*`^~_\[({@<&}](?:(?<=[\\*`^~])"
    r"|(?<=_)(?:(?<![^\W_]_)|(?![^\W_]))"
    r"|(?<=\[)(?=\^|[^\[\]\n]*(?:\](?:[(\[{]|[\ue020])|[\ue000-\ue0ff]))"
    r"|(?<=\ue021[(\[{])"
    r"|(?<=@)(?<![\w.]@)(?=[\w{])|(?<=<)(?=[A-Za-z/!?])|(?<=&)(?=#?\w+;)"
    r"|(?<=\{)(?=[+\-~=>.#]|\w+=)|(?<=(?:--|\+\+|==|<<)\}))"
)
"""A sign, and then what makes it markup: so a search can skip to the next sign."""

_RAW = regex(
    r"<(?=[A-Za-z/!?])(?![a-z][a-z+.-]{1,30}:[^\s<>]+>|[^\s<>@]+@[^\s<>@]+>)|(?<=\ue021)[(\[{]"
)
_MEANING = ":   "
"""How the meaning of a term begins, right below the term."""

_DASHES = regex(f"{signs.ROW}:?-+:?(?:{signs.CELL}:?-+:?)*")
"""The row of a table that says how its columns are set."""

_AT_START = regex(
    r"(?P<mark>#)(?=#{0,5}(?:\s|$))|(?P<angle>>)|(?P<bullet>[-+])(?=\s|$)"
    r"|\d{1,9}(?P<point>[.)])(?=\s|$)"
    r"|(?P<pipe>\|)|(?P<rule>-|=)(?=[-= ]*$)|(?P<colon>:)(?=[ :])|(?P<fence>~~~|```)"
    r"|(?P<dash>—)(?= )"
)


def write_markdown(draft: Draft) -> Outcome:
    """Spell the signs as Markdown, escape the rest, and set the front matter before it."""
    text = draft.text
    edits = Edits(text)
    edits.insert(0, front_matter(draft), "front-matter")
    last: Line | None = None
    lines = written_lines(text)
    for index, line in enumerate(lines):
        if last is not None:
            _divide(lines, index, draft.literal, edits)
        _set_block(lines, index, draft.literal, edits)
        last = line
    _inline(text, draft.literal, edits)
    if lines:
        edits.replace(0, lines[0].start, "", "blank-lines")
        edits.replace(lines[-1].end, len(text), "\n", "blank-lines")
    else:
        edits.delete(0, len(text), "blank-lines")
    new, changes = edits.done()
    return draft.then(new), changes


def _divide(lines: list[Line], index: int, literal: bool, edits: Edits) -> None:
    """What stands between two blocks: lists, verse and tables are close, quotations bound."""
    last, line = lines[index - 1], lines[index]
    sort, before = line.text[0], last.text[0]
    start, end = last.end, line.start
    if sort == before == signs.QUOTE:
        edits.replace(start, end, "\n>\n", "markdown")
    elif _close(line, last) or (not literal and line.text.startswith(_MEANING)):
        edits.replace(start, end, "\n", "markdown")
    elif sort == before == signs.ROW:
        rule = ""
        first = index < 2 or lines[index - 2].text[0] != signs.ROW
        if first and not _DASHES.fullmatch(line.text):
            rule = "\n|" + " --- |" * (last.text.count(signs.CELL) + 1)
        edits.replace(start, end, f" |{rule}\n", "markdown")
    elif before == signs.ROW:
        edits.replace(start, end, " |\n\n", "markdown")
    else:
        edits.replace(start, end, "\n\n", "blank-lines")


def _close(line: Line, last: Line) -> bool:
    """Whether no empty line stands between two blocks: items of a list, verse, listings."""
    sort, before = line.text[0], last.text[0]
    if {sort, before} == _ITEMS:
        return signs.NEST in (line.text[1:2], last.text[1:2])
    return sort == before and sort in (*_ITEMS, signs.VERSE, signs.LISTING)


def _set_block(lines: list[Line], index: int, literal: bool, edits: Edits) -> None:
    line = lines[index]
    start = line.start + _set_nested(line, edits)
    if line.text[0] == signs.MORE:
        edits.replace(start, start + 1, " " * _indent(lines, index), "markdown")
        start += 1
    elif line.text[0] in signs.BLOCKS:
        start += 1
        if line.text[0] in (signs.NUMBERED, signs.NOTE, signs.LISTING):
            return
    if line.text[0] == signs.ROW:
        _set_row(line, literal, edits)
        if index + 1 == len(lines):
            edits.insert(line.end, " |", "markdown")
    match = _AT_START.match(line.text, start - line.start) if literal else None
    sign = (match.lastgroup if match else None) or "dash"
    heading = line.text[0] in signs.HEADINGS.values()
    if match and sign != "dash" and not (heading or _captions(lines, index, sign)):
        edits.insert(line.start + match.start(sign), "\\", "escape")


def _set_row(line: Line, literal: bool, edits: Edits) -> None:
    """A bar that belongs to the words of a cell divides no cells."""
    if literal and "|" in line.text:
        for place in (at for at, sign in enumerate(line.text) if sign == "|"):
            edits.insert(line.start + place, "\\", "escape")


def _captions(lines: list[Line], index: int, sign: str) -> bool:
    """Whether a colon begins what a table shows, right below it."""
    return sign == "colon" and index > 0 and lines[index - 1].text[0] == signs.ROW


def _set_nested(line: Line, edits: Edits) -> int:
    """Set in the item of a list within a list; return how many signs say so."""
    depth = _depth(line)
    if depth:
        mark = "- " if line.text[0] == signs.BULLET else ""
        end = line.start + 1 + depth
        edits.replace(line.start, end, " " * 4 * depth + mark, "markdown")
    return depth


def _depth(line: Line) -> int:
    """How many lists the list of an item stands in."""
    return len(line.text[1:]) - len(line.text[1:].lstrip(signs.NEST))


def _indent(lines: list[Line], index: int) -> int:
    """How far a further paragraph is set in under its note or item."""
    owner = index
    while owner and lines[owner].text[0] == signs.MORE:
        owner -= 1
    sign, words = lines[owner].text[0], lines[owner].text
    within = 4 * _depth(lines[owner])
    if sign == signs.BULLET:
        return within + 2
    if sign == signs.NUMBERED:
        return within + len(words[1:].lstrip(signs.NEST).split(" ", 1)[0]) + 1
    return 4 if sign == signs.NOTE else 0


def _inline(text: str, literal: bool, edits: Edits) -> None:
    """Spell the inline signs, and escape the words between."""
    verbatim = [match.span() for match in _VERBATIM.finditer(text)]
    pattern = _ESCAPE if literal else _RAW
    here = 0
    for start, end in [*verbatim, (len(text), len(text))]:
        for match in pattern.finditer(text, here, start):
            if not _in_listing(text, match.start()):
                edits.insert(match.start(), "\\", "escape")
        here = end
    for match in signs.ANY.finditer(text):
        new = _SPELLING.get(match.group())
        if match.group() == signs.NEWLINE and _block_at(text, match.start()) == signs.QUOTE:
            new = "\\\n> "
        if new is not None:
            edits.replace(match.start(), match.end(), new, "markdown")


def _in_listing(text: str, place: int) -> bool:
    return _block_at(text, place) == signs.LISTING


def _block_at(text: str, place: int) -> str:
    """The first character of a line: its sign, where it has one."""
    return text[text.rfind("\n", 0, place) + 1]
