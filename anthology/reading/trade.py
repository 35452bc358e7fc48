"""Read what the trade is told about a book: subjects, and who vouches for its access."""

from __future__ import annotations

import re

from anthology.model import SignOff, Subject
from anthology.problems import Code, Problem, error
from anthology.reading.fields import (
    Fields,
    Read,
    checked,
    one_of,
    table,
    text,
    wrong_type,
)
from anthology.reading.yaml import Scalar, Sequence, Value

SUBJECT_KEYS = ("bisac", "thema", "name")
SIGN_OFF_KEYS = ("certified-by", "conforms-to", "credential", "report")

LEVELS = tuple(
    f"WCAG {version} Level {level}"
    for version in ("2.2", "2.1", "2.0")
    for level in ("AA", "AAA", "A")
)
"""What a book may conform to (EPUB Accessibility 1.1, 3.6.2)."""

_CODES = {"bisac": re.compile(r"[A-Z]{3}\d{6}"), "thema": re.compile(r"[1-6A-Z][0-9A-Z-]*")}


def subject(value: Value, key: str, problems: list[Problem]) -> Subject | None:
    """Read a keyword, or a group ``{bisac: …, name: …}``."""
    if isinstance(value, Scalar):
        return Subject(value.text)
    if isinstance(value, Sequence):
        problems.append(wrong_type(value, key, "a keyword or {thema: …, name: …}"))
        return None
    fields = Fields(value, SUBJECT_KEYS, problems, key)
    name = fields.need("name", text, "", "say in words what the code means")
    codes = [(scheme, fields.take(scheme, _code(scheme), "")) for scheme in _CODES]
    given = [(scheme, code) for scheme, code in codes if code]
    if len(given) > 1:
        message = f"one subject of “{key}” has codes of two schemes"
        hint = "make it two subjects"
        problems.append(error(value.place, Code.SETTING_VALUE, message, hint))
    return Subject(name, *given[0]) if given else Subject(name)


def _code(scheme: str) -> Read[str]:
    form = _CODES[scheme]
    examples = {"bisac": "HIS032000", "thema": "NHD"}
    return checked(
        lambda words: words if form.fullmatch(words) else None,
        f"write a code of the list, such as {examples[scheme]}",
    )


def sign_off(value: Value, key: str, problems: list[Problem]) -> SignOff | None:
    """Read who has examined the e-book, and with what result."""
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, SIGN_OFF_KEYS, problems, key)
    level = fields.need("conforms-to", one_of(*LEVELS), "", f"one of: {', '.join(LEVELS)}")
    by = fields.need("certified-by", text, "", "name who examined the book")
    if not (level and by):
        return None
    return SignOff(
        by,
        f"EPUB Accessibility 1.1 - {level}",
        fields.take("credential", text, ""),
        fields.take("report", text, ""),
    )
