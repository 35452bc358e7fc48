"""The YAML at the head of a cleaned piece."""

from __future__ import annotations

import re

from anthology.cleaning.draft import Draft, Facts, Finding, Person, Weight
from anthology.cleaning.patterns import regex
from anthology.cleaning.titles import spelt

_PLAIN = regex(r"[^\W\d_][\w ’.,()/–—&+-]*[\w.)’]|[^\W\d_]", re.UNICODE)
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"])


UNTITLED = "Untitled"
"""What a piece is called whose source names no title: a piece must have one."""

_MARKUP = regex(r"[\\*_`\[^~{<@]")


def escape(words: str) -> str:
    r"""Escape what Markdown would take for markup: titles and biographies may have some.

    >>> print(escape("2 * 2"))
    2 \* 2
    """
    return _MARKUP.sub(lambda match: f"\\{match.group()}", words)


def front_matter(draft: Draft) -> str:
    """Write what is known of the text; what is only inferred stands as a comment."""
    lines = [*_lines(draft.facts, draft.wishes.lang)]
    if draft.wishes.queries_in_text:
        lines += [
            f"# query: {finding.message}" for finding in draft.findings if _whole(finding)
        ]
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n\n"


def _whole(finding: Finding) -> bool:
    """Whether a finding asks about the text as a whole, which has no place for a query."""
    return finding.offset < 0 and finding.weight is not Weight.DONE


def _lines(facts: Facts, book: str) -> list[str]:
    marks = "".join(f"[^{label}]" for label in facts.title_marks)
    title = spelt(escape(facts.title)) if facts.title else UNTITLED
    lines = [f"title: {scalar(title + marks)}"]
    if facts.subtitle:
        lines.append(f"subtitle: {scalar(spelt(escape(facts.subtitle)))}")
    lines += _people(facts.authors)
    fields = {
        "lang": "" if f"{book}-".startswith(f"{facts.lang}-") else facts.lang,
        "date": facts.date,
        "publication": facts.publication,
        "issue": facts.issue,
        "history": escape(facts.history),
        "thanks": escape(facts.thanks),
    }
    lines += [f"{key}: {scalar(value)}" for key, value in fields.items() if value]
    return lines


def _people(people: tuple[Person, ...]) -> list[str]:
    if not people:
        return []
    if len(people) == 1 and not people[0].bio and not people[0].role:
        return [f"author: {scalar(people[0].name)}"]
    lines = ["author:"]
    for person in people:
        lines.append(f"  - name: {scalar(person.name)}")
        if person.role:
            lines.append(f"    role: {person.role}")
        if person.bio:
            lines.append(f"    bio: {scalar(escape(person.bio))}")
    return lines


def scalar(words: str) -> str:
    """A string as YAML, quoted only where it must be.

    >>> scalar("Long shadow"), scalar("12"), scalar("So: it is")
    ('Long shadow', '"12"', '"So: it is"')
    """
    words = " ".join(words.split())
    if _PLAIN.fullmatch(words) and words.lower() not in _WORDS:
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
