"""Works cited again: by short titles, by author and title, ibid. and op. cit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anthology.cleaning.citations.heads import MASKED, bared
from anthology.cleaning.citations.locators import Located, located, locator_at, tidy_locator
from anthology.cleaning.citations.names import NAME
from anthology.cleaning.citations.parts import QUOTED
from anthology.cleaning.citations.works import Works
from anthology.cleaning.patterns import regex


class Span(NamedTuple):
    """A citation in its line."""

    start: int
    end: int
    key: str
    """With ``-`` before it where the author stands in the sentence already."""

    locator: str


class Doubt(NamedTuple):
    """What could not be resolved: rule, place in the line, message and sample."""

    rule: str
    place: int
    message: str
    sample: str


_IBID = regex(
    r"(?P<word>[IiEea](?<!\w.)(?:(?<=[Ii])bid(?:em)?|(?<=[Ee])b(?:d|enda)|(?<=[Ii])b"
    r"|(?<=a)\. ?a\. ?O"
    r"|(?<=[Ii])d(?:em)?(?=\.?(?:,? (?:pp?|S)\.? ?\d|\s*$|,? \d+(?:[-–]\d+)?[.;)]?\s*$))))\b"
    r"(?:\.(?!\s*$))?"
)
"""*Ibid.* and its like; *id.* only where nothing but a page follows, for it may be a name’s."""

_PAGE = regex(r"(?:,? ?(?:(?:pp?|SS?)\.? ?)?\d+(?:[-–]\d+)?(?:\s?(?:ff?|sqq?)\b\.?)?)?")
"""What follows it, if that is no locator elsewhere: any number is a page."""

_OP_CIT = regex(
    r"(?P<name>[A-ZÀ-Þ][^\W\d_’-]+(?:[’-][^\W\d_]+)*),? "
    r"(?P<what>op\. ?cit\.?|a\. ?a\. ?O\.?|loc\. ?cit\.?|art\. ?cit\.?)"
)
_AGAIN = ("cit", "a. a", "a.a")
"""What each of them has."""

_BARE = regex(r"(?:^|(?<=\x00)|(?<=[;.] ))(?:[Oo]p|[Ll]oc)\. ?cit\b\.?")
"""Without a name: which work is meant only who knows the text can tell."""

_ARTICLES = ("article", "incollection", "")
"""Types of what *art. cit.* may mean; of works known before we are not told the type."""

_SAID = r"[A-ZÀ-Þ‘“][^,.;:“”\"«»\n\x00]{2,90}?"
_TITLED = regex(
    rf"(?P<name>{NAME}), (?:{QUOTED}|[‘']?(?P<title>{MASKED}|{_SAID}))[,”\"’']{{0,2}}"
    r"(?: \((?:wie|as in|voir) (?:Anm|Fn|n|note)\.? ?\d+\))?"
    r"(?P<locator>,? (?:pp?\.?|SS?\.) ?\d+(?:[-–]\d+)?(?:\s?ff?\b\.?)?"
    r"|,? (?:\d+|[ivxlc]+)(?:[-–]\d+)?"
    r"(?=,? (?:n\.|note|fn)| \([a-z]|[.;)\]\s]*(?:$|[;)\]\n\x00])|[.;] ))(?![\w’])"
)
"""``Dunn, Parish Accounts, p. 9``, of a work that has been cited in full before."""

_NAMING = regex(", (?<=[^\\W\\d_], )[“\"„«‘‚'A-ZÀ-Þ\U000f0000-\U000fffff]")
"""A name, and what may be a title: quickly looked for, where most notes have none."""

_FIRST = regex(r"^(?:(?:the|an?|der|die|das|le|la|les|el|los|las)\s+|l[’'])", re.IGNORECASE)


def find_short(words: str, works: Works) -> list[Span]:
    """Works by the short titles the text has introduced: ``Trotsky, IDOM, p. 20``."""
    spans: list[Span] = []
    for short, key in works.shorts.items():
        if short not in words:
            continue
        form = regex(
            rf"(?<![\w\[“])(?:[A-Z][^\W\d_]+, )?{re.escape(short)}"
            r"(?P<part>, [“\"][^”\"]{3,120}[”\"](?=,? pp?\.))?"
            r"(?P<locator>,? (?:pp?\.? ?)?(?:\d+(?:[-–]\d+)?"
            r"|[ivxlc]+(?:[-–][ivxlc]+)?)(?![\w’]))?(?![\w’\]])"
        )
        for match in form.finditer(words):
            if match["locator"] or match.start() == 0 or "," in match.group():
                part = (match["part"] or "").strip(" ,")
                locator = tidy_locator(match["locator"] or "")
                spans.append(Span(*match.span(), key, f"{part} {locator}".strip()))
    return spans


def find_titled(words: str, works: Works) -> tuple[list[Span], list[Doubt]]:
    """Works by their author and words of their title, where only one is meant.

    Args:
        words: Of the note, titles in italics masked.
        works: All that are known.
    """
    spans: list[Span] = []
    doubts: list[Doubt] = []
    for match in _TITLED.finditer(words) if _NAMING.search(words) else ():
        shelf = works.by_author_here(match["name"])
        said = _key(bared(match["double"] or match["single"] or match["title"] or "").strip())
        keys = _beginning(shelf, said, works) or _within(shelf, said, works)
        if len(keys) == 1:
            spans.append(Span(*match.span(), keys[0], tidy_locator(match["locator"])))
        elif shelf:
            found = "several works" if keys else "no work"
            message = f"{found} of this author with such a title"
            doubts.append(
                Doubt("citation-unread", match.start(), message, bared(match.group()))
            )
    return spans, doubts


def _beginning(shelf: list[str], said: str, works: Works) -> list[str]:
    return [key for key in shelf if _key(works.title_of(key))[: len(said)] == said]


def _within(shelf: list[str], said: str, works: Works) -> list[str]:
    if len(said) < 4:
        return []
    return [key for key in shelf if said in _key(works.title_of(key))]


def _key(title: str) -> str:
    return _NO_LETTERS.sub("", _FIRST.sub("", title.strip("‘“«„ ")).casefold())


_NO_LETTERS = regex(r"[\W_]+")


def _named_before(words: str) -> str:
    """Return what a comma ties to an *ibid.*: ``Minutes, ibid.`` is no work of before."""
    clause = re.split(r"[.;:()\[\]\n\x00]", words)[-1].strip()
    return clause[:-1].strip() if clause.endswith(",") else ""


def _ibids(words: str) -> Iterator[Located]:
    """Each *ibid.* with the place after it."""
    for one in located(_IBID, words):
        yield one if one.locator else Located(one.match, *locator_at(words, one.end, _PAGE))


def _op_cits(words: str, works: Works) -> tuple[list[Span], list[Doubt]]:
    spans: list[Span] = []
    doubts: list[Doubt] = []
    if not any(hint in words for hint in _AGAIN):
        return spans, doubts
    for match, locator, end in located(_OP_CIT, words):
        found = works.by_author_here(match["name"])
        if match["what"].startswith("art"):
            found = [key for key in found if works.type_of(key) in _ARTICLES]
        if len(found) == 1:
            spans.append(Span(match.start(), end, found[0], locator))
        else:
            said = "op. cit." if match["what"].startswith("op") else match["what"]
            which = f"{' or '.join(found)}?" if found else "no work of this author is known"
            message = f"{said}: {which}"
            doubts.append(Doubt("op-cit", match.start(), message, words[match.start() : end]))
    doubts += [
        Doubt("op-cit", match.start(), "whose work is not said", match.group())
        for match in _BARE.finditer(words)
    ]
    return spans, doubts


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
    spans, doubts = _op_cits(words, works)
    told = {span.start for span in spans} | {doubt.place for doubt in doubts}
    for match, locator, end in _ibids(words):
        if any(start <= match.start() <= start + 60 and "O" in match["word"] for start in told):
            continue  # the a. a. O. after a name
        sample = words[match.start() : end]
        known_here = sorted([*cited, *spans])
        here = [span for span in known_here if span.start < match.start()][-1:] or list(last)
        known = {span.key.lstrip("-") for span in here}
        named = _named_before(words[: match.start()])
        if named and not known & set(works.by_author(named.split()[-1])):
            message = f"ibid.: “{named}” before it may be another source than the last one"
            doubts.append(Doubt("ibid", match.start(), message, sample))
        elif len(known) == 1:
            here_too = locator or here[-1].locator
            spans.append(Span(match.start(), end, known.pop(), here_too))
        else:
            message = "ibid.: the note before cites no work, or several"
            doubts.append(Doubt("ibid", match.start(), message, sample))
    return spans, doubts


_APART = regex(r"; |\. (?=[A-ZÀ-Þ])")
_SOURCE = regex(r"[A-ZÀ-Þ][^\x00;]*\d|\b(?:[Ii]bid|op\. cit)")


def cites_more(words: str, spans: Sequence[Span]) -> bool:
    """Whether a note goes on to another source after the last work that was recognised.

    ``See Holm, p. 44; PRO, CAB 23/4``: an ibid. in the next note may mean either.
    """
    last = max((span.end for span in spans), default=-1)
    parts = _APART.split(words[last:]) if last >= 0 else []
    return any(_SOURCE.match(part.strip()) for part in parts[1:])
