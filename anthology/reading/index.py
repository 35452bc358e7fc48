"""Read what the index is to list: ``texts/index.yaml``, and ``index`` in the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from anthology.model import Concordance, Inline, Term
from anthology.problems import Code, Place, Problem, error
from anthology.reading.fields import Fields, list_of, one_of, table, text
from anthology.reading.markdown import read_inlines
from anthology.reading.yaml import Scalar, Table, Value, read_yaml

INDEX_KEYS = ("order", "leave-out")
KEYS: dict[str, tuple[str, ...]] = {
    "HEADING": ("variants", "see", "see-also", "sort", "subheadings"),
}
"""Every key of ``texts/index.yaml``, by the key that holds it."""


def index_settings(value: Value, key: str, problems: list[Problem]) -> Concordance | None:
    """Read the group ``index`` of ``anthology.yaml``."""
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, INDEX_KEYS, problems, key)
    return Concordance(
        order=fields.take("order", one_of("words", "letters"), "words"),
        left_out=tuple(_slug(name) for name in fields.take("leave-out", list_of(text), ())),
    )


def read_terms(source: str, file: str) -> tuple[tuple[Term, ...], list[Problem]]:
    """Read a concordance: headings, each with what is to be known of it.

    Args:
        source: The file; a heading that is looked for as it stands needs nothing after
            its colon.
        file: Its path in the project.
    """
    value, problems = read_yaml(source, file)
    if value is None:
        return (), problems
    if not isinstance(value, Table):
        message = "this file holds no headings"
        hint = "begin a line with each: “Trotsky, Leon: {variants: [Trotsky]}”"
        return (), [*problems, error(Place(file, 1), Code.SETTING_TYPE, message, hint)]
    terms = tuple(_terms(value, problems))
    return terms, sorted(problems, key=lambda problem: problem.place.line)


def _terms(headings: Table, problems: list[Problem]) -> Iterator[Term]:
    for heading, value in headings.entries.items():
        place = headings.places[heading]
        words, found = read_inlines(heading, place)
        problems += found
        bare = isinstance(value, Scalar) and not value.text
        group = Table({}, place) if bare else table(value, heading, problems)
        if group is not None and words:
            yield _term(words, place, Fields(group, KEYS["HEADING"], problems, heading))


def _term(words: tuple[Inline, ...], place: Place, fields: Fields) -> Term:
    return Term(
        words,
        place,
        fields.take("variants", list_of(text), ()),
        fields.take("see", list_of(text), ()),
        fields.take("see-also", list_of(text), ()),
        fields.take("sort", text, ""),
        fields.take("subheadings", _subheadings, {}),
    )


def _subheadings(
    value: Value, key: str, problems: list[Problem]
) -> Mapping[str, tuple[Inline, ...]] | None:
    group = table(value, key, problems)
    if group is None:
        return None
    found = {}
    for file, words in group.entries.items():
        line = text(words, f"{key}.{file}", problems)
        if line:
            found[_slug(file)], wrong = read_inlines(line, words.place)
            problems += wrong
    return found


def _slug(file: str) -> str:
    """Return the address of a text that is named as in ``contents``."""
    return PurePosixPath(file.removesuffix(".md")).name
