"""Numbers that may open a note, and rather stand over a section."""

from __future__ import annotations

LONGEST = 60
"""Characters of a line that may be a heading."""

LEAST = 80
"""Characters of the paragraph under it."""


def heads_section(text: str, start: int) -> bool:
    r"""Whether a line stands alone, ends without a point, and has a paragraph under it.

    >>> heads_section("\n\n1. The drought\n\n" + "In that year the wells ran dry. " * 4, 2)
    True
    """
    end = text.find("\n", start, start + LONGEST)
    if end < 0 or not text.startswith("\n\n", end) or text[max(0, start - 2) : start] != "\n\n":
        return False
    if text[end - 1] in '.,;:!?…)]»”"':
        return False
    under = text[end + 2 : end + 2 + LEAST]
    return under[:1].isalpha() and "\n" not in under and len(under) == LEAST
