"""A citation within the sentence of a note stands without parentheses: “See Hale, *Weirs*, 3.”.

Pandoc puts all but the first into them. They are right where a citation interrupts the
words (“so she says (Hale, *Weirs*, 3), and”); after words that lead up to it they are not
(Chicago Manual of Style, 17th edition, 14.37–38).
"""

from __future__ import annotations

import re

from anthology.model import Text
from anthology.passes.citations.processor import Json
from anthology.passes.walk import Run

_LEADING = """
see also cf cf. e.g. i.e. in by from of with and or to on is are was were per after as than that
compare following for especially esp.
siehe vgl vgl. auch bei nach von und aus dazu hierzu so ist sind war mit oder etwa wie zit. n.
voir aussi dans chez par et ou en selon est sont sur
ver véase también según y o e di da in vedi cfr. anche por com em
"""
LEADING = frozenset(_LEADING.split())
"""Words that lead up to a citation."""

_LEAD = re.compile(r"(?:^|[.?!;:,—–(\[]|[’']s|s[’'])$")
_ENDED = re.compile(r"(?:^|[.?!][”’»\")]?)$")
_LAST = re.compile(r"[^\s(\[“„«‘]+$")


def open_up(cite: Json, before: str) -> bool:
    """Take a citation of a note out of the parentheses that pandoc has put it in.

    Args:
        cite: The node, changed in place.
        before: The words of the note before it.

    Returns:
        Whether it now begins a sentence, and so begins with a capital.
    """
    content = cite["c"][1]
    before = before.rstrip()
    if len(content) < 3 or content[0] != _OPEN or content[-1] != _CLOSE:
        return False
    last = _LAST.search(before)
    if not (_LEAD.search(before) or (last and last[0].lower() in LEADING)):
        return False
    content[:] = content[1:-1]
    return _ENDED.search(before) is not None and not (last and last[0].lower() in LEADING)


_OPEN = {"t": "Str", "c": "("}
_CLOSE = {"t": "Str", "c": ")"}


def words_of(run: Run) -> str:
    """The last words of a run, enough to see what they lead up to.

    >>> words_of((Text("so "), Text("see"), Text(" ")))
    'see '
    """
    words = ""
    for node in reversed(run):
        children: Run = getattr(node, "children", ())
        # a mark, a picture: no word that leads up to anything
        inner = words_of(children) if children else "x"
        words = (node.words if isinstance(node, Text) else inner) + words
        if words.strip():
            break
    return words
