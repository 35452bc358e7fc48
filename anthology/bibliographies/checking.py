"""Check ``.bib`` files: each fault with its line and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from anthology.bibliographies.duplicates import duplicates
from anthology.bibliographies.numbers import doi_fault, isbn_fault, issn_fault
from anthology.bibliographies.people import (
    PEOPLE,
    family_and_given,
    name_faults,
    names,
    turned_names,
)
from anthology.bibliographies.source import Entry, Field, entries
from anthology.bibliographies.tex import unknown_tex
from anthology.problems import Code, Place, Problem, error, warning
from anthology.reading.bibliography import read_bibliography

_YEAR = ("year", "date")

NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journal", "journaltitle"), _YEAR),
    "book": (("author", "editor"), ("title",), _YEAR),
    "collection": (("editor",), ("title",), _YEAR),
    "inbook": (("author",), ("title",), ("booktitle",), _YEAR),
    "incollection": (("author",), ("title",), ("booktitle",), _YEAR),
    "inproceedings": (("author",), ("title",), ("booktitle",), _YEAR),
    "manual": (("title",), _YEAR),
    "online": (("title",), ("url", "doi", "eprint")),
    "phdthesis": (("author",), ("title",), ("school", "institution"), _YEAR),
    "report": (("author",), ("title",), ("institution",), _YEAR),
    "thesis": (("author",), ("title",), ("institution", "school"), _YEAR),
}
"""What an entry of a type must have, one of each group (BibLaTeX manual, 2.1.1); any other
must have a title."""

INHERITED = ("crossref", "xdata", "xref")
"""Fields through which an entry takes others over: what it lacks may stand there."""

UNVERIFIED = "unverified"
"""Keyword of an entry that is known to lack something, as those that an import makes."""

UNSIGNED = frozenset({"newspaper", "magazine"})
"""What an article’s ``entrysubtype`` may say: then it often has no author."""

EARLIEST = 1400
"""The first year in which something can have been printed in Europe."""

MOST_NAMED = 10
"""Keys of entries that a message names; a file may have thousands."""

LATEST = 2100
"""A year that is surely a slip, where we do not know when the book is made."""

_NO_YEAR = re.compile(r"forthcoming|in press|n\. ?d\.|undated", re.IGNORECASE)
_GARBLED = re.compile(r"[ÃÂ][\u0080-\u00bf]|â€|\ufffd")
_NUMBERS = {"doi": doi_fault, "isbn": isbn_fault, "issn": issn_fault}


def check_files(files: Mapping[str, str], latest: int = LATEST) -> list[Problem]:
    """Check bibliographies together.

    Args:
        files: Their texts by their paths.
        latest: The last year that a work can be of.
    """
    problems = [p for file, text in files.items() for p in read_bibliography(text, file)[1]]
    found = [(file, entry) for file, text in files.items() for entry in entries(text)]
    turned = turned_names(
        family_and_given(name)
        for _, entry in found
        for field in _people(entry)
        for name in names(field.words)
    )
    for file, entry in found:
        problems += _entry(file, entry, latest)
        problems += _turned(file, entry, turned)
    problems += [
        problem
        for file in files
        for problem in _unverified(file, [e for f, e in found if f == file])
    ]
    problems += _same_key(found)
    for first, second in duplicates([entry for _, entry in found]):
        problems += _same_work(found[first], found[second])
    return sorted(problems, key=lambda problem: problem.place)


def _people(entry: Entry) -> Iterator[Field]:
    return (field for field in entry.fields if field.name.lower() in PEOPLE)


def _entry(file: str, entry: Entry, latest: int) -> Iterator[Problem]:
    if not _is_unverified(entry):
        yield from _missing(file, entry)
    for field in entry.fields:
        name, here = field.name.lower(), Place(file, field.line)
        if _GARBLED.search(field.value):
            message = f"“{name}” of “{entry.key}” was read in the wrong encoding"
            yield warning(here, Code.BIB_ENCODING, message, "write it again, in UTF-8")
        if name in PEOPLE:
            for message, hint in name_faults(field.words):
                yield warning(here, Code.BIB_NAME, f"{message}, in “{entry.key}”", hint)
        if name in _NUMBERS and (fault := _NUMBERS[name](field.words)):
            message = f"the {name.upper()} {field.words} of “{entry.key}” is wrong: {fault}"
            yield warning(here, Code.BIB_NUMBER, message, "look it up in the work itself")
        if name in _YEAR:
            yield from _year(here, entry, field, latest)
        yield from _tex(here, entry, field)


def _missing(file: str, entry: Entry) -> Iterator[Problem]:
    if entry.field(*INHERITED):
        return
    unsigned = entry.words("entrysubtype").lower() in UNSIGNED
    for group in NEEDED.get(entry.type.lower(), (("title",),)):
        if not entry.words(*group) and not (unsigned and "author" in group):
            message = f"“{entry.key}” has no {' or '.join(group)}"
            hint = f"an @{entry.type.lower()} needs it: add it, or choose another type"
            yield warning(Place(file, entry.line), Code.BIB_INCOMPLETE, message, hint)


def _is_unverified(entry: Entry) -> bool:
    return UNVERIFIED in re.split(r"[,;]\s*", entry.words("keywords"))


def _unverified(file: str, found: Iterable[Entry]) -> Iterator[Problem]:
    """Warn once of the entries of a file that are marked as incomplete, and are."""
    left = [e for e in found if _is_unverified(e) and any(_missing(file, e))]
    if left:
        number = f"{len(left)} “{UNVERIFIED}” entries are"
        if len(left) == 1:
            number = f"an “{UNVERIFIED}” entry is"
        message = f"{number} incomplete: {_named(left)}"
        hint = f"complete them, then take “{UNVERIFIED}” out of their keywords"
        yield warning(Place(file, left[0].line), Code.BIB_INCOMPLETE, message, hint)


def _named(found: Sequence[Entry]) -> str:
    """Return the first keys of some entries."""
    keys = ", ".join(entry.key for entry in found[:MOST_NAMED])
    return f"{keys} …" if found[MOST_NAMED:] else keys


def _year(here: Place, entry: Entry, field: Field, latest: int) -> Iterator[Problem]:
    found = re.search(r"(?<!\d)\d{4}(?!\d)", field.words)
    if found is None:
        if not _NO_YEAR.search(field.words):
            message = f"“{field.words}” is no year, in “{entry.key}”"
            yield warning(here, Code.BIB_YEAR, message, "write four digits, or “n.d.”")
    elif not EARLIEST <= int(found.group()) <= latest:
        message = f"“{entry.key}” is of the year {found.group()}"
        hint = f"between {EARLIEST} and {latest} it would be one: look it up"
        yield warning(here, Code.BIB_YEAR, message, hint)


def _tex(here: Place, entry: Entry, field: Field) -> Iterator[Problem]:
    for command in unknown_tex(field):
        message = f"TeX that cannot be set, in “{entry.key}”: {command}"
        yield warning(here, Code.BIB_TEX, message, "write the words themselves, in UTF-8")


def _turned(
    file: str, entry: Entry, turned: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterator[Problem]:
    for field in _people(entry):
        for name in names(field.words):
            if better := turned.get(family_and_given(name)):
                message = f"“{name}” stands the other way round elsewhere, in “{entry.key}”"
                hint = f"write it as filed: {better[0]}, {better[1]}"
                yield warning(Place(file, field.line), Code.BIB_NAME, message, hint)


def _same_key(found: list[tuple[str, Entry]]) -> Iterator[Problem]:
    """Report a key that two files have; within one the reader has done so."""
    first: dict[str, tuple[str, Entry]] = {}
    for file, entry in found:
        before, other = first.setdefault(entry.key, (file, entry))
        if before != file:
            message = f"“{entry.key}” is defined twice"
            hint = f"{before}:{other.line} has it already: keep one of the two"
            yield error(Place(file, entry.line), Code.BIB_DUPLICATE, message, hint)


def _same_work(one: tuple[str, Entry], other: tuple[str, Entry]) -> Iterator[Problem]:
    (file, first), (here, second) = one, other
    if first.key != second.key:
        message = (
            f"“{second.key}” seems to be the same work as “{first.key}” ({file}:{first.line})"
        )
        hint = f"if it is: anthology bib merge {first.key} {second.key}"
        yield warning(Place(here, second.line), Code.BIB_DUPLICATE, message, hint)


def orphans(files: Mapping[str, str]) -> list[Problem]:
    """Report entries that no text of a project cites, once for each ``.bib`` file.

    Args:
        files: Texts of the project by path: ``.bib`` files, pieces, ``anthology.yaml``.
    """
    named = set()
    for file, text in files.items():
        if file.endswith(".md"):
            named.update(re.findall(r"@(\w[\w:.#$%&+?<>~/-]*\w|\w)", text))
            named.update(re.findall(r"(?m)^published:\s*[\"']?([^\s\"']+)", text))
        elif file.endswith(".bib"):
            named.update(
                re.findall(r"(?i)\b(?:crossref|xref|xdata)\s*=\s*[{\"]([^}\"]+)", text)
            )
        else:
            listed = " ".join(re.findall(r"(?m)^\s*nocite:(.*(?:\n\s*- .*)*)$", text))
            named.update(re.findall(r"[^\s,\[\]@\"']+", listed))
    problems = []
    for file, text in files.items() if "*" not in named else ():
        if file.endswith(".bib"):
            left = [entry for entry in entries(text) if entry.key not in named]
            if left:
                number = f"{len(left)} entries are" if len(left) > 1 else "an entry is"
                message = f"{number} cited nowhere: {_named(left)}"
                hint = "delete it, or name it under citations: nocite"
                place = Place(file, left[0].line)
                problems.append(warning(place, Code.BIB_ORPHAN, message, hint))
    return problems
