"""The links of a section, as they are to be in the joined file.

The engine makes an area of each box that a link has: of one that is empty, too, and two of
a link within a link. And what leads to another section it takes to lead out of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

import pydyf

from anthology.editions.pdf.medium import ELSEWHERE

THIN = 0.5
"""In points: a link narrower or lower than this is none that anybody could hit."""

PRINTED = 4
"""Flag of an annotation that is there on paper, too: PDF/A wants it (ISO 32000-1, 12.5.3)."""


def mend_links(pdf: Any, page: Any) -> list[Any]:
    """Mend the links of a page that the engine has written; return those that stay.

    Args:
        pdf: The file.
        page: Its page.
    """
    kept: list[Any] = []
    for reference in page.get("Annots", ()):
        link = pdf.objects[int(reference.split()[0])]
        _mend(link)
        if _can_be_hit(link) and not _repeats(link, kept):
            kept.append(link)
    if "Annots" in page:
        page["Annots"] = pydyf.Array(link.reference for link in kept)
    return kept


def _mend(link: Any) -> None:
    """Turn an address outside the file back into the anchor it stands for."""
    link["F"] = PRINTED
    address = _address(link)
    if address.startswith(ELSEWHERE):
        del link["A"]
        link["Dest"] = pydyf.String(unquote(address.removeprefix(ELSEWHERE)))


def _address(link: Any) -> str:
    return str(link["A"]["URI"].string) if "A" in link else ""


def _can_be_hit(link: Any) -> bool:
    left, first, right, second = link["Rect"]
    return bool(right - left >= THIN and abs(second - first) >= THIN)


def _repeats(link: Any, others: Sequence[Any]) -> bool:
    """Tell whether a link lies within one before it that leads to the same place."""
    return any(
        _target(link) == _target(other) and _within(link, other) for other in others[-3:]
    )


def _target(link: Any) -> str:
    return str(link["Dest"].string) if "Dest" in link else _address(link)


def _within(inner: Any, outer: Any) -> bool:
    (a, b, c, d), (e, f, g, h) = (
        (r[0], min(r[1], r[3]), r[2], max(r[1], r[3])) for r in (inner["Rect"], outer["Rect"])
    )
    return bool(a >= e - THIN and b >= f - THIN and c <= g + THIN and d <= h + THIN)
