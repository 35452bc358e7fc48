"""Citations become ``[@key, p. 121]``; the works that nobody has listed become stubs.

The words around a citation stay where they were. What is not clear is left as it is
worded, and reported.
"""

from __future__ import annotations

from dataclasses import replace

from anthology.cleaning import signs
from anthology.cleaning.aside import aside
from anthology.cleaning.citations.casing import names_of
from anthology.cleaning.citations.in_notes import link_notes
from anthology.cleaning.citations.in_text import link_text
from anthology.cleaning.citations.linker import Linker
from anthology.cleaning.citations.lists import read_list, uncited
from anthology.cleaning.draft import Draft, Outcome, written_lines

RULES = {
    "citation": "a work cited, by its key in the bibliography",
    "references": "a list of references becomes entries of the bibliography",
}


def link_citations(draft: Draft) -> Outcome:
    """Find what is cited, match it with the bibliography, and write it as citations.

    A list of references is read first, then the notes, then the running text.
    """
    if not draft.wishes.link_citations:
        return draft, ()
    linker = Linker(draft)
    lines = written_lines(draft.text)
    end, linker.listed = read_list(lines, linker.works, linker.edits, linker.findings)
    body = "\n".join(line.text for line in lines[:end] if line.text[0] not in _NO_PROSE)
    names = aside(body, lambda: names_of(body))
    link_notes(linker, lines)
    link_text(linker, lines[:end])
    text, changes = linker.edits.done()
    findings = [*linker.findings, *uncited(linker.works, linker.cited)]
    known = _families(linker) | names() if linker.works.stubs else set()
    stubs = {key: stub.bibtex(known) for key, stub in linker.works.stubs.items()}
    return replace(draft.then(text, findings), stubs=stubs), changes


def _families(linker: Linker) -> set[str]:
    """The names of authors."""
    return {
        name
        for stub in linker.works.stubs.values()
        for name in stub.families
        if name[:1].isupper()
    }


_NO_PROSE = (signs.NOTE, signs.MORE, *signs.HEADINGS.values())
