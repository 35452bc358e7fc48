"""Make two entries one, and let every citation name the one that is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from anthology.bibliographies.formatting import format_entry
from anthology.bibliographies.source import Between, Entry, blocks, entries
from anthology.problems import Code, Place, Problem, did_you_mean, error, warning

_AFTER_KEY = r"(?![\w]|[:.#$%&\-+?<>~/](?=\w))"
"""What must not follow a key, for it would be a part of a longer one (as pandoc reads it)."""


def merge(
    files: Mapping[str, str], keep: str, drop: str
) -> tuple[dict[str, str], list[Problem]]:
    """Make one entry of two.

    The one kept gets the fields that only the other has; where both have one, its own
    stands, and the other’s is told.

    Args:
        files: Texts of the project by path: ``.bib`` files, pieces, ``anthology.yaml``.
        keep: Key of the entry that stays.
        drop: Key of the entry that goes.

    Returns:
        The files that change, with their new text, and what an editor should look at.
    """
    found = {
        entry.key: (file, entry)
        for file, text in files.items()
        if file.endswith(".bib")
        for entry in entries(text)
    }
    missing = [key for key in (keep, drop) if key not in found]
    if missing or keep == drop:
        return {}, [_cannot(key, found) for key in missing or [keep]]
    (file, kept), (other, dropped) = found[keep], found[drop]
    texts = dict(files)
    texts[other] = _without(texts[other], drop)
    merged = _merged(kept, dropped)
    if merged != kept:
        texts[file] = texts[file].replace(kept.text, format_entry(merged), 1)
    texts = {name: _renamed(name, text, keep, drop) for name, text in texts.items()}
    changed = {name: text for name, text in texts.items() if text != files[name]}
    return changed, _lost(file, kept, dropped)


def _cannot(key: str, found: Mapping[str, object]) -> Problem:
    if key in found:
        return error(Place("bib"), Code.CITE_UNKNOWN, f"“{key}” cannot be merged with itself")
    message = f"no entry “{key}” in the bibliography"
    return error(Place("bib"), Code.CITE_UNKNOWN, message, did_you_mean(key, sorted(found)))


def _merged(kept: Entry, dropped: Entry) -> Entry:
    have = {field.name.lower() for field in kept.fields}
    if have & {"year", "date"}:
        have |= {"year", "date"}
    more = tuple(field for field in dropped.fields if field.name.lower() not in have)
    return replace(kept, fields=(*kept.fields, *more)) if more else kept


def _lost(file: str, kept: Entry, dropped: Entry) -> list[Problem]:
    problems = []
    for field in dropped.fields:
        own = kept.field(field.name.lower())
        if own and own.words != field.words:
            message = f"“{kept.key}” keeps its {field.name.lower()}, {own.words}"
            hint = f"“{dropped.key}” had {field.words}"
            place = Place(file, own.line)
            problems.append(warning(place, Code.BIB_DUPLICATE, message, hint))
    return problems


def _without(text: str, key: str) -> str:
    parts: list[str] = []
    gone = False
    for block in blocks(text):
        if isinstance(block, Entry) and block.key == key and not gone:
            gone = True
        elif isinstance(block, Between) and gone and parts and not block.text.strip():
            gone = False  # the space after the entry goes with it
        else:
            parts.append(block.text)
    return "".join(parts)


def _renamed(name: str, text: str, keep: str, drop: str) -> str:
    """Write one key for the other, wherever the file can name it."""
    key = re.escape(drop) + _AFTER_KEY
    if name.endswith(".md"):
        text = re.sub(rf"(?<![\w\\])@{key}", f"@{keep}", text)
        return re.sub(rf"(?m)^(published:\s*[\"']?){key}", rf"\g<1>{keep}", text)
    if name.endswith(".bib"):
        fields = rf"(?i)(\b(?:crossref|xref|xdata)\s*=\s*[{{\"][^}}\"\n]*?)\b{key}"
        return re.sub(fields, rf"\g<1>{keep}", text)
    return re.sub(rf"(?m)^(\s*nocite:.*?[\s\[@\"',]){key}", rf"\g<1>{keep}", text)
