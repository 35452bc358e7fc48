"""Ibid., op. cit. and short titles: what is in doubt stays as it is worded, and is told."""

from __future__ import annotations

from pathlib import Path

from anthology.cleaning import clean
from anthology.cleaning.draft import Weight
from anthology.cleaning.ledger import undo_all
from anthology.cleaning.readers import read

REPEATED = Path(__file__).parent / "rules" / "citations-repeated" / "in.txt"


def test_an_ambiguous_ibid_is_told_where_it_stands() -> None:
    """It follows a note that cites two works; the next follows one that cites none we know."""
    source = read(REPEATED.read_bytes(), REPEATED.name)

    cleaned = clean(source.text, None, source.draft)

    told = [one for one in cleaned.draft.findings if one.rule == "ibid"]
    assert [one.weight for one in told] == [Weight.DOUBT] * 2
    assert ["Ibid., p. 13" in told[0].sample, "Ebd" in told[1].sample] == [True, True]
    assert "[^8]: Ibid., p. 13{>> ibid.: " in cleaned.text
    assert "[^9]: Ebd{>> ibid.: " in cleaned.text


def test_the_works_meant_are_in_the_ledger() -> None:
    """Each citation is a change of its own, and taking the changes back gives the words."""
    source = read(REPEATED.read_bytes(), REPEATED.name)

    cleaned = clean(source.text, None, source.draft)

    changes = [change for step in cleaned.steps for change in step.changes]
    worded = {change.old for change in changes if change.rule == "citation"}
    assert {"Ibid., p. 15", "Trew, op. cit., p. 21", "Id., p. 41"} <= worded
    assert undo_all(cleaned.text, cleaned.steps) == source.text


def test_ibid_after_the_name_of_another_source_is_in_doubt() -> None:
    """“Minutes, ibid.” need not be in the book that the note before cites; “Trew, ibid.” is."""
    raw = (
        "A Title\n\nThe gate was shut.1 The keeper wrote it down.2 Nobody read it.3\n\n"
        "1 Ann Trew, Gates and Keepers (Leith: Quay Press, 1931), p. 12.\n"
        "2 Trew, ibid., p. 14.\n"
        "3 Minutes, ibid.\n"
    )
    source = read(raw.encode("utf-8"), "x.txt")

    cleaned = clean(source.text, None, source.draft)

    told = [one.sample for one in cleaned.draft.findings if one.rule == "ibid"]
    assert "[^3]: Minutes, ibid{>> ibid.: “Minutes” before it may be another" in cleaned.text
    assert told == ["Minutes, ibid."]
    assert ", p. 14]" in cleaned.text
