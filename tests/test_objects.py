"""Results kept where several machines reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest

from anthology.objects import store_at
from anthology.problems import MissingProgram
from anthology.store import key_of

KEY = key_of(["what went in"])


@pytest.fixture(
    params=["memory://press/pages", "local://{}/pages", "{}/pages", "file://{}/pages"]
)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An object store in memory, one on this disk, and folders."""
    yield str(request.param).format(tmp_path)
    fsspec.filesystem("memory").store.clear()


def test_what_one_puts_in_another_gets_out(address: str) -> None:
    """Under its key, and nothing under another; also when many put it in at once."""
    contents = {key_of([str(number)]): b"pages %d" % number for number in range(20)}
    with ThreadPoolExecutor(4) as pool:
        for _ in range(2):
            for key, content in contents.items():
                pool.submit(store_at(address).put, key, content)

    store = store_at(address)

    assert {key: store.get(key) for key in contents} == contents
    assert store.get(KEY) is None


@pytest.mark.parametrize(
    "damage", [lambda entry: entry[:-1], lambda entry: b"", lambda entry: b"?" + entry[1:]]
)
def test_a_damaged_object_is_never_used(address: str, damage: Callable[[bytes], bytes]) -> None:
    """It is as if it had not been there, and can be put in again."""
    store = store_at(address)
    store.put(KEY, b"pages")
    system, root = fsspec.url_to_fs(address)
    (entry,) = system.find(root)
    system.pipe_file(entry, damage(system.cat_file(entry)))

    assert store.get(KEY) is None
    store.put(KEY, b"pages")
    assert store.get(KEY) == b"pages"


def test_nobody_trims_what_others_use(address: str) -> None:
    """Builds of others may be about to read it."""
    store = store_at(address)
    store.put(KEY, bytes(1_000_000))

    store.trim()

    assert store.get(KEY) == bytes(1_000_000)


def test_an_address_that_nobody_knows_is_named() -> None:
    """Also one whose library is not installed, with the name of that."""
    with pytest.raises(MissingProgram, match=r"nonsense://press.*not known"):
        store_at("nonsense://press")
    with pytest.raises(MissingProgram, match=r"s3://press.*s3fs"):
        store_at("s3://press/pages")
