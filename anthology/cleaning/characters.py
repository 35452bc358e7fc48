"""Characters: what no reader sees, and what only looks like what it is not.

Each rule says why; all of them are silent but on record. The Unicode form of the
text (composed, decomposed) stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from anthology.cleaning.draft import Draft, Finding, Outcome, Weight, around
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.signs import FIRST, LAST

RULES = {
    "line-end": "one sort of line end",
    "soft-hyphen": "the place of a possible hyphen is for the typesetter to find",
    "zero-width": "invisible characters hinder searching and hyphenation",
    "control": "control characters cannot stand in any edition",
    "space": "odd spaces: their width belongs to the type, not to the text",
    "space-doubled": "two spaces between words, one of them odd",
    "hyphen": "look-alikes of the hyphen that fonts lack",
    "ligature": "ligatures are made by the font",
    "mojibake": "UTF-8 once read as Windows-1252",
    "dagger": "a dagger that a scan has read as the letter f",
    "letters-apart": "a line set with spaces between its letters, as headings were",
    "undecodable": "a byte that is not text in the encoding of the file",
    "reserved": "a character the program keeps for itself",
}

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = regex(
    "(?P<line_end>\r\n?|[\u0085\u2028]|\u2029)"
    "|(?P<soft_hyphen>\u00ad+)"
    "|(?P<zero_width>[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
    "|(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u024f]))"
    "|(?P<control>[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
    "\ufdd0-\ufdef\ufff9-\ufffb\U000e0001-\U000e007f]+)"
    f"|(?P<space>[{_SPACES}][ \t{_SPACES}]*)"
    "|(?P<hyphen>[\u2010\u2011])"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<undecodable>[\ud800-\udfff])"
    f"|(?P<reserved>[{FIRST}-{LAST}])"
)
_LIKELY = regex(
    f"[\r\u0085\u2028\u2029\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0b"
    f"\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\uffff\U000e0001-\U000e007f{_SPACES}\u2010\u2011"
    f"\ufb00-\ufb06\ud800-\udfff{FIRST}-{LAST}]"
)
"""Every character some rule is about: found at once, while the rules are slow to try."""

_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))

_HIGH = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
"""The bytes from 80 to BF, as Windows-1252 shows them."""

_MOJIBAKE = regex(f"[\u00c2\u00c3]{_HIGH}|\u00e2{_HIGH}{_HIGH}|\u00f0\u0178{_HIGH}{_HIGH}")
_HALF = regex("\u00e2\u20ac(?=[\\s.,;:!?)]|$)")
"""A closing quotation mark whose last byte, 9D, Windows-1252 does not show."""

_NARROW_BEFORE = frozenset(":;!?»%")
"""French sets a narrow space before these; it stays, as a no-break space."""


def tidy_characters(draft: Draft) -> Outcome:
    """Replace what is not text by what it stands for."""
    text = draft.text
    edits = Edits(text)
    findings: list[Finding] = []
    for rule, start, end in _odd(text):
        if rule == "reserved" and draft.signed:
            continue
        new = _NEW[rule](text, start, end)
        named = "space-doubled" if rule == "space" and end - start > 1 else rule
        edits.replace(start, end, new, named)
        _tell(findings, text, start, end, named)
    _mend_mojibake(text, edits, findings)
    _join_letters(text, edits)
    _mend_daggers(text, edits, findings)
    text, changes = edits.done()
    return draft.then(text, findings), changes


def _odd(text: str) -> Iterator[tuple[str, int, int]]:
    """Every odd place with its rule; a space with the plain ones before it."""
    last = 0
    for likely in _LIKELY.finditer(text):
        match = _ODD.match(text, likely.start()) if likely.start() >= last else None
        if match is None:
            continue
        rule = (match.lastgroup or "").replace("_", "-")
        start, end = match.span()
        while rule == "space" and start > last and text[start - 1] in " \t":
            start -= 1
        yield rule, start, end
        last = end


def _space(text: str, start: int, end: int) -> str:
    spaces = text[start:end]
    if start == 0 or text[start - 1] in "\n\r":
        return spaces.translate(_PLAIN_SPACES)
    if end == len(text) or text[end] in "\n\r":
        return ""
    french = text[end] in _NARROW_BEFORE or text[start - 1] == "«"
    return "\u00a0" if french and spaces in "\u00a0\u202f" else " "


_PLAIN_SPACES = {code: " " for code in [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F]}
_PLAIN_SPACES[0x3000] = " "


def _control(text: str, start: int, end: int) -> str:
    """A control character between two words stood for a space."""
    between = (
        start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    )
    return " " if between and "\x0b" in text[start:end] else ""


_NEW: dict[str, Callable[[str, int, int], str]] = {
    "line-end": lambda text, start, _: "\n\n" if text[start] == "\u2029" else "\n",
    "soft-hyphen": lambda *_: "",
    "zero-width": lambda *_: "",
    "control": _control,
    "space": _space,
    "hyphen": lambda *_: "-",
    "ligature": lambda text, start, _: _LIGATURES[text[start]],
    "undecodable": lambda *_: "\ufffd",
    "reserved": lambda *_: "\ufffd",
}


def _tell(findings: list[Finding], text: str, start: int, end: int, rule: str) -> None:
    """Say what may have cost a letter, or was likely a fault of the author's machine."""
    sample = around(text, start, end)
    if rule in ("undecodable", "reserved"):
        message = "a character could not be read; it is shown as \ufffd"
        if rule == "undecodable":
            message += " (--encoding NAME names another encoding)"
        shown = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in sample)
        findings.append(Finding(rule, start, message, Weight.DOUBT, shown))
    elif rule == "space-doubled" and start and text[start - 1] not in "\n\r":
        message = "two spaces between words, one of them odd: one set"
        findings.append(Finding(rule, start, message, Weight.DONE, sample))
    elif rule == "space" and (start == 0 or text[start - 1] in "\n\r"):
        message = "an odd space before the first word of a line"
        findings.append(Finding("space-leading", start, message, Weight.DONE, sample))


def _mend_mojibake(text: str, edits: Edits, findings: list[Finding]) -> None:
    """Mend UTF-8 that was once read as Windows-1252, where it happens more than once.

    A single ``Ã©`` may be meant (an article on encodings); a text full of it is not.
    """
    matches = list(_MOJIBAKE.finditer(text))
    counts = Counter(match.group() for match in matches)
    if sum(counts.values()) < 2:
        return
    for match in matches:
        mended = _mended(match.group())
        if mended:
            edits.replace(match.start(), match.end(), mended, "mojibake")
    for match in _HALF.finditer(text):
        edits.replace(match.start(), match.end(), "”", "mojibake")
    message = f"{len(matches)} characters mended that had been read in a wrong encoding"
    findings.append(Finding("mojibake", matches[0].start(), message, Weight.DOUBT))


_APART = regex(
    r"^[ \t]*(?P<words>(?=(?:[^\W\d_][ \t]+){5})[^\W\d_](?:[ \t]+[^\W\d_])+)"
    r"[ \t]*[.:!?]?[ \t]*$",
    re.MULTILINE,
)
_WIDE = regex(r"[ \t]{2,}")


def _join_letters(text: str, edits: Edits) -> None:
    """Set the letters of a line together; where two spaces stand or more a word ends."""
    for match in _APART.finditer(text):
        words = _WIDE.split(match["words"])
        joined = " ".join(word.replace(" ", "") for word in words)
        if max(map(len, joined.split())) > LEAST_APART:
            edits.replace(*match.span("words"), joined, "letters-apart")


LEAST_APART = 3
"""Letters that one of the words must have more than: ``a b c d`` may be a row of letters."""


_F_OPENS = regex(
    r"^[ \t]*\*[^\n]*\n(?:[^\n]+\n){0,8}?[ \t]*(?P<sign>f) (?=[A-ZÀ-Þ])", re.MULTILINE
)
_F_HANGS = regex(r"[.,;:!?”\"’)](?P<sign>f)(?=\s)")


def _mend_daggers(text: str, edits: Edits, findings: list[Finding]) -> None:
    """Read ``f`` as a dagger where it opens a line under a star, and hangs from a point.

    Only where the two are as many: each note has its mark.
    """
    opens = list(_F_OPENS.finditer(text))
    hangs = list(_F_HANGS.finditer(text)) if opens else []
    if not opens or len(opens) != len(hangs):
        return
    for match in (*opens, *hangs):
        edits.replace(*match.span("sign"), "†", "dagger")
    message = f"“f” was read as a dagger, {len(opens)} times with its note"
    findings.append(Finding("dagger", hangs[0].start(), message, Weight.DOUBT))


def _mended(letters: str) -> str:
    try:
        return b"".join(_byte(letter) for letter in letters).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return ""


def _byte(letter: str) -> bytes:
    """A letter's byte in Windows-1252, whose five unused bytes pass through."""
    return letter.encode("latin-1") if ord(letter) < 0x100 else letter.encode("cp1252")
