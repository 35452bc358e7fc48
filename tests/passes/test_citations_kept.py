"""What pandoc answered is kept: it is asked again only when a citation is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.model import Book
from anthology.passes import run_passes
from anthology.passes.citations import processor
from anthology.problems import MissingProgram
from anthology.store import Store
from tests.passes.making import HARBOUR, IBID, book_of, first, piece_of
from tests.passes.words import shown_text

TEXT = (
    "It rose, they say [@finch1962, p. 3]. A *second* stop.[^1] “And a third,” he said"
    " [@ames1934]!\n\n[^1]: Words before [@finch1962, p. 4], and after.\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Where answers are kept."""
    return Store(tmp_path)


def asked_again(book: Book, store: Store, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether setting the citations of a book needs pandoc."""
    with monkeypatch.context() as without:
        without.setattr(processor, "find_spec", lambda _: None)
        try:
            run_passes(book, kept=store)
        except MissingProgram:
            return True
        return False


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text,
        lambda text: text.replace("they say", "or so everybody says"),
        lambda text: text.replace("second", "last"),
        lambda text: text.replace("Words before", "More of them, with a stop, before"),
        lambda text: f"{text}\n\nA paragraph that cites nothing.\n",
    ],
    ids=["nothing", "beside a citation", "emphasis", "in the note", "elsewhere"],
)
def test_other_words_need_no_process(
    edit: Callable[[str], str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no citation has changed, an edited text is set as pandoc would set it."""
    run_passes(book_of(piece_of(TEXT)), kept=store)
    book = book_of(piece_of(edit(TEXT)))

    assert not asked_again(book, store, monkeypatch)
    assert run_passes(book, kept=store) == run_passes(book)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("p. 3", "p. 5"),
        lambda text: text.replace("@ames1934", "@finch1962"),
        lambda text: text.replace("he said [", "he said. ["),
        lambda text: text.replace("[@ames1934]!", "[@ames1934] in 1934."),
    ],
    ids=["a locator", "a work", "the sign before", "the sign after"],
)
def test_another_citation_is_set_anew(
    edit: Callable[[str], str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is one beside which the punctuation is another, for pandoc moves it."""
    run_passes(book_of(piece_of(TEXT)), kept=store)
    book = book_of(piece_of(edit(TEXT)))

    assert asked_again(book, store, monkeypatch)
    assert run_passes(book, kept=store) == run_passes(book)


def test_another_style_and_other_entries_are_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A style by what it says, not by its name."""
    piece = piece_of(TEXT)
    book = book_of(piece)
    run_passes(book, kept=store)
    entry = book.references["finch1962"]
    renamed = replace(entry, fields={**entry.fields, "title": "Another Title"})
    other = replace(book, references={**book.references, "finch1962": renamed})

    assert asked_again(book_of(piece, style=IBID), store, monkeypatch)
    assert asked_again(other, store, monkeypatch)


def test_a_damaged_answer_is_asked_for_again(store: Store) -> None:
    """It is never used."""
    book = book_of(piece_of(HARBOUR))
    done = run_passes(book, kept=store)
    for path in store.folder.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])

    assert run_passes(book, kept=store) == done
    assert "Finch" in " ".join(shown_text(first(done[0])))
