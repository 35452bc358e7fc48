"""The TeX that stands in ``.bib`` files: what of it can become text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from anthology.bibliographies.source import Field
from anthology.cleaning.citations.casing import protected
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


_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>i|em|b|strong|sub|sup|sc|span)(?P<with> [^<>]*)?>", re.IGNORECASE
)
_COMMANDS = {
    "i": "\\emph", "em": "\\emph", "b": "\\textbf", "strong": "\\textbf",
    "sub": "\\textsubscript", "sup": "\\textsuperscript", "sc": "\\textsc",
}  # fmt: skip
"""What a title may have in CSL-JSON (citeproc-js manual, “HTML-like tags”)."""


def without_markup(words: str) -> str:
    """Return the plain words of a title as other programs write it.

    >>> without_markup("On <i>Weirs</i> &amp; mills")
    'On Weirs & mills'
    """
    return unescape(_TAG.sub("", words))


def title_as_tex(words: str) -> str:
    r"""Return a title of another program as it may stand in a field, its names in braces.

    Braces within ``\emph`` protect nothing: they go about the whole of it.

    >>> title_as_tex("On <i>Ulmus</i> & others")
    'On {\\emph{Ulmus}} \\& others'
    """
    whole = without_markup(words)
    parts: list[str] = []
    closing: list[str] = []
    before = ""
    tags = [*_TAG.finditer(words), None]
    for number, tag in enumerate(tags):
        last = tags[number - 1] if number else None
        text = unescape(words[last.end() if last else 0 : tag.start() if tag else None])
        plain = as_tex(text)
        named = protected(plain, before=before, whole=whole)
        if last and not last["close"]:
            named_ = named != plain or not _command(last)
            parts.append("{" * named_ + (f"{_command(last)}{{" if _command(last) else ""))
            closing.append("}" * (named_ + bool(_command(last))))
        parts.append(plain if closing else named)
        if tag and tag["close"] and closing:
            parts.append(closing.pop())
        before += text
    return "".join(parts + closing)


def _command(tag: re.Match[str]) -> str:
    """The command of a tag; a span is small capitals, or what must keep its case."""
    caps = "small-caps" in (tag["with"] or "")
    return _COMMANDS.get(tag["name"].lower(), "\\textsc" if caps else "")
