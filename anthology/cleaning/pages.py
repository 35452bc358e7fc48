"""Pages: what a scan or a PDF repeats on each of them goes, its page marks stay."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, lines_of
from anthology.cleaning.heads import find_running_heads
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import PAGE, PAGE_END

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

_NUMBER = regex(
    r"[ \t\x0c]*[-–—\[(|]?[ \t]*(?:page |p\. ?|seite |s\. ?)?(\d{1,4})"
    r"(?: (?:of|von|sur|de|/) \d{1,4})?[ \t]*[-–—\])|]?[ \t]*$",
    re.IGNORECASE,
)
_NUMBERED = regex(
    r"[ \t\x0c]*(?:(?P<a>\d{1,4})[ \t]{2,}(?P<head>\S.*?)|(?P<tail>\S.*?)[ "
    r"\t]{2,}(?P<b>\d{1,4}))[ \t]*$"
)
_MARK = regex(r"[\[{](?:p(?:age|g)?\.? ?|S\. ?|Seite )?(\d{1,4}|[ivxlc]{1,6})[\]}]")


def clear_pages(draft: Draft) -> Outcome:
    """Take out page numbers and running heads; keep the marks of original pages."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    lines = lines_of(text)
    numbers = _page_numbers(lines)
    heads = find_running_heads(lines, numbers)
    numbers |= _beside_heads(lines, heads)
    for index in numbers:
        edits.delete(lines[index].start, lines[index].end, "page-number")
    for index in sorted(heads):
        edits.delete(lines[index].start, lines[index].end, "running-head")
    if heads:
        words = lines[min(heads)].text.strip(" \t\x0c")
        message = f"{len(heads)} lines were taken for running heads and taken out"
        findings.append(
            Finding("running-head", lines[min(heads)].start, message, Weight.DONE, words)
        )
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
        and not line.text[-1:].isalpha()
        and (match := _NUMBER.match(line.text))
        and _apart(lines, index)
    ]
    best = _longest_run(found)
    if len(best) < LEAST or not _spread(lines, best):
        return set()
    return {index for index, _ in best} | _misread(lines, best)


def _beside_heads(lines: Sequence[Line], heads: set[int]) -> set[int]:
    """Lone numbers that count on to the number in the running head of the next page.

    The first page of a chapter has its number at the foot, the others in their heads.
    """
    found = set()
    for head in heads:
        match = _NUMBERED.match(lines[head].text)
        index = next((one for one in range(head - 1, -1, -1) if not lines[one].blank), -1)
        if match is None or index < 0 or index in heads:
            continue
        lone = _NUMBER.match(lines[index].text)
        if lone and int(lone[1]) + 1 == int(match["a"] or match["b"]) and _apart(lines, index):
            found.add(index)
    return found


def _longest_run(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most numbers that count up, with two at most left out between neighbours."""
    best: dict[int, tuple[int, int]] = {}
    before: list[int] = []
    end = (0, -1)
    for place, (_, number) in enumerate(found):
        length, last = max(best.get(number - step, (0, -1)) for step in (1, 2, 3))
        before.append(last)
        best[number] = max(best.get(number, (0, -1)), (length + 1, place))
        end = max(end, (length + 1, place))
    run = []
    place = end[1]
    while place >= 0:
        run.append(found[place])
        place = before[place]
    return run[::-1]


_MISREAD = str.maketrans("lIi|!OoQDZzSsBЗб", "1111100002255836")


def _misread(lines: Sequence[Line], run: Sequence[tuple[int, int]]) -> set[int]:
    """Lines between two page numbers where a scan has misread those left out: ``4B``."""
    known = dict(run)
    sides = [(-1, run[0][1] - 2), *run, (len(lines), run[-1][1] + 2)]
    found = set()
    for (first, low), (second, high) in itertools.pairwise(sides):
        due = {str(number) for number in range(low + 1, high)}
        for index in range(first + 1, second) if due else ():
            words = lines[index].text.strip(" \t\x0c-–—[]()|.")
            if not 0 < len(words) <= 4 or index in known or not _apart(lines, index):
                continue
            if not any(map(str.isdigit, words)):
                continue
            near = first >= 0 and second < len(lines) and len(words) == len(max(due, key=len))
            if words.translate(_MISREAD) in due or (near and len(words) > 1):
                found.add(index)
    return found


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
    near = {
        one
        for index, _ in run
        for one in (*range(max(0, index - 2), index), *range(index + 1, index + 4))
        if one < len(lines) and not lines[one].blank
    }
    beside = Counter(lines[one].text.strip() for one in near)
    return max(beside.values(), default=0) >= max(2, len(run) / 2)


_POINT = regex(r"[a-z]\)")

OPEN = 15
"""Letters of a line that ends within a sentence: a shorter one may be a heading or a name."""


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
        goes_on = after[:1].islower() and not _POINT.match(after)
        long = len(before) > OPEN or before[:1].islower()
        broken += goes_on or (long and before[-1:].isalpha())
    return broken * 3 > len(run)


def _head_words(line: str) -> tuple[str, bool]:
    """What a line says without its number, and whether it has one; nothing of a long line."""
    if len(line) > LONG:
        return "", False
    match = _NUMBERED.match(line)
    words = (match["head"] or match["tail"]) if match else line
    return re.sub(r"[\W\d_]+", " ", words).strip().casefold(), bool(match)


_CONTENTS = regex(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|[íi]ndice"
    r"|оглавление",
    re.IGNORECASE,
)
_ENTRY = regex(
    r"\S.*?(?:\.{2,}|[ \t]{2,}|\. |, )[ \t]*(?:p\. ?)?(?:\d{1,4}|[ivxlc]{1,6})[ \t]*$",
    re.IGNORECASE,
)


_COUNTED = regex(r"(\d{1,2})(?:\.\d{1,2})*\.?[ \t]+\S")
"""An entry with the number of its section; the text begins anew with the first."""

_COLUMNS = regex(
    r"(?:(?:chapter|chap\.|page|kapitel|seite|chapitre|capítulo|página)\s*)+", re.IGNORECASE
)
"""What stands over the columns of a table of contents."""


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
    last = 1
    for number in range(head + 1, len(lines)):
        words = lines[number].text.strip()
        if _COLUMNS.fullmatch(words):
            entries.append(number)
        if not words or _COLUMNS.fullmatch(words):
            continue
        name = _head_words(words)[0]
        again = bool(name) and counts[name] > 1
        counts[name] -= 1
        counted = _COUNTED.match(words)
        number_of = int(counted[1]) if counted else 0
        if len(words) > LONG or not (again or number_of >= last or _ENTRY.match(words)):
            break
        last = max(last, number_of)
        entries.append(number)
    return entries


def _marks(text: str, edits: Edits, findings: list[Finding]) -> None:
    """``[38]``, ``{p. 38}`` in the running text, counting up page by page, without notes."""
    found = [match for match in _MARK.finditer(text) if match.group(1).isdecimal()]
    named = [match for match in found if not match.group(0)[1].isdigit()]
    plain = [one for one in found if one not in named]
    for group in (plain, _among_notes(plain), named):
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
        if group is plain:
            break


def _among_notes(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Numbers that come once, among others that come twice: as mark and before a note.

    A number that comes three times is a page as well as a note: the page stands between
    the pages before and after it.
    """
    times = Counter(int(match[1]) for match in found)
    once = [match for match in found if times[int(match[1])] == 1]
    pages: list[re.Match[str]] = []
    for match in once:
        number = int(match[1])
        if pages and number == int(pages[-1][1]) + 2 and times[number - 1] > 2:
            between = [
                one
                for one in found
                if int(one[1]) == number - 1 and pages[-1].end() <= one.start() < match.start()
            ]
            pages += between if len(between) == 1 else []
        pages.append(match)
    noted = sum(count > 1 for count in times.values())
    return pages if noted else []


def _openers(text: str, group: Sequence[re.Match[str]]) -> bool:
    """Whether the last of the signs stand at the start of lines, as notes do."""
    at_start = sum(
        text[max(0, match.start() - 1) : match.start()] in ("", "\n") for match in group
    )
    return at_start > len(group) / 2
