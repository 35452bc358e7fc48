"""What became of a text: removed by class, normalised in silence, emended by its editor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from anthology.cleaning.dates import find_date
from anthology.cleaning.ledger import Change, LedgerError, Step
from anthology.cleaning.ledger_file import (
    Ledger,
    digest,
    imported_text,
    raw_bytes,
    raw_text,
)
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import words_of

_SHAPING = frozenset((
    "markdown", "front-matter", "escape", "blank-lines", "note", "note-mark", "note-moved",
    "note-paragraph", "note-stream", "notes-heading", "heading", "quotation", "list-item",
    "emphasis", "markup", "html", "query", "note-missing", "break", "citation", "references",
    "indent", "verse", "table", "page-mark",
))  # fmt: skip
"""Rules that give the text its form but change none of its words."""

CLASSES = {
    "soft-hyphen": "invisible", "zero-width": "invisible", "control": "invisible",
    "reserved": "invisible", "space": "spaces", "space-doubled": "spaces",
    "trailing-space": "spaces", "line-end": "lines", "line-joined": "lines",
    "word-joined": "divided", "hyphen": "signs", "ligature": "signs", "mojibake": "signs",
    "undecodable": "signs", "paragraph-joined": "paragraphs", "note-joined": "paragraphs",
    "paragraph-restored": "paragraphs", "quotes": "quotes",
}  # fmt: skip
"""Rules that change characters in silence, and the class a book names them under."""

NORMALISING = frozenset(CLASSES)

MOVED = frozenset((
    "title", "subtitle", "author", "date", "issue", "publication", "author-bio", "history",
    "thanks",
))  # fmt: skip
"""Rules that take lines to the front matter; all else that goes is a removal."""


@dataclass(frozen=True, slots=True)
class Emendation:
    """A change an editor made since the import."""

    line: int
    """Of the piece as it is today."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that the import took out."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """The history of one piece."""

    normalised: tuple[tuple[str, int], ...]
    """Silent normalisations: rule and how often, the commonest first."""

    removed: tuple[Removed, ...]
    emendations: tuple[Emendation, ...]


def trace(ledger: Ledger, raw: bytes, piece: str) -> Record:
    """Replay a ledger and compare the piece with what was imported.

    Args:
        ledger: Of the piece.
        raw: The raw copy.
        piece: The piece as it is today.

    Raises:
        LedgerError: raw copy and ledger do not fit: one of them has changed.
    """
    imported = replay(ledger, raw)
    silent = _silent(ledger)
    return Record(
        tuple(sorted(silent.items(), key=lambda item: (-item[1], item[0]))),
        tuple(_removed(ledger)),
        tuple(emendations(imported, piece)),
    )


def replay(ledger: Ledger, raw: bytes) -> str:
    """Lead the raw bytes through the ledger to the piece as it was imported, and back.

    Raises:
        LedgerError: raw copy and ledger do not fit: one of them has changed.
    """
    if digest(raw) != ledger.raw_sha256:
        raise LedgerError("the raw copy is not the file that was imported")
    imported = imported_text(ledger, raw_text(ledger, raw))
    if ledger.exact and raw_bytes(ledger, imported) != raw:
        raise LedgerError("undoing the changes does not give the raw bytes back")
    return imported


def normalised(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """Classes of what was normalised in silence, and how often, the commonest first."""
    counts: Counter[str] = Counter()
    for rule, count in _silent(ledger).items():
        counts[CLASSES[rule]] += count
    counts["removed"] += sum(1 for _ in removals(ledger.steps))
    counts = +counts
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _silent(ledger: Ledger) -> Counter[str]:
    return Counter(
        change.rule
        for step in ledger.steps
        for change in step.changes
        if change.rule in NORMALISING
    )


def _removed(ledger: Ledger) -> list[Removed]:
    found = [Removed(one.rule, one.words) for one in ledger.dropped]
    for _, change in removals(ledger.steps):
        found.append(Removed(change.rule, words_of(change.old).strip()))
    return found


def removals(steps: tuple[Step, ...]) -> Iterator[tuple[int, Change]]:
    """The changes that took words out, each with the number of its pass.

    Of a rule that moves words, or only gives them form, what it took out must have come in
    elsewhere (a note moved in the same pass, a title in the front matter). The words of
    citations are in the bibliography.
    """
    heads = _words_in(change.new for step in steps[-1:] for change in step.changes[:1])
    for number, step in enumerate(steps):
        moved: set[str] | None = None
        for change in step.changes:
            if change.rule in NORMALISING | _CITED or len(change.old) <= len(change.new):
                continue
            if change.rule in _SHAPING or change.rule in MOVED:
                gone = _words_in([_TAG.sub("", change.old)]) - _words_in([change.new])
                if len(gone) <= (_SIGNED if change.rule == "note" else 0):
                    continue
                moved = _words_in(one.new for one in step.changes) if moved is None else moved
                if gone <= moved or gone <= heads or _said_so(change, heads):
                    continue
            elif len(words_of(change.old).strip()) <= len(change.new):
                continue
            yield number, change


_CITED = frozenset(("citation", "references"))
_TAG = regex(r"<[^<>]*>|\]\([^()\s]*\)")
"""Tags, and where links lead: no words of the text."""

_SIGNED = 2
"""Words that the sign of a note may have: ``[Footnote A:``."""

_BYLINES = frozenset(("by", "von", "par", "por", "di", "door", "af", "av", "and", "und", "et"))
"""Words before and between names that say nothing which the front matter does not say."""


def _said_so(change: Change, heads: set[str]) -> bool:
    """Whether the front matter says what a line said, the date in its own spelling."""
    if change.rule not in MOVED:
        return False
    words = change.old
    if found := find_date(words_of(words)):
        words = words_of(words)[: found[1][0]] + words_of(words)[found[1][1] :]
    return _words_in([words]) - _BYLINES <= heads


def _words_in(texts: Iterable[str]) -> set[str]:
    """Runs of letters, folded, without the labels and addresses that signs hide."""
    return {
        word
        for text in texts
        for word in _LETTERS.findall(words_of(text).replace("\\", "").casefold())
    }


_LETTERS = regex(r"[^\W\d_]{2,}")


_TOKEN = regex(r"\s+|[^\W_]+|.", re.DOTALL)


def emendations(imported: str, piece: str) -> list[Emendation]:
    """The words an editor changed, queries aside: each answered question is gone.

    >>> emendations("A slip of arithemetic.", "A slip of arithmetic.")
    [Emendation(line=1, old='arithemetic', new='arithmetic')]
    """
    old, new = _lines(imported), _lines(piece)
    found: list[Emendation] = []
    matcher = SequenceMatcher(
        None, [words for _, words in old], [words for _, words in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for index in range(max(b - a, d - c)):
            before = old[a + index][1] if a + index < b else ""
            line, after = new[c + index] if c + index < d else (new[d - 1][0] if new else 1, "")
            found += [Emendation(line, *pair) for pair in _words(before, after)]
    return found


_QUERY = regex(r" ?\{>>.*?<<\}", re.DOTALL)


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines with words and their numbers, without queries."""
    return [
        (number, words)
        for number, line in enumerate(text.split("\n"), 1)
        if (words := _QUERY.sub("", line).strip())
    ]


def _words(before: str, after: str) -> list[tuple[str, str]]:
    """The differing words of two lines; the whole lines where little is alike."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) * len(new) > 4_000_000 or matcher.ratio() < 0.4:
        return [(before, after)]
    return [
        ("".join(old[a:b]).strip(), "".join(new[c:d]).strip())
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal" and ("".join(old[a:b]) + "".join(new[c:d])).strip()
    ]
