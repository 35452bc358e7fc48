"""Say in an editor's words why a file is no YAML.

What the parser says names its own grammar (“did not find expected key”), and often the
line behind the one to mend. The line itself tells more: it is looked at as one reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong, in which line, and what to do."""

    line: int
    """0-based, in the document."""

    message: str
    hint: str


_KEY = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s\"'\[{#][^:]*):(?:\s+(?P<value>.*))?")
_TIGHT = re.compile(r"\s*(?P<key>[a-z][a-z-]*):(?P<value>\S.*)")
_CLOSING = {"[": "]", "{": "}"}
_SIGNS = "@`%&*!"
"""What no plain value may begin with (YAML 1.1, indicators)."""


def explain(lines: Sequence[str], told: Sequence[int], what: str) -> Explanation:
    """Explain why a document cannot be read.

    Args:
        lines: The document.
        told: Lines that the parser names, the likeliest first; 0-based.
        what: Its own words, for what we do not know better.
    """
    for number in dict.fromkeys(told):
        found = _in_line(lines[number]) if number < len(lines) else None
        if found:
            return Explanation(number, *found)
    number = min(told[-1], len(lines) - 1)
    return _before(lines, number) or Explanation(
        number,
        what,
        "look at the indentation of this line and the one before, at brackets and quotes",
    )


def _in_line(line: str) -> tuple[str, str] | None:
    """Return what is wrong with a line that stands by itself."""
    if re.match(r"\s*\t", line):
        return "a tab where YAML wants spaces", "indent with spaces"
    parts = _KEY.fullmatch(line)
    value = (parts["value"] or "").strip() if parts else ""
    if not parts or not value:
        return None
    in_quotes = f"put the value in quotes: {parts['key']}: {_quoted(value)}"
    if value[0] in "\"'":
        return _in_quoted(value, in_quotes)
    if value[0] in _CLOSING:
        return _in_brackets(value, in_quotes)
    if value[0] in _SIGNS:
        return f"a value cannot begin with “{value[0]}”", in_quotes
    if re.search(r":(\s|$)", value):
        return "a second colon in one line", in_quotes
    return None


def _in_quoted(value: str, in_quotes: str) -> tuple[str, str] | None:
    sign = value[0]
    inside = r"(?:[^\"\\]|\\.)*" if sign == '"' else r"(?:[^']|'')*"
    whole = re.match(f"{sign}{inside}{sign}", value)
    if not whole:
        return "a quotation mark that is never closed", f"close it with {sign} behind the value"
    if re.fullmatch(r"\s*(\s#.*)?", value[whole.end() :]):
        return None
    return "words behind the quotation mark that closes the value", in_quotes


def _in_brackets(value: str, in_quotes: str) -> tuple[str, str] | None:
    """A value that begins with a bracket is a list, or a group of keys."""
    opening, closing = value[0], _CLOSING[value[0]]
    if closing not in value:
        return f"“{opening}” without its “{closing}”", f"close the brackets, or {in_quotes}"
    if re.search(rf"\{closing}\s*(\s#.*)?$", value):
        return None
    return f"words behind the “{closing}” that closes a list", in_quotes


def _before(lines: Sequence[str], number: int) -> Explanation | None:
    """Look at the line above one that has no fault of its own."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    if above is None:
        return None
    tight = _TIGHT.fullmatch(lines[above])
    if tight:
        hint = f"write {tight['key']}: {tight['value']}"
        return Explanation(above, "a colon without a space behind it", hint)
    parts = _KEY.fullmatch(lines[above])
    if not parts:
        hint = "write “key: value”; indent a line that goes on from the one above"
        return Explanation(above, "a line without a key", hint)
    if parts["value"] and _indent(lines[number]) > _indent(lines[above]):
        hint = "begin it where the line above begins, or end that one with its colon"
        return Explanation(number, "a key that is indented under a value", hint)
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _quoted(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
