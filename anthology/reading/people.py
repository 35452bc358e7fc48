"""Who wrote, edited and translated: names as printed and as filed."""

from __future__ import annotations

from anthology.model import Inline, Person
from anthology.problems import Problem
from anthology.reading.fields import Fields, one_of, scalar, text, wrong_type
from anthology.reading.markdown import read_inlines
from anthology.reading.yaml import Scalar, Sequence, Value

PERSON_KEYS = ("name", "sort", "role", "bio")

ROLES = (
    *(
        "abr",
        "adp",
        "aft",
        "ann",
        "ant",
        "arr",
        "aui",
        "aut",
        "cmm",
        "cmp",
        "com",
        "cre",
        "ctb",
    ),
    *(
        "dte",
        "edt",
        "ill",
        "ive",
        "ivr",
        "lyr",
        "oth",
        "pht",
        "red",
        "spk",
        "trc",
        "trl",
        "win",
    ),
    "wpr",
)
"""MARC relator codes (id.loc.gov/vocabulary/relators) that an anthology has use for."""

_OF_THE_FAMILY = frozenset(
    {"Al", "Ben", "Da", "De", "Del", "Della", "Den", "Der", "Des", "Di", "Dos", "Du", "El"}
    | {"La", "Le", "Mac", "San", "St.", "Ten", "Ter", "Van", "Von"}
)
"""Capitalised, a particle is filed with the family name: “Le Guin, Ursula K.”."""

_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))


def sort_name(name: str) -> str:
    """File a name as the Chicago Manual does: particles in lower case stay behind.

    >>> sort_name("Tomáš Tengely-Evans"), sort_name("Simone de Beauvoir")
    ('Tengely-Evans, Tomáš', 'Beauvoir, Simone de')
    >>> sort_name("Ursula K. Le Guin"), sort_name("Martin Luther King Jr.")
    ('Le Guin, Ursula K.', 'King, Martin Luther, Jr.')

    A name of one word, or one written with its comma, is filed as it stands.
    """
    words = name.split()
    suffix = f", {words.pop()}" if len(words) > 2 and words[-1] in _SUFFIXES else ""
    if suffix:
        words[-1] = words[-1].removesuffix(",")
    start = len(words) - 1
    while start > 1 and words[start - 1] in _OF_THE_FAMILY:
        start -= 1
    if start < 1 or any(word.endswith(",") for word in words):
        return name
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}{suffix}"


def person(value: Value, key: str, problems: list[Problem]) -> Person | None:
    """Read a name, or a group ``{name, sort, role, bio}``."""
    if isinstance(value, Scalar):
        return Person(value.text, value.place, sort_name(value.text))
    if isinstance(value, Sequence):
        problems.append(wrong_type(value, key, "a name or {name: …, role: …}"))
        return None
    fields = Fields(value, PERSON_KEYS, problems, key)
    name = fields.need("name", text, "")
    bio = fields.take("bio", scalar, None)
    words: tuple[Inline, ...] = ()
    if bio:
        words, found = read_inlines(bio.text, bio.place)
        problems.extend(found)
    return Person(
        name,
        value.place,
        sort=fields.take("sort", text, sort_name(name)),
        role=fields.take("role", one_of(*ROLES), ""),
        bio=words,
    )
