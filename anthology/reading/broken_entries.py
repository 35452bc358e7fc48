"""Say why an entry of a ``.bib`` file cannot be read, at the line to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = re.compile(
    r"@\s*(?P<kind>\w+)\s*[{(]\s*(?P<key>[^\s,={}\"]*)\s*(?P<sign>.?)", re.DOTALL
)
_FIELD = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*(?P<sign>=?)\s*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong with an entry."""

    line: int
    """0-based, from the first of the entry."""

    message: str
    hint: str
    key: str = ""
    """Its key, if it has one: texts may cite it all the same."""


def broken(raw: str) -> Broken:
    r"""Explain an entry that the parser has given up.

    Args:
        raw: The entry, as far as the parser came.

    >>> broken("@book{a,\n title = {T,\n year = {1}\n}").message
    'the value of “title” is not closed'
    """
    head = _HEAD.match(raw)
    kind = head["kind"].lower() if head else "book"
    if not head or not head["key"] or head["sign"] == "=":
        message, hint = "an entry without a key", f"write @{kind}{{name1991, …"
        return Broken(0, message, hint)
    key = head["key"]
    if head["sign"] != ",":
        message = f"no comma behind the key “{key}”"
        return Broken(0, message, f"write @{kind}{{{key},", key)
    rest = raw[head.end() :]
    first = raw.count("\n", 0, head.end())
    return _in_fields(rest.split("\n"), first, key)


def _in_fields(lines: list[str], first: int, key: str) -> Broken:
    """Look for the first field that runs on into the next, or has no equals sign."""
    depth = 0
    opened = 0, ""
    for number, line in enumerate(lines, start=first):
        field = _FIELD.match(line)
        if field and depth > 0 and field["sign"]:
            message = f"the value of “{opened[1]}” is not closed"
            hint = "end it with a brace and a comma: },"
            return Broken(opened[0], message, hint, key)
        if field and depth == 0 and not field["sign"]:
            message = f"no equals sign behind “{field['name']}”"
            return Broken(number, message, f"write {field['name']} = {{…}},", key)
        if field and depth == 0:
            opened = number, field["name"]
        depth = max(0, depth + line.count("{") - line.count("}"))
    message = f"the entry “{key}” is not closed"
    return Broken(0, message, "end it with a line }; look for a brace too few in it", key)
