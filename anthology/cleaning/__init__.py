"""Raw text in, clean Markdown and a ledger of every change out.

:data:`PASSES` names the passes in their order. Each is pure and bears its rules with
their reasons; undoing them from last to first gives the raw text back.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from anthology.cleaning.arrange import gather_notes
from anthology.cleaning.broken import join_broken
from anthology.cleaning.characters import tidy_characters
from anthology.cleaning.citations import link_citations
from anthology.cleaning.draft import Draft, Facts, Finding, Pass, Person, Weight, Wishes, Work
from anthology.cleaning.emphasis import set_emphasis
from anthology.cleaning.facts import find_facts
from anthology.cleaning.faults import query_faults
from anthology.cleaning.frame import take_off_frame
from anthology.cleaning.furniture import clear_furniture
from anthology.cleaning.indented import read_indents
from anthology.cleaning.ledger import Step, Way
from anthology.cleaning.letters import set_letters
from anthology.cleaning.lines import is_wrapped, join_lines
from anthology.cleaning.markdown import write_markdown
from anthology.cleaning.markup import take_markup
from anthology.cleaning.notes import tie_notes
from anthology.cleaning.pages import clear_pages
from anthology.cleaning.pictures import drop_pictures
from anthology.cleaning.quotes import set_quotes
from anthology.cleaning.spip import take_spip
from anthology.cleaning.streams import part_streams
from anthology.cleaning.structure import set_structure
from anthology.cleaning.tables import set_tables
from anthology.cleaning.wiki import take_off_wiki
from anthology.cleaning.wikitext import take_wikitext

PASSES: tuple[tuple[str, Pass], ...] = (
    ("characters", tidy_characters),
    ("wikitext", take_wikitext),
    ("frame", take_off_frame),
    ("markup", take_markup),
    ("spip", take_spip),
    ("wiki", take_off_wiki),
    ("pages", clear_pages),
    ("notes", tie_notes),
    ("tables", set_tables),
    ("indents", read_indents),
    ("lines", join_lines),
    ("broken-paragraphs", join_broken),
    ("pictures", drop_pictures),
    ("letters", set_letters),
    ("streams", part_streams),
    ("facts", find_facts),
    ("furniture", clear_furniture),
    ("emphasis", set_emphasis),
    ("structure", set_structure),
    ("faults", query_faults),
    ("citations", link_citations),
    ("quotes", set_quotes),
    ("gather", gather_notes),
    ("markdown", write_markdown),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the line of the raw text it speaks of."""

    finding: Finding
    line: int
    """1-based; 0 means the text as a whole."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text, how it came about, and what an editor should look at."""

    text: str
    steps: tuple[Step, ...]
    facts: Facts
    told: tuple[Told, ...]
    draft: Draft


def clean(text: str, wishes: Wishes | None = None, draft: Draft | None = None) -> Cleaned:
    """Lead a text through all passes.

    Args:
        text: As decoded, or as a reader extracted it.
        wishes: What the editor asked for.
        draft: What a reader knows already; its text is replaced by ``text``.
    """
    draft = replace(draft or Draft(text), text=text, wishes=wishes or Wishes())
    draft = replace(draft, wrapped=draft.wrapped or is_wrapped(text))
    with _uncollected():
        return _clean(text, draft)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from looking, again and again, for cycles among lines and signs.

    Of a long text there are millions, and none is in a cycle: a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _clean(text: str, draft: Draft) -> Cleaned:
    way = Way()
    steps: list[Step] = []
    places: list[int] = []
    for number, (name, run) in enumerate(PASSES):
        known = len(draft.findings)
        draft, changes = run(draft)
        places += [
            way.back(finding.offset, number) if finding.offset >= 0 else -1
            for finding in draft.findings[known:]
        ]
        way.add(changes)
        steps.append(Step(name, changes))
    told = _with_lines(text, draft.findings, places)
    return Cleaned(draft.text, tuple(steps), draft.facts, told, draft)


def _with_lines(
    text: str, findings: tuple[Finding, ...], places: list[int]
) -> tuple[Told, ...]:
    """Give each finding its line, in the order of the raw text."""
    told = []
    line, here = 1, 0
    for place, finding in sorted(
        zip(places, findings, strict=True), key=lambda pair: (pair[0], pair[1].rule)
    ):
        if place < 0:
            told.append(Told(finding, 0))
            continue
        line += text.count("\n", here, place)
        here = max(here, place)
        told.append(Told(finding, line))
    return tuple(told)


__all__ = [
    "PASSES",
    "Cleaned",
    "Draft",
    "Facts",
    "Finding",
    "Person",
    "Told",
    "Weight",
    "Wishes",
    "Work",
    "clean",
]
