"""Write the benchmark book, the same for ever, in the Markdown that pandoc reads.

``python -m tests.bench.corpus DIR [SIZE…]`` writes ``DIR/SIZE/``: a file for each text and
each introduction to a part, ``meta.yaml``, ``refs.bib``, and in ``facts.json`` what is in
them. Every text is made from its number alone: text 7 is the same in M and in L.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.prose import (
    CITIES,
    FORENAMES,
    NOUNS,
    PLACES,
    PRESSES,
    SURNAMES,
    Prose,
    capital,
)

WORKS = 300
"""Entries of the bibliography, in every size."""

ROMAN = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

META = """---
title: The Lamplit Anthology
subtitle: Size {size}
author: [Edited by Verity Ashcombe]
date: 2026-01-31
lang: en-GB
identifier: urn:uuid:6f1c2f6e-0d5c-4c5f-9e55-00000000000{number}
publisher: Harbour Press
rights: Public domain
bibliography: refs.bib
toc-title: Contents
...
"""
LAST = "99-999-bibliography.md"
"""The file that tells pandoc where the works cited go."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of the book there is."""

    texts: int
    parts: int
    words: int = 7000
    """In each text."""

    notes: int = 60
    """In each text."""

    citing: int = 40
    """How many of them cite a work."""


SIZES = {
    "S": Size(5, 2),
    "M": Size(25, 5),
    "L": Size(100, 10),
    "XS": Size(1, 1),
    "XL": Size(10_000, 100, words=1000, notes=9, citing=6),
}
"""M has about 500 pages; XL is for what a press has on its shelves."""


def write_corpus(name: str, folder: Path) -> dict[str, int]:
    """Write the book in one size into a folder, and return what is in it."""
    size = SIZES[name]
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    bibliography, keys = _bibliography()
    _write(folder / "refs.bib", bibliography)
    number = list(SIZES).index(name) + 1
    _write(folder / "meta.yaml", META.format(size=name, number=number))
    facts: Counter[str] = Counter(texts=size.texts, parts=size.parts)
    wide, long = max(2, len(str(size.parts))), max(3, len(str(size.texts)))
    in_each = -(-size.texts // size.parts)
    for part in range(1, size.parts + 1):
        first = (part - 1) * in_each + 1
        titles = []
        for text in range(first, min(first + in_each, size.texts + 1)):
            made = _Text(text, size, keys)
            _write(folder / f"{part:0{wide}}-{text:0{long}}-text.md", made.markdown)
            titles.append(f"“{made.title}” by {made.author}")
            facts.update(made.facts)
        _write(folder / f"{part:0{wide}}-{0:0{long}}-part.md", _introduction(part, titles))
    _write(folder / LAST, "# Bibliography {#bibliography}\n\n::: {#refs}\n:::\n")
    _write(folder / "facts.json", json.dumps(facts, indent=1) + "\n")
    return dict(facts)


class _Text:
    """One text in the making; what it is made of is drawn in one order, once."""

    def __init__(self, number: int, size: Size, keys: Sequence[str]) -> None:
        self._rng = rng = Random(f"text-{number}")
        self._prose = prose = Prose(rng)
        self._name = f"t{number:03d}"
        self._size = size
        self.title, self.author = prose.title(), prose.person()
        headings = rng.randint(6, 12)
        notes = list(_notes(rng, size, keys))
        kinds, body, words = self._body()
        self._call(kinds, body)
        blocks, made = self._arranged(kinds, body, headings)
        ends = [f"[^{self._name}-{at}]: {note}" for at, note in enumerate(notes, 1)]
        head = (f"## {self.title} {{#{self._name} .text}}", f"::: byline\n{self.author}\n:::")
        self.markdown = "\n\n".join([*head, *blocks, *ends]) + "\n"
        self.facts = {"words": words, "notes": size.notes, "cites": size.citing}
        self.facts["headings"] = made

    def _body(self) -> tuple[list[str], list[str], int]:
        """Write paragraphs until there are words enough; of each also say what it is."""
        rng, prose = self._rng, self._prose
        kinds: list[str] = []
        body: list[str] = []
        words = 0
        while words < self._size.words:
            block = " ".join(prose.sentence() for _ in range(rng.randint(3, 8)))
            draw = rng.randrange(100)
            counted = len(block.split())
            if draw >= 97:
                items = [prose.sentence() for _ in range(rng.randint(3, 6))]
                marks = ["-"] * len(items) if draw == 97 else [f"{n + 1}." for n in range(6)]
                block = "\n".join(
                    f"{mark} {item}" for mark, item in zip(marks, items, strict=False)
                )
                counted = sum(len(item.split()) for item in items)
            kinds.append("list" if draw >= 97 else "quotation" if draw < 10 else "paragraph")
            body.append(block)
            words += counted
        plain = [at for at, kind in enumerate(kinds) if kind == "paragraph"]
        body[plain[:4][-1]] += " The lamp in this sentence is in its first state."
        return kinds, body, words

    def _call(self, kinds: Sequence[str], body: list[str]) -> None:
        """Hang the notes from ends of sentences, in their order."""
        homes = [at for at, kind in enumerate(kinds) if kind != "list"]
        calls = sorted(self._rng.choice(homes) for _ in range(self._size.notes))
        for number, at in enumerate(calls, 1):
            block = body[at]
            last = block.rfind("[^")  # the call before this one, if they share a paragraph
            ends = [end for end in _sentence_ends(block) if end > last] or [len(block)]
            end = self._rng.choice(ends)
            body[at] = f"{block[:end]}[^{self._name}-{number}]{block[end:]}"

    def _arranged(
        self, kinds: Sequence[str], body: Sequence[str], headings: int
    ) -> tuple[list[str], int]:
        """Return the blocks with headings among them and a table in the middle."""
        step = max(1, len(body) // headings)
        blocks, made = [], 0
        for at, (kind, block) in enumerate(zip(kinds, body, strict=True)):
            if at % step == 0 and made < headings:
                made += 1
                blocks.append(f"### {self._prose.title()} {{#{self._name}-s{made}}}")
            blocks.append(f"> {block}" if kind == "quotation" else block)
            if at == len(body) // 2:
                blocks.append("\n".join(self._table()))
        return blocks, made

    def _table(self) -> Iterator[str]:
        yield from ("| Article | Place | Number |", "|:--------|:------|-------:|")
        for _ in range(8):
            article, place = capital(self._prose.noun()), self._rng.choice(PLACES)
            yield f"| {article} | {place} | {self._rng.randint(1, 999)} |"


def _sentence_ends(block: str) -> list[int]:
    """Return where a note may be called: after a full stop that has none yet."""
    stops = (at + 1 for at, letter in enumerate(block) if letter == ".")
    ends = [end for end in stops if end == len(block) or block[end] == " "] or [len(block)]
    return [end for end in ends if not block[end:].startswith("[^")]


def _notes(rng: Random, size: Size, keys: Sequence[str]) -> Iterator[str]:
    prose = Prose(rng)
    kinds = [True] * size.citing + [False] * (size.notes - size.citing)
    rng.shuffle(kinds)
    for citing in kinds:
        if citing:
            work = f"[@{rng.choice(keys)}, p. {rng.randint(1, 400)}]"
            bodies = (
                f"See {work}.",
                f"{prose.sentence(italics=False)} {work}.",
                f"Compare {work}; {prose.clause()}.",
                f"{work}: {prose.clause()}.",
            )
            yield rng.choice(bodies)
        else:
            yield " ".join(prose.sentence(italics=False) for _ in range(rng.randint(1, 3)))


def _introduction(part: int, titles: Sequence[str]) -> str:
    rng = Random(f"part-{part}")
    prose = Prose(rng)
    number = ROMAN[part - 1] if part <= len(ROMAN) else str(part)
    head = f"# Part {number}: {prose.title()} {{#part-{part:02d} .part}}"
    paragraphs = [
        " ".join(prose.sentence() for _ in range(rng.randint(4, 8))) for _ in range(8)
    ]
    paragraphs.insert(4, f"This part gathers {'; '.join(titles)}.")
    heads = (head, f"## Editorial introduction {{#intro-{part:02d} .intro}}")
    return "\n\n".join([*heads, *paragraphs]) + "\n"


def _bibliography() -> tuple[str, list[str]]:
    """Return BibTeX, and the keys in it."""
    rng = Random("refs")
    prose = Prose(rng)
    entries, keys = [], []
    for number in range(1, WORKS + 1):
        name = rng.choice(SURNAMES)
        letters = "".join(one for one in name.lower() if one.isascii() and one.isalpha())
        keys.append(f"{letters}{1840 + number}")
        author = f"{name}, {rng.choice(FORENAMES)}"
        if rng.randrange(8) == 0:
            author += f" and {rng.choice(SURNAMES)}, {rng.choice(FORENAMES)}"
        year = rng.randint(1801, 2019)
        kind = ("book", "book", "article", "incollection")[rng.randrange(4)]
        fields = {"author": author, "title": prose.title(), "year": str(year)}
        fields |= _published(kind, rng, prose)
        lines = ",\n".join(f"  {name:<9} = {{{value}}}" for name, value in fields.items())
        entries.append(f"@{kind}{{{keys[-1]},\n{lines}\n}}\n")
    return "\n".join(entries), keys


def _published(kind: str, rng: Random, prose: Prose) -> dict[str, str]:
    """Return the fields that tell where a work came out."""
    if kind == "book":
        return {"publisher": rng.choice(PRESSES), "address": rng.choice(CITIES)}
    if kind == "article":
        return {
            "journal": f"{rng.choice(CITIES)} Review of {capital(rng.choice(NOUNS))}s",
            "volume": str(rng.randint(1, 90)),
            "number": str(rng.randint(1, 6)),
            "pages": _pages(rng),
        }
    return {
        "booktitle": prose.title(),
        "editor": f"{rng.choice(SURNAMES)}, {rng.choice(FORENAMES)}",
        "publisher": rng.choice(PRESSES),
        "address": rng.choice(CITIES),
        "pages": _pages(rng),
    }


def _pages(rng: Random) -> str:
    first = rng.randint(1, 300)
    return f"{first}--{first + rng.randint(5, 30)}"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for wanted in sys.argv[2:] or ("S", "M", "L"):
        print(wanted, write_corpus(wanted, Path(sys.argv[1]) / wanted))
