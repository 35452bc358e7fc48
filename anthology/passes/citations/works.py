"""The list of works, as the processor is asked for it and as it gives it."""

from __future__ import annotations

from collections.abc import Iterable

from anthology.model import Book, LineBreak, prints
from anthology.passes.citations.processor import Answer, Json
from anthology.passes.citations.receiving import Reader
from anthology.passes.walk import Run
from anthology.problems import Problem

PREFIX = "ref-"
"""What pandoc puts before the key of a work in the list."""


def asked_for(keys: Iterable[str]) -> Json:
    """Return pandoc’s ``nocite``: list these works, cited or not."""
    cited = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for key in keys
    ]
    return {"t": "MetaInlines", "c": [{"t": "Cite", "c": [cited, []]}]}


_NOTHING: Json = {"t": "Div", "c": [["", [], []], []]}


def works_listed(answer: Answer, book: Book) -> tuple[dict[str, Run], list[Problem]]:
    """Read the list of works, which ends a document, if the style has one.

    Returns:
        The entries by their keys, in the order of the style, without those for which it
        prints nothing; and what is wrong with them: TeX that pandoc does not know is left
        out of an entry.
    """
    works: dict[str, Run] = {}
    problems: list[Problem] = []
    last = answer.block(-1) if answer.blocks else _NOTHING
    attributes, entries = last["c"]
    for entry in entries if attributes[0] == "refs" else ():
        key = entry["c"][0][0].removeprefix(PREFIX)
        reader = Reader(book.references[key].place)
        run = reader.run(node for part in entry["c"][1] for node in part["c"])
        if prints(run):
            works[key] = run[1:] if run[:1] == (LineBreak(),) else run
        problems += reader.problems
    return works, problems
