"""What stands before the imprint of a book: authors, title, helpers; a chapter and its book.

Titles that the source sets in italics arrive masked (``masked``): a comma or a colon in
them divides nothing, and where they begin and end is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from anthology.cleaning.citations.helpers import helped, is_helper, parted
from anthology.cleaning.citations.names import PERSON
from anthology.cleaning.citations.parts import QUOTED
from anthology.cleaning.citations.people import ending, ends_names, leading, names_in
from anthology.cleaning.patterns import regex

_MASK = 0xF0000
"""Added to the letters of a title, it makes them such as no expression takes for words."""

MASKED = "[\U000f0000-\U000fffff]+"
"""A title as an expression finds it."""

_MASKED = regex(MASKED)
_QUOTED = regex(QUOTED)
_NO_TITLE = regex(r"(?:ib|id|eb|op|loc|art|see|cf|vgl|in|et al|a\. ?a|cit)\b", re.IGNORECASE)
_EDITING = r"\(?(?:eds?|editors?|hrsg|hgg?|dirs?|comps?)\b\.?\)?"
_MARK = regex(
    r" \((?:eds?|editors?|hrsg|hgg?|dirs?|comps?)\b\.?\)[,:]? "
    r"|,? (?:eds?|editors?|hrsg|hgg?|comps?)\b\.?[,:] ",
    re.IGNORECASE,
)
"""``Ann Hale (ed.), Weirs``, ``Ann Hale, ed., Weirs``; but not ``Weirs, ed. Ann Hale``."""

_WITHIN = regex(r"[\s,.]*(?:in|dans|en)\s?:? (?P<book>.+)$", re.IGNORECASE)
_COLON = regex(rf"^(?P<who>{PERSON}(?:(?:, | und | / ?){PERSON})*): (?=[A-ZÀ-Þ“„«])")
"""``Karl Böhm: Nacht am Wasser``."""

_MARKED = regex(
    r"(?P<editors>.{3,90}?),? (?:\((?:eds?|Hg|Hrsg|Hgg|dirs?)\.?\)[,:]?"
    r"|(?:eds?\.|Hrsg\.|Hg\.)[,:]) "
)
_IN_A_BOOK = regex(r"(?:^|, )(?:in|dans) [^,]+ \(?(?:eds?|Hrsg|Hgg?|dirs?)\b")

Fields = list[tuple[str, str]]


class Head(NamedTuple):
    """What stands before an imprint."""

    start: int
    """Where in the words it begins, behind those of a sentence."""

    authors: tuple[str, ...]
    fields: Fields

    @property
    def title(self) -> str:
        """Of the book, or of the chapter."""
        return dict(self.fields)["title"]


def masked(words: str, stressed: Sequence[tuple[int, int]]) -> str:
    """Words in which titles in italics are put out of the reach of expressions.

    Args:
        words: Of a note.
        stressed: Where italics begin and end.
    """
    if not stressed:
        return words
    letters = list(words)
    for start, end in stressed:
        title = words[start:end].rstrip(" ,.;:")
        if len(title) > 3 and not _NO_TITLE.match(title) and "\x00" not in title:
            for place in range(start, start + len(title)):
                letters[place] = chr(ord(letters[place]) % 0xFFFE + _MASK)
    return "".join(letters)


def bared(words: str) -> str:
    """Masked words as they were."""
    return _MASKED.sub(lambda title: "".join(chr(ord(one) - _MASK) for one in title[0]), words)


def divide(head: str, lang: str) -> Head | None:
    """Divide what stands before an imprint; None where that cannot be done soundly.

    Args:
        head: The words, titles masked.
        lang: Of the text: ``Holm: Weirs`` is author and title in German, a title and
            its continuation elsewhere.
    """
    quoted = _QUOTED.search(head)
    title = _MASKED.search(head)
    if quoted and not (title and title.start() < quoted.start()):
        return _chapter(head, quoted)
    if title:
        return _stressed(head, title)
    return _plain(head, lang)


def _stressed(head: str, title: re.Match[str]) -> Head | None:
    """A book whose title is in italics: names before it, helpers after it."""
    before = head[: title.start()]
    bare = re.sub(rf",? {_EDITING}[,:. ]*$", "", before, flags=re.IGNORECASE)
    at, authors = ending(bare)
    start = at if authors else title.start()
    if not authors and re.search(r"[^\W\d_]\s*[,:]\s*$", before) and _capitals(before):
        return None  # somebody is named before it, and we do not know who
    fields = [("title", bared(title.group()))]
    if authors and bare != before:
        fields.append(("editor", " and ".join(authors)))
    after = parted(head[title.end() :].strip(" ,.;:"))
    return Head(start, authors, [*fields, *helped(after)])


def _capitals(words: str) -> bool:
    """Whether the last of some words, before a comma, is a name."""
    last = re.search(r"(\S+)[\s,:]*$", words)
    return bool(last and last[1][0].isupper())


def _plain(head: str, lang: str) -> Head | None:
    """A book whose title nothing sets off: what is no name and no helper."""
    authors, rest, editing = _named(head, lang)
    parts = parted(rest)
    first = next((n for n, part in enumerate(parts) if is_helper(part)), len(parts))
    if not authors:
        names, used = leading(parts[:first])
        authors, parts, first = tuple(names), parts[used:], first - used
    title = ", ".join(parts[:first]).strip(' ,.*“”"')
    amid = not authors and any(" " in part and names_in(part) for part in parts[1 : first - 1])
    if not title or amid or _IN_A_BOOK.search(title):
        return None  # ``The standard work, Ann Hale, Weirs``: which words are the title’s?
    fields = [("title", title)]
    if editing:
        fields.append(("editor", " and ".join(authors)))
    return Head(0, authors, [*fields, *helped(parts[first:])])


def _named(head: str, lang: str) -> tuple[tuple[str, ...], str, bool]:
    """The names that some sign divides from the title, the rest, and whether they edited."""
    marked = _MARK.search(head)
    if marked and (found := names_in(head[: marked.start()])):
        return found, head[marked.end() :], True
    stop = head.find(". ")
    while stop > 0:
        if ends_names(head[:stop]):
            return names_in(head[:stop]), head[stop + 2 :], False
        stop = head.find(". ", stop + 1)
    colon = _COLON.match(head) if lang == "de" else None
    if colon and (found := names_in(colon["who"])):
        return found, head[colon.end() :], False
    return (), head, False


def _chapter(head: str, quoted: re.Match[str]) -> Head | None:
    """``Kay, “A War”, in Jeff Rutherford and David Stahel (eds), Nazi Policy``."""
    start, authors = ending(head[: quoted.start()])
    title = bared((quoted["double"] or quoted["single"]).strip(" ,."))
    within = _WITHIN.match(head[quoted.end() :])
    if not within:
        return None if authors else Head(0, (), [("title", bared(head).strip(" ,.*"))])
    book = within["book"]
    fields = [("title", title), *_book(book)]
    return Head(start, authors, fields) if dict(fields).get("booktitle") else None


def _book(book: str) -> Fields:
    """The book that a chapter stands in: editors before or behind its title, and helpers."""
    marked = _MARKED.match(book)
    editors: tuple[str, ...] = names_in(marked["editors"]) if marked else ()
    if marked and editors:
        book = book[marked.end() :]
    parts = parted(book)
    if not editors:
        names, used = leading(parts)
        editors, parts = tuple(names), parts[used:]
    first = next((n for n, part in enumerate(parts) if is_helper(part)), len(parts))
    fields = [("booktitle", bared(", ".join(parts[:first])).strip(" ,.:*_"))]
    if editors:
        fields.append(("editor", " and ".join(editors)))
    return [*fields, *helped(parts[first:])]
