"""Texts that are kept as they were read."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from enum import Enum
from pathlib import Path

import pytest

from anthology.kept import Kept
from anthology.model import Apparatus, CiteMode, NotesPlace, Style
from anthology.problems import Code, Severity
from anthology.reading.front_matter import divide
from anthology.reading.keeping import KeptTexts
from anthology.reading.markdown import Markdown, Surroundings, read_markdown
from anthology.store import Store
from tests.conftest import SMALL

FIGURE = "![A folded sheet](sheet.png)\n"


def entry(store: Store) -> Path:
    """Return the only file of a store."""
    (file,) = store.folder.glob("??/*")
    return file


def read(store: Store, source: str, around: Surroundings) -> Markdown:
    """Read a text, or take what is kept of it."""
    return KeptTexts(Kept(store)).read(source, "texts/x.md", 5, "", around)


@pytest.mark.parametrize("choice", [Apparatus, CiteMode, Code, NotesPlace, Severity, Style])
def test_choices_are_kept(choice: type[Enum], tmp_path: Path) -> None:
    """Whatever way the Python at hand has of writing them: else all would be read again."""
    kept = Kept(Store(tmp_path))
    key = kept.key(choice.__name__)

    kept.put(key, tuple(choice))

    assert kept.get(key) == tuple(choice)


@pytest.mark.parametrize("file", sorted(SMALL.glob("texts/*.md")), ids=lambda file: file.stem)
def test_what_is_kept_is_what_was_read(file: Path, tmp_path: Path) -> None:
    """Every node, note and problem comes back as it was."""
    source = divide(file.read_text(encoding="utf-8")).body
    around = Surroundings(exists=lambda path: (SMALL / path).is_file())

    first, second = (read(Store(tmp_path), source, around) for _ in range(2))

    assert first == second == read_markdown(source, "texts/x.md", 5, "", around)


def test_a_text_is_read_once(tmp_path: Path) -> None:
    """What is kept is used: were it another text, we should get that."""
    store = Store(tmp_path)
    read(store, "Folded.\n", Surroundings())
    another = read_markdown("Sewn.\n", "texts/x.md", 5)
    file = entry(store)
    kept: tuple[object, ...] = (another.blocks, another.notes, another.problems, {})
    Kept(store).put(file.parent.name + file.name, kept)

    assert read(store, "Folded.\n", Surroundings()) == another


@pytest.mark.parametrize("was_there", [True, False])
def test_a_figure_that_comes_or_goes(was_there: bool, tmp_path: Path) -> None:
    """A picture is no part of the text that names it; it is looked for every time."""
    store = Store(tmp_path)
    before = Surroundings(exists=lambda path: was_there)
    after = Surroundings(exists=lambda path: not was_there)
    read(store, FIGURE, before)

    text = read(store, FIGURE, after)

    assert (Code.IMAGE_MISSING in {one.code for one in text.problems}) is was_there


def test_what_surrounds_a_text_counts(tmp_path: Path) -> None:
    """Streams are declared elsewhere, and a text moves down when its head gets longer."""
    store = Store(tmp_path)
    source = "Words.[^tr-1]\n\n[^tr-1]: Note.\n"
    around = Surroundings()
    read(store, source, around)

    plainly = read(store, source, replace(around, prefixes=()))
    below = KeptTexts(Kept(store)).read(source, "texts/x.md", 9, "", around)

    assert plainly.notes[0].stream == ""
    assert below.notes[0].place.line == 11


def test_an_entry_is_never_run(tmp_path: Path) -> None:
    """A store may come with a project from anywhere: what is no text is thrown away."""
    store = Store(tmp_path)
    text = read(store, "Folded.\n", Surroundings())
    file = entry(store)
    trace = tmp_path / "trace"

    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(trace),)

    store.put(file.parent.name + file.name, pickle.dumps((Hostile(), {})))

    assert read(store, "Folded.\n", Surroundings()) == text
    assert not trace.exists()


def test_the_deepest_text_is_kept(tmp_path: Path) -> None:
    """Quotations within quotations, as many as may be."""
    source = ">" * 60 + " Deep.\n"

    first, second = (read(Store(tmp_path), source, Surroundings()) for _ in range(2))

    assert first == second
