"""Citations become ``[@key, p. 121]``; the works that nobody has listed become stubs.

The words around a citation stay where they were. What is not clear is left as it is
worded, and reported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning import signs
from anthology.cleaning.citations.forms import CITED, NARRATED, Cited, find_cited
from anthology.cleaning.citations.full import Full, family_of, find_full
from anthology.cleaning.citations.lists import read_list
from anthology.cleaning.citations.repeated import Span, find_repeated, find_short, find_titled
from anthology.cleaning.citations.works import Works, author_field
from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, around, lines_of
from anthology.cleaning.ledger import Edits

RULES = {
    "citation": "a work cited, by its key in the bibliography",
    "references": "a list of references becomes entries of the bibliography",
}

LEAST = 2
"""Citations in brackets a text must have for the form to count as its way."""

_REFERENCE = re.compile(
    r"[“\"„«][^“”„«»\"\x00]{8,150}[”\"“»][^“”„«»\"\x00]{1,140}?\b(?:1[5-9]\d\d|20[0-2]\d)\b"
)
"""A title in quotation marks, and a year soon after it."""

_BRACKETED = re.compile(r"\((?P<inner>[^()\n]{4,200})\)")


def link_citations(draft: Draft) -> Outcome:
    """Find what is cited, match it with the bibliography, and write it as citations."""
    if not draft.wishes.link_citations:
        return draft, ()
    linker = _Linker(draft)
    linker.run()
    text, changes = linker.edits.done()
    stubs = {key: stub.bibtex() for key, stub in linker.works.stubs.items()}
    return replace(draft.then(text, linker.findings), stubs=stubs), changes


class _Linker:
    """Goes through the text once; remembers what the last note cited."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.text
        self.edits = Edits(draft.text)
        self.findings: list[Finding] = []
        self.works = Works(draft.wishes.works)
        self._last: list[Span] = []
        self._lines = [line for line in lines_of(self.text) if not line.blank]
        self._listed = False

    def run(self) -> None:
        """Read a list of references first, then the notes, then the running text."""
        end = read_list(self._lines, self.works, self.edits, self.findings)
        self._listed = end >= 0
        for line in self._lines:
            if line.text[0] in (signs.NOTE, signs.MORE):
                self._note(line)
        self._running()

    def _note(self, line: Line) -> None:
        spans: list[Span] = []
        words = _masked(line.text)
        for full in find_full(words):
            key = self._full_key(full, line)
            spans.append(
                (full.start, full.end, (("-" if full.named else "") + key,), full.locator)
            )
        free = _painted(words, [(start, end) for start, end, _, _ in spans])
        for cited in find_cited(free):
            keys = self._keys(cited, line, least_sure=cited.sure)
            if keys:
                spans.append((cited.start, cited.end, keys, cited.locator))
        free = _painted(free, [(start, end) for start, end, _, _ in spans])
        spans += find_short(free, self.works)
        free = _painted(free, [(start, end) for start, end, _, _ in spans])
        spans += find_titled(free, self.works)
        again, doubts = find_repeated(free, spans, self._last, self.works)
        spans += again
        self.findings += [
            Finding(rule, line.start + start, message, Weight.DOUBT, sample)
            for rule, start, message, sample in doubts
        ]
        spans.sort()
        self._left_over(_painted(free, [(start, end) for start, end, _, _ in again]), line)
        for start, end, keys, locator in spans:
            if signs.MARK in line.text[start:end]:
                continue
            self._set(line.start + start, line.start + end, keys[0], locator)
        self._last = spans

    def _left_over(self, words: str, line: Line) -> None:
        """Report what looks like a reference and could not be read."""
        for match in _REFERENCE.finditer(words):
            place = line.start + match.start()
            message = "this looks like a reference; it was left as it is worded"
            sample = match.group().replace("\x00", "")
            self.findings.append(
                Finding("citation-unread", place, message, Weight.DOUBT, sample)
            )

    def _full_key(self, full: Full, line: Line) -> str:
        authors = tuple(name.replace("\x00", "") for name in full.authors)
        families = tuple(family_of(name) for name in authors)
        fields = {name: value.replace("\x00", "") for name, value in full.fields}
        title = fields.get("title", "")
        found = [
            key
            for key in self.works.find(families, full.year)
            if not self.works.title_of(key) or _same(self.works.title_of(key), title)
        ]
        key = found[0] if found else ""
        if not key:
            names = author_field(authors) if authors != (fields.get("editor"),) else ""
            entry = {
                "author": names,
                **fields,
                "year": full.year,
                "keywords": "imported, unverified",
            }
            if full.short:
                entry["shorttitle"] = full.short
            entry["annote"] = self._said(line, full.start, full.end)
            key = self.works.add(families, full.year, full.type, entry)
        if full.short:
            self.works.shorts[full.short] = key
        return key

    def _said(self, line: Line, start: int, end: int) -> str:
        """What the text says, for whoever completes the entry."""
        words = signs.words_of(line.text[start:end])
        return f"cited as: {' '.join(words.split())}"

    def _keys(self, cited: Cited, line: Line, *, least_sure: bool) -> tuple[str, ...]:
        found = self.works.find(cited.families, cited.year)
        if len(found) > 1:
            message = f"{len(found)} works fit: {', '.join(found)}"
            self._doubt("citation-ambiguous", line.start + cited.start, cited, message)
            return ()
        if found:
            return found
        other = self.works.by_author(cited.families[0])
        if self._listed and (other or not least_sure):
            message = "no work of this author and year in the list of references"
            self._doubt("citation-unmatched", line.start + cited.start, cited, message)
            return ()
        if not least_sure:
            return ()
        year = cited.year
        entry = {
            "author": self._names(line, cited),
            "year": year.rstrip("abcdefghij"),
            "keywords": "imported, unverified",
            "annote": self._said(line, cited.start, cited.end),
        }
        return (self.works.add(cited.families, year, "misc", entry),)

    def _names(self, line: Line, cited: Cited) -> str:
        """The authors as the text names them, first names where it has them."""
        words = _masked(line.text)[cited.start : cited.end]
        before = words[: words.find(cited.families[0])] if cited.families[0] in words else ""
        first, *others = cited.families
        return author_field((f"{before}{first}".strip(), *others))

    def _doubt(self, rule: str, place: int, cited: Cited, message: str) -> None:
        sample = around(self.text, place, place + cited.end - cited.start, 8)
        self.findings.append(
            Finding(rule, place, message, Weight.DOUBT, signs.words_of(sample))
        )

    def _set(self, start: int, end: int, key: str, locator: str) -> None:
        """Write a citation; a key with ``-`` has its author in the sentence already."""
        words = (f"-@{key[1:]}" if key[0] == "-" else f"@{key}") + (
            f", {locator}" if locator else ""
        )
        self.edits.replace(start, end, f"{signs.CITE}{words}{signs.CITE_END}", "citation")

    def _running(self) -> None:
        """Author and year in the brackets of the running text, where that is its way."""
        found: list[tuple[Line, re.Match[str], list[Cited]]] = []
        for line in self._lines:
            if line.text[0] in (signs.NOTE, signs.MORE, *signs.HEADINGS.values()):
                continue
            words = _masked(line.text)
            for match in _BRACKETED.finditer(words):
                cites = list(find_cited(match["inner"]))
                if cites and _only_cites(match["inner"], cites):
                    found.append((line, match, cites))
        if len(found) >= LEAST or (found and (self._listed or self.works.known)):
            for line, match, cites in found:
                self._bracket(line, match, cites)
            self._narrated()

    def _bracket(self, line: Line, match: re.Match[str], cites: list[Cited]) -> None:
        inner = match["inner"]
        parts: list[str] = []
        here = 0
        offset = line.start + match.start("inner")
        for cited in cites:
            moved = cited._replace(
                start=match.start("inner") + cited.start, end=match.start("inner") + cited.end
            )
            keys = self._keys(moved, line, least_sure=True)
            if not keys:
                return
            locator = f", {cited.locator}" if cited.locator else ""
            parts.append(f"{inner[here : cited.start]}@{keys[0]}{locator}")
            here = cited.end
        parts.append(inner[here:])
        start = offset - 1
        words = "".join(parts)
        self.edits.replace(
            start, line.start + match.end(), f"{signs.CITE}{words}{signs.CITE_END}", "citation"
        )

    def _narrated(self) -> None:
        """``Cliff (1974, p. 121) argues``: the name stays in the sentence."""
        for line in self._lines:
            if line.text[0] in (signs.NOTE, signs.MORE, *signs.HEADINGS.values()):
                continue
            for cited in find_cited(_masked(line.text), NARRATED):
                keys = self.works.find(cited.families, cited.year)
                if len(keys) == 1:
                    at = line.text.index("(", cited.start)
                    self._set(
                        line.start + at, line.start + cited.end, f"-{keys[0]}", cited.locator
                    )
                elif self._listed and self.works.by_author(cited.families[0]):
                    message = "no work of this author and year in the list of references"
                    self._doubt("citation-unmatched", line.start + cited.start, cited, message)


def _only_cites(inner: str, cites: list[Cited]) -> bool:
    """Whether brackets hold nothing but citations and a few words before them."""
    rest = _painted(inner, [(cited.start, cited.end) for cited in cites]).replace("\x00", "")
    rest = re.sub(
        r"\b(?:see|also|cf|e\.g|for example|vgl|siehe|voir|and|quoted in|cited in|in)\b\.?",
        "",
        rest,
    )
    return not re.sub(r"[\s;,.&]+", "", rest)


def _masked(line: str) -> str:
    """A line with its signs and labels painted over, place for place."""
    return signs.HIDDEN.sub(lambda match: "\x00" * len(match.group()), line)


def _painted(words: str, spans: list[tuple[int, int]]) -> str:
    letters = list(words)
    for start, end in spans:
        letters[start:end] = "\x00" * (end - start)
    return "".join(letters)


def _same(known: str, title: str) -> bool:
    """Whether two titles are one: the shorter begins the longer."""
    one, other = (re.sub(r"[\W_]+", "", words.casefold()) for words in (known, title))
    return (
        bool(one) and bool(other) and (one.startswith(other[:20]) or other.startswith(one[:20]))
    )


__all__ = ["CITED", "link_citations"]
