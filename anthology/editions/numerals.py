"""Roman numerals, and the numbers that the labels of pages give."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number in lower-case roman numerals.

    >>> [roman(n) for n in (1, 4, 9, 14, 49)]
    ['i', 'iv', 'ix', 'xiv', 'xlix']
    """
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def number_of(label: str) -> int:
    """Return the number that a label gives in arabic or roman numerals.

    >>> [number_of(label) for label in ("17", "xiv")]
    [17, 14]
    """
    if label.isdecimal():
        return int(label)
    total = 0
    for value, sign in _ROMAN:
        while label.startswith(sign):
            total, label = total + value, label.removeprefix(sign)
    return total
