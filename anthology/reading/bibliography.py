"""Read ``.bib`` files into references, reporting every fault the parser hides."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import pairwise

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ImplicitComment,
    ParsingFailedBlock,
)

from anthology.model import Reference
from anthology.problems import Code, Place, Problem, did_you_mean, error, warning
from anthology.reading.broken_entries import broken
from anthology.reading.characters import illegal_characters

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs, we report

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

TYPES = (
    "article artwork audio bibnote book bookinbook booklet collection commentary conference "
    "customa customb customc customd custome customf dataset electronic image inbook "
    "incollection inproceedings inreference jurisdiction legal legislation letter manual "
    "mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online "
    "patent performance periodical phdthesis proceedings reference report review set software "
    "standard suppbook suppcollection suppperiodical techreport thesis unpublished video www "
    "xdata"
)
"""The types of entries (BibLaTeX manual, 2.1.1 to 2.1.3)."""

_TYPES = frozenset(TYPES.split())

_KEY = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*")
"""What can be cited as ``@key``."""

_PART_OF_AN_ENTRY = re.compile(r"\s*(@|\w+\s*\{|\w+\s*=\s*[{\"\d]|[{}])")

_TOKEN = re.compile(r"\s*(#|\"|\{|[^\s#\"{}]+)")


def read_bibliography(source: str, file: str) -> tuple[dict[str, Reference], list[Problem]]:
    """Read a BibTeX file.

    Args:
        source: The text of the file, with newlines already made plain line feeds.
        file: Path to name in problems, relative to the project.

    Returns:
        The entries by key, and every problem. One that cannot be read has no fields: what
        cites it is not at fault. Values stay as they are
        written: LaTeX and names are the style processor's, which splits before it decodes.
    """
    problems = illegal_characters(source, file)
    library = parse_string(source, parse_stack=[])
    strings = {month: month for month in _MONTHS}
    for string in library.strings:
        here = _place(string.start_line, file)
        strings[string.key.lower()] = _value(string.value, strings, here, problems)
    references: dict[str, Reference] = {}
    for before, block in pairwise([None, *library.blocks]):
        entry = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
        if isinstance(entry, Entry):
            _add(_reference(entry, file, strings, problems), references, problems)
        elif isinstance(block, DuplicateBlockKeyBlock):
            first = _place(block.previous_block.start_line, file).line
            problems.append(_defined_twice(block.key, _place(block.start_line, file), first))
        elif isinstance(block, ParsingFailedBlock):
            _add(_failed(block, file, problems), references, problems)
        elif isinstance(block, ImplicitComment) and not isinstance(before, ParsingFailedBlock):
            problems.extend(_lost(block, file))
    problems.sort(key=lambda problem: problem.place.line)
    return references, problems


def _add(
    reference: Reference, references: dict[str, Reference], problems: list[Problem]
) -> None:
    if reference.key in references:
        first = references[reference.key].place.line
        problems.append(_defined_twice(reference.key, reference.place, first))
    elif reference.key:
        references[reference.key] = reference


def _defined_twice(key: str, place: Place, first: int) -> Problem:
    message = f"“{key}” is defined twice"
    hint = f"it stands in line {first} already: keep one, or give this one another key"
    return error(place, Code.BIB_DUPLICATE, message, hint)


def _place(line: int | None, file: str) -> Place:
    return Place(file, (line or 0) + 1)  # the parser counts from 0


def _reference(
    entry: Entry, file: str, strings: dict[str, str], problems: list[Problem]
) -> Reference:
    place = _place(entry.start_line, file)
    problems.extend(_wrong_key(entry.key, place))
    kind = entry.entry_type.lower()
    if kind not in _TYPES:
        message = f"there is no type of entry “{kind}”"
        hint = did_you_mean(kind, sorted(_TYPES), "write @misc if no other type fits")
        problems.append(warning(place, Code.BIB_TYPE, message, hint))
    fields: dict[str, str] = {}
    for field in entry.fields:
        problems.extend(_wrong_field(field, file, fields))
        here = _place(field.start_line, file)
        fields.setdefault(field.key.lower(), _value(field.value, strings, here, problems))
    return Reference(entry.key, kind, fields, place)


def _wrong_key(key: str, place: Place) -> Iterator[Problem]:
    if not key:
        message = "an entry without a key"
        yield error(place, Code.BIB_UNREADABLE, message, "write @book{cliff1974, …")
    elif not _KEY.fullmatch(key):
        message = f"the key “{key}” cannot be cited"
        hint = "use letters and digits, with single marks such as “-” or “:” between them"
        yield error(place, Code.BIB_FIELD, message, hint)


def _wrong_field(field: Field, file: str, before: dict[str, str]) -> Iterator[Problem]:
    here = _place(field.start_line, file)
    if not re.fullmatch(r"[\w.:+/-]+", field.key):
        message = f"“{field.key}” is not the name of a field"
        hint = "look for a missing comma or brace at the end of the line before"
        yield error(here, Code.BIB_FIELD, message, hint)
    elif field.key.lower() in before:
        message = f"the field “{field.key.lower()}” is given twice"
        yield error(here, Code.BIB_DUPLICATE, message, "keep one of the two")
    elif not field.value.strip():
        message = f"the field “{field.key}” has no value"
        yield error(here, Code.BIB_FIELD, message, "delete the field, or write {…}")


def _value(written: str, strings: dict[str, str], here: Place, problems: list[Problem]) -> str:
    """Take the braces or quotation marks off, put in @strings, and join at ``#``."""
    if (
        written.startswith("{")
        and written.find("{", 1) < 0
        and written.find("}") == len(written) - 1
    ):
        return written[1:-1]
    parts: list[str] = []
    joined, at = True, 0
    while found := _TOKEN.match(written, at):
        sign, at = found[1], found.end()
        if sign == "#":
            joined = True
            continue
        if not joined:
            problems.append(_unjoined(written, here))
            break
        joined = False
        if sign in {"{", '"'}:
            end = _closing(written, at, sign)
            parts.append(written[at:end])
            at = end + 1
        elif sign.isdigit():
            parts.append(sign)
        else:
            parts.append(_string(sign, strings, here, problems))
    return "".join(parts)


def _closing(written: str, at: int, opening: str) -> int:
    """Find the brace or quotation mark that ends a value, past the braces within it."""
    depth = 0
    for found in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(written, at):
        sign = found.group()
        if depth == 0 and sign == ("}" if opening == "{" else '"'):
            return found.start()
        depth += (sign == "{") - (sign == "}")
    return len(written)


def _string(name: str, strings: dict[str, str], here: Place, problems: list[Problem]) -> str:
    if name.lower() in strings:
        return strings[name.lower()]
    message = f"there is no @string “{name}”"
    hint = did_you_mean(name.lower(), strings, "put words in braces: {…}")
    problems.append(error(here, Code.BIB_STRING, message, hint))
    return name


def _unjoined(written: str, here: Place) -> Problem:
    message = f"two values without “#” between them: {' '.join(written.split())[:60]}"
    hint = "put the whole value in one pair of braces, or a comma before the next field"
    return error(here, Code.BIB_FIELD, message, hint)


def _failed(block: ParsingFailedBlock, file: str, problems: list[Problem]) -> Reference:
    """Report an entry that cannot be read; without fields, it can still be cited."""
    found = broken(block.raw or "")
    place = _place((block.start_line or 0) + found.line, file)
    problems.append(error(place, Code.BIB_UNREADABLE, found.message, found.hint))
    return Reference(found.key, "misc", {}, place)


def _lost(comment: ImplicitComment, file: str) -> Iterator[Problem]:
    """Report the first line between entries that looks like a part of one.

    BibTeX takes whatever stands there for a remark.
    """
    for number, line in enumerate(comment.comment.split("\n")):
        if _PART_OF_AN_ENTRY.match(line):
            message = "these words stand outside of any entry"
            hint = "look for a missing “@”, or a brace too many; begin remarks with %"
            place = _place((comment.start_line or 0) + number, file)
            yield warning(place, Code.BIB_UNREADABLE, message, hint)
            return
