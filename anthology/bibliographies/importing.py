"""Take over works from other programs: RIS and CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable

from anthology.bibliographies.csl_json import read_csl_json
from anthology.bibliographies.duplicates import duplicates
from anthology.bibliographies.new_entries import NewEntry, key_for, written
from anthology.bibliographies.ris import read_ris
from anthology.bibliographies.source import Entry, entries
from anthology.bibliographies.tex import without_markup
from anthology.problems import Code, Place, Problem, error, warning


def import_works(
    source: str, file: str, into: str, others: Iterable[str] = ()
) -> tuple[str, list[Problem]]:
    """Add the works of an export to a ``.bib`` file.

    Args:
        source: The export.
        file: Its name: ``.json`` is CSL-JSON, anything else RIS.
        into: The text of the ``.bib`` file.
        others: Texts of the other ``.bib`` files of the project.

    Returns:
        The new text of the file, and the works that were left out because the project
        seems to have them.
    """
    try:
        new = list(read_csl_json(source) if file.endswith(".json") else read_ris(source))
    except ValueError as fault:
        message = f"this is no CSL-JSON: {fault}"
        hint = "export it as “CSL JSON”, or as RIS with the ending .ris"
        return into, [error(Place(file), Code.BIB_UNREADABLE, message, hint)]
    if not new:
        message = "there is no work in this file"
        return into, [
            error(Place(file), Code.BIB_UNREADABLE, message, "export RIS or CSL JSON")
        ]
    have = [entry for text in (into, *others) for entry in entries(text)]
    fresh, problems = _fresh(new, have, file)
    text = "\n\n".join(part for part in (into.rstrip(), *fresh) if part)
    return f"{text}\n", problems


def _fresh(
    new: list[NewEntry], have: list[Entry], file: str
) -> tuple[list[str], list[Problem]]:
    """Write the works that nobody has; say which were there already."""
    taken = {entry.key for entry in have}
    texts = []
    for entry in new:
        key = key_for(entry, taken)
        taken.add(key)
        texts.append(written(entry, key))
    made = entries("\n".join(texts))
    problems, known = [], set()
    for one, other in duplicates([*have, *made]):
        place = other - len(have)
        if place >= 0 and place not in known:
            known.add(place)
            before = [*have, *made][one].key
            title = without_markup(new[place].fields.get("title", ""))
            message = f"“{title}” is there already, as “{before}”"
            problems.append(warning(Place(file), Code.BIB_DUPLICATE, message, "left out"))
    return [text for place, text in enumerate(texts) if place not in known], problems


def added(before: str, after: str) -> list[str]:
    """The keys of the entries that a file has, and had not."""
    had = {entry.key for entry in entries(before)}
    return [entry.key for entry in entries(after) if entry.key not in had]
