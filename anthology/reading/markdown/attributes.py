"""What stands in braces after words: ``{#id .class key=value page}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from anthology.problems import Code, Place, Problem, did_you_mean, error

BRACES = re.compile(r"\{\s*(?:[#.\w][^{}]*)?\}")
"""Attributes; CriticMarkup (``{++``, ``{>>`` …) begins otherwise."""

_ITEM = re.compile(
    r"#(?P<id>[^\s{}#]+)|\.(?P<name>[^\s{}.]+)"
    r"|(?P<key>[\w-]+)=(?P<value>\"[^\"]*\"|'[^']*'|[^\s{}]*)|(?P<word>[^\s{}]+)"
)

_ID = re.compile(r"[^\W\d][\w.:-]*")
"""An XML name, so that every edition can carry it."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the braces said, before anyone asked whether it has a meaning."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: Mapping[str, str] | None = None
    words: tuple[str, ...] = ()
    """Words without a sign, such as ``page``."""


def parse_attributes(source: str) -> Attributes:
    """Take apart what stands between the braces.

    >>> parse_attributes('{#a .index entry="Trotsky, Leon"}').pairs
    {'entry': 'Trotsky, Leon'}
    """
    found = list(_ITEM.finditer(source.strip("{}")))
    ids = [item["id"] for item in found if item["id"]]
    return Attributes(
        id=ids[0] if ids else "",
        classes=tuple(item["name"] for item in found if item["name"]),
        pairs={item["key"]: item["value"].strip("\"'") for item in found if item["key"]},
        words=tuple(item["word"] for item in found if item["word"])
        + tuple(f"#{more}" for more in ids[1:]),
    )


def wrong_attributes(
    given: Attributes, place: Place, known: tuple[str, ...], what: str
) -> list[Problem]:
    """Report whatever ``known`` does not list.

    Args:
        given: What the braces said.
        place: Where they stand.
        known: Attributes with a meaning here, each as it is written: ``#id``, ``.index``,
            ``lang=``, ``page``.
        what: Whose attributes they are: “a link”.
    """
    written = [f".{name}" for name in given.classes]
    written += [f"{key}=" for key in given.pairs or {}]
    written += given.words
    problems = [_unknown(name, place, known, what) for name in written if name not in known]
    if given.id and "#id" not in known:
        problems.append(_unknown(f"#{given.id}", place, known, what))
    elif given.id and not _ID.fullmatch(given.id):
        message = f"“{given.id}” cannot be an id"
        hint = "begin with a letter, and use letters, digits, “-”, “_” and “.” only"
        problems.append(error(place, Code.ATTRIBUTE_VALUE, message, hint))
    return problems


def _unknown(name: str, place: Place, known: tuple[str, ...], what: str) -> Problem:
    possible = f"known here: {', '.join(known)}" if known else "none has a meaning here"
    message = f"{what} has no attribute “{name}”"
    return error(place, Code.ATTRIBUTE_UNKNOWN, message, did_you_mean(name, known, possible))
