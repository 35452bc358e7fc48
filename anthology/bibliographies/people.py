"""The names in an entry, and what looks wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

PEOPLE = ("author", "editor", "translator")
"""Fields that hold names."""

_OFFICE = re.compile(
    r"\b(?:council|committee|commission|party|union|ministry|universit(?:y|ät|é)|universidad"
    r"|institut(?:e|o|ion)?|association|organi[sz]ation|society|department|government|agency|board"
    r"|office|league|federation|congress|parliament|bureau|foundation|archives?|academy"
    r"|verein|verband|partei|ministerium|ausschuss|rat der|gesellschaft|stiftung|ministère"
    r"|comité|parti|syndicat|société|sindicato|partido|ministerio|sociedad|partito|комитет"
    r"|партия|союз|совет|министерство)\b",
    re.IGNORECASE,
)
"""What stands in the names of bodies, and hardly in those of people."""

_SUFFIXES = re.compile(r"(?:jr|sr|[iv]+)\.?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def names(words: str) -> list[str]:
    """Divide a field into its names; braces keep “and” from dividing.

    >>> names("Marx, Karl and {Trade and Labour Council}")
    ['Marx, Karl', '{Trade and Labour Council}']
    """
    groups: list[str] = []

    def keep(found: re.Match[str]) -> str:
        groups.append(found.group())
        return f"\x00{len(groups) - 1}\x00"

    flat = re.sub(r"\{[^{}]*\}", keep, words)
    parts = _AND.split(flat)
    back = (re.sub(r"\x00(\d+)\x00", lambda m: groups[int(m[1])], part) for part in parts)
    return [part.strip() for part in back if part.strip()]


def family_and_given(name: str) -> tuple[str, str]:
    """Return the two halves of a name, in either of its forms.

    >>> family_and_given("Rosa Luxemburg"), family_and_given("Luxemburg, Rosa")
    (('Luxemburg', 'Rosa'), ('Luxemburg', 'Rosa'))
    """
    bare = name.replace("{", "").replace("}", "").strip()
    if name.startswith("{") and name.endswith("}"):
        return bare, ""
    if "," in bare:
        family, _, given = bare.partition(",")
        return family.strip(), given.rpartition(",")[2].strip()
    given, _, family = bare.rpartition(" ")
    return family, given.strip()


def name_faults(words: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a field of names, and what to do about it."""
    if re.search(r"\bet\.? al\b", words):
        yield "“et al.” is read as a name", "write: and others"
    for name in names(words):
        bare = re.sub(r"\{[^{}]*\}", "x", name)
        parts = [part.strip() for part in bare.split(",")]
        if "{" not in name and "," not in name and " " in name and _OFFICE.search(name):
            hint = f"if it is a body, put braces about it: {{{{{name}}}}}"
            yield (
                f"“{name}” is read as a person of the family {family_and_given(name)[0]}",
                hint,
            )
        elif ";" in bare or " & " in bare:
            yield f"“{name}” looks like several names", "put “and” between persons"
        elif len(parts) > 3 or (len(parts) == 3 and not _SUFFIXES.fullmatch(parts[1])):
            hint = "put “and” between persons, or write: von Last, Jr, First"
            yield f"“{name}” has too many commas for one person", hint


Name = tuple[str, str]
"""Family name and given names."""


def turned_names(people: Iterable[Name]) -> dict[Name, Name]:
    """Find names that stand in both orders, as “Leon Trotsky” and “Trotsky Leon”.

    Returns:
        The rarer form → the one that most entries have.
    """
    counts = Counter(people)
    turned = {}
    for (family, given), count in counts.items():
        other = counts.get((given, family), 0)
        if given and other and (count, family) < (other, given):
            turned[family, given] = (given, family)
    return turned
