"""The markup of a Markdown source becomes signs; its HTML becomes markup, or goes."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from anthology.cleaning.draft import Draft, Facts, Finding, Outcome, Person, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.markup_blocks import label_of, set_blocks
from anthology.cleaning.markup_links import NOTED, set_inline, set_links, tell_lacking
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import (
    EM,
    EM_END,
    MARK,
    MARK_END,
    NEWLINE,
    NOTE,
    NOTE_END,
    STRONG,
    STRONG_END,
    SUB,
    SUB_END,
    SUP,
    SUP_END,
)
from anthology.cleaning.titles import title_words

RULES = {
    "markup": "markup of the source, in the signs of the program",
    "html": "HTML in Markdown: what it means becomes markup, the tags go",
    "front-matter": "what the source says of itself at its head",
}

_TAGS = {
    "em": (EM, EM_END), "i": (EM, EM_END), "cite": (EM, EM_END),
    "strong": (STRONG, STRONG_END), "b": (STRONG, STRONG_END),
    "sup": (SUP, SUP_END), "sub": (SUB, SUB_END),
}  # fmt: skip
_LINKED = regex(
    r"<sup[^>\n]*>\s*(?:<a[^>\n]*href=[\"']?#(?P<a>[^\"'>\s]+)[^>\n]*>"
    r"|\[)\s*\[?(?P<label>[\w*†‡]{1,4})\]?\s*"
    r"(?:</a>|\]\(#(?P<b>[^)\s]+)\))\s*</sup>"
    r"|\[<sup>(?P<label2>[\w*†‡]{1,4})</sup>\]\(#(?P<c>[^)\s]+)\)"
    r"|\[(?:\\?\[)?\^?(?P<label3>\d{1,4}|[*†‡]|[ivxlc]{1,8})\^?(?:\\?\])?\]"
    r"\((?P<page>[^)\s#]*)#(?P<d>[^)\s]+)\)",
    re.IGNORECASE,
)
_ANCHOR = regex(
    r"^(?P<indent>[ \t]{0,40})(?:\d{1,3}[.)][ \t]+|[-*][ \t]+)?<a[^>\n]*?(?:name"
    r"|id)=[\"']?(?P<id>[^\"'>\s]+)[\"']?"
    r"[^>\n]*>\s*\[?(?P<label>[\w*†‡]{0,4})\]?\s*(?:</a>)?[.:)]?[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_DRESSED = regex(
    r"(?P<style>(?<![*_\\])(?:\*{1,3}|__?)(?=\\?\[))?(?<!\[)\\?\[(?P<label>\d{1,3}|[*†‡]"
    r"|[ivxlc]{1,8})\\?\](?(style)(?P=style)(?![*_]))(?![(\[:\]])"
)
"""The sign of a note in bold, or with its brackets escaped: ``**[1]**``, ``\\[1\\]``."""
_DRESS = ("*[", "_[", "\\[")
"""What such a one begins with."""

WIDEST = 40
"""Spaces before a way back that go with it."""

_BACKLINK = regex(
    r"\[[^\]\n]{0,3}[↩↑^⏎][^\]\n]{0,3}\]\(#[^)\n]*\)"
    r"|<a[^>\n]*href=[\"']?#[^>\n]*>\s*[↩↑^⏎]\ufe0e?\s*</a>"
)
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_TEMPLATE = regex(r"^[ \t]{0,40}\{%[^\n%]*%\}[ \t]*$", re.MULTILINE)
"""What programs that make sites put in: ``{% include comments.html %}``."""

_BR = regex(
    r"(?:<br\s*/?>[ \t]*| (?<=\S ) +(?=\n)|\\(?<=\S\\)(?=\n))"
    r"(?:\n(?!\s|[*+-][ \t]|\d{1,9}[.)]\s|[>#|]|\[\^|```|~~~|:::))?",
    re.IGNORECASE,
)
"""A line end that is meant, unless a block of its own begins below it."""

_TAG = regex(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>\n]*)?/?>")
_MARK = regex(r"\[\^([^\]\n]+)\](?!:)")
_NOTE = regex(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
_FRONT = regex(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = regex(r"^(\w[\w -]*):[ \t]*(.*)$", re.MULTILINE)


def take_markup(draft: Draft) -> Outcome:
    """Turn Markdown's block markup and its notes into signs."""
    if draft.literal:
        return draft, ()
    text = draft.text
    edits = Edits(text)
    facts = _front_matter(text, draft.facts, edits)
    anchors = {match.group("id"): match for match in _ANCHOR.finditer(text)}
    _linked_notes(text, anchors, edits)
    _marks(text, edits)
    findings = list(tell_lacking(text))
    aside = set_links(text, edits, findings)
    set_inline(text, edits)
    front = _FRONT.match(text)
    begin = front.end() if front else 0
    for place in set_blocks(text, edits, begin, aside, wrapped=draft.wrapped):
        sample = text[place : text.find("\n", place)]
        message = "the short lines of a quotation were taken for verse"
        findings.append(Finding("verse", place, message, Weight.DOUBT, sample))
    _html(text, edits)
    new, changes = edits.done()
    return replace(draft.then(new, findings, facts), wrapped=draft.wrapped), changes


def _marks(text: str, edits: Edits) -> None:
    """Marks of notes; brackets with several words are one only where such a note is."""
    notes = {match[1] for match in _NOTE.finditer(text)}
    for match in _MARK.finditer(text):
        if match.start() and (match[1] in notes or not re.search(r"\s", match[1])):
            label = MARK + label_of(match[1]) + MARK_END
            edits.replace(match.start(), match.end(), label, "markup")


def _front_matter(text: str, facts: Facts, edits: Edits) -> Facts:
    """Take over the front matter that the source has; only plain fields are understood."""
    match = _FRONT.match(text)
    if not match:
        return facts
    edits.delete(0, match.end(), "front-matter")
    fields = {
        name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(match[1])
    }
    people = tuple(
        Person(name.strip())
        for name in re.split(r",| and ", fields.get("author", ""))
        if name.strip()
    )
    return replace(
        facts,
        title=title_words(fields.get("title", ""), literal=False) or facts.title,
        subtitle=title_words(fields.get("subtitle", ""), literal=False) or facts.subtitle,
        authors=people or facts.authors,
        date=fields.get("date", "")[:10] or facts.date,
        publication=fields.get("publication", "") or facts.publication,
        issue=fields.get("issue", "") or facts.issue,
        lang=fields.get("lang", "") or fields.get("language", "") or facts.lang,
    )


def _linked_notes(text: str, anchors: dict[str, re.Match[str]], edits: Edits) -> None:
    """Marks and notes that are tied by links: the link decides, not the number."""
    seen: set[str] = set()
    for match in _LINKED.finditer(text):
        target = next(match[group] for group in "abcd" if match[group])
        label = match["label"] or match["label2"] or match["label3"]
        known = target in anchors and anchors[target].start() != match.start()
        if known and not match["page"]:
            edits.replace(match.start(), match.end(), MARK + label + MARK_END, "markup")
            if target not in seen:
                here = anchors[target]
                again = rf"\\?\[?{re.escape(label)}\\?\]?[.):]?[ \t]+"
                shown = re.match(again, text[here.end() : here.end() + 2 * len(again)])
                end = here.end() + (shown.end() if shown and not here["label"] else 0)
                edits.replace(here.start(), end, NOTE + label + NOTE_END, "markup")
            seen.add(target)
        elif not match["page"] or NOTED.search(target):
            edits.replace(match.start(), match.end(), f"[{label}]", "markup")
    for match in _DRESSED.finditer(text) if any(map(text.__contains__, _DRESS)) else ():
        if match["style"] or "\\" in match.group():
            edits.replace(match.start(), match.end(), f"[{match['label']}]", "markup")
    for match in _BACKLINK.finditer(text):
        before = text[max(0, match.start() - WIDEST) : match.start()]
        blank = len(before) - len(before.rstrip(" \t"))
        edits.delete(match.start() - blank, match.end(), "markup")


def _html(text: str, edits: Edits) -> None:
    """Turn the tags that mean something into signs, and take the others out."""
    for match in (*_COMMENT.finditer(text), *_TEMPLATE.finditer(text)):
        edits.delete(match.start(), match.end(), "html")
    for match in _BR.finditer(text):
        last = text[match.end() : match.end() + 1] in ("", "\n")
        if not last or match.group().lower().startswith("<br"):
            edits.replace(match.start(), match.end(), "" if last else NEWLINE, "html")
    for match in _TAG.finditer(text):
        opening, closing = _TAGS.get(match["name"].lower(), ("", ""))
        new = closing if match.group().startswith("</") else opening
        edits.replace(match.start(), match.end(), new, "html")
    for match in re.finditer(r"&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]\w+);", text):
        words = html.unescape(match.group())
        if words != match.group() and words not in "<>&*_`\\":
            edits.replace(match.start(), match.end(), words, "html")
