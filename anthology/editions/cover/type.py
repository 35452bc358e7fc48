"""Setting the few lines of a cover: as large as they will go, nothing cut off."""

from __future__ import annotations

from dataclasses import dataclass

from anthology.faces import letter_widths


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type."""

    words: str
    y: float
    """Its baseline, in units of the drawing."""

    size: int


def set_lines(words: str, *, width: float, sizes: tuple[int, ...], most: int) -> list[Line]:
    """Break words into lines at the largest size that needs no more than ``most`` of them.

    Args:
        words: What to set.
        width: How wide a line may be, in units of the drawing.
        sizes: Sizes of type, the largest first.
        most: How many lines there may be; at the smallest size there may be more.

    Returns:
        The lines from the first baseline at 0 down.
    """
    size = sizes[-1]
    for size in sizes:
        broken = _broken(words, width, size)
        if len(broken) <= most and all(_width(line, size) <= width for line in broken):
            break
    lines = _broken(words, width, size)
    return [Line(line, round(n * size * 1.16, 1), size) for n, line in enumerate(lines)]


def _broken(words: str, width: float, size: int) -> list[str]:
    """Fill lines greedily, then even them out: no last line of a single short word."""
    least = _filled(words, width, size)
    narrow = width
    while len(_filled(words, narrow - width / 50, size)) == len(least) and narrow > width / 3:
        narrow -= width / 50
    return _filled(words, narrow, size)


def _filled(words: str, width: float, size: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(words: str, size: int) -> float:
    widths = letter_widths()
    return sum(widths.get(sign, 0.5) for sign in words) * size
