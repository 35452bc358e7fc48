"""The head and foot of an electronic letter: who wrote it, when, about what."""

from __future__ import annotations

import re
from dataclasses import replace

from anthology.cleaning.dates import find_date
from anthology.cleaning.draft import Facts, Person
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

_FIELD = regex(
    r"^(?P<name>from|to|cc|bcc|subject|date|sent|reply-to|von|an|betreff|datum|gesendet|de|à"
    r"|objet|envoyé|para|asunto|fecha|enviado)[ \t]*:[ \t]*(?P<words>.*(?:\n[ \t]+\S.*)*)\n",
    re.IGNORECASE | re.MULTILINE,
)
_ROLES = {
    "title": ("subject", "betreff", "objet", "asunto"),
    "author": ("from", "von", "de"),
    "date": ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado"),
}
_REPLY = regex(
    r"(?:(?:re|fwd?|aw|wg|tr|rv)[ \t]*:[ \t]*|\[[^\]\n]{1,40}\][ \t]*)+", re.IGNORECASE
)
_FOOT = regex(r"^-- ?\n(?P<foot>(?:.*\n?){1,16})\Z", re.MULTILINE)
_NOTED = regex(r"^[ \t]*[\[(*†]?\d", re.MULTILINE)

LEAST = 3
"""Fields that make a head; fewer may begin any text."""


def take_mail(text: str, edits: Edits, facts: Facts) -> Facts:
    """Take out the head of an electronic letter, and its foot after ``-- ``.

    Returns:
        The facts with what the head says.
    """
    fields: dict[str, str] = {}
    place = len(text) - len(text.lstrip())
    begin = place
    while match := _FIELD.match(text, place):
        fields[match["name"].lower()] = " ".join(match["words"].split())
        place = match.end()
    if len(fields) < LEAST:
        return facts
    edits.delete(begin, place, "page-data")
    foot = _FOOT.search(text, place)
    if foot and not _NOTED.search(foot["foot"]):
        edits.delete(foot.start(), len(text), "page-data")
    said = {
        role: next((fields[name] for name in names if name in fields), "")
        for role, names in _ROLES.items()
    }
    title = said["title"]
    lead = _REPLY.match(title)
    name = re.sub(r"[\s\"]*<[^>]*>.*$", "", said["author"]).strip(' "')
    date = find_date(said["date"])
    return replace(
        facts,
        title=facts.title or (title[lead.end() :] if lead else title),
        authors=facts.authors or ((Person(name),) if name and "@" not in name else ()),
        date=facts.date or (date[0] if date else ""),
    )
