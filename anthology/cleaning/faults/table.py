"""The rules of faults that their form gives away."""

from __future__ import annotations

import re
from typing import NamedTuple

from anthology.cleaning.patterns import regex


class FormRule(NamedTuple):
    """A form that is nearly always a slip.

    What a form begins with is what a search looks for, so it is a letter or a sign, and
    what must stand before that is asked afterwards: a text is read in half the time. It
    never matches over the end of a line, for a text is searched as a whole.
    """

    rule: str
    form: re.Pattern[str]
    message: str
    langs: tuple[str, ...] = ()
    """Languages it holds for; empty means all."""

    notes: bool = True
    """Whether it is looked for in notes too, where abbreviations abound."""


_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_SMALL = r"(?: (?:of|the|and|for|in|a|to|on|de|la))*"
_TITLE = rf"[A-Z]\w*{_SMALL}(?: [A-Z][\w’]*{_SMALL})+(?:[,.;:)”’\ue0ff\n]|\Z)"
"""Words with capitals up to a point: the title of a book, no sentence."""

_WORKS = (
    "book", "novel", "essay", "article", "pamphlet", "film", "play", "poem", "study", "work",
    "paper", "journal", "called",
)  # fmt: skip
_COUNTED = (
    "number", "letter", "numbers", "letters", "variable", "quantity", "case", "point", "line",
    "side", "class", "type", "step", "figure", "value", "term",
)  # fmt: skip
"""What has a letter for its name: “the number n”."""

RULES = (
    FormRule(
        "digit-glued",
        regex(rf"(?<![\w.@/#])[a-z]{{2,}}+(?={_YEAR}(?!\d))"),
        "a space missing before the number?",
    ),
    FormRule(
        "stop-glued",
        regex(r"\.(?<=[a-zß-ÿ\d]{2}\.)(?=[A-ZÀ-Þ][a-zß-ÿ]*(?:[’'][a-z]+)? [a-zß-ÿ])"),
        "a space missing after the full stop?",
    ),
    FormRule(
        "word-glued",
        regex(r"I(?<=[a-zß-ÿ]{2}.)(?= [a-z])|[A-ZÀ-Þ](?<=[a-zß-ÿ]{3}.)(?=[a-zß-ÿ]{2})"),
        "a space missing between two words?",
    ),
    FormRule(
        "punctuation-doubled",
        regex(
            r"\.(?:,(?<=[^\W\d_]{5}\.,)(?= )|(?<!\.\.)\.(?![./]))|,(?:,|\.(?=[^\S\n])|;)|;,"
            r"|:;(?<=[a-z]:;)"
        ),
        "two points where one is meant?",
        notes=False,
    ),
    FormRule(
        "quote-reversed",
        regex(r"‘(?<=[^\W\d_].)(?=[^\W\d_])"),
        "an opening quotation mark for an apostrophe?",
    ),
    FormRule(
        "decimal-comma",
        regex(r"\d(?<![\d,.].)\d{0,2},\d{1,2}(?![\d,])"),
        "a decimal comma where the text has points?",
        ("en",),
        notes=False,
    ),
    FormRule(
        "word-doubled",
        regex(
            r"(?<![\w’'-])([a-zà-ÿ]{2,}+) (?=\1(?![\w’'-]))"
            r"(?!(?:had|that|very|so|no|ha|bis|sie|nous|vous)\b)\1"
        ),
        "a word twice?",
    ),
    FormRule(
        "article",
        regex(
            r"[Aa] (?<![\w’'.-]. )(?=(?:[aei](?!u)|o(?!n(?:e|ce)\b)|u(?!n[ia]|s[aeiu]|t[eio]"
            r"|r[aeiou]|k|b[ie]|f))[a-z]{3,})"
        ),
        "“an” before a vowel?",
        ("en",),
    ),
    FormRule(
        "article",
        regex(r"[Aa]n (?<![\w’'.-].. )(?=[bcdfgjklmnpqrstvwz][a-z]{2,})"),
        "“a” before a consonant?",
        ("en",),
    ),
    FormRule(
        "between-to",
        regex(rf"between (?<!\w.{{8}}){_YEAR} to {_YEAR}"),
        "“between … and …”?",
        ("en",),
    ),
    FormRule(
        "letter-alone",
        regex(
            r"[b-hj-np-z](?= [a-z]{3,})(?<=[a-z] .)"
            + "".join(rf"(?<!\b{word} .)" for word in _COUNTED)
        ),
        "a single letter: the rest lost?",
        ("en",),
        notes=False,
    ),
    FormRule(
        "comma-capital",
        regex(
            r", (?<=[a-z]. )(?=(?:The|This|These|Those|But|It|He|She|They|We|When|There|If|In"
            r"|At|By) [a-zA-Z])"
            rf"(?!{_TITLE})(?<!{_WORKS[0]}, )"
            + "".join(f"(?<!{word}, )" for word in _WORKS[1:])
        ),
        "a comma for a full stop?",
        ("en",),
        notes=False,
    ),
    FormRule(
        "ellipsis-stop",
        regex(r"[….](?:(?<=…)\.(?!\.)|(?<=\.)\.{3,})"),
        "an ellipsis and a full stop: house style?",
    ),
    FormRule(
        "stray-word",
        regex(r"of (?<!\w.. )(?:have|has|had|is|are|was|were)\b(?= (?:[a-z]+ly )?[a-z]+)"),
        "a word too many, or one lost?",
        ("en",),
    ),
    FormRule(
        "word-lost",
        regex(r"at the same(?<!\w.{11})(?= [a-z]+ing\b)"),
        "a word lost after “same”?",
        ("en",),
    ),
    FormRule(
        "fragment",
        regex(r"Because (?<=[.!?] .{8})[^,.;:!?“”—\n]{10,90}\.(?= )"),
        "a sentence without its main clause?",
        ("en",),
    ),
    FormRule(
        "fragment",
        regex(r"One(?<=[.!?] .{3})s? (?:where|which|that) [^.;:!?“”\n]{10,160}\.(?= )"),
        "a sentence without its main clause?",
        ("en",),
    ),
    FormRule(
        "space-missing",
        regex(r"[,;:)](?<=[a-z]{3}.)(?=[a-z]{3,}[ .,])"),
        "a space missing?",
        notes=False,
    ),
    FormRule(
        "space-before",
        regex(r" [,.;](?<=[a-z]..)(?= (?!\.))"),
        "a space before the point?",
        ("en", "de", "es", "it", "nl", "pt"),
    ),
    FormRule(
        "hyphen-space",
        regex(
            r"- (?<=[a-z]{2}. )(?=(?!and\b|or\b|und\b|oder\b|to\b|bis\b|et\b|y\b|ou\b"
            r"|als\b)[a-z]{3,})"
        ),
        "a word divided at a line end?",
    ),
)

SPACED_ELLIPSIS = FormRule(
    "ellipsis-spaced",
    regex(r"(?<=\w) … (?=\w)"),
    "spaces about the ellipsis, elsewhere none: house style?",
)
"""Asked about only where most ellipses have no spaces."""
