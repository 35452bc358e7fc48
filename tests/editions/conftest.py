"""Fixtures for the tests of the editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.model import Book
from tests.editions.specimen import BOOK


@pytest.fixture
def project_folder(tmp_path: Path) -> Callable[[str, str], Book]:
    """Return the specimen as the book of a project that has one template of its own."""

    def make(name: str, template: str) -> Book:
        folder = tmp_path / "styles" / "templates"
        folder.mkdir(parents=True)
        (folder / name).write_text(template, encoding="utf-8")
        return replace(BOOK, folder=tmp_path)

    return make
