"""What an import found and did, for people and for programs."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from anthology.cleaning import Cleaned, Told, Weight
from anthology.cleaning.ledger import Way
from anthology.cleaning.readers import Source
from anthology.cleaning.signs import ANY, words_of
from anthology.cleaning.textual import removals

SAMPLES = 3
"""Samples shown of each class."""

MATTER = frozenset((
    "image", "frame", "formula", "symbol", "hidden", "underlined", "struck-out", "metadata",
))  # fmt: skip
"""Classes of what a reader leaves out that an editor may want back: each is shown."""

_ORDER = {Weight.DOUBT: 0, Weight.QUERY: 1, Weight.DONE: 2}
_TITLES = {
    Weight.DOUBT: "the program may have read this wrongly",
    Weight.QUERY: "the source looks faulty; left as it is",
    Weight.DONE: "done, for the record",
}


@dataclass(frozen=True)
class Report:
    """The outcome of one import."""

    raw: str
    piece: str
    source: Source
    cleaned: Cleaned
    bibliography: str
    """The file that entries of works which no bibliography had are added to."""

    def as_json(self) -> str:
        """Everything, for programs; findings with the most doubtful first."""
        table = {
            "raw": self.raw,
            "piece": self.piece,
            "reader": self.source.reader,
            "encoding": self.source.coding.encoding,
            "encoding-guessed": self.source.coding.guessed,
            "bibliography": self.bibliography,
            "entries": list(self.cleaned.draft.stubs),
            "changes": self.changes(),
            "findings": [
                {"place": self.source.place(told.line) if told.line else "", **_as_table(told)}
                for told in self.sorted()
            ],
            "dropped": self.dropped(),
        }
        return json.dumps(table, ensure_ascii=False, indent=2) + "\n"

    def sorted(self) -> list[Told]:
        """What was found, the most doubtful first, then in the order of the text."""
        return sorted(
            self.cleaned.told, key=lambda told: (_ORDER[told.finding.weight], told.line)
        )

    def changes(self) -> dict[str, Any]:
        """For each pass and rule: how many changes, how many characters went, samples."""
        table: dict[str, Any] = {}
        for number, step in enumerate(self.cleaned.steps):
            rules: dict[str, Any] = defaultdict(
                lambda: {"count": 0, "removed": 0, "samples": []}
            )
            for change in step.changes:
                row = rules[change.rule]
                row["count"] += 1
                row["removed"] += max(0, len(change.old) - len(change.new))
                if len(row["samples"]) < SAMPLES:
                    row["samples"].append(
                        {
                            "place": self._place(change.offset, number),
                            "old": _shown(change.old),
                            "new": _shown(change.new),
                        }
                    )
            if rules:
                table[step.name] = dict(sorted(rules.items()))
        return table

    def dropped(self) -> dict[str, Any]:
        """For each class of what the reader left out: how often, and samples."""
        table: dict[str, Any] = {}
        for one in self.source.dropped:
            row = table.setdefault(one.rule, {"count": 0, "samples": []})
            row["count"] += 1
            if one.rule in MATTER or len(row["samples"]) < SAMPLES:
                row["samples"].append({"line": one.line, "words": _shown(one.words)})
        return dict(sorted(table.items()))

    @cached_property
    def _way(self) -> Way:
        """Back from any pass to the text it began with."""
        way = Way()
        for step in self.cleaned.steps:
            way.add(step.changes)
        return way

    @cached_property
    def _ends(self) -> list[int]:
        """Where the lines of the text end."""
        return [match.start() for match in re.finditer("\n", self.source.text)]

    def _place(self, offset: int, passes: int) -> str:
        """The place in the raw file that a place in the input of a pass came from."""
        place = self._way.back(offset, passes)
        return self.source.place(bisect_left(self._ends, place) + 1)

    def lines(self, *, verbose: bool = False) -> Iterator[str]:
        """The report as it is read on a terminal: first what wants a human eye."""
        coding = self.source.coding
        guess = " (guessed)" if coding.guessed else ""
        yield f"{self.raw} → {self.piece}: {self.source.reader}, {coding.encoding}{guess}"
        count = len(self.cleaned.draft.stubs)
        if count:
            entries = "1 entry" if count == 1 else f"{count} entries"
            told = f"{entries} to complete, marked “unverified”"
            yield f"{self.raw} → {self.bibliography}: {told}"
        yield from self._told(verbose=verbose)
        yield from self._left_out(verbose=verbose)
        done = Counter(change.rule for step in self.cleaned.steps for change in step.changes)
        yield "changes: " + ", ".join(f"{rule} {count}" for rule, count in sorted(done.items()))

    def _told(self, *, verbose: bool) -> Iterator[str]:
        """What was found, the most doubtful first."""
        groups: dict[tuple[Weight, str], list[Told]] = defaultdict(list)
        for told in self.sorted():
            groups[told.finding.weight, told.finding.rule].append(told)
        weight = None
        for (heavy, rule), found in groups.items():
            if heavy is Weight.DONE and not verbose:
                continue
            if heavy is not weight:
                weight = heavy
                yield f"{_TITLES[heavy]}:"
            rows = [
                (self.source.place(one.line) if one.line else "", _said(one)) for one in found
            ]
            yield from self._rows(rule, rows, verbose=verbose)

    def _left_out(self, *, verbose: bool) -> Iterator[str]:
        """What of the source is not in the piece: by the reader, then by the passes."""
        gone: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in self.source.dropped:
            gone[one.rule].append((str(one.line) if one.line else "", f"“{_shown(one.words)}”"))
        for number, change in removals(self.cleaned.steps):
            words = " ".join(words_of(change.old).split())
            row = (self._place(change.offset, number), f"“{_shown(words)}”")
            gone[change.rule].append(row)
        if gone:
            yield "left out of the piece:"
        for rule in sorted(gone, key=lambda rule: (rule not in MATTER, rule)):
            yield from self._rows(rule, gone[rule], verbose=verbose)

    def _rows(self, rule: str, rows: list[tuple[str, str]], *, verbose: bool) -> Iterator[str]:
        shown = rows if verbose else rows[:SAMPLES]
        yield f"  {rule} ({len(rows)})"
        for place, words in shown:
            joint = "," if place.startswith("p") else ":"
            where = f"{self.raw}{joint} {place}" if joint == "," else f"{self.raw}:{place}"
            yield f"    {where if place else self.raw}: {words}"
        if len(shown) < len(rows):
            yield f"    … and {len(rows) - len(shown)} more (--verbose shows all)"


def difference(source: Source, text: str) -> Iterator[str]:
    """The raw text and the piece side by side, as ``diff`` shows them: ``-`` and ``+``.

    Compared paragraph by paragraph, by their letters: joined lines are no difference.
    """
    old = [" ".join(ANY.sub("", one).split()) for one in source.text.split("\n\n")]
    new = [" ".join(one.split()) for one in text.split("\n\n")]
    matcher = SequenceMatcher(
        None, [_letters(one) for one in old], [_letters(one) for one in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield from (f"- {one}" for one in old[a:b] if one)
            yield from (f"+ {one}" for one in new[c:d] if one)


def _letters(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())


def _said(told: Told) -> str:
    sample = f" “{told.finding.sample}”" if told.finding.sample else ""
    return f"{told.finding.message}{sample}"


def _as_table(told: Told) -> dict[str, Any]:
    finding = told.finding
    return {
        "line": told.line,
        "weight": str(finding.weight),
        "rule": finding.rule,
        "message": finding.message,
        "sample": finding.sample,
    }


def _shown(words: str) -> str:
    """Words with the program's own signs left out, cut to a line."""
    bare = ANY.sub("", words)
    return bare if len(bare) <= 60 else f"{bare[:57]}…"
