"""What is kept from build to build: never wrong, never needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.store import DIGEST, Store, key_of

KEY = key_of(["what went in"])


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    """The same bytes under the same key, and nothing under another."""
    store = Store(tmp_path)

    store.put(KEY, b"pages")

    assert store.get(KEY) == b"pages"
    assert store.get(key_of(["something else"])) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: DIGEST // 2],
        lambda data: b"",
        lambda data: data[:-1] + b"?",
        lambda data: b"?" + data[1:],
    ],
    ids=["cut", "cut in the check", "empty", "changed", "check changed"],
)
def test_a_damaged_entry_is_never_used(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """It is as if it had not been there, and can be put in again."""
    store = Store(tmp_path)
    store.put(KEY, b"pages")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(damage(entry.read_bytes()))

    assert store.get(KEY) is None
    store.put(KEY, b"pages")
    assert store.get(KEY) == b"pages"


def test_the_entries_used_longest_ago_go_first(tmp_path: Path) -> None:
    """Trimming keeps the limit, and what was read or written last."""
    store = Store(tmp_path, limit=2 * (DIGEST + 4))
    keys = [key_of([name]) for name in ("first", "second", "third")]
    for age, key in zip((30, 20, 10), keys, strict=True):
        store.put(key, b"four")
        entry = tmp_path / key[:2] / key[2:]
        os.utime(entry, (entry.stat().st_mtime - age,) * 2)
    store.get(keys[0])

    store.trim()

    assert [store.get(key) is not None for key in keys] == [True, False, True]


def test_a_store_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    """A file where the folder should be, a full disk: the build goes on without."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    store = Store(blocked)

    store.put(KEY, b"pages")
    store.trim()

    assert store.get(KEY) is None


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_different_inputs_have_different_keys(one: list[bytes], two: list[bytes]) -> None:
    """Wherever the parts are divided."""
    assert (key_of(one) == key_of(two)) == (one == two)
