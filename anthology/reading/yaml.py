"""YAML as an editor means it: words stay words, and what is doubtful is a problem.

The C parser of PyYAML hands out events; nothing is ever constructed, so ``no`` is the
word “no” and ``012`` has its zero. Aliases are refused where they stand, before anything
could be expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from anthology.problems import Code, Place, Problem, error, warning
from anthology.reading.characters import illegal_characters
from anthology.reading.yaml_syntax import explain

DEPTH = 50
"""Mappings and lists within each other; no honest file comes near."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: a word, a number, a line; always as it was written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, in the order of the file."""

    entries: Mapping[str, Value]
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each key stands."""


Value = Scalar | Sequence | Table


class _RefusedError(Exception):
    """The file cannot be used at all; carries the reason out of the loop below."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    is_table: bool
    place: Place
    items: list[Value] = field(default_factory=list)
    entries: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None


def read_yaml(
    source: str, file: str, first_line: int = 1
) -> tuple[Value | None, list[Problem]]:
    """Read one YAML document.

    Args:
        source: The text of the document.
        file: Path to name in problems, relative to the project.
        first_line: Line of the file on which ``source`` begins.

    Returns:
        The value, or None where the file is empty or cannot be read, and every problem.
    """
    problems = illegal_characters(source, file, first_line)
    if problems:
        return None, problems
    try:
        value = _build(_events(source), file, first_line, problems)
    except yaml.MarkedYAMLError as broken:
        return None, [*problems, _syntax(source, file, first_line, broken)]
    except yaml.reader.ReaderError as broken:
        return None, [*problems, _control(source, file, first_line, broken)]
    except _RefusedError as refused:
        return None, [*problems, refused.problem]
    return value, [*problems, *_cut_short(source, file, first_line)]


def _events(source: str) -> Iterator[yaml.Event]:
    return yaml.parse(source, Loader=yaml.CSafeLoader)


def _build(
    events: Iterator[yaml.Event], file: str, first_line: int, problems: list[Problem]
) -> Value | None:
    stack: list[_Open] = []
    root: Value | None = None
    for event in events:
        place = Place(file, first_line + (event.start_mark.line if event.start_mark else 0))
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _RefusedError(_second_document(place))
        if isinstance(event, yaml.NodeEvent):
            _refuse(event, place, len(stack))
        value = _value(event, place, stack)
        if value is not None and stack:
            _add(stack[-1], value, problems)
        elif value is not None:
            root = value
    return root


def _value(event: yaml.Event, place: Place, stack: list[_Open]) -> Value | None:
    """Return what ends with this event, if anything does."""
    match event:
        case yaml.ScalarEvent():
            return Scalar(_words(event), place)
        case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent), place))
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            return _closed(stack.pop())
        case _:
            pass
    return None


def _words(event: yaml.ScalarEvent) -> str:
    """``~`` and ``null`` are how YAML writes nothing."""
    return "" if event.implicit[0] and event.value in {"~", "null"} else event.value


def _refuse(event: yaml.NodeEvent, place: Place, depth: int) -> None:
    """Raise if a node is more than a plain value, list or group of keys."""
    if event.anchor:
        raise _RefusedError(_alias(place))
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
        message = f"a tag has no use here: {event.tag}"
        hint = "put the value in quotes if it begins with an exclamation mark"
        raise _RefusedError(error(place, Code.YAML_SYNTAX, message, hint))
    if isinstance(event, yaml.CollectionStartEvent) and depth >= DEPTH:
        raise _RefusedError(_too_deep(place))


def _closed(opened: _Open) -> Value:
    if opened.is_table:
        return Table(opened.entries, opened.place, opened.places)
    return Sequence(tuple(opened.items), opened.place)


def _add(parent: _Open, value: Value, problems: list[Problem]) -> None:
    if not parent.is_table:
        parent.items.append(value)
    elif parent.key is None:
        if not isinstance(value, Scalar):
            message = "a key must be a word, not a list or a group of keys"
            hint = "write “key: value”, and put a key that begins with [ or { in quotes"
            raise _RefusedError(error(value.place, Code.YAML_SYNTAX, message, hint))
        parent.key = value
    else:
        key, parent.key = parent.key, None
        if key.text in parent.entries:
            problems.append(_twice(key, parent.places[key.text]))
            return
        parent.entries[key.text] = value
        parent.places[key.text] = key.place


def _twice(key: Scalar, first: Place) -> Problem:
    return error(
        key.place,
        Code.YAML_DUPLICATE,
        f"“{key.text}” is given twice",
        hint=f"it stands in line {first.line} already: keep one of the two",
    )


def _alias(place: Place) -> Problem:
    return error(
        place,
        Code.YAML_ALIAS,
        "anchors (&) and aliases (*) are not allowed",
        hint="write the value out; put it in quotes if it begins with & or *",
    )


def _second_document(place: Place) -> Problem:
    return error(
        place,
        Code.YAML_SYNTAX,
        "a second document begins here",
        hint="delete the line “---”",
    )


def _too_deep(place: Place) -> Problem:
    return error(
        place,
        Code.YAML_DEPTH,
        f"more than {DEPTH} levels within each other",
        "look for brackets that are never closed",
    )


def _syntax(source: str, file: str, first_line: int, broken: yaml.MarkedYAMLError) -> Problem:
    marks = [mark.line for mark in (broken.context_mark, broken.problem_mark) if mark]
    found = explain(source.split("\n"), marks or [0], (broken.problem or "").rstrip("."))
    place = Place(file, first_line + found.line)
    return error(place, Code.YAML_SYNTAX, found.message, found.hint)


def _cut_short(source: str, file: str, first_line: int) -> Iterator[Problem]:
    """Yield a warning for each value that ends where a word begins with ``#``.

    YAML takes the rest of the line for a remark: of “Number #3” it leaves “Number”.
    """
    if " #" not in source:
        return
    lines = source.split("\n")
    for event in _events(source):
        end = event.end_mark
        if not isinstance(event, yaml.ScalarEvent) or event.style or not event.value or not end:
            continue
        rest = lines[end.line][end.column :] if end.line < len(lines) else ""
        if re.match(r"[ \t]+#\w", rest):
            message = f"“{rest.strip()}” is a remark and no part of the value"
            hint = "put the value in quotes, or a space behind the # of a remark"
            place = Place(file, first_line + end.line)
            yield warning(place, Code.YAML_SYNTAX, message, hint)


def _control(
    source: str, file: str, first_line: int, broken: yaml.reader.ReaderError
) -> Problem:
    """YAML forbids a few more characters than XML: U+007F, most of U+0080–009F."""
    before = source.encode("utf-8")[: broken.position]
    place = Place(file, first_line + before.count(b"\n"))
    message = f"a control character that YAML cannot hold: U+{broken.character:04X}"
    return error(place, Code.CHARACTER_ILLEGAL, message, hint="delete it")
