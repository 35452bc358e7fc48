"""Where a note's words end, so that what follows it is not swallowed."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from anthology.cleaning.draft import Line, lines_of
from anthology.cleaning.notes.forms import Sign
from anthology.cleaning.patterns import regex

LONGEST = 60
"""Paragraphs a note may have; more is not a note but the text gone on."""


SET_IN = 2
"""Columns by which all lines of a note stand further in than the text."""


@dataclass(frozen=True, slots=True)
class Body:
    """The words of one note: a paragraph or several."""

    opener: Sign
    paragraphs: tuple[tuple[int, int], ...]
    """Start and end of each; the first begins after the opener."""

    @property
    def end(self) -> int:
        """Where the last paragraph ends."""
        return self.paragraphs[-1][1]


class Paragraphs:
    """The paragraphs of a text: lines, or runs of lines where the lines were cut."""

    def __init__(self, text: str, wrapped: bool) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []
        open_ = False
        for line in lines_of(text):
            if line.blank or "\x0c" in line.text:
                open_ = False
            elif wrapped and open_:
                self.spans[-1] = (self.spans[-1][0], line.end)
            else:
                self.spans.append((line.start, line.end))
                open_ = True
        self._starts = [start for start, _ in self.spans]

    def at(self, place: int) -> int:
        """The number of the paragraph a place lies in."""
        return max(0, bisect_right(self._starts, place) - 1)

    def from_(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Paragraphs that begin from ``start`` and before ``stop``, cut there."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, stop)
        return [(begin, min(end, stop)) for begin, end in self.spans[first:last]]


def find_bodies(
    paragraphs: Paragraphs, openers: list[tuple[Sign, bool]], marks: list[int], late: bool
) -> list[Body]:
    """Find the words of each note.

    Args:
        paragraphs: Of the text.
        openers: In order, with whether the next note belongs to the same run.
        marks: Where accepted marks stand, in order.
        late: Whether openers stand at the end of the line before.
    """
    bodies = []
    for index, (opener, goes_on) in enumerate(openers):
        stop = openers[index + 1][0].start if index + 1 < len(openers) else len(paragraphs.text)
        between = bisect_left(marks, stop) - bisect_left(marks, opener.end)
        spans = _spans(paragraphs, opener, stop, late)
        if not (goes_on and not between and len(spans) <= LONGEST):
            spans = _alone(paragraphs.text, opener, spans)
        bodies.append(Body(opener, tuple(spans)))
    return bodies


def _spans(
    paragraphs: Paragraphs, opener: Sign, stop: int, late: bool
) -> list[tuple[int, int]]:
    """The paragraphs from an opener to a stop; an opener alone on its line takes the next."""
    text = paragraphs.text
    if late:
        _, end = paragraphs.spans[paragraphs.at(opener.end)]
        first = (opener.end, min(end, stop))
    else:
        _, end = paragraphs.spans[paragraphs.at(opener.start)]
        first = (min(opener.end, end), min(end, stop))
    rest = paragraphs.from_(first[1], stop)
    if rest and not text[first[0] : first[1]].strip():
        return [(rest[0][0], rest[0][1]), *rest[1:]]
    return [first, *rest]


CENTRED = 16
"""Columns beyond a note at which a line stands in the middle of the page: a heading."""

_ITEM = regex(r"[ \t]*(?:\(?\w{1,3}[.)]|[•·*–—-])[ \t]")
_QUOTE = regex(r"[ \t]*[\"“„«]")


def _alone(text: str, opener: Sign, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first paragraph of a last note, with those that clearly go on with it.

    They do when they are set in further than the note itself, or as far as all of its
    lines are, or when it ends by announcing a quotation and they open with quotation marks.
    """
    taken = spans[:1]
    indent = _indent(text, opener.start)
    whole = _inmost(text, line_start(text, opener.start), spans[0][1]) >= indent >= SET_IN
    whole = whole and "\n" in text[slice(*spans[0])]
    for before, (start, end) in itertools.pairwise(spans):
        inmost = _inmost(text, start, end)
        deeper = inmost > indent or (whole and inmost == indent)
        deeper = deeper and not _ITEM.match(text, start) and inmost - indent < CENTRED
        announced = text[before[0] : before[1]].rstrip(" -–—")[-1:] == ":" or _open(
            text[before[0] : before[1]]
        )
        if deeper or (announced and _QUOTE.match(text, start)):
            taken.append((start, end))
        else:
            break
    return taken


def _inmost(text: str, start: int, end: int) -> int:
    """How far in all lines of a paragraph stand: its first may be set in as any is."""
    return min(len(line) - len(line.lstrip(" \t")) for line in text[start:end].split("\n"))


def _open(paragraph: str) -> bool:
    """Whether a quotation is still open at the end of a paragraph."""
    if "“" in paragraph:
        return paragraph.count("“") > paragraph.count("”")
    return paragraph.count('"') % 2 == 1


def _indent(text: str, place: int) -> int:
    """How far from the margin a place on its line is, in columns."""
    return place - (text.rfind("\n", 0, place) + 1)


def line_start(text: str, place: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, place) + 1


def line_before(text: str, place: int) -> Line:
    """The last line with words before the line of a place; empty where there is none."""
    end = line_start(text, place) - 1
    while end > 0:
        start = line_start(text, end)
        if text[start:end].strip():
            return Line(start, text[start:end])
        end = start - 1
    return Line(0, "")
