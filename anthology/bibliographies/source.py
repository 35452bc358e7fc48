"""A ``.bib`` file as it is written: entries and what stands between them, nothing lost.

The text of all blocks, one after the other, is the text of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"@[ \t]*(\w+)\s*\{")
_KEY = re.compile(r"\s*([^\s,{}\"#%=]*)\s*(,|$)")
_NAME = re.compile(r"[\s,]*([\w.:+/-]+)\s*=\s*")
_SIGN = re.compile(r"\\.|[{}]", re.DOTALL)
_VALUE_SIGN = re.compile(r"\\.|[{}\",]", re.DOTALL)

_NO_ENTRY = frozenset({"string", "comment", "preamble"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry."""

    name: str
    """As written."""

    value: str
    """As written, with its braces or quotation marks."""

    line: int

    @property
    def words(self) -> str:
        """The value without what encloses it, on one line."""
        bare = self.value.strip()
        if bare[:1] in {"{", '"'} and len(bare) > 1:
            bare = bare[1:-1]
        return " ".join(bare.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that can be read."""

    type: str
    key: str
    fields: tuple[Field, ...]
    text: str
    line: int

    def field(self, *names: str) -> Field | None:
        """Return the first of the fields that is there."""
        for name in names:
            for field in self.fields:
                if field.name.lower() == name:
                    return field
        return None

    def words(self, *names: str) -> str:
        """Return the words of the first of the fields that is there; empty for none."""
        field = self.field(*names)
        return field.words if field else ""

    @property
    def year(self) -> str:
        """Of publication, as far as four digits say so."""
        found = re.search(r"\d{4}", self.words("year", "date"))
        return found.group() if found else ""


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between entries, or cannot be read as one: comments, @strings, space."""

    text: str
    line: int


Block = Entry | Between


def blocks(source: str) -> Iterator[Block]:
    """Divide a file into its blocks."""
    at, kept, line, counted = 0, 0, 1, 0
    while found := _OPENING.search(source, at):
        start, end = found.start(), _closing(source, found.end())
        line += source.count("\n", counted, start)
        counted = start
        entry = None
        if not _in_comment(source, start) and found[1].lower() not in _NO_ENTRY:
            entry = _entry(found[1], source[start:end], found.end() - start, line)
        if entry is None:
            at = end if found[1].lower() in _NO_ENTRY else found.end()
            continue
        if kept < start:
            before = source[kept:start]
            yield Between(before, line - before.count("\n"))
        yield entry
        at = kept = end
    if kept < len(source):
        yield Between(source[kept:], source.count("\n", 0, kept) + 1)


def entries(source: str) -> list[Entry]:
    """Return the entries of a file."""
    return [block for block in blocks(source) if isinstance(block, Entry)]


def _in_comment(source: str, at: int) -> bool:
    begin = source.rfind("\n", 0, at) + 1
    return source[begin:at].lstrip().startswith("%")


def _closing(source: str, at: int) -> int:
    """Return the offset after the brace that closes what was opened before ``at``."""
    depth = 1
    for sign in _SIGN.finditer(source, at):
        depth += (sign.group() == "{") - (sign.group() == "}")
        if not depth:
            return sign.end()
    return len(source)


def _entry(kind: str, text: str, body: int, line: int) -> Entry | None:
    """Read the fields of an entry; None when something in it is no field."""
    key = _KEY.match(text, body, len(text) - 1)
    if not text.endswith("}") or key is None or not key[1]:
        return None
    fields = []
    at, end = key.end(), len(text) - 1
    while name := _NAME.match(text, at, end):
        at = _value_end(text, name.end(), end)
        value = text[name.end() : at].strip()
        fields.append(Field(name[1], value, line + text.count("\n", 0, name.start(1))))
    if text[at:end].strip(" \t\r\n,"):
        return None
    return Entry(kind, key[1], tuple(fields), text, line)


def _value_end(text: str, at: int, end: int) -> int:
    """Return where a value ends: at a comma outside of braces and quotation marks."""
    depth, quoted = 0, False
    for sign in _VALUE_SIGN.finditer(text, at, end):
        match sign.group():
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case '"' if not depth:
                quoted = not quoted
            case "," if not depth and not quoted:
                return sign.start()
            case _:
                continue
    return end
