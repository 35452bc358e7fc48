"""Read ``citations`` in ``anthology.yaml``: the style, and how works are listed."""

from __future__ import annotations

from anthology.model import CitationSettings, Inline, WorksGroup
from anthology.problems import Problem
from anthology.reading.fields import (
    Fields,
    list_of,
    one_of,
    scalar,
    table,
    text,
    yes_or_no,
)
from anthology.reading.markdown import read_inlines
from anthology.reading.yaml import Scalar, Value

CITATION_KEYS = ("files", "style", "list", "nocite", "divide", "back-references")
GROUP_KEYS = ("title", "keyword")


def citations(
    value: Value, key: str, problems: list[Problem]
) -> tuple[CitationSettings, tuple[Scalar, ...]] | None:
    """Read the group ``citations``, and which files it names, each at its line."""
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, CITATION_KEYS, problems, key)
    usual = CitationSettings()
    files = fields.take("files", list_of(scalar), ())
    settings = CitationSettings(
        tuple(file.text for file in files),
        fields.take("style", text, usual.style),
        fields.take("list", one_of("book", "piece", "both", "none"), usual.list),
        group.place,
        fields.take("nocite", list_of(_key), ()),
        fields.take("divide", list_of(_group), ()),
        fields.take("back-references", yes_or_no, True),
    )
    return settings, files


def _key(value: Value, key: str, problems: list[Problem]) -> str | None:
    """Read a key as written, or as it is cited: with its ``@``."""
    words = text(value, key, problems)
    return None if words is None else words.removeprefix("@")


def _group(value: Value, key: str, problems: list[Problem]) -> WorksGroup | None:
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, GROUP_KEYS, problems, key)
    hint = "write {title: Primary works, keyword: primary}"
    return WorksGroup(fields.need("title", inlines, (), hint), fields.take("keyword", text, ""))


def inlines(value: Value, key: str, problems: list[Problem]) -> tuple[Inline, ...] | None:
    """Read a line that may have Markdown."""
    words = scalar(value, key, problems)
    if words is None:
        return None
    found, faults = read_inlines(words.text, words.place)
    problems.extend(faults)
    return found
