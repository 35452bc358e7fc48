"""Write a draft of the concordance as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from anthology.indexing.names import Name
from anthology.indexing.recurring import Recurring

HEAD = """\
# A draft: delete what no reader would look for, put what is left under headings.
# The form: docs/settings.md of the program. After each, how often it is said.
"""

_PLAIN = re.compile(r"[^\W\d_][\w’ .-]*(?:, [\w’ .-]*[\w’.])?")
_PLAIN_ITEM = re.compile(r"[^\W\d_](?:[\w’ .-]*[\w’.])?")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def draft(names: Iterable[Name], terms: Iterable[Recurring]) -> str:
    """Return the draft: names in the order of their number, then terms.

    >>> print(draft([Name("Ada Brook", 3, 1, "Brook, Ada", ("Brook",))], []), end="")
    # A draft: delete what no reader would look for, put what is left under headings.
    # The form: docs/settings.md of the program. After each, how often it is said.
    <BLANKLINE>
    # Names
    Brook, Ada: {variants: [Brook]}  # 3 in 1 text
    """
    parts = [HEAD]
    lines = [_line(n.heading or n.words, n.variants, n.count, n.texts) for n in names]
    if lines:
        parts += ["\n# Names\n", *lines]
    lines = [_line(term.words, (), term.count, term.texts) for term in terms]
    if lines:
        parts += ["\n# Terms\n", *lines]
    return "".join(parts)


def _line(heading: str, variants: tuple[str, ...], count: int, texts: int) -> str:
    forms = ", ".join(_scalar(form, _PLAIN_ITEM) for form in variants)
    value = f" {{variants: [{forms}]}}" if variants else ""
    said = f"{count} in {texts} text{'s' if texts > 1 else ''}"
    return f"{_scalar(heading, _PLAIN)}:{value}  # {said}\n"


def _scalar(words: str, plain: re.Pattern[str]) -> str:
    """Return words as YAML has them: in quotes where they might mean something else."""
    if plain.fullmatch(words) and words.casefold() not in _WORDS_OF_YAML:
        return words
    return json.dumps(words, ensure_ascii=False)
