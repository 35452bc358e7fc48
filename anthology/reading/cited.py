"""Leave out of a bibliography what a book does not cite, before it is read.

A file of ten thousand entries takes a second to parse; most books cite a few dozen of
them. What looks in any way unusual is left in, so that its faults are told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

_NAMED = re.compile(r"@(?<!\w@)(\w[\w:.#$%&+?<>~/-]*\w|\w)")
"""A key in a text: ``[@cliff1974, p. 3]``; an address, ``me@example.org``, has none."""

_PARENTS = re.compile(r"\b(?:crossref|xref|xdata)\s*=\s*[{\"]([^}\"]+)", re.IGNORECASE)
"""Keys of the entries from which others take fields over."""

_BEGINNING = re.compile(r"^@", re.MULTILINE)
_ENTRY = re.compile(r"@\s*(\w+)\s*\{\s*([^\s,{}\"#%=]+)\s*,")
_ANY = re.compile(r"@\s*\w+\s*[{(]")
_NO_ENTRY = frozenset({"string", "comment", "preamble"})


def named_keys(texts: Iterable[str]) -> set[str]:
    """Return all that texts may cite; a handle, ``@nobody``, is among it."""
    return {key for text in texts for key in _NAMED.findall(text)}


def cited_only(sources: Mapping[str, str], keys: Collection[str]) -> dict[str, str]:
    r"""Empty the lines of the entries that are not among the keys, or parents of others.

    Where a key has no entry, nothing is left out: whoever mistyped it is shown the nearest.

    Args:
        sources: Texts of ``.bib`` files by their paths.
        keys: All that a book may cite.

    >>> source = "@book{a,\n title = {A}}\n@book{b,\n title = {B}}"
    >>> print(cited_only({"x.bib": source}, {"b"})["x.bib"])
    <BLANKLINE>
    <BLANKLINE>
    @book{b,
     title = {B}}
    """
    everything = "\n".join(sources.values())
    if not {found[2] for found in _ENTRY.finditer(everything)}.issuperset(keys):
        return dict(sources)
    parents = (found.split(",") for found in _PARENTS.findall(everything))
    wanted = {*keys, *(name.strip() for names in parents for name in names)}
    return {file: "".join(_kept(source, wanted)) for file, source in sources.items()}


def _kept(source: str, wanted: set[str]) -> Iterator[str]:
    starts = [found.start() for found in _BEGINNING.finditer(source)]
    yield source[: starts[0]] if starts else source
    for start, end in pairwise([*starts, len(source)]):
        block = source[start:end]
        yield block if _needed(block, wanted) else "\n" * block.count("\n")


def _needed(block: str, wanted: set[str]) -> bool:
    """Whether lines from one “@” to the next must be read: all but a plain, uncited entry."""
    entry = _ENTRY.match(block)
    if entry is None or entry[1].lower() in _NO_ENTRY or entry[2] in wanted:
        return True
    alone = len(_ANY.findall(block)) == 1
    closed = block.rstrip().endswith("}") and block.count("{") == block.count("}")
    return not (alone and closed)
