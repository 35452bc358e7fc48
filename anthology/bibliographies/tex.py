"""The TeX that stands in ``.bib`` files: what of it can become text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anthology.bibliographies.source import Field
from anthology.passes.citations.tex import SIGNS

VERBATIM = frozenset({"url", "doi", "eprint", "file", "crossref", "xdata", "keywords"})
"""Fields in which a backslash is only a backslash."""

_WORDS = """
u v H c k r b d t ss ae AE oe OE o O aa AA l L i j textit
emph textbf textsc textsuperscript textsubscript textrm textsf texttt textsl
mkbibemph mkbibquote mkbibbold mkbibitalic enquote it em bf sc rm
ldots dots textquoteright textquoteleft textquotedblleft
textquotedblright textquotesingle guillemotleft guillemotright textasciitilde
textbackslash S P pounds euro copyright textdegree slash TeX LaTeX
url href newline bibstring textgreater textless
quotesinglbase quotedblbase textregistered textbullet textsection textparagraph
textsterling guilsinglleft guilsinglright
"""
KNOWN = frozenset(_WORDS.split()) | SIGNS.keys()
"""Commands that become text, in pandoc’s reader of BibLaTeX or before."""

_COMMAND = re.compile(r"\\([a-zA-Z]+|.)", re.DOTALL)


def unknown_tex(field: Field) -> Iterator[str]:
    """Yield the commands of a field that would be lost, each once."""
    if field.name.lower() in VERBATIM or ("\\" not in field.value and "$" not in field.value):
        return
    found = (command for command in _COMMAND.findall(field.value) if command[0].isalpha())
    for command in dict.fromkeys(found):
        if command not in KNOWN:
            yield f"\\{command}"
    if len(re.findall(r"(?<!\\)\$", field.value)) % 2:
        yield "a single $"


def as_tex(words: str) -> str:
    r"""Return words as they may stand in a field: with the signs escaped that TeX takes.

    >>> as_tex("Quay & Sons, 100%")
    'Quay \\& Sons, 100\\%'
    """
    return re.sub(r"[&%$#_]", r"\\\g<0>", words.replace("{", "(").replace("}", ")"))
