"""Each rule of the importer on a small text of our own: ``rules/<rule>/in`` and ``golden``."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.cleaning import clean
from anthology.cleaning.decoding import encode
from anthology.cleaning.ledger import undo_all
from anthology.cleaning.readers import read
from anthology.problems import Severity
from anthology.reading.bibliography import read_bibliography
from anthology.reading.front_matter import divide
from anthology.reading.markdown import read_markdown

RULES = Path(__file__).parent / "rules"
CASES = sorted(path for path in RULES.glob("*/in.*"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_rule(path: Path, request: pytest.FixtureRequest) -> None:
    """The text comes out as the golden file has it, with queries and stubs."""
    source = read(path.read_bytes(), path.name)
    golden = path.parent / "golden.md"

    cleaned = clean(source.text, None, source.draft)
    stubs = "".join(f"\n{stub}" for stub in cleaned.draft.stubs.values())
    actual = cleaned.text + (f"\n```bibtex{stubs}```\n" if stubs else "")

    if request.config.getoption("--update-golden"):
        golden.write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_ledger_is_exact(path: Path) -> None:
    """Undoing the passes gives the text back, and for plain formats the bytes."""
    raw = path.read_bytes()
    source = read(raw, path.name)

    cleaned = clean(source.text, None, source.draft)
    back = undo_all(cleaned.text, cleaned.steps)

    assert back == source.text
    assert not source.exact or encode(back, source.coding) == raw


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_result_is_readable(path: Path) -> None:
    """Our own reader takes the piece without an error, save what the source itself lacks."""
    source = read(path.read_bytes(), path.name)

    text = divide(clean(source.text, None, source.draft).text)
    problems = read_markdown(text.body, "x.md", text.first_line).problems
    errors = [one for one in problems if one.severity is Severity.ERROR]

    assert [one for one in errors if one.code not in ("note-unused", "note-repeated")] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_entries_are_readable(path: Path) -> None:
    """Our own reader takes every entry that an import adds, and finds no fault with it."""
    source = read(path.read_bytes(), path.name)

    stubs = clean(source.text, None, source.draft).draft.stubs
    references, problems = read_bibliography("\n".join(stubs.values()), "imported.bib")

    assert problems == []
    assert set(references) == set(stubs)
