"""The archive of an e-book, read by another program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from anthology.editions.epub.archive import SMALL, archive
from anthology.kept import Kept
from anthology.store import Store

MEMBERS = st.dictionaries(
    st.text(st.characters(categories=["L", "N"]), min_size=1),
    st.one_of(st.binary(), st.binary(min_size=1).map(lambda content: content * SMALL)),
)


@given(MEMBERS)
def test_what_goes_in_comes_out(members: dict[str, bytes]) -> None:
    """Every name and every content, in their order; nothing tells of time or machine."""
    members = {"mimetype": b"application/epub+zip", **members}

    content = archive(members.items(), Kept(None))

    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == members
        assert {one.date_time for one in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert found.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_what_was_compressed_is_taken_as_it_is(tmp_path: Path) -> None:
    """The archive is the same, from nothing and from what is kept."""
    kept = Kept(Store(tmp_path))
    members = [("mimetype", b"x"), ("text.xhtml", b"<p>Words.</p>" * SMALL)]

    first, second = (archive(members, kept) for _ in range(2))

    assert first == second == archive(members, Kept(None))
    assert any(tmp_path.glob("??/*"))
