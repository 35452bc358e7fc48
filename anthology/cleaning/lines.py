"""Lines: what a typewriter width, a page or a scan cut up is joined again.

A line of a text cut to a width ends where the next word would not have fitted; a
line that ends earlier was meant to end there. After this pass every paragraph, item
and line of verse is one line of the text, with an empty line between paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, around, lines_of
from anthology.cleaning.hyphens import Pair, half_at_end, keeps_hyphens
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import count_words, regex
from anthology.cleaning.signs import BLOCKS, MORE, NOTE, words_of

RULES = {
    "line-joined": "a line end that only the width of the page made",
    "word-joined": "a word divided at the end of a line",
    "note-paragraph": "a further paragraph of a note is set in under it",
    "paragraph-restored": "a paragraph end that had been lost: a full stop without a space",
    "blank-lines": "one empty line between paragraphs",
    "indent": "an indentation that means nothing",
    "trailing-space": "spaces at the end of a line",
    "space-doubled": "two spaces after a point",
    "verse": "short lines set in, each with a capital: verse",
}

FEW = 5
"""Lines with another after them: fewer say little by their lengths alone."""

WHOLE = 0.25
"""Share of a text that may stand in lines far wider than any page."""

NARROWEST, WIDEST = 40, 110
"""Characters: the widths to which people and programs cut their lines."""

COLUMN = 25
"""Characters of a line in a column of a newspaper, where lines begin within sentences."""

LEAST_COLUMN = 8
"""Lines of such a column: a few short ones are a poem, or a title page."""

ROOM = 9
"""Columns left at the end of a line of prose that the next word could have used."""

_STOP = regex(r"[.!?:;…][\"”’'»)\]]*(?:[\ue020][^\ue021]*\ue021)*$")
_SHORTENED = regex(
    r"(?<![^\W\d_])(?:pp?|ca|c|cf|vgl|vols?|nos?|nr|eds?|art|figs?|ch|chap|cap|ff|vs|mrs?|messrs|dr|st"
    r"|prof|e\.\s?g|i\.\s?e|z\.\s?b|d\.\s?h|n|ll?|fols?|trans|hrsg|bd|jg|hl|sr|sra|mm|mme|rev|gen|col)\.$"
    r"|(?<![^\W\d_])[A-ZÀ-Þ]\.$|[ (]s\.$",
    re.IGNORECASE,
)
"""An abbreviation: its point ends no sentence where a number, or a name, comes after it."""

_ITEM = regex(r"[ \t]*(?:[-–—•*·‣▪◦]|\(?\d{1,3}[.)]|\([a-z]\)|[a-z]\)|\[\w{1,4}\])[ \t]+\S")
_RUN_ON = regex(r"[.?!](?:(?<=[a-z\d]{2}.)|(?<=[a-z]{2}.)[\"”)])(?=[A-Z][a-z' ])")
_WIDE = regex(r"(?<=[.?!:;,][\"”’)\w\ue021])  (?=\S)|(?<=[.?!:;,\ue021])  (?=\S)")
"""Two spaces after a point, as typewriters had it."""

_LISTED = regex(r"[A-ZÀ-Þ][\w’'-]+,? [^()]{1,80}\(?(?:1[4-9]|20)\d\d[a-z]?\)?[.:,]? ")
"""How an entry of a list of references begins."""


def is_wrapped(text: str) -> bool:
    """Whether the lines of a text were cut to a width.

    They were when most lines that are followed by another come near to a width that
    no line passes.
    """
    lines = text[:200_000].split("\n")
    whole = sum(len(line) for line in lines if len(line) > WIDEST + 20)
    running = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(running) < FEW:
        return _few_wrapped(lines)
    if whole > WHOLE * sum(map(len, lines)):
        return False
    width = _width(running)
    long = sum(length > WIDEST + 20 for length in running)
    near = sum(length > width * 0.72 for length in running)
    column = len(running) >= LEAST_COLUMN and not _begin_high(lines)
    narrowest = COLUMN if column else NARROWEST
    return (
        narrowest <= width <= WIDEST and long < 0.1 * len(running) and near > 0.5 * len(running)
    )


def _goes_on(words: str, rest: str) -> bool:
    """Whether a line ends with an abbreviation of what the next begins with: ``p.`` 94."""
    match = _SHORTENED.search(words)
    if match is None:
        return False
    initial = len(match.group().lstrip(" (")) == len("A.") and match.group()[0].isupper()
    return rest[:1].isdigit() or rest[:1].islower() or (initial and rest[:1].isupper())


def _begin_high(lines: list[str]) -> bool:
    """Whether most lines right under another begin with a capital, as those of verse do."""
    under = [after.strip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    return sum(line[0].islower() for line in under) * 2 < len(under)


def _few_wrapped(lines: list[str]) -> bool:
    """Whether a short text was cut: its lines are of one length and end within sentences."""
    running = [
        line.rstrip() for line, after in pairwise(lines) if line.strip() and after.strip()
    ]
    even = [line for line in running if WIDEST > len(line) > NARROWEST + 5]
    inside = sum(not _STOP.search(line) for line in running)
    return len(running) > 1 and len(even) == len(running) and inside >= len(running) / 2


def _width(lengths: list[int]) -> int:
    """The width that all but a few lines keep to."""
    ordered = sorted(lengths)
    return ordered[int(len(ordered) * 0.9)] if ordered else 0


def join_lines(draft: Draft) -> Outcome:
    """Make every paragraph one line, and divide them by one empty line."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    lines = lines_of(text)
    joiner = _Joiner(draft, lines, edits, findings) if draft.wrapped else None
    blank_run = 0
    noted = False
    last: Line | None = None
    for line in lines:
        if line.blank:
            blank_run += 1
            continue
        _tidy_ends(line, edits, draft.wrapped)
        if last is None:
            edits.delete(0, line.start, "blank-lines")
        elif not (blank_run == 0 and joiner and joiner.join(last, line)):
            _divide(text, last, line, edits)
            if noted and not blank_run and line.text[0] not in BLOCKS:
                edits.insert(line.start, MORE, "note-paragraph")
        noted = line.text[0] in (NOTE, MORE) or (noted and not blank_run)
        last, blank_run = line, 0
    if last is not None:
        edits.delete(last.end, len(text), "blank-lines")
    if _runs_on(text):
        _restore(text, edits, findings)
    text, changes = edits.done()
    return replace(draft.then(text, findings), wrapped=False), changes


def _tidy_ends(line: Line, edits: Edits, wrapped: bool) -> None:
    if wrapped and "  " in line.text:
        for match in _WIDE.finditer(line.text):
            place = line.start + match.start()
            edits.delete(place, place + 1, "space-doubled")
    bare = line.text.rstrip(" \t\x0c")
    if len(bare) < len(line.text):
        edits.delete(line.start + len(bare), line.end, "trailing-space")


def _divide(text: str, last: Line, line: Line, edits: Edits) -> None:
    """One empty line between two paragraphs."""
    gap = text[last.end : line.start]
    if gap != "\n\n":
        edits.replace(last.end, line.start, "\n\n", "blank-lines")


class _Joiner:
    """Decides for two neighbouring lines whether the end of the first was meant."""

    def __init__(
        self, draft: Draft, lines: list[Line], edits: Edits, findings: list[Finding]
    ) -> None:
        self.text = text = draft.text
        self.edits = edits
        self.findings = findings
        self.widths, self.prose = _shape(lines)
        self.numbers = {line.start: number for number, line in enumerate(lines)}
        self.known = _words_in(text)
        pairs = [one for one in pairwise(lines) if not (one[0].blank or one[1].blank)]
        self.indented = _mostly_after_points(pairs, _further_in)
        self.hanging = not self.indented and _mostly_after_points(pairs, _further_out)
        self.kept = keeps_hyphens(pairs, self.known) > (0 if draft.literal else -1)

    def join(self, first: Line, second: Line) -> bool:
        """Join two lines if the end of the first was not meant; tell whether it was so."""
        if second.text[0] in BLOCKS or self._meant(first, second):
            return False
        gap = len(second.text) - len(second.text.lstrip(" \t"))
        divided = half_at_end(first)
        if divided and second.text[gap : gap + 1].islower():
            self._divided(first, second, gap, divided)
            return True
        ends_dash = first.text.rstrip().endswith(("--", "—", "-"))
        glue = "" if ends_dash or second.text.lstrip().startswith(("--", "—")) else " "
        end = first.start + len(first.text.rstrip(" \t"))
        self.edits.replace(end, second.start + gap, glue, "line-joined")
        return True

    def _meant(self, first: Line, second: Line) -> bool:
        """Whether the end of the first line was the writer's, not the width's.

        In prose it was where a sentence ends and the next word would have fitted well;
        among short lines (verse, addresses) it was, unless the sentence plainly goes on.
        """
        number = self.numbers[first.start]
        words, rest = first.text.rstrip(), words_of(second.text).strip()
        stops = bool(_STOP.search(words)) and not _goes_on(words, rest)
        if words.isupper() and not rest.isupper():
            return True
        if stops and (
            (self.indented and _further_in(first, second))
            or (self.hanging and _further_out(first, second))
        ):
            return True
        if stops and _LISTED.match(rest) and _LISTED.match(words):
            return True
        room = self.widths[number] - len(words) - 1 - len((rest.split() or [""])[0])
        if _ITEM.match(second.text) and (_ITEM.match(first.text) or (stops and room > ROOM)):
            return True
        if self.prose[number]:
            return stops and room > ROOM and not rest[:1].islower()
        return room > 0 and not (rest[:1].islower() and not stops)

    def _divided(self, first: Line, second: Line, gap: int, divided: re.Match[str]) -> None:
        """Join a divided word: without its hyphen where the text knows the whole word."""
        match = re.match(r"[^\W\d_]+", second.text[gap:])
        rest = match.group() if match else ""
        whole = divided.group(1) + rest
        hyphened = f"{divided.group(1)}-{rest}".lower()
        end = first.start + len(first.text.rstrip(" \t"))
        keep = self.known[hyphened] > 0 or (
            self.known[whole.lower()] == 0
            and (self.kept or (divided.group(1)[0].isupper() and rest[:1].isupper()))
        )
        if keep:
            self.edits.delete(end, second.start + gap, "line-joined")
            return
        self.edits.delete(end - 1, second.start + gap, "word-joined")
        if not self.known[whole.lower()]:
            message = f"a word divided at the line end was joined to “{whole}”"
            sample = around(self.text, end - 12, second.start + gap + 12)
            self.findings.append(Finding("word-joined", end, message, Weight.DOUBT, sample))


def _shape(lines: list[Line]) -> tuple[list[int], list[bool]]:
    """For each line, the width its neighbourhood keeps to, and whether that is prose.

    Quotations are narrower than the text about them; a block is prose when most of
    its lines but the last come near to its width.
    """
    length_of = [len(line.text.rstrip()) for line in lines]
    usual = _width([length for length in length_of if length])
    widths, prose = [0] * len(lines), [False] * len(lines)
    start = 0
    for number, here in enumerate([*length_of, 0]):
        if here:
            continue
        lengths = length_of[start:number]
        longest = max(lengths, default=0)
        width = min(longest, usual) if len(lengths) > 2 and longest > 0.7 * usual else usual
        near = sum(length > width * 0.75 for length in lengths[:-1])
        full = bool(lengths) and max(lengths) > usual * 0.7
        is_prose = full and near >= 0.6 * (len(lengths) - 1)
        widths[start:number] = [width] * (number - start)
        prose[start:number] = [is_prose] * (number - start)
        start = number + 1
    return widths, prose


FARTHEST = 12
"""Columns by which the first line of a paragraph is set in at most."""


def _further_in(first: Line, second: Line) -> bool:
    """Whether a line begins further from the margin than the one above it, of one paragraph."""
    if first.text[0] in BLOCKS:
        return False
    one, other = (len(line.text) - len(line.text.lstrip(" ")) for line in (first, second))
    return one < other <= one + FARTHEST


def _further_out(first: Line, second: Line) -> bool:
    """Whether a line begins nearer to the margin than the one above it, of one paragraph."""
    return second.text[0] not in BLOCKS and _further_in(second, first)


def _mostly_after_points(pairs: list[Pair], moved: Callable[[Line, Line], bool]) -> bool:
    """Whether lines that begin elsewhere than those above them mostly stand after a point.

    Then they begin paragraphs, whether these are set in or hang.
    """
    starts = [
        bool(_STOP.search(first.text.rstrip()))
        for first, second in pairs
        if moved(first, second)
    ]
    return len(starts) > 1 and sum(starts) >= 0.7 * len(starts)


def _words_in(text: str) -> Counter[str]:
    """Every word of the text, and every word with a hyphen, within one line."""
    return count_words(_WORD, text.lower())


_WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _runs_on(text: str) -> bool:
    """Whether paragraph ends were lost throughout: points without a space after them."""
    joints = len(_RUN_ON.findall(text))
    return joints >= 5 and joints * 4000 > len(text)


def _restore(text: str, edits: Edits, findings: list[Finding]) -> None:
    for match in _RUN_ON.finditer(text):
        place = match.end()
        head = text.rfind("\n\n", 0, place) + 2
        gap = f"\n\n{MORE}" if text[head : head + 1] in (NOTE, MORE) else "\n\n"
        edits.insert(place, gap, "paragraph-restored")
        sample = around(text, place, place)
        message = "no space after the full stop: taken for the end of a paragraph"
        findings.append(Finding("paragraph-restored", place, message, Weight.DOUBT, sample))
