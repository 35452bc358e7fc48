r"""The TeX that pandoc’s reader of BibLaTeX would lose, written in ways that it knows.

Reference managers write ``{\textendash}`` and ``{\dh}`` where a sign was; pandoc 3.9 drops
such commands from the entry. All others are left to it.
"""

from __future__ import annotations

import re

SIGNS = {
    "BibTeX": "BibTeX",
    "DH": "Ð",
    "DJ": "Đ",
    "NG": "Ŋ",
    "TH": "Þ",
    "dag": "†",
    "ddag": "‡",
    "dh": "ð",
    "dj": "đ",
    "enspace": "\u2002",
    "ng": "ŋ",
    "nobreakspace": "~",
    "quad": "\u2003",
    "space": " ",
    "textbar": "|",
    "textellipsis": "…",
    "textemdash": "—",
    "textendash": "–",
    "texteuro": "€",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "textperiodcentered": "·",
    "texttrademark": "™",
    "textunderscore": r"\_",
    "th": "þ",
    "thinspace": "\u2009",
}
"""Commands without an argument, and what they print."""

_SIGN = re.compile(rf"\\({'|'.join(SIGNS)})(?:\{{\}}|(?![A-Za-z])\s*)")
_SMALL_CAPS = re.compile(r"\{\\sc(?![A-Za-z])\s*")


def readable(value: str) -> str:
    r"""Return the value of a field without the commands that pandoc does not read.

    The space after a command is its end, as TeX has it.

    >>> readable(r"Gu{\dh}r\'un 1900\textendash 1905, {\sc Ames}")
    "Gu{ð}r\\'un 1900–1905, \\textsc{Ames}"
    """
    if "\\" not in value:
        return value
    signs = _SIGN.sub(lambda found: SIGNS[found[1]], value)
    return _SMALL_CAPS.sub(r"\\textsc{", signs)
