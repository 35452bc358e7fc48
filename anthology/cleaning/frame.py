"""The frame around a digital text: licences, transcriber's notes, production credits.

What the frame says about the text (its title, its author) is taken over first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning.draft import Draft, Facts, Finding, Outcome, Person, Weight
from anthology.cleaning.languages import code_of
from anthology.cleaning.ledger import Edits
from anthology.cleaning.mail import take_mail
from anthology.cleaning.patterns import regex

RULES = {
    "licence": "the licence text of a digital library",
    "production": "who made the digital text",
    "promotion": "the publisher's advertising after the end",
    "page-data": "the head and foot of an electronic letter",
    "transcriber": "notes of the transcriber on the digital text",
}

_START = regex(
    r"^.*\*\*\* ?START OF (?:THIS|THE) PROJECT GUTENBERG[^\n]*\n?"
    r"|^.*\*END[* ]*THE SMALL PRINT[^\n]*\n?",
    re.MULTILINE,
)
_END = regex(
    r"^(?:\*\*\* ?END OF (?:THIS|THE) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg"
    r"|\*\*\*END OF|Fin de ce livre électronique|Ende dieses Projekt Gutenberg)",
    re.MULTILINE,
)
_FIELD = regex(
    r"^(Title|Author|Editor|Translator|Language):[ \t]*(.*(?:\n[ \t]{4,}\S.*)*)", re.MULTILINE
)
_PRODUCED = regex(
    r"\A\s*(?:Produced by|E-?text prepared by|This e-?text was|Transcribed (?:from|by)|"
    r"Prepared by|Scanned by|HTML version by|Digitized by)"
    r"[^\n]*(?:\n[^\n]+)*\n",
    re.IGNORECASE,
)
_TRANSCRIBER = regex(
    r"^[ \t]*[\[+|*_=]*(?:Transcriber['’]?s?['’]? notes?|Note (?:du transcripteur|de "
    r"transcription)|"
    r"Anmerkung(?:en)? zur Transkription|Nota (?:del transcriptor|de transcripción))\b"
    r"[^\n]*(?:\n[^\n]+)*",
    re.IGNORECASE | re.MULTILINE,
)


def take_off_frame(draft: Draft) -> Outcome:
    """Remove the frame of a digital library, and take over the facts it states."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    facts = draft.facts
    begin, end = 0, len(text)
    start = _START.search(text)
    if start:
        facts = _facts(text[: start.start()], facts)
        begin = start.end()
        edits.delete(0, begin, "licence")
    stop = _END.search(text, begin)
    if stop:
        end = stop.start()
        edits.delete(end, len(text), "licence")
    if start:
        produced = _PRODUCED.match(text[begin:end])
        if produced:
            edits.delete(begin, begin + produced.end(), "production")
    if draft.literal and not draft.signed:
        facts = take_mail(text, edits, facts)
    _advertising(text, begin, end, edits, findings)
    for match in _TRANSCRIBER.finditer(text, begin, end):
        span = _boxed(text, match)
        edits.delete(*span, "transcriber")
        message = "a note of the transcriber was taken out"
        findings.append(Finding("transcriber", match.start(), message, Weight.DOUBT))
    text, changes = edits.done()
    return draft.then(text, findings, facts), changes


_THE_END = regex(r"^[ \t]*(?:THE END|FINIS|END|FIN|ENDE|FINE)\.?[ \t]*$", re.MULTILINE)
_SELLING = regex(
    r"\b(?:cents|price|\d+s\. ?\d+d|send all orders|catalogue|post-?paid|cloth|pamphlet|by "
    r"the same author|"
    r"publish(?:er|ed by|ing co)|preis|geheftet|gebunden|prix|precio)\b|\$ ?\d",
    re.IGNORECASE,
)


def _advertising(
    text: str, begin: int, end: int, edits: Edits, findings: list[Finding]
) -> None:
    """What a publisher printed after “The End”: other books, with their prices."""
    match = _THE_END.search(text, begin + (end - begin) // 2, end)
    if match is None:
        return
    rest = text[match.end() : end]
    if len(_SELLING.findall(rest)) >= 3 and len(rest) < (end - begin) // 3:
        edits.delete(match.start(), end, "promotion")
        message = "everything after “The End” was taken for advertising and taken out"
        findings.append(Finding("promotion", match.start(), message, Weight.DOUBT))
    else:
        edits.delete(match.start(), match.end(), "promotion")


def _boxed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The note with all its paragraphs, where a bracket opened it."""
    start, end = match.span()
    opening = text.find("[", start, start + 12)
    if opening >= 0:
        close = text.find("]", opening)
        if 0 <= close < start + 5000:
            return start, close + 1
    return start, end


def _facts(header: str, facts: Facts) -> Facts:
    """What the header of Project Gutenberg says; its dates are those of the file."""
    found = {match.group(1): match.group(2) for match in _FIELD.finditer(header)}
    names = [line.strip() for line in found.get("Author", "").split("\n") if line.strip()]
    people = [Person(name) for name in names if name.lower() not in ("various", "anonymous")]
    helpers = {"Translator": "trl"}
    for field, role in helpers.items():
        people += [
            Person(line.strip(), role=role)
            for line in found.get(field, "").split("\n")
            if line.strip()
        ]
    title, _, subtitle = (found.get("Title", "").strip()).partition("\n")
    return replace(
        facts,
        title=title.strip() or facts.title,
        subtitle=" ".join(subtitle.split()) or facts.subtitle,
        authors=tuple(people) or facts.authors,
        lang=code_of(found.get("Language", "").strip()) or facts.lang,
    )
