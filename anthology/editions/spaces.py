"""Spaces at which no line may end, and narrow ones: the custom of each language.

An editor types the space bar; what is printed depends on what stands beside it. Only spaces
become other spaces, one for one, so that words, and places in them, stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from anthology.model import (
    Change,
    Cite,
    Code,
    LineBreak,
    NoteMark,
    PageMark,
    Query,
    Span,
    Text,
)
from anthology.passes.walk import Run, every_inline

WIDE = "\u00a0"
"""As wide as other spaces."""

NARROW = "\u202f"

_Leaf = tuple[str, str | None]

_OTHER = "\ufffc"
"""Stands for what is no running words."""

_LETTER = r"[^\W\d_]"
_CAPITAL = f"[{''.join(filter(str.isupper, map(chr, range(0x530))))}]"
_NUMBER = r"(?=\d|[IVXLC]+\b|[ivxlc]+\b)"
_PARTICLE = r"(?=(?:a[fl]|d[aeiu’]|de[lnr]|l[ae]|te[nr]|v[ao]n|zu)\b)"


def _after(*words: str) -> str:
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)} )" for word in words) + ")"


def _before(*words: str) -> str:
    return "(?=(?:" + "|".join(map(re.escape, words)) + r")(?!\w))"


_INNER = rf"(?<=\b{_LETTER}\. )(?!S\. \d)(?={_LETTER}\.)"
"""Between the letters of “z. B.”, “т. е.”, and between initials; “S. 5” is a page."""

_COMMON = (
    r"(?=\.\.\.|…)",
    r"(?=[–—―](?:\W|$))",  # one that has a letter at once after it opens, as a bracket does
    r"(?<=\. )(?=\.)",  # dots with spaces between
    r"(?<=^[–—―] )",  # of a dialogue
    r"(?<=[№§°º] )(?=\d)",
    r"(?<=\d )(?=[%‰°€£$]|ff?\.|sqq?\.)",
    rf"(?<=\b{_CAPITAL}\. )(?:(?={_CAPITAL})|{_PARTICLE})",
    _after("Ch.", "Chr.", "Ph.", "Th.", "Ya.", "Yu.", "Дж.") + f"(?={_CAPITAL})",
    _INNER,
)
"""Initials, ellipses, signs and numbers: in all languages."""

_THOUSANDS = r"(?<=\d )(?=\d{3}(?!\d))"


@dataclass(frozen=True, slots=True)
class Custom:
    """What a language ties together, beside what all do."""

    titles: tuple[str, ...] = ()
    """Short forms that stand before a name."""

    parts: tuple[str, ...] = ()
    """Short forms that stand before a number."""

    wide: tuple[str, ...] = ()
    """Patterns of what is around any other space that no line may end at."""

    narrow: tuple[str, ...] = ()
    """The same for spaces that are narrow besides."""


_CUSTOMS = {
    "en": Custom(
        titles=("Dr", "Dr.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "St", "St.", "Prof.",
            "Rev.", "Gen.", "Col.", "Capt.", "Lt.", "Sgt.", "Sen.", "Gov.", "Hon.", "Mt.",
            "Messrs."),
        parts=("p.", "pp.", "no.", "nos.", "No.", "Nos.", "vol.", "vols.", "Vol.", "ch.",
            "chap.", "chs.", "fig.", "figs.", "Fig.", "art.", "sec.", "n.", "nn.", "c.", "ca.",
            "l.", "ll.", "fol.", "bk.", "pt.", "para.", "col.", "f.", "ff."),
    ),
    "fr": Custom(
        titles=("M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Pr", "Me", "Mgr",
            "St", "Ste"),
        parts=("p.", "pp.", "t.", "vol.", "chap.", "ch.", "art.", "fig.", "col.", "l.", "n.",
            "no", "nos", "liv.", "pl.", "v.", "f."),
        wide=(r"(?=:)", r"(?=»)", r"(?<=« )", _THOUSANDS, _after("av.", "apr.") + "(?=J)"),
        narrow=(r"(?=[;!?])",),
    ),
    "de": Custom(
        titles=("Dr.", "Prof.", "Hr.", "Fr.", "Frl.", "St."),
        parts=("S.", "Nr.", "Bd.", "Bde.", "Kap.", "Abb.", "Art.", "Abs.", "Anm.", "Sp.", "H.",
            "Jg.", "Bl.", "Fn.", "Ziff.", "Tab.", "Taf.", "Z."),
        wide=(_THOUSANDS, rf"(?<=\b\d\. )(?={_CAPITAL})", rf"(?<=\b\d\d\. )(?={_CAPITAL})"),
        narrow=(_INNER, _after("v.", "n.") + _before("Chr.")),
    ),
    "es": Custom(
        titles=("Sr.", "Sra.", "Srta.", "Sres.", "Dr.", "Dra.", "D.", "Dña.", "Prof.", "Sto.",
            "Sta."),
        parts=("p.", "pp.", "pág.", "págs.", "n.", "núm.", "núms.", "t.", "vol.", "vols.",
            "cap.", "caps.", "art.", "fig.", "col.", "v.", "f."),
        wide=(_THOUSANDS, _after("EE.") + _before("UU."), _after("p.") + _before("ej.")),
    ),
    "ru": Custom(
        titles=("г.", "гг.", "гр.", "т.", "тов.", "акад.", "проф.", "им.", "св.", "о.", "ул.",
            "пл.", "г-н", "г-жа", "д-р"),
        parts=("с.", "стр.", "т.", "тт.", "вып.", "гл.", "ч.", "кн.", "рис.", "табл.", "ст.",
            "п.", "л.", "лл.", "С.", "Т.", "Вып.", "Кн.", "Ч."),
        wide=(_THOUSANDS, rf"(?<=[\dIVXLХ] ){_before('г.', 'гг.', 'в.', 'вв.')}",
            _after("до") + _before("н. э.")),
        narrow=(_INNER,),
    ),
}  # fmt: skip
"""By language: New Hart’s Rules; Lexique des règles typographiques en usage à l’Imprimerie
nationale; Duden, Textverarbeitung; Ortografía de la lengua española; Мильчин and Чельцова,
Справочник издателя и автора.
"""


@dataclass(frozen=True, slots=True)
class _Patterns:
    narrow: re.Pattern[str] | None
    wide: re.Pattern[str]


@lru_cache(maxsize=32)
def _patterns(language: str) -> _Patterns:
    custom = _CUSTOMS.get(language, Custom())
    wide = [*_COMMON, *custom.wide]
    if custom.titles:
        wide.append(f"(?={_CAPITAL}){_after(*custom.titles)}")
    if custom.parts:
        wide.append(_NUMBER + _after(*custom.parts))
    narrow = _space(" \u00a0", custom.narrow) if custom.narrow else None
    return _Patterns(narrow, _space(" ", wide))


def _space(kinds: str, around: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern of a space after something: one that begins a line is none of ours.

    What is between small letters, as most spaces are, is passed over at once.
    """
    likely = r"(?:(?<=[\W\d].)|(?![a-z]))(?<=\S.)"
    return re.compile(rf"[{kinds}]{likely}(?:{'|'.join(around)})", re.MULTILINE)


def tied(words: str, lang: str) -> str:
    """Return words with the spaces that their language has in print.

    Args:
        words: As typed; a line end begins a line.
        lang: BCP 47 tag; of a language we know no custom of, only what all have is done.

    >>> tied("J. V. Stalin, p. 41 – see no. 3 …", "en").replace(WIDE, "~")
    'J.~V.~Stalin, p.~41~– see no.~3~…'
    >>> tied("« Où ? »", "fr").replace(WIDE, "~").replace(NARROW, "^")
    '«~Où^?~»'
    """
    patterns = _patterns(lang.partition("-")[0].lower())
    if patterns.narrow:
        words = patterns.narrow.sub(NARROW, words)
    return patterns.wide.sub(WIDE, words)


def tied_run(nodes: Run, lang: str) -> Run:
    """Return the words of a paragraph with the spaces that are printed.

    What stands beside a space may be in italics, or in the index; a span has a language of
    its own. What a machine wrote is left as it is.
    """
    leaves = tuple(_leaves(nodes, lang))
    line = "".join(words for words, _ in leaves)
    if " " not in line and WIDE not in line:
        return nodes
    by_lang = {own: tied(line, own) for own in {own for _, own in leaves if own is not None}}
    if all(words == line for words in by_lang.values()):
        return nodes
    texts = iter(_cut(leaves, by_lang))
    return every_inline(lambda node: Text(next(texts)) if isinstance(node, Text) else node)(
        nodes
    )


def _cut(leaves: tuple[_Leaf, ...], lines: dict[str, str]) -> Iterator[str]:
    """Yield the words of each text, out of the line as its language has it."""
    at = 0
    for words, lang in leaves:
        end = at + len(words)
        if lang is not None:
            yield lines[lang][at:end]
        at = end


def _leaves(nodes: Run, lang: str) -> Iterator[_Leaf]:
    """Yield words, each with its language; what is no text has None."""
    for node in nodes:
        match node:
            case Text(words):
                yield words, lang
            case LineBreak():
                yield "\n", None
            case Code() | PageMark():
                yield _OTHER, None
            case Change(old, new):
                yield from _leaves(old, lang)
                yield "\n", None
                yield from _leaves(new, lang)
            case Span(children, lang=own):
                yield from _leaves(children, own or lang)
            case NoteMark() | Query() | Cite():
                continue
            case _:
                yield from _leaves(node.children, lang)
