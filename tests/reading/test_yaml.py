"""YAML, read strictly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.problems import Code, Place, Severity
from anthology.reading.yaml import Scalar, Sequence, Table, Value, read_yaml


def plain(value: Value | None) -> object:
    """Show a value without its places."""
    match value:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Table(entries):
            return {key: plain(inner) for key, inner in entries.items()}
        case None:
            return None


def told(source: str) -> list[tuple[int, Code]]:
    """Line and code of each problem."""
    return [(p.place.line, p.code) for p in read_yaml(source, "anthology.yaml")[1]]


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "012", "1:30", "1e3", "0x1F", "2026-01-31", "1_000", ".5", "=", "y"],
)
def test_words_stay_words(word: str) -> None:
    """Whatever YAML would make of them."""
    value, problems = read_yaml(f"key: {word}\n", "anthology.yaml")

    assert plain(value) == {"key": word}
    assert problems == []


def test_nothing_is_nothing() -> None:
    """An empty value, ``~`` and ``null`` say nothing; in quotes they are words."""
    value, _ = read_yaml("a:\nb: ~\nc: null\nd: '~'\ne: ''\n", "anthology.yaml")

    assert plain(value) == {"a": "", "b": "", "c": "", "d": "~", "e": ""}


def test_values_know_their_lines() -> None:
    """Counted in the file, of which the YAML may be a part."""
    value, _ = read_yaml("a: 1\nb:\n  - 2\n  - c: 3\n", "texts/x.md", first_line=2)

    assert isinstance(value, Table)
    assert value.places["b"] == Place("texts/x.md", 3)
    items = value.entries["b"]
    assert isinstance(items, Sequence)
    assert [item.place.line for item in items.items] == [4, 5]


def test_a_key_given_twice() -> None:
    """At every depth; the hint says where it stood first, the rest is read."""
    _, problems = read_yaml("a: 1\nb: {c: 1, c: 2}\na: 3\n", "anthology.yaml")

    assert [(p.place.line, p.code) for p in problems] == [
        (2, Code.YAML_DUPLICATE),
        (3, Code.YAML_DUPLICATE),
    ]
    assert "line 1" in problems[1].hint


@pytest.mark.parametrize("source", ["a: 1\nb: &x 2\n", "a: 1\nb: *x\n", "a: 1\nb: &x [c]\n"])
def test_anchors_and_aliases_are_refused(source: str) -> None:
    """At their line."""
    assert told(source) == [(2, Code.YAML_ALIAS)]


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    """Nine lines that would unfold into a billion words."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]

    value, problems = read_yaml("\n".join(lines), "anthology.yaml")

    assert value is None
    assert [problem.code for problem in problems] == [Code.YAML_ALIAS]


@pytest.mark.parametrize("source", ["[" * 100_000, "{a: " * 51, "- " * 60 + "a"])
def test_depth_has_an_end(source: str) -> None:
    """And it is no crash."""
    assert told(source) == [(1, Code.YAML_DEPTH)]


@pytest.mark.parametrize(
    ("source", "line", "hint"),
    [
        ("a: 1\nb:\n\t- c\n", 3, "spaces"),
        ("a: 1\n\tb: 2\n", 2, "spaces"),
        ("a: 1\nb: c: d\n", 2, 'b: "c: d"'),
        ("a: 1\nb: @c\n", 2, 'b: "@c"'),
        ("a: 1\nb: *c* and d\n", 2, 'b: "*c* and d"'),
        ("a: 1\nb: 'c\nd: 3\n\n\n", 2, "close it with '"),
        ('a: 1\nb: "c" and d\n', 2, "b: '\"c\" and d'"),
        ("a: 1\nb: [c] and d\n", 2, 'b: "[c] and d"'),
        ("a: 1\nb\nc: 3\n", 2, "key: value"),
        ("a: 1\nb:2\nc: 3\n", 2, "b: 2"),
        ("a: 1\n b: 2\nc: 3\n", 2, "begins"),
        ("a: [1, 2\nb: 3\n", 1, "brackets"),
        ("a: 1\n? [b]\n: c\n", 2, "quotes"),
        ("a: 1\nb: !!int 3\n", 2, "quotes"),
        ("a: 1\n---\nb: 2\n", 2, "---"),
    ],
)
def test_what_is_no_yaml_is_told_with_a_remedy(source: str, line: int, hint: str) -> None:
    """At the line that an editor has to mend, with that line as it should be."""
    _, problems = read_yaml(source, "anthology.yaml")

    assert [(p.place.line, p.code) for p in problems] == [(line, Code.YAML_SYNTAX)]
    assert hint in problems[0].hint


@given(st.text("ab:#'\"[]{}-,&*!|>@%\t\n ", max_size=40))
def test_any_fault_is_told_within_the_file(source: str) -> None:
    """Whatever the parser stumbles over."""
    _, problems = read_yaml(source, "anthology.yaml")

    assert all(1 <= p.place.line <= source.count("\n") + 1 for p in problems)
    assert all(p.message for p in problems)


def test_a_value_that_a_remark_cuts_short_is_told() -> None:
    """“Number #3” would be printed as “Number”; remarks that look like some are none."""
    source = 'a: Number #3 of b\nb: 1  # a remark\nc: "Number #4"\n#d: 2\ne:\n  #f\n  - g\n'

    value, problems = read_yaml(source, "texts/a.md", first_line=2)

    assert isinstance(value, Table)
    assert [(p.place.line, p.severity) for p in problems] == [(2, Severity.WARNING)]
    assert "#3 of b" in problems[0].message


@pytest.mark.parametrize("character", ["\0", "\x7f", "\x85".replace("\x85", "\x80"), "\ufffe"])
def test_control_characters_are_told(character: str) -> None:
    """Those that XML forbids, and those that YAML forbids."""
    assert told(f"ä: 1\nb: c{character}d\n") == [(2, Code.CHARACTER_ILLEGAL)]


def test_an_empty_file_is_no_value() -> None:
    """Nor is one of remarks alone."""
    assert read_yaml("", "a.yaml") == (None, [])
    assert read_yaml("# nothing\n", "a.yaml") == (None, [])
