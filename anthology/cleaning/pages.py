"""Pages: what a scan or a PDF repeats on each of them goes, its page marks stay."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, lines_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.signs import BLOCKS, PAGE, PAGE_END

RULES = {
    "page-number": "the number of a page, alone on its line, counting up",
    "running-head": "a line that the pages repeat at their head or foot",
    "contents": "a table of contents: editions make their own",
    "page-break": "a form feed",
    "page-mark": "where a page of the original begins: kept, out of the reader’s way",
}

LEAST = 2
"""Page numbers that must count up before they are taken for such."""

LONG = 200
"""Characters: a longer line is neither head, number nor entry of a contents."""

OFTEN = 3
"""Times a head must be repeated, or its number counted on."""

PAGE_WORDS = 60
"""Words that stand on a page at least."""

_NUMBER = re.compile(
    r"[ \t\x0c]*[-–—\[(|]?[ \t]*(?:page |p\. ?|seite |s\. ?)?(\d{1,4})[ \t]*[-–—\])|]?[ \t]*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[ \t\x0c]*(?:(?P<a>\d{1,4})[ \t]{2,}(?P<head>\S.*?)|(?P<tail>\S.*?)[ "
    r"\t]{2,}(?P<b>\d{1,4}))[ \t]*$"
)
_MARK = re.compile(r"[\[{](?:p(?:age|g)?\.? ?|S\. ?|Seite )?(\d{1,4}|[ivxlc]{1,6})[\]}]")


def clear_pages(draft: Draft) -> Outcome:
    """Take out page numbers and running heads; keep the marks of original pages."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    lines = lines_of(text)
    numbers = _page_numbers(lines)
    for index in numbers:
        edits.delete(lines[index].start, lines[index].end, "page-number")
    _running_heads(lines, numbers, edits)
    _contents(lines, edits)
    for match in re.finditer("\x0c", text):
        edits.replace(match.start(), match.end(), "\n", "page-break")
    _marks(text, edits, findings)
    text, changes = edits.done()
    return draft.then(text, findings), changes


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that hold a number alone, in a run that counts up through the text."""
    found = [
        (index, int(match.group(1)))
        for index, line in enumerate(lines)
        if len(line.text) < LONG
        and (match := _NUMBER.match(line.text))
        and _apart(lines, index)
    ]
    best: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for index, number in found:
        if run and 0 < number - run[-1][1] <= 3:
            run.append((index, number))
        else:
            best = max(best, run, key=len)
            run = [(index, number)]
    best = max(best, run, key=len)
    return (
        {index for index, _ in best} if len(best) >= LEAST and _spread(lines, best) else set()
    )


def _apart(lines: Sequence[Line], index: int) -> bool:
    """Whether nothing stands close on one side at least: a table has rows on both."""
    before = index == 0 or lines[index - 1].blank or "\x0c" in lines[index].text
    after = index + 1 == len(lines) or lines[index + 1].blank or "\x0c" in lines[index + 1].text
    return before or after


def _spread(lines: Sequence[Line], run: list[tuple[int, int]]) -> bool:
    """Whether text stands between the numbers: else they are of sections, or a table."""
    words = [
        sum(len(line.text.split()) for line in lines[first + 1 : second])
        for (first, _), (second, _) in itertools.pairwise(run)
    ]
    indented = sum(lines[index].text[:1] in " \t\x0c" for index, _ in run)
    divided = indented > len(run) / 2 or _mid_sentence(lines, run) or _headed(lines, run)
    return min(words, default=0) > 15 and divided


def _headed(lines: Sequence[Line], run: list[tuple[int, int]]) -> bool:
    """Whether the same line stands beside most of such numbers: a running head."""
    beside: Counter[str] = Counter()
    for index, _ in run:
        near = [*lines[max(0, index - 2) : index], *lines[index + 1 : index + 4]]
        beside.update({line.text.strip() for line in near if not line.blank})
    return max(beside.values(), default=0) >= max(2, len(run) / 2)


def _mid_sentence(lines: Sequence[Line], run: list[tuple[int, int]]) -> bool:
    """Whether such numbers divide sentences, as pages do and sections do not."""
    broken = 0
    for index, _ in run:
        after = next(
            (line.text.strip() for line in lines[index + 1 : index + 6] if not line.blank), ""
        )
        before = next(
            (
                line.text.strip()
                for line in lines[max(0, index - 5) : index][::-1]
                if not line.blank
            ),
            "",
        )
        broken += after[:1].islower() or before[-1:].isalpha()
    return broken * 3 > len(run)


def _running_heads(lines: Sequence[Line], numbers: set[int], edits: Edits) -> None:
    """Lines beside page numbers or page ends that repeat, with or without their number."""
    breaks = {index for index, line in enumerate(lines) if "\x0c" in line.text} | numbers
    breaks |= {0} if breaks else set()
    counted = _counted_heads(lines)
    for index in counted:
        edits.delete(lines[index].start, lines[index].end, "running-head")
    near: dict[int, str] = {}
    for index, line in enumerate(lines):
        words, numbered = _head_words(line.text)
        close = any(
            abs(index - other) <= 2 for other in range(index - 2, index + 3) if other in breaks
        )
        if words and len(words) < 80 and (close or numbered):
            near[index] = words
    counts = Counter(near.values())
    for index, words in near.items():
        if counts[words] >= OFTEN and index not in numbers | counted:
            edits.delete(lines[index].start, lines[index].end, "running-head")


def _counted_heads(lines: Sequence[Line]) -> set[int]:
    """Lines of few words and a number, each one more than that of the last, a page apart.

    Left-hand and right-hand pages have different words, and few pages repeat none.
    """
    run: list[tuple[int, int]] = []
    best: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _NUMBERED.match(line.text) if len(line.text) < LONG else None
        if not match or not _apart(lines, index):
            continue
        number = int(match["a"] or match["b"])
        if run and number - run[-1][1] != 1:
            best, run = max(best, run, key=len), []
        run.append((index, number))
    best = max(best, run, key=len)
    words = [
        sum(len(line.text.split()) for line in lines[first + 1 : second])
        for (first, _), (second, _) in itertools.pairwise(best)
    ]
    enough = len(best) >= OFTEN and min(words, default=0) >= PAGE_WORDS
    return {index for index, _ in best} if enough else set()


def _head_words(line: str) -> tuple[str, bool]:
    """What a line says without its number, and whether it has one; nothing of a long line."""
    if len(line) > LONG:
        return "", False
    match = _NUMBERED.match(line)
    words = (match["head"] or match["tail"]) if match else line
    return re.sub(r"[\W\d_]+", " ", words).strip().casefold(), bool(match)


_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|[íi]ndice"
    r"|оглавление",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"\S.*?(?:\.{2,}|[ \t]{2,}|\. |, )[ \t]*(?:p\. ?)?(?:\d{1,4}|[ivxlc]{1,6})[ \t]*$",
    re.IGNORECASE,
)


def _contents(lines: Sequence[Line], edits: Edits) -> None:
    """A table of contents: lines with page numbers, or that come again as headings."""
    heads = (
        index
        for index, line in enumerate(lines[: len(lines) // 2])
        if len(line.text) < LONG and _CONTENTS.fullmatch(line.text.strip(" \t.:_*"))
    )
    head = next(heads, -1)
    entries = _entries(lines, head) if head >= 0 else []
    if len(entries) > 1:
        for number in [head, *entries]:
            edits.delete(lines[number].start, lines[number].end, "contents")


def _entries(lines: Sequence[Line], head: int) -> list[int]:
    """The lines of a table of contents, up to the first that is none."""
    counts = Counter(_head_words(line.text)[0] for line in lines[head + 1 :])
    entries: list[int] = []
    for number in range(head + 1, len(lines)):
        words = lines[number].text.strip()
        if not words or words.casefold() in ("page", "seite"):
            continue
        name = _head_words(words)[0]
        again = bool(name) and counts[name] > 1
        counts[name] -= 1
        if len(words) > LONG or not (again or _ENTRY.match(words)):
            break
        entries.append(number)
    return entries


def _marks(text: str, edits: Edits, findings: list[Finding]) -> None:
    """``[38]``, ``{p. 38}`` in the running text, counting up page by page, without notes."""
    found = [match for match in _MARK.finditer(text) if match.group(1).isdecimal()]
    named = [match for match in found if not match.group(0)[1].isdigit()]
    for group in ([one for one in found if one not in named], named):
        numbers = [int(match.group(1)) for match in group]
        steps = [after - before for before, after in itertools.pairwise(numbers)]
        least = 2 if group is named else 3
        if len(numbers) < least or sum(step == 1 for step in steps) < 0.9 * len(steps):
            continue
        if group is not named and (numbers[0] < 4 or _openers(text, group)):
            continue
        for match in group:
            edits.replace(
                match.start(), match.end(), f"{PAGE}{match.group(1)}{PAGE_END}", "page-mark"
            )
        message = f"{len(group)} marks of original pages, {numbers[0]} to {numbers[-1]}"
        findings.append(Finding("page-mark", group[0].start(), message, Weight.DOUBT))


def _openers(text: str, group: Sequence[re.Match[str]]) -> bool:
    """Whether the last of the signs stand at the start of lines, as notes do."""
    at_start = sum(
        text[max(0, match.start() - 1) : match.start()] in ("", "\n") for match in group
    )
    return at_start > len(group) / 2


__all__ = ["BLOCKS", "clear_pages"]
