"""Citations in notes: full references first, then author and year, then what repeats them."""

from __future__ import annotations

from anthology.cleaning import signs
from anthology.cleaning.aside import aside
from anthology.cleaning.citations.articles import find_articles
from anthology.cleaning.citations.forms import Cited, find_cited, without_cases
from anthology.cleaning.citations.full import Full, find_books
from anthology.cleaning.citations.heads import masked
from anthology.cleaning.citations.in_text import Found, Running
from anthology.cleaning.citations.linker import Linker
from anthology.cleaning.citations.locators import FIGURES
from anthology.cleaning.citations.names import SAME, and_others, family_of
from anthology.cleaning.citations.parts import PLACE
from anthology.cleaning.citations.plain import Plain
from anthology.cleaning.citations.repeated import (
    Doubt,
    Span,
    cites_more,
    find_repeated,
    find_short,
    find_titled,
)
from anthology.cleaning.citations.running import find_brackets, imprint_like
from anthology.cleaning.citations.works import author_field
from anthology.cleaning.citations.writing import write_citations
from anthology.cleaning.draft import Finding, Line, Weight
from anthology.cleaning.patterns import regex

_REFERENCE = regex(
    r"[“\"„«][^“”\"„«»\x00]{8,150}[”\"“»][^“”\"„«»\x00]{1,140}?\b(?:1[5-9]\d\d|20[0-2]\d)\b"
    r"|(?<!\w)[A-Z][^;.()\x00]{5,120} \([A-Z][\w ]+(?:: [A-Z][^;()\x00]{2,60})?, \d{4}\)"
    rf"|[^;\x00]{{5,200}}[,.] {PLACE}\s?: [A-ZÀ-Þ][^,;:()\n\x00]{{1,60}},? (?:1[5-9]|20)\d\d\b"
)
"""A title in quotation marks, and a year soon after it; an imprint, in brackets or not."""

_CITING = regex(r"\d|://|\b(?:[Ii]b|[Ii]d|[Ee]b[de])|\bcit\b|a\. ?a\.|[ ,][ivxlc]+(?![\w’])")
"""What a citation has some of: a year, a page, an address, *ibid.*; most notes have none."""

_LOST = "left as it is worded, for no field would hold these words"
_UNREAD = "this looks like a reference; it was left as it is worded"


def link_notes(linker: Linker, lines: list[Line]) -> None:
    """Link the citations of all notes, in their order; of many, half are read meanwhile."""
    noted = [line for line in lines if line.text[0] in (signs.NOTE, signs.MORE)]
    first, rest = noted[: len(noted) // 2], noted[len(noted) // 2 :]
    read = aside(linker.text, lambda: [_read_if_citing(linker, line) for line in rest])
    notes = _Notes(linker)
    for line in first:
        notes.link(line)
    for line, references in zip(rest, read(), strict=True):
        notes.link(line, references)


Reference = tuple[Full, list[str]]
"""One given in full, and those of its words that no field has."""


def _read_if_citing(linker: Linker, line: Line) -> list[Reference] | None:
    if not _is_citing(line):
        return None
    plain = linker.plain(line)
    return _read(plain, _titles(plain), linker.lang)


def _is_citing(line: Line) -> bool:
    return bool(_CITING.search(line.text, line.text.find(signs.NOTE_END) + 1))


def _titles(plain: Plain) -> str:
    """The words of a note, with its titles masked."""
    return masked(without_cases(plain.words), plain.stressed())


def _read(plain: Plain, titles: str, lang: str) -> list[Reference]:
    """The references that a note gives in full, in their order: they depend on no other."""
    books = list(find_books(titles, lang))
    free = _painted(titles, [Span(one.start, one.end, "", "") for one in books])
    found = sorted([*books, *find_articles(free)], key=lambda full: full.start)
    return [(one, one.unheld(plain.words[one.start : one.end])) for one in found]


class _Notes:
    """Goes through the notes once; remembers what the last one cited."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._works = linker.works
        self._last: list[Span] = []
        self._authors: tuple[str, ...] = ()
        """Of the work cited last: for *idem*."""
        self._places: set[str] = set()
        """Where the works cited so far were published."""

    def link(self, line: Line, references: list[Reference] | None = None) -> None:
        """Find what a note cites, and write it.

        Args:
            line: Of the note.
            references: Those it gives in full, if they have been read.
        """
        if not (self._works.shorts or _is_citing(line)):
            self._last = []
            return
        plain = self._linker.plain(line)
        words = without_cases(plain.words)
        titles = _titles(plain)
        if references is None:
            references = _read(plain, titles, self._linker.lang)
        spans = self._full(line, plain, references)
        free = _painted(words, spans)
        found = [Found(line, plain, one) for one in find_brackets(free)]
        brackets = [
            one for one in found if not imprint_like(free, one.bracket.start, one.bracket.end)
        ]
        for cited in find_cited(_painted(free, [_span(one) for one in found])):
            span = self._dated(line, plain, cited)
            spans += [span] if span else []
        free = _painted(words, spans)
        spans += find_short(free, self._works)
        titled, unread = find_titled(_painted(titles, spans), self._works)
        spans += titled
        again, doubts = find_repeated(_painted(words, spans), spans, self._last, self._works)
        spans = sorted([*spans, *again])
        self._tell(line, plain, [*doubts, *unread], spans)
        known = [span for span in spans if span.key]
        stopped = [_stopped(plain.words, one) for one in known]
        write_citations(self._linker, line, plain, stopped)
        text = Running(self._linker, stubs=not self._linker.listed)
        known += [
            Span(one.bracket.start, one.bracket.end, key, "")
            for one in brackets
            if "\x00" not in free[one.bracket.start : one.bracket.end]
            for key in text.link(one)
        ]
        left = not all(span.key for span in spans)
        self._last = [] if left or cites_more(plain.words, known) else known

    def _full(self, line: Line, plain: Plain, references: list[Reference]) -> list[Span]:
        """Where references in full stand, and their keys: *idem* is the author before."""
        spans = []
        for full, left in references:
            key = "" if left else self._key(full, plain.words)
            if left:
                message = f"{_LOST}: {' '.join(left)}"
                span = (full.start, full.end)
                self._linker.doubt("citation-unread", line, plain, span, message)
            mark = "-" if full.named and key else ""
            spans.append(Span(full.start, full.end, mark + key, full.locator))
        return spans

    def _key(self, full: Full, words: str) -> str:
        authors = full.authors
        if authors and SAME.match(authors[0]):
            authors = self._authors
        families = tuple(family_of(name) for name in authors)
        self._authors = authors
        fields = self._placed(dict(full.fields))
        key = self._works.find_edition(families, full.year, full.type, fields)
        key = key or self._stub(full, authors, fields, words)
        if full.short:
            self._works.shorts[full.short] = key
        return key

    def _placed(self, fields: dict[str, str]) -> dict[str, str]:
        """An imprint of one name, which is that of a place in another: no publisher."""
        if not fields.get("address") and fields.get("publisher") in self._places:
            fields |= {"address": fields["publisher"], "publisher": ""}
        self._places.add(fields.get("address", ""))
        return fields

    def _stub(
        self, full: Full, authors: tuple[str, ...], fields: dict[str, str], words: str
    ) -> str:
        families = tuple(family_of(name) for name in authors)
        names = author_field(authors) if fields.get("editor") != " and ".join(authors) else ""
        entry = {
            "author": names,
            **fields,
            "year": "" if "date" in fields else full.year,
            "keywords": "imported, unverified",
        }
        if full.short:
            entry["shorttitle"] = full.short
        entry["annote"] = self._linker.said(words[full.start : full.end])
        return self._works.add(families, full.year, full.type, entry)

    def _dated(self, line: Line, plain: Plain, cited: Cited) -> Span | None:
        """A work by author and year: known, or new where its form leaves no doubt."""
        span = (cited.start, cited.end)
        families = cited.families
        if len(families) == 1 and SAME.match(families[0]):
            families = tuple(family_of(name) for name in self._authors)
        more = and_others(cited.authors)
        found = self._works.find(families, cited.year, more=more) if families else ()
        if len(found) > 1:
            message = f"{len(found)} works fit: {', '.join(found)}"
            self._linker.doubt("citation-ambiguous", line, plain, span, message)
            return None
        key = found[0] if found else ""
        if not key and self._linker.listed:
            if cited.sure or (families and self._works.by_author(families[0])):
                message = "no work of this author and year in the list of references"
                self._linker.doubt("citation-unmatched", line, plain, span, message)
            return None
        if not key and cited.sure and families:
            key = self._dated_stub(cited, families, plain.words)
        if not key:
            return None
        self._authors = tuple(families)
        return Span(cited.start, cited.end, key, cited.locator)

    def _dated_stub(self, cited: Cited, families: tuple[str, ...], words: str) -> str:
        """An entry with the authors as the text names them, first names where it has them."""
        said = words[cited.start : cited.end]
        before = said[: said.find(families[0])] if families[0] in said else ""
        first, *others = families
        names = [f"{before}{first}".strip(), *others]
        entry = {
            "author": author_field(
                [*names, *(["et al."] if and_others(cited.authors) else [])]
            ),
            "year": cited.year.rstrip("abcdefghij"),
            "keywords": "imported, unverified",
            "annote": self._linker.said(said),
        }
        return self._works.add(families, cited.year, "misc", entry)

    def _tell(self, line: Line, plain: Plain, doubts: list[Doubt], spans: list[Span]) -> None:
        """Report what could not be resolved, and what looks like a reference and is none."""
        for doubt in doubts:
            end = doubt.place + len(doubt.sample.rstrip("\x00 "))
            self._linker.doubt(doubt.rule, line, plain, (doubt.place, end), doubt.message)
        free = _painted(plain.words, spans)
        for match in _REFERENCE.finditer(free) if FIGURES.search(free) else ():
            place = line.start + plain.place(match.start())
            sample = match.group().replace("\x00", "")
            self._linker.findings.append(
                Finding("citation-unread", place, _UNREAD, Weight.DOUBT, sample)
            )


def _stopped(words: str, span: Span) -> Span:
    """``S. 12 ff.`` at the end of a note: the point is the note’s, too, and stays behind."""
    if span.locator.endswith(".") and not words[span.end :].strip("\x00 "):
        return span._replace(end=span.end - 1, locator=span.locator[:-1])
    return span


def _span(found: Found) -> Span:
    return Span(found.bracket.start, found.bracket.end, "", "")


def _painted(words: str, spans: list[Span]) -> str:
    for span in spans:
        nothing = "\x00" * (span.end - span.start)
        words = f"{words[: span.start]}{nothing}{words[span.end :]}"
    return words
