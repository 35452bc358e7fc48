"""Works cited again: by short titles, by author and title, ibid. and op. cit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anthology.cleaning.citations.forms import NAME, tidy_locator
from anthology.cleaning.citations.works import Works

Span = tuple[int, int, tuple[str, ...], str]
"""Where a citation stands in its line, the keys that fit, and the page."""

Doubt = tuple[str, int, str, str]
"""Rule, place in the line, message and sample."""

_IBID = re.compile(
    r"\b(?:[Ii]bid(?:em)?|[Ee]bd|[Ee]benda|[Ii]b"
    r"|Id(?:em)?(?=\.?(?:,? (?:pp?|S)\.? ?\d|\s*$)))\b"
    r"(?:\.(?!\s*$))?(?P<locator>,? (?:(?:pp?|S)\.? ?)?\d+(?:[-–]\d+)?)?"
)
"""*Ibid.* and its like; *id.* only where nothing but a page follows, for it may be a name’s."""

_OP_CIT = re.compile(
    r"(?P<name>[A-Z][^\W\d_’-]+(?:[’-][^\W\d_]+)*),? (?:op\. ?cit\.?|a\. ?a\. ?O\.?|loc\. "
    r"?cit\.?)"
    r"(?P<locator>,? (?:pp?|S)\.? ?\d+(?:[-–]\d+)?)?"
)
_TITLED = re.compile(
    rf"(?P<name>{NAME}), [“\"‘']?(?P<title>[A-ZÀ-Þ][^,.;:“”\"\n\x00]{{4,90}}?)[,”\"’']{{0,2}}"
    r"(?P<locator>,? (?:pp?\.?|S\.) ?\d+(?:[-–]\d+)?)(?![\w’])"
)
"""``Dunn, Parish Accounts, p. 9``, of a work that has been cited in full before."""

_FIRST = re.compile(r"^(?:the|an?|der|die|das|le|la|les|el|los|las)\s+", re.IGNORECASE)


def find_short(words: str, works: Works) -> list[Span]:
    """Works by the short titles the text has introduced: ``Trotsky, IDOM, p. 20``."""
    spans: list[Span] = []
    for short, key in works.shorts.items():
        form = re.compile(
            rf"(?<![\w\[“])(?:[A-Z][^\W\d_]+, )?{re.escape(short)}"
            r"(?P<part>, [“\"][^”\"]{3,120}[”\"](?=,? pp?\.))?"
            r"(?P<locator>,? (?:pp?\.? ?)?(?:\d+(?:[-–]\d+)?"
            r"|[ivxlc]+(?:[-–][ivxlc]+)?)(?![\w’]))?(?![\w’\]])"
        )
        for match in form.finditer(words):
            if match["locator"] or match.start() == 0 or "," in match.group():
                part = (match["part"] or "").strip(" ,")
                locator = tidy_locator(match["locator"] or "")
                spans.append((*match.span(), (key,), f"{part} {locator}".strip()))
    return spans


def find_titled(words: str, works: Works) -> list[Span]:
    """Works by their author and the beginning of their title, where only one is meant."""
    spans: list[Span] = []
    for match in _TITLED.finditer(words):
        said = _key(match["title"])
        keys = [
            key
            for key in works.by_author(match["name"])
            if _key(works.title_of(key))[: len(said)] == said
        ]
        if len(keys) == 1:
            spans.append((*match.span(), (keys[0],), tidy_locator(match["locator"])))
    return spans


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "", _FIRST.sub("", title.strip()).casefold())


def _named_before(words: str) -> str:
    """Return what a comma ties to an *ibid.*: ``Minutes, ibid.`` is no work of before."""
    clause = re.split(r"[.;:()\[\]\n]", words)[-1].strip()
    return clause[:-1].strip() if clause.endswith(",") else ""


def find_repeated(
    words: str, cited: Sequence[Span], last: Sequence[Span], works: Works
) -> tuple[list[Span], list[Doubt]]:
    """Ibid. and op. cit., where there is no doubt which work they mean.

    Without a page of its own, ibid. means the place as well as the work.

    Args:
        words: Of the note.
        cited: What is known already to be cited in it.
        last: What the note before cites.
        works: All that are known.
    """
    spans: list[Span] = []
    doubts: list[Doubt] = []
    for match in _IBID.finditer(words):
        here = [span for span in sorted(cited) if span[0] < match.start()][-1:] or last
        known = {key.lstrip("-") for _, _, keys, _ in here for key in keys}
        named = _named_before(words[: match.start()])
        if named and not known & set(works.by_author(named.split()[-1])):
            message = f"ibid.: “{named}” before it may be another source than the last one"
            doubts.append(("ibid", match.start(), message, match.group()))
        elif len(known) == 1:
            locator = tidy_locator(match["locator"] or "") or here[-1][3]
            spans.append((*match.span(), (known.pop(),), locator))
        elif match.group().lower().startswith(("ibid", "ebd", "ebenda", "id")):
            message = "ibid.: the note before cites no work, or several"
            doubts.append(("ibid", match.start(), message, match.group()))
    for match in _OP_CIT.finditer(words):
        found = works.by_author(match["name"])
        if len(found) == 1:
            spans.append((*match.span(), (found[0],), tidy_locator(match["locator"] or "")))
        else:
            message = f"op. cit.: {len(found) or 'no'} works of this author are known"
            doubts.append(("op-cit", match.start(), message, match.group()))
    return spans, doubts
