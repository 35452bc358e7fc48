"""Author and year in the running text become citations, where a work is known for them."""

from __future__ import annotations

import re
from typing import NamedTuple

from anthology.cleaning import signs
from anthology.cleaning.citations.linker import Linker
from anthology.cleaning.citations.locators import labelled
from anthology.cleaning.citations.names import (
    and_others,
    families_of,
    no_author,
    no_person,
)
from anthology.cleaning.citations.plain import Plain
from anthology.cleaning.citations.running import (
    Before,
    Bracket,
    Cite,
    Dated,
    authors_before,
    find_brackets,
)
from anthology.cleaning.citations.works import author_field
from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex

LEAST = 2
"""Citations in brackets a text without a list must have for the form to count as its way."""

_SKIPPED = (signs.NOTE, signs.MORE, signs.LISTING, signs.DROP, signs.FACT)
_UNMATCHED = "no work of this author and year in the list of references"
_UNLISTED = "this looks like a citation; no list of references tells which work is meant"
_OFFICE = regex(
    r"(?P<lead>(?:(?:see|see also|cf\.|e\.g\.,?|vgl\.|siehe|voir|quoted in|and)\s)*)"
    r"(?P<name>[A-ZÀ-Þ][^();\x00]{1,80}?),?\s(?P<year>(?:1[4-9]|20)\d\d[a-z]?)",
)


class Found(NamedTuple):
    """Brackets of a line that cite."""

    line: Line
    plain: Plain
    bracket: Bracket
    before: str = ""
    """The words of the paragraph before, where that leads to this one with a colon."""


def link_text(linker: Linker, lines: list[Line]) -> None:
    """Link what the running text cites by author and year."""
    found: list[Found] = []
    leading = ""
    for line in lines:
        if line.text.rstrip().endswith(":"):
            leading = signs.words_of(line.text)
        elif line.text[0] != signs.QUOTE:
            leading = ""
        if line.text[0] in (*_SKIPPED, *signs.HEADINGS.values()) or "(" not in line.text:
            continue
        plain = linker.plain(line)
        found += [Found(line, plain, one, leading) for one in find_brackets(plain.words)]
    stubs = not linker.listed and _is_the_way(found)
    text = Running(linker, stubs=stubs)
    for one in found:
        text.link(one)


def _is_the_way(found: list[Found]) -> bool:
    """Whether a text without a list cites by author and year: some places have a page."""
    cites = [cite for one in found for cite in one.bracket.cites if cite.families]
    cites = [cite for cite in cites if not no_person(cite.families)]
    return len(cites) >= LEAST and any(work.locator for cite in cites for work in cite.works)


class Running:
    """Goes through the brackets of a text in their order; remembers the last work cited."""

    def __init__(self, linker: Linker, *, stubs: bool) -> None:
        """Begin; ``stubs``: whether unknown works get an entry."""
        self._linker = linker
        self._stubs = stubs
        self._last: tuple[Line, tuple[str, ...]] | None = None

    def link(self, found: Found) -> list[str]:
        """Link the citations of some brackets; report those that no work is known for.

        Returns:
            The keys of what was linked.
        """
        rule = {"named": self._named, "narrated": self._narrated, "again": self._again}
        rule[found.bracket.kind](found)
        return [key for key in self._last[1] if key] if self._last else []

    def _located(self, work: Dated) -> str:
        return f", {labelled(work.locator, self._linker.lang)}" if work.locator else ""

    def _remember(self, line: Line, keys: list[str]) -> None:
        self._last = (line, tuple(dict.fromkeys(keys)))

    def _again(self, found: Found) -> None:
        """``(ibid.: 47)``, where one work was cited before it in the paragraph."""
        line, plain, bracket = found[:3]
        keys = self._last[1] if self._last and self._last[0] is line else ()
        cite = bracket.cites[0]
        if len(keys) == 1:
            words = f"{cite.authors}@{keys[0]}{self._located(cite.works[0])}"
            self._linker.write(line, plain, (bracket.start, bracket.end), words)
        elif self._linker.listed or self._last:
            message = "ibid.: no single work is cited before it in the paragraph"
            self._linker.doubt("ibid", line, plain, (bracket.start, bracket.end), message)

    def _named(self, found: Found) -> None:
        """``(see Cliff 1974, 121; Harman 1988)``: what is known is linked, the rest stays."""
        line, plain, bracket = found[:3]
        inner, out, here = bracket.inner, [], 0
        keys: list[str] = []
        for cite in _with_offices(self._linker, inner, bracket.cites):
            known = [self._key(found, cite, work) for work in cite.works]
            if not all(known):
                keys.append("")
                continue
            works = zip(known, cite.works, strict=True)
            words = "; ".join(f"@{key}{self._located(work)}" for key, work in works)
            out += [inner[here : cite.start], words]
            here = cite.end
            keys += known
        self._remember(line, keys)
        rest = inner[here:]
        if out and not re.search(r"[\[\]@^*_\\]", "".join(out[::2]) + rest):
            words = "".join(out) + rest
            self._linker.write(line, plain, (bracket.start, bracket.end), words)
        elif out:
            message = "other signs stand in these brackets: left as they are worded"
            span = (bracket.start, bracket.end)
            self._linker.doubt("citation-unread", line, plain, span, message)

    def _key(self, found: Found, cite: Cite, work: Dated) -> str:
        """The key of a work, or of a stub for it; empty, and a doubt told, where neither is."""
        works = self._linker.works
        more = and_others(cite.authors)
        keys = works.find(cite.families, work.year, more=more)
        keys = keys or (
            works.find(cite.families, work.earlier, more=more) if work.earlier else ()
        )
        if not keys and not more:
            keys = tuple(filter(None, [works.named_last(cite.authors, work.year)[0]]))
        if len(keys) == 1:
            return keys[0]
        line, plain, bracket = found[:3]
        shift = bracket.start + 1 if bracket.kind == "named" else 0
        span = (shift + cite.start, shift + cite.end)
        if len(keys) > 1:
            message = f"{len(keys)} works fit: {', '.join(keys)}"
            self._linker.doubt("citation-ambiguous", line, plain, span, message)
        elif self._stubs and not no_person(cite.families):
            return self._stub(cite, work, plain.words[span[0] : span[1]])
        elif self._linker.listed or works.by_author(cite.families[0]):
            self._linker.doubt("citation-unmatched", line, plain, span, _UNMATCHED)
        elif work.locator and not no_person(cite.families):
            self._linker.doubt("citation-unmatched", line, plain, span, _UNLISTED)
        return ""

    def _stub(self, cite: Cite, work: Dated, words: str) -> str:
        names = [*cite.families, *(["et al."] if and_others(cite.authors) else [])]
        entry = {
            "author": author_field(names),
            "year": work.year.rstrip("abcdefghij") if work.year[0].isdecimal() else "",
            "keywords": "imported, unverified",
            "annote": self._linker.said(words),
        }
        return self._linker.works.add(cite.families, work.year, "misc", entry)

    def _narrated(self, found: Found) -> None:
        """``Cliff (1974, p. 121) argues``: the name stays in the sentence as it is worded.

        ``@cliff1974 [p. 121]`` would have a style put its own name there: “Tony Cliff”.
        """
        line, plain, bracket = found[:3]
        before = authors_before(plain.words, bracket.start)
        cite = bracket.cites[0]
        if before is None or no_author(families_of(before.authors)):
            before = None
        keys = self._told(found, before, cite)
        self._remember(line, keys or [""])
        if keys:
            works = zip(keys, cite.works, strict=True)
            words = "; ".join(f"-@{key}{self._located(work)}" for key, work in works)
            span = (bracket.start, bracket.end)
            self._linker.write(line, plain, span, words + bracket.inner[cite.end :])

    def _told(self, found: Found, before: Before | None, cite: Cite) -> list[str]:
        """The keys of the works that brackets after a name cite; all of them, or none."""
        _, plain, bracket = found[:3]
        works = self._linker.works
        tail = plain.words[max(0, bracket.start - 160) : bracket.start].rstrip()
        offices = [works.named_last(tail, work.year)[0] for work in cite.works]
        if before is None:
            return offices if all(offices) else self._spoken_of(found, cite)
        families = families_of(before.authors)
        more = and_others(before.authors)
        for first in range(len(families)):
            known = [works.find(families[first:], w.year, more=more) for w in cite.works]
            if all(len(keys) == 1 for keys in known):
                return [keys[0] for keys in known]
        if all(offices):
            return offices
        sure = len(families) > 1 or any(
            work.locator or not work.year[0].isdecimal() for work in cite.works
        )
        known_author = works.by_author(families[0])
        named = cite._replace(
            start=before.start, end=bracket.end, authors=before.authors, families=families
        )
        if sure or known_author:
            keys_ = [self._key(found, named, work) for work in cite.works]
            return keys_ if all(keys_) else []
        return []

    def _spoken_of(self, found: Found, cite: Cite) -> list[str]:
        """Works of an author whom the paragraph names before the brackets: ``(1967: 9)``."""
        words = found.plain.words[: found.bracket.start]
        sentence = re.split(r"(?<=[a-zß-ÿ\d”»\")])[.?!] (?=[A-ZÀ-Þ“„«])", words)[-1]
        located = any(work.locator for work in cite.works)
        if not sentence.strip():
            return []
        spoken_of = self._linker.works.spoken_of
        keys = [
            spoken_of(words if located else sentence, work.year)
            or (spoken_of(found.before, work.year) if located else "")
            for work in cite.works
        ]
        if all(keys):
            return keys
        if located and self._linker.listed:
            span = (found.bracket.start, found.bracket.end)
            message = "a year and a page, and no single author before them fits"
            self._linker.doubt("citation-unmatched", found.line, found.plain, span, message)
        return []


def _with_offices(linker: Linker, inner: str, cites: tuple[Cite, ...]) -> list[Cite]:
    """The citations in brackets, those of offices and societies among them."""
    found = list(cites)
    here = 0
    for part in inner.split(";"):
        start, here = here, here + len(part) + 1
        if any(start <= cite.start < here for cite in cites):
            continue
        lead = len(part) - len(part.lstrip())
        match = _OFFICE.match(part.strip())
        key, name = linker.works.named_last(match["name"], match["year"]) if match else ("", "")
        if match and key:
            at = start + lead + match.start("name")
            work = Dated(match["year"], "", "")
            end = start + lead + match.end()
            found.append(Cite(at, end, name, (name,), (work,)))
    return sorted(found)
