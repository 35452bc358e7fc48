"""The markup that MediaWiki keeps its pages in: Wikipedia’s, Wikisource’s, many others’.

An editor has it from a page’s “edit” or from an export. Headings, stress, links, lists,
tables, quotations and verse become signs; what stands between ``<ref>`` and ``</ref>``, or
in a template of notes, becomes a note. What only the wiki needs (boxes of data, categories,
ways to its other pages) goes, with its class.
"""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning.draft import Draft, Finding, Outcome, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.wikitext.blocks import set_blocks
from anthology.cleaning.wikitext.brackets import blanked, outermost
from anthology.cleaning.wikitext.dressing import Dresser, set_spans
from anthology.cleaning.wikitext.stress import set_stress

RULES = {
    "markup": "the markup of a wiki, in the signs of the program",
    "template": "a template of a wiki: its words, without its braces",
    "page-data": "what a wiki says of its page: boxes, categories, remarks of editors",
    "navigation": "ways to other pages of a wiki",
    "image": "a picture that is not there, and its caption",
    "note-mark": "the note stands here",
    "note-moved": "a note inside the sentence moves out of it",
    "line-joined": "a line end within a paragraph, which means nothing to a wiki",
}

_SURE = tuple(
    regex(pattern, re.MULTILINE)
    for pattern in (
        r"^(={2,6})[ \t]*[^=\s][^\n]*?\1[ \t]*$",
        r"<ref(?:\s[^<>]*)?>",
        r"^\{\|",
        r"(?<!')'''(?=[^\s'])[^\n]{0,200}?[^\s']'''(?!')",
        r"\[\[[^\[\]|\n]{1,100}\|[^\[\]|\n]+\]\]|\[\[[A-Za-zÀ-žА-я]{3,12}:[^\[\]\n]+\]\]",
    )
)
"""Forms that are hardly met but in wikitext."""

_OTHER = tuple(
    regex(pattern, re.MULTILINE)
    for pattern in (
        r"\[\[[^\[\]|\n]{2,100}\]\]",
        r"\{\{[^\W\d_][^{}\[\]\n]{0,60}(?:\}\}|\||$)",
        r"(?<![\w'.,;!?`])''(?=[^\s'])[^'\n]+''(?!')",
    )
)
"""Forms that other texts may have by chance."""

_FOREIGN = regex(r"\\(?:footnote|emph|section)\{|^\{\{\{[^{}\n]+\}\}\}[ \t]*$", re.MULTILINE)
"""What TeX and SPIP have, and no wiki."""


_NAMED = regex(
    r"\A\s*(?:\ufffc\s*)*(?:[A-Z][a-zé]{1,3} )?"
    r"'''(?!')([^'\n\ufffc]+(?:'(?!')[^'\n\ufffc]+)*)'''(?!') \S"
)
"""How an article begins: its title stands in the first sentence, in bold."""


def is_wikitext(text: str) -> bool:
    """Whether a text has two forms of wikitext, one of them a sure one.

    >>> is_wikitext("The ''Bees''<ref>Bell, p. 12.</ref> of Orr.")
    True
    >>> is_wikitext("He said ''no''.")
    False
    """
    if not any(sign in text for sign in ("[[", "''", "<ref", "{|")):
        return False
    sure = sum(bool(form.search(text)) for form in _SURE)
    likely = sure + sum(bool(form.search(text)) for form in _OTHER)
    return sure > 0 and likely > 1 and not _FOREIGN.search(text)


def take_wikitext(draft: Draft) -> Outcome:
    """Turn the markup of a wiki into signs, its references into notes."""
    text = draft.text
    if draft.signed or not draft.literal or not is_wikitext(text):
        return draft, ()
    edits = Edits(text)
    dresser = Dresser()
    spans = outermost(text)
    edges = set_spans(text, spans, edits, dresser)
    bare = blanked(text, spans)
    set_stress(bare, edits)
    set_blocks(text, bare, edges, edits, joined=not draft.wrapped)
    notes = "".join(f"\n\n{line}" for line in dresser.notes.lines())
    if notes:
        edits.insert(len(text), notes, "note-moved")
    message = "read as the source of a wiki: its markup was taken for markup"
    findings = [Finding("wikitext", -1, message, Weight.DONE), *dresser.findings]
    facts = draft.facts
    named = _NAMED.search(bare) if not facts.title and not dresser.titled else None
    if named:
        facts = replace(facts, title=named[1])
        message = "the title is what the first sentence has in bold, as wikis do: is it right?"
        findings.append(Finding("title", -1, message, Weight.QUERY, named[1]))
    for label, place in dresser.notes.lacking():
        message = f"note {label} has a mark, but its text is missing in the source"
        findings.append(Finding("note-missing", place, message, Weight.QUERY))
    new, changes = edits.done()
    return replace(draft.then(new, findings, facts), signed=True), changes
