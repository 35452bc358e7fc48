"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.files import write_whole


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """And nothing else is left beside it."""
    file = tmp_path / "book.epub"
    file.write_text("old", encoding="utf-8")

    write_whole(file, "new\n")

    assert file.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_is_called_by_its_own_name(tmp_path: Path) -> None:
    """Not by that of the file we would have begun beside it."""
    file = tmp_path / ("x" * 300)

    with pytest.raises(OSError, match="too long") as fault:
        write_whole(file, "words")

    assert fault.value.filename == str(file)
    assert list(tmp_path.iterdir()) == []
