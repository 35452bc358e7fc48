"""Where the comments of readers begin: after the text and its notes, by their forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anthology.cleaning.draft import Line
from anthology.cleaning.signs import MORE, NOTE, words_of

_SURE = re.compile(
    r"(?:[ \t]*\d+\.\s+)?[^.!?]{0,60}\bpermalink\b.{0,30}|[^.!?]{2,60} (?:says|said|schreibt"
    r"|sagt|dit|dice)(?: on .{4,40}| at .{4,40})"
    r"|\d+ (?:comments?|responses?|thoughts? on .*|replies|kommentare?|commentaires?"
    r"|comentarios?)|(?:comments?|responses|kommentare|commentaires|comentarios)(?: \(\d+\)"
    r"| \d+)|discussion about this (?:post|article)|.* commented on .*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[^.!?]{2,60} (?:says|said|schreibt|sagt|dit|dice|wrote) ?:|(?:\d+\. )?[^.!?]{2,40} says:",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[^.!?]{0,40}\b\d{1,2}[:.]\d\d\b.{0,20}|[^.!?]{0,30}\b20\d\d\b.{0,20}")
_WEAK = re.compile(
    r"reply|(?:comments?|responses|kommentare|commentaires|comentarios):?|antworten|répondre"
    r"|responder",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"(?:leave|post|add) a (?:reply|comment)", re.IGNORECASE)
_FIRST = re.compile(r"[ \t]*\ue012?[ \t]*1[.)]\s")
_NUMBER = re.compile(r"[ \t]*\ue012?[ \t]*\d+[.)]")

NEAR = 4
"""Lines before the first comment among which its buttons and its number may stand."""


GAP = 60
"""Lines that a comment, or the foot of a page after the last, may have without a cue."""


def is_cue(words: str) -> bool:
    """Whether a line can only stand among comments: “8 comments”, “Ann says on 3 May”."""
    return bool(_SURE.fullmatch(words))


def find_comments(lines: Sequence[Line]) -> range:
    """The lines that are comments of readers; an empty range at the end where none are.

    A button (“leave a comment”) proves nothing, it may stand between two paragraphs; a
    count of comments does, or a name that “says” something at a time of day. Where no
    such cue has come for long, the comments have ended.
    """
    after_notes = 1 + max(
        (i for i, line in enumerate(lines) if line.text[0] in (NOTE, MORE)), default=-1
    )
    low = max(after_notes, len(lines) // 3)
    words = {index: words_of(lines[index].text).strip() for index in range(low, len(lines))}
    sure = [index for index in words if _sure(words, index)]
    weak = [index for index in words if _WEAK.fullmatch(words[index])]
    cues = sure or (weak if len(weak) > 1 else [])
    if not cues:
        return range(len(lines), len(lines))
    begin = cues[0]
    for index in range(begin, max(low, begin - NEAR) - 1, -1):
        if _WEAK.fullmatch(words[index]) or _BUTTON.fullmatch(words[index]):
            begin = index
    if _NUMBER.match(lines[begin].text):
        numbered = range(begin, low - 1, -1)
        begin = next((index for index in numbered if _FIRST.match(lines[index].text)), begin)
    return range(begin, _end(words, begin))


def _end(words: dict[int, str], begin: int) -> int:
    """One past the last line that a cue is near to."""
    last = begin
    for index in range(begin, max(words) + 1):
        if index - last > GAP:
            return index
        said = words[index]
        if _sure(words, index) or _WEAK.fullmatch(said) or _WHEN.fullmatch(said):
            last = index
    return max(words) + 1


def _sure(words: dict[int, str], index: int) -> bool:
    if _SURE.fullmatch(words[index]):
        return True
    following = words.get(index + 1, "")
    return bool(_SAYS.fullmatch(words[index]) and _WHEN.fullmatch(following))
