"""Where the comments of readers begin: after the text and its notes, by their forms.

Lines that stand among comments alone are *cues*: counts of them, names that “say”
something, times of day, buttons to reply, what forums say of their members. One may be
the text’s own; several, close to each other and with nothing but talk between, are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from anthology.cleaning.draft import Line
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import MORE, NOTE, words_of

_COUNTED = (
    r"(?:comments?|responses?|repl(?:y|ies)|thoughts?|kommentare?|antworten|commentaires?"
    r"|réponses?|comentarios?|respuestas?|commenti|reacties?|комментари\w+)"
)
_SAY = r"(?:says|said|wrote|writes|schreibt|schrieb|sagt|sagte|dit|écrit|a écrit|dice|dijo)"
_SURE = regex(
    rf"(?:[ \t]*\d+\.\s+)?[^.!?]{{0,60}}\bpermalink\b.{{0,30}}|[^.!?]{{2,60}} {_SAY}"
    rf"(?: on .{{4,40}}| at .{{4,40}}| am .{{4,40}}\d| le .{{4,40}}\d| el .{{4,40}}\d):?"
    rf"|(?:\d+|one|two|three|four|five|no) {_COUNTED}(?: (?:on|to|so far|zu|auf|sur|en)\b.*)?"
    rf"|{_COUNTED}(?: ?\(\d+\)| \d+|: \d+)|discussion about this (?:post|article)"
    r"|.* commented on .*",
    re.IGNORECASE,
)
_SAYS = regex(rf"(?:\d+\. )?[^.!?:]{{2,60}} {_SAY} ?(?:[:…]|\.\.\.)", re.IGNORECASE)
_AGO = (
    r"(?:\d+|an?) (?:year|month|week|day|hour|minute)s? ago|vor \d+ (?:jahr|monat|tag)\w*"
    r"|il y a \d+ \w+|hace \d+ \w+"
)
_WHEN = regex(
    rf"[^.!?]{{0,60}}\b\d{{1,2}}[:.h]\d\d\b.{{0,20}}|[^.!?]{{0,30}}\b20\d\d\b.{{0,20}}"
    rf"|[^.!?]{{0,60}}\b(?:{_AGO})",
    re.IGNORECASE,
)
_TIMED = regex(
    rf"[^.!?]{{0,60}}\b\d{{1,2}}[:h]\d\d\b.{{0,20}}|[^.!?]{{0,60}}\b(?:{_AGO})", re.IGNORECASE
)
_HEAD = regex(
    rf"{_COUNTED}:?|discussion|diskussion|join the (?:discussion|conversation)[.…]*"
    r"|(?:reader|leser)s?['’]? ?(?:comments|kommentare)|sort by (?:best|newest|oldest)",
    re.IGNORECASE,
)
_BUTTON = regex(
    r"(?:leave|post|add|write|submit) (?:a |your )?(?:reply|comment|response)\b.{0,60}"
    r"|(?:schreibe? )?(?:einen )?kommentar (?:schreiben|abschicken|verfassen)"
    r"|schreibe? einen kommentar|laisser un commentaire|deja (?:un comentario|una respuesta)",
    re.IGNORECASE,
)
_REPLY = regex(
    r"(?:[▲▼⚑+\d ]*(?:like|upvote|vote up|recommend)? ?(?:\(\d+\)|\d+)?[ •·|\t]*)?"
    r"(?:reply|antworten|répondre|responder|rispondi|quote|report(?: abuse)?)"
    r"(?:[ •·|]*(?:share|report|like|flag|quote|link)\b)*[ ›»]*"
    r"|(?:please )?log ?in to (?:post|reply|leave|comment)\b.*|comments are (?:now )?closed\.?"
    r"|your e-?mail address will not be .*|antworten abbrechen|cancel reply",
    re.IGNORECASE,
)
_FORUM = regex(
    r"(?:posts|beiträge|messages): ?[\d,.]+|(?:joined|registriert|member since|registered): .*"
    r"|(?:re|aw): .{2,80}|(?:by|von) .{2,40} » .*\d.*",
    re.IGNORECASE,
)
_FIRST = regex(r"[ \t]*\ue012?[ \t]*1[.)]\s")
_NUMBER = regex(r"[ \t]*\ue012?[ \t]*\d+[.)]")

NEAR = 4
"""Lines before the first comment among which its buttons and its number may stand."""

GAP = 60
"""Lines that a comment, or the foot of a page after the last, may have without a cue."""

DENSE = 6
"""Lines to a cue at most, where no count says that comments follow."""

NAME = 40
"""Characters; the name of a reader has no more."""

TEXT = 150
"""Characters of a line that is text: comments come after some."""


def is_cue(words: str) -> bool:
    """Whether a line can only stand among comments: “8 comments”, “Ann says on 3 May”."""
    return bool(_SURE.fullmatch(words))


def find_comments(lines: Sequence[Line]) -> range:
    """The lines that are comments of readers; an empty range at the end where none are.

    A button (“leave a comment”) proves nothing, it may stand between two paragraphs; a
    count of comments does, or a name that “says” something at a time of day. Where no
    such cue has come for long, the comments have ended.
    """
    low = _low(lines)
    words = {index: words_of(lines[index].text).strip() for index in range(low, len(lines))}
    begin = _begin(words, low, len(lines))
    if begin < 0:
        return range(len(lines), len(lines))
    begin = _with_lead(words, begin, low)
    if _NUMBER.match(lines[begin].text):
        numbered = range(begin, low - 1, -1)
        begin = next((index for index in numbered if _FIRST.match(lines[index].text)), begin)
    return range(begin, _end(words, begin))


def _low(lines: Sequence[Line]) -> int:
    """The first line at which comments may begin: after the notes, and some text."""
    noted = 1 + max(
        (i for i, line in enumerate(lines) if line.text[0] in (NOTE, MORE)), default=-1
    )
    text = next((i for i, line in enumerate(lines) if len(line.text) >= TEXT), len(lines) // 3)
    return max(noted, text + 1)


def _begin(words: Mapping[int, str], low: int, end: int) -> int:
    """The first cue from which on the lines are talk; -1 where none is.

    A count of comments in the last two thirds is enough; else there must be several
    cues, no two of them far from each other.
    """
    kinds = {index: _kind(words, index) for index in words}
    cues = [index for index in words if kinds[index]]
    talks = _kinds_after([kinds[index] for index in cues])
    for number, (index, talk) in enumerate(zip(cues, talks, strict=True)):
        late = index >= end // 3
        if kinds[index] == "sure" and late:
            return index
        lines = (end - index) / (2 if kinds[index] == "when" else 1)
        close = (len(cues) - number) * DENSE >= lines
        if close and (_is_talk(talk) or (late and talk["reply"] > 1)):
            return index
    return -1


def _is_talk(talk: Mapping[str, int]) -> bool:
    """Whether cues are of those who speak and of when they spoke, several together."""
    dated = talk["when"] + talk["forum"]
    named = talk["head"] + talk["sure"] + talk["forum"] + talk["says"]
    return named > 0 and dated > 0 and dated + talk["says"] > 1


_KINDS = ("sure", "says", "when", "head", "reply", "forum")


def _kinds_after(kinds: Sequence[str]) -> list[dict[str, int]]:
    """For each cue, how many of each kind come from it on."""
    counts = {
        kind: list(accumulate(one == kind for one in reversed(kinds)))[::-1] for kind in _KINDS
    }
    return [{kind: counts[kind][place] for kind in _KINDS} for place in range(len(kinds))]


def _kind(words: Mapping[int, str], index: int) -> str:
    """What sort of cue a line is; empty for none."""
    said = words[index]
    if len(said) > 2 * TEXT:
        return ""
    following = words.get(index + 1, "")
    if _SURE.fullmatch(said) or (_SAYS.fullmatch(said) and _WHEN.fullmatch(following)):
        return "sure"
    forms = (
        ("forum", _FORUM),
        ("says", _SAYS),
        ("when", _TIMED),
        ("head", _HEAD),
        ("reply", _REPLY),
    )
    return next((kind for kind, form in forms if form.fullmatch(said)), "")


def _with_lead(words: Mapping[int, str], begin: int, low: int) -> int:
    """The first of the lines right before a comment that belong to it: its name, buttons."""
    if _TIMED.fullmatch(words[begin]) and len(words.get(begin - 1, "." * TEXT)) <= NAME:
        begin -= 1
    for index in range(begin, max(low, begin - NEAR) - 1, -1):
        said = words[index]
        if _HEAD.fullmatch(said) or _BUTTON.fullmatch(said) or _REPLY.fullmatch(said):
            begin = index
    return begin


def _end(words: Mapping[int, str], begin: int) -> int:
    """One past the last line that a cue is near to."""
    last = begin
    for index in range(begin, max(words) + 1):
        if index - last > GAP:
            return index
        said = words[index]
        if len(said) < TEXT and (_kind(words, index) or _WHEN.fullmatch(said)):
            last = index
    return max(words) + 1
