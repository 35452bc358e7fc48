"""Taking typed values out of a YAML table, and saying everything that is wrong with it.

A reader of a value is a function ``(value, key, problems) -> T | None``: it reports what
it cannot use and returns None, and the default stands. So one run shows all mistakes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anthology.problems import Code, Place, Problem, did_you_mean, error
from anthology.reading.yaml import Scalar, Sequence, Table, Value

T = TypeVar("T")
D = TypeVar("D")

Read = Callable[[Value, str, list[Problem]], T | None]


class Fields:
    """The keys of one table; those that nobody knows are reported at once."""

    def __init__(
        self, table: Table, known: tuple[str, ...], problems: list[Problem], within: str = ""
    ) -> None:
        """Report the unknown keys of ``table``; ``within`` is the key that holds it."""
        self.place = table.place
        self._table = table
        self._known = known
        self._problems = problems
        self._within = f"{within}." if within else ""
        problems.extend(
            _unknown(key, known, table.places[key], within)
            for key in table.entries
            if key not in known
        )

    def take(self, key: str, read: Read[T], default: D) -> T | D:
        """Read one value; a key without a value counts as not given."""
        assert key in self._known, f"“{key}” is read but not documented"
        value = self._table.entries.get(key)
        if value is None or (isinstance(value, Scalar) and not value.text):
            return default
        result = read(value, self._within + key, self._problems)
        return default if result is None else result

    def need(self, key: str, read: Read[T], default: D, hint: str = "") -> T | D:
        """Read one value that must be there."""
        value = self._table.entries.get(key)
        if value is None or (isinstance(value, Scalar) and not value.text):
            place = self._table.places.get(key, self.place)
            message = f"the setting “{self._within}{key}” is missing"
            self._problems.append(error(place, Code.SETTING_MISSING, message, hint))
            return default
        return self.take(key, read, default)


def _unknown(key: str, known: tuple[str, ...], place: Place, within: str) -> Problem:
    where = f" in “{within}”" if within else ""
    all_of_them = f"known here: {', '.join(known)}"
    message = f"there is no setting “{key}”{where}"
    return error(place, Code.SETTING_UNKNOWN, message, did_you_mean(key, known, all_of_them))


def wrong_type(value: Value, key: str, wanted: str, hint: str = "") -> Problem:
    """Say that a value has the wrong shape."""
    return error(value.place, Code.SETTING_TYPE, f"“{key}” must be {wanted}", hint)


def text(value: Value, key: str, problems: list[Problem]) -> str | None:
    """Read one value as it was written; line ends within it are spaces."""
    if isinstance(value, Scalar):
        return " ".join(value.text.split("\n")).strip()
    problems.append(
        wrong_type(value, key, "one value", "put it in quotes if it begins with [ or {")
    )
    return None


def scalar(value: Value, key: str, problems: list[Problem]) -> Scalar | None:
    """Read one value together with its place."""
    if isinstance(value, Scalar):
        return value
    problems.append(
        wrong_type(value, key, "one value", "write one word or line after the colon")
    )
    return None


def table(value: Value, key: str, problems: list[Problem]) -> Table | None:
    """Read a group of keys."""
    if isinstance(value, Table):
        return value
    problems.append(wrong_type(value, key, "a group of keys", f"write {key}: {{key: value}}"))
    return None


def list_of(read: Read[T]) -> Read[tuple[T, ...]]:
    """Make a reader of a list; a single value counts as a list of one."""

    def read_list(value: Value, key: str, problems: list[Problem]) -> tuple[T, ...]:
        items = value.items if isinstance(value, Sequence) else (value,)
        results = (read(item, key, problems) for item in items)
        return tuple(result for result in results if result is not None)

    return read_list


def checked(check: Callable[[str], T | None], hint: str) -> Read[T]:
    """Make a reader that accepts what ``check`` does not answer with None."""

    def read_checked(value: Value, key: str, problems: list[Problem]) -> T | None:
        words = text(value, key, problems)
        if words is None:
            return None
        result = check(words)
        if result is None:
            message = f"“{key}” cannot be “{words}”"
            problems.append(error(value.place, Code.SETTING_VALUE, message, hint))
        return result

    return read_checked


def one_of(*allowed: str) -> Read[str]:
    """Make a reader of a word from a short list."""

    def read_word(value: Value, key: str, problems: list[Problem]) -> str | None:
        words = text(value, key, problems)
        if words is None or words in allowed:
            return words
        hint = did_you_mean(words, allowed, f"one of: {', '.join(allowed)}")
        message = f"“{key}” cannot be “{words}”"
        problems.append(error(value.place, Code.SETTING_VALUE, message, hint))
        return None

    return read_word


def yes_or_no(value: Value, key: str, problems: list[Problem]) -> bool | None:
    """Read a decision."""
    answer = one_of("yes", "no", "true", "false")(value, key, problems)
    return None if answer is None else answer in {"yes", "true"}
