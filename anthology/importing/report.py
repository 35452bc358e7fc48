"""What an import found and did, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from anthology.cleaning import Cleaned, Told, Weight
from anthology.cleaning.readers import Source
from anthology.cleaning.signs import ANY

SAMPLES = 3
"""Samples shown of each class."""

_ORDER = {Weight.DOUBT: 0, Weight.QUERY: 1, Weight.DONE: 2}
_TITLES = {
    Weight.DOUBT: "the program may have read this wrongly",
    Weight.QUERY: "the source looks faulty; left as it is",
    Weight.DONE: "done, for the record",
}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one import."""

    raw: str
    piece: str
    source: Source
    cleaned: Cleaned

    def as_json(self) -> str:
        """Everything, for programs; findings with the most doubtful first."""
        table = {
            "raw": self.raw,
            "piece": self.piece,
            "reader": self.source.reader,
            "encoding": self.source.coding.encoding,
            "encoding-guessed": self.source.coding.guessed,
            "changes": self.changes(),
            "findings": [_as_table(told) for told in self.sorted()],
            "dropped": dict(sorted(Counter(one.rule for one in self.source.dropped).items())),
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
        for step in self.cleaned.steps:
            rules: dict[str, Any] = defaultdict(
                lambda: {"count": 0, "removed": 0, "samples": []}
            )
            for change in step.changes:
                row = rules[change.rule]
                row["count"] += 1
                row["removed"] += max(0, len(change.old) - len(change.new))
                if len(row["samples"]) < SAMPLES:
                    row["samples"].append([_shown(change.old), _shown(change.new)])
            if rules:
                table[step.name] = dict(sorted(rules.items()))
        return table

    def lines(self, *, verbose: bool = False) -> Iterator[str]:
        """The report as it is read on a terminal."""
        coding = self.source.coding
        guess = " (guessed)" if coding.guessed else ""
        yield f"{self.raw} → {self.piece}: {self.source.reader}, {coding.encoding}{guess}"
        done = Counter(change.rule for step in self.cleaned.steps for change in step.changes)
        yield "changes: " + ", ".join(f"{rule} {count}" for rule, count in sorted(done.items()))
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
            shown = found if verbose else found[:SAMPLES]
            yield f"  {rule} ({len(found)})"
            for told in shown:
                sample = f" “{told.finding.sample}”" if told.finding.sample else ""
                place = f"{self.raw}:{told.line}" if told.line else self.raw
                yield f"    {place}: {told.finding.message}{sample}"
            if len(shown) < len(found):
                yield f"    … and {len(found) - len(shown)} more (--verbose shows all)"


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
