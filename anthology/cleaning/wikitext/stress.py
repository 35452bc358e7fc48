"""What stands in no brackets of a wikitext: stress, addresses, tags, names of letters."""

from __future__ import annotations

import html
import re

from anthology.cleaning import signs
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

_INLINE = regex(
    r"(?P<stress>'{2,})"
    r"|(?P<link>\[(?P<target>https?://[^\s\[\]<>\"]+)(?:[ \t]+(?P<words>[^\[\]\n]*))?\])"
    r"|(?P<br><br\s*/?>[ \t]*\n?)"
    r"|(?P<tag></?(?P<name>[a-z]{1,12})(?:\s[^<>\n]*)?/?>)"
    r"|(?P<letter>&(?:\#\d+|\#x[\da-f]+|[a-z]\w{1,20});)"
    r"|(?P<order>__[A-Z]{3,20}__)",
    re.IGNORECASE,
)
_TAGS = {
    "i": (signs.EM, signs.EM_END), "em": (signs.EM, signs.EM_END),
    "cite": (signs.EM, signs.EM_END), "b": (signs.STRONG, signs.STRONG_END),
    "strong": (signs.STRONG, signs.STRONG_END), "sup": (signs.SUP, signs.SUP_END),
    "sub": (signs.SUB, signs.SUB_END),
}  # fmt: skip
_GOING = frozenset((
    "div", "span", "center", "small", "big", "u", "s", "font", "p", "section", "noinclude",
    "includeonly", "onlyinclude", "nowiki", "references", "ref", "tt", "pages", "pagequality",
    "poem", "blockquote", "abbr", "ins", "del", "q", "var", "kbd",
))  # fmt: skip
"""Elements whose tags say nothing to a book."""


def set_stress(bare: str, edits: Edits) -> None:
    """Set them in signs.

    Args:
        bare: The text, with all brackets painted over.
        edits: Takes the changes; they are those of the text itself.
    """
    open_now: list[str] = []
    line_end = -1
    for match in _INLINE.finditer(bare):
        if match.start() > line_end:
            _close(open_now, line_end, edits)
            line_end = bare.find("\n", match.start())
            line_end = line_end if line_end >= 0 else len(bare)
        if match["stress"]:
            _stress(match, open_now, edits)
        else:
            new = _inline(match)
            if new is not None:
                edits.replace(*match.span(), new, "markup")
    _close(open_now, line_end, edits)


_RUNS = {2: (signs.EM,), 3: (signs.STRONG,), 5: (signs.STRONG, signs.EM)}
_ENDS = {signs.EM: signs.EM_END, signs.STRONG: signs.STRONG_END}


def _stress(match: re.Match[str], open_now: list[str], edits: Edits) -> None:
    """Two apostrophes open or close italics, three bold; of four or six, some are letters."""
    count = len(match["stress"])
    run = max(size for size in _RUNS if size <= count)
    written = "'" * (count - run)
    wanted = list(_RUNS[run])
    if all(sign in open_now for sign in wanted):
        wanted.sort(key=open_now.index, reverse=True)
    for sign in wanted:
        if sign not in open_now:
            open_now.append(sign)
            written += sign
            continue
        within = open_now[open_now.index(sign) + 1 :]
        written += (
            "".join(_ENDS[one] for one in reversed(within)) + _ENDS[sign] + "".join(within)
        )
        open_now.remove(sign)
    edits.replace(*match.span(), written, "markup")


def _close(open_now: list[str], place: int, edits: Edits) -> None:
    """Stress ends with its line."""
    if open_now:
        edits.insert(place, "".join(_ENDS[sign] for sign in reversed(open_now)), "markup")
        open_now.clear()


def _inline(match: re.Match[str]) -> str | None:
    """What comes in the place of a form within the line; nothing where it stays."""
    if match["link"]:
        words = (match["words"] or "").strip()
        if not words:
            return match["target"]
        return f"{signs.LINK}{words}{signs.LINK_TARGET}{match['target']}{signs.LINK_END}"
    if match["br"]:
        return signs.NEWLINE
    if match["order"]:
        return ""
    if match["letter"]:
        return html.unescape(match["letter"])
    name = match["name"].lower()
    if name in _TAGS:
        return _TAGS[name][match.group().startswith("</")]
    return "" if name in _GOING else None
