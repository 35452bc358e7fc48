"""How much one piece may cost, so that a hostile or broken one cannot stop the machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"(\d+)(s|min|MB|GB)")
_WORTH = {"s": 1, "min": 60, "MB": 2**20, "GB": 2**30}


@dataclass(frozen=True, slots=True)
class Limit:
    """What the layout of one piece may take.

    The defaults leave room for a novel of half a million words in one file, on a slow
    machine.
    """

    seconds: int = 600
    """Wall time."""

    memory: int = 2 * 2**30
    """Bytes of address space."""

    def __str__(self) -> str:
        return f"{self.seconds}s/{self.memory // 2**20}MB"


def read_limit(words: str) -> Limit:
    """Read a limit as it is written on the command line.

    Raises:
        ValueError: it is not one.

    >>> read_limit("120s/2GB")
    Limit(seconds=120, memory=2147483648)
    >>> read_limit("5min").seconds, str(read_limit("512MB"))
    (300, '600s/512MB')
    """
    found: dict[bool, int] = {}
    for part in words.split("/"):
        match = _PART.fullmatch(part)
        is_time = match is not None and match[2] in {"s", "min"}
        if match is None or is_time in found or int(match[1]) == 0:
            raise ValueError(f"“{words}” is no limit such as 120s/2GB")
        found[is_time] = int(match[1]) * _WORTH[match[2]]
    usual = Limit()
    return Limit(found.get(True, usual.seconds), found.get(False, usual.memory))
