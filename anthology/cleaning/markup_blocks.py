"""The blocks of a Markdown source: its lines are joined and signed as CommonMark reads them.

Indentation is read a little more kindly than CommonMark does: writing programs set the
items of an inner list, and the further paragraphs of a note, in by two columns.
"""

from __future__ import annotations

import re
from collections.abc import Container

from anthology.cleaning.draft import Line, lines_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.markup_tables import columns_of, set_row
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    BREAK,
    BULLET,
    HEADINGS,
    LISTING,
    MORE,
    NEST,
    NEWLINE,
    NOTE,
    NOTE_END,
    NUMBERED,
    QUOTE,
    ROW,
    VERSE,
)

SET_IN = 2
"""Columns by which a line is set in that belongs to the item or note above it."""

SHORT = 60
"""Characters that a line of verse, or of the head of a text, has at most."""

WHOLE = 130
"""Characters: two lines longer than this, the first with a point, are paragraphs."""

_FENCE = regex(r" {0,3}(```+|~~~+)")
_HEADING = regex(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_CLOSED = regex(r"[ \t]+#+[ \t]*$")
_RULE = regex(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = regex(r"(?:={3,}|-{3,})[ \t]*$")
_NOTE = regex(r" {0,3}\[\^([^\]\n]+)\]:[ \t]*")
_QUOTE = regex(r" {0,3}>[ \t]*")
_QUOTE_WITHIN = regex(r"(?: {2,}|[ ]?\t[ \t]*)>[ \t]*")
_WITHIN = MORE + QUOTE
_ITEM = regex(r"([ \t]*)([-*+]|(?P<number>\d{1,9})[.)])([ \t]+)(?=\S)")
_VERSE = regex(r"\| (?=\S)(?!.*\|[ \t]*$)")
_GOING_ON = (QUOTE, NOTE, BULLET, NUMBERED, MORE, _WITHIN)
"""Blocks whose paragraph takes in the line below it, however that is set in."""

_OWN = regex(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S|[>|#]|—|-{2,3} |::: ?|: ")
"""What begins a block of its own within a quotation."""

_APART = regex(r":::|: |!\[[^\]\n]*\]\([^)\n]*\)")
"""What no line before it takes in: divisions, captions and meanings, figures."""

_HARD = regex(r"(?:<br\s*/?>[ \t]*| {2,}|(?<!\\)\\)$", re.IGNORECASE)


def label_of(words: str) -> str:
    """The label of a note as the dialect has it.

    >>> label_of("long note")
    'long-note'
    """
    return re.sub(r"[\W_]+", "-", words.strip()).strip("-") or "n"


def set_blocks(
    text: str, edits: Edits, begin: int, aside: Container[int], *, wrapped: bool
) -> list[int]:
    """Sign the blocks of a text.

    Args:
        text: Of a Markdown file.
        edits: Takes the changes.
        begin: Where the front matter ends.
        aside: Where lines begin that are no part of the text.
        wrapped: Whether its paragraphs were cut to a width; then they are joined later.

    Returns:
        The places of quotations whose lines were taken for verse.
    """
    lines = [line for line in lines_of(text) if line.start >= begin]
    reader = _Reader(lines, edits, aside, wrapped)
    number = 0
    while number < len(reader.lines):
        number = reader.read(number)
    return reader.verse


class _Reader:
    """Reads line after line, and knows what each may belong to."""

    def __init__(
        self, lines: list[Line], edits: Edits, aside: Container[int], wrapped: bool
    ) -> None:
        self.lines = lines
        self.verse: list[int] = []
        self._edits = edits
        self._aside = aside
        self._wrapped = wrapped
        self._gap = True
        self._last = Line(0, "")
        self._sort = ""
        """The sign of the block that is being read; empty for a plain paragraph."""

        self._items: list[tuple[int, int]] = []
        """The columns of the sign and of the words, for each item that is open."""

        self._noted = False
        self._in_verse = False

    def read(self, number: int) -> int:
        """Read the block or line that begins here; return where the next one does."""
        line = self.lines[number]
        if line.blank or line.start in self._aside:
            self._gap = True
            return number + 1
        fence = _FENCE.match(line.text)
        if fence:
            return self._fenced(number, fence[1])
        end = self._table(number)
        if end == number:
            end = self._heading(number)
        if end == number:
            self._line(number)
            end = number + 1
        self._gap, self._last = False, self.lines[end - 1]
        return end

    def _close(self, sort: str) -> None:
        self._items, self._noted, self._sort = [], False, sort

    def _fenced(self, number: int, fence: str) -> int:
        self._close(LISTING)
        self._edits.delete(self.lines[number].start, self.lines[number].end, "markup")
        number += 1
        while number < len(self.lines):
            line = self.lines[number]
            number += 1
            if line.text.strip().startswith(fence):
                self._edits.delete(line.start, line.end, "markup")
                break
            self._edits.insert(line.start, LISTING, "markup")
        self._gap = True
        return number

    def _heading(self, number: int) -> int:
        """A heading or a rule; the line below a heading may mark it."""
        line = self.lines[number]
        heading = _HEADING.match(line.text)
        after = self.lines[number + 1].text if number + 1 < len(self.lines) else ""
        if heading:
            sign = HEADINGS[len(heading[1])]
            self._edits.replace(line.start, line.start + heading.end(), sign, "markup")
            closed = _CLOSED.search(line.text)
            if closed:
                self._edits.delete(line.start + closed.start(), line.end, "markup")
        elif _RULE.match(line.text):
            self._edits.replace(line.start, line.end, BREAK, "markup")
        elif _UNDERLINE.match(after) and not self._begins(line.text):
            self._edits.insert(line.start, HEADINGS[1 if after[0] == "=" else 2], "markup")
            self._edits.delete(line.end, line.end + 1 + len(after), "markup")
            number += 1
        else:
            return number
        self._close(BREAK)
        return number + 1

    @staticmethod
    def _begins(line: str) -> bool:
        forms = (_NOTE, _QUOTE, _ITEM, _VERSE)
        return line[0] in " \t" or any(form.match(line) for form in forms)

    def _table(self, number: int) -> int:
        """Rows over and under a line of dashes, with or without bars at their ends."""
        lines = self.lines[number : number + 2]
        columns = columns_of(*(line.text for line in lines)) if len(lines) > 1 else 0
        if not columns:
            return number
        while number < len(self.lines) and "|" in self.lines[number].text:
            set_row(self.lines[number], columns, self._edits)
            number += 1
        self._close(ROW)
        return number

    def _line(self, number: int) -> None:
        line = self.lines[number]
        note = _NOTE.match(line.text)
        quote = _QUOTE.match(line.text)
        if note:
            self._close(NOTE)
            self._noted = True
            self._sign(line, note.end(), NOTE + label_of(note[1]) + NOTE_END)
        elif (self._noted or self._items) and (within := _QUOTE_WITHIN.match(line.text)):
            self._quoted_within(line, within.end())
        elif quote:
            self._quoted(number, quote.end())
        elif _VERSE.match(line.text):
            self._close(VERSE)
            self._sign(line, 2, VERSE)
        elif not self._item(line):
            self._plain(line)

    def _sign(self, line: Line, end: int, sign: str) -> None:
        self._edits.replace(line.start, line.start + end, sign, "markup")

    def _quoted(self, number: int, words: int) -> None:
        """A line of a quotation: of the paragraph before, unless that has ended."""
        line = self.lines[number]
        if words == len(line.text):
            self._sign(line, words, "")
            self._close("")
            return
        if self._sort == QUOTE and not self._gap and not _OWN.match(line.text, words):
            self._join(line, words, NEWLINE if self._in_verse else " ")
            return
        self._close(QUOTE)
        self._in_verse = self._is_verse(number)
        self._sign(line, words, QUOTE)

    def _quoted_within(self, line: Line, words: int) -> None:
        """A line of a quotation within an item or a note: a further paragraph of that."""
        if words == len(line.text):
            self._sign(line, words, "")
            self._sort = MORE
        elif self._sort == _WITHIN and not self._gap:
            self._join(line, words, " ")
        else:
            self._sort = _WITHIN
            self._sign(line, words, MORE + "> ")

    def _is_verse(self, number: int) -> bool:
        """Whether the lines of a quotation are short, each with a capital."""
        end = number
        while end < len(self.lines) and self._word(end):
            end += 1
        run = [self._word(index) for index in range(number, end)]
        capitals = all(words.lstrip("“\"'‘«(*_…")[:1].isupper() for words in run)
        found = len(run) > SET_IN and capitals and max(map(len, run)) <= SHORT
        if found:
            self.verse.append(self.lines[number].start)
        return found

    def _word(self, number: int) -> str:
        """The words of a line of a quotation; none where its paragraph has ended."""
        text = self.lines[number].text
        match = _QUOTE.match(text)
        return "" if match is None or _OWN.match(text, match.end()) else text[match.end() :]

    def _item(self, line: Line) -> bool:
        match = _ITEM.match(line.text)
        if not match:
            return False
        column = _width(match[1])
        among = bool(self._items) or self._sort in (BULLET, NUMBERED)
        if column > 3 and not self._items:
            return False
        if self._noted and column >= SET_IN:
            return False
        goes_on = not self._gap and not among and self._sort != BREAK
        if goes_on and match["number"] not in (None, "1"):
            return False
        self._leave(column)
        sign = NUMBERED if match["number"] else BULLET
        nest = NEST * len(self._items)
        written = f"{sign}{nest}{match[2]} " if match["number"] else sign + nest
        self._sign(line, match.end(), written)
        self._items.append((column, column + len(match[2]) + _width(match[4])))
        self._noted, self._sort = False, sign
        return True

    def _leave(self, column: int) -> None:
        """Close the items that a line does not belong to."""
        while self._items and column < min(self._items[-1][1], self._items[-1][0] + SET_IN):
            self._items.pop()

    def _plain(self, line: Line) -> None:
        """A line that begins nothing: it goes on with a block, or is a paragraph."""
        indent = len(line.text) - len(line.text.lstrip(" \t"))
        column = _width(line.text[:indent])
        apart = _APART.match(line.text, indent)
        if not self._gap and not apart and self._sort in _GOING_ON:
            if self._noted and _ITEM.match(line.text):
                self._sign(line, indent, MORE)
            else:
                self._join(line, indent, " ")
            return
        if self._gap and not self._noted:
            self._leave(column)
        if column >= SET_IN and (self._noted or self._items):
            self._sort = MORE
            self._sign(line, indent, MORE)
        elif column > 3 and (self._gap or self._sort == LISTING):
            self._close(LISTING)
            self._sign(line, 1 if line.text[0] == "\t" else 4, LISTING)
        elif not (self._gap or apart) and self._sort == "" and self._goes_on(line):
            self._join(line, indent, " ")
        else:
            self._close("")
            self._sign(line, indent, "")

    def _goes_on(self, line: Line) -> bool:
        """Whether the end of a line of a plain paragraph means nothing.

        To CommonMark none does; but programs write paragraphs of one line each, and
        what stands in short lines at the head of a text are title, name and date.
        """
        last, words = self._last.text.rstrip(), line.text.lstrip(" \t")
        if _APART.match(last):
            return False
        if _ITEM.match(line.text):
            return True
        if self._wrapped:
            return False
        whole = min(len(last), len(words)) > WHOLE and last[-1] in ".!?”’\"')]"
        return words[0].islower() or (len(last) > SHORT and not whole)

    def _join(self, line: Line, words: int, glue: str) -> None:
        """Make a line the rest of the one before it; a line end that is meant stays."""
        hard = _HARD.search(self._last.text)
        bare = self._last.text[: hard.start()] if hard else self._last.text
        start = self._last.start + len(bare.rstrip(" \t"))
        glue = NEWLINE if hard else glue
        self._edits.replace(start, line.start + words, glue, "markup")


def _width(blank: str) -> int:
    return len(blank.expandtabs(4))
