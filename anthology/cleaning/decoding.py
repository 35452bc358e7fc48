"""Bytes to text, so that the bytes can always be had back.

What a decoding loses is kept as facts: the byte order mark, the line ends, an odd
byte at the end. Bytes that are not text in their encoding stay as lone surrogates
(PEP 383), which the first pass replaces on record.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from anthology.cleaning.patterns import regex

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SAMPLE = 200_000
"""Bytes shown to the guessing library: it is slow, and this is plenty."""

CANDIDATES = ("cp1252", "koi8-r", "cp1251", "iso8859-2", "cp1250", "mac-roman", "latin-1")
"""Single-byte encodings we believe a guess of; all others are read as cp1252."""


@dataclass(frozen=True, slots=True)
class Coding:
    """How bytes became text."""

    encoding: str
    """As Python names it: ``utf-8``, ``cp1252`` …"""

    bom: str = ""
    """The byte order mark, in hexadecimal."""

    newline: str = "\n"
    """What ended the lines; line feeds stand for it in the text."""

    tail: str = ""
    """Bytes at the end that are not half of a character, in hexadecimal."""

    guessed: bool = False
    """Whether the encoding was inferred from the letters, not proved by the bytes."""


def decode(raw: bytes, named: str = "") -> tuple[str, Coding]:
    """Read bytes as text, in the encoding they seem to have.

    Args:
        raw: Of a file.
        named: The encoding, where somebody knows it; a byte order mark knows better.

    Raises:
        LookupError: there is no encoding of that name.

    >>> decode("naïve".encode("cp1252"))[0]
    'naïve'
    """
    bom, encoding, guessed = _encoding_of(raw, named)
    odd = encoding.startswith("utf-16") and (len(raw) - len(bom)) % 2
    coding = Coding(encoding, bom.hex(), "\n", raw[-1:].hex() if odd else "", guessed)
    newline = _newline_of(decode_as(raw, coding))
    coding = replace(coding, newline=newline)
    return decode_as(raw, coding), coding


_CONTROL = regex("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters that no text has: not tab, line end, form feed, escape."""

MOST_CONTROL = 0.02
"""Share of them that a damaged text may have; of random bytes they are a tenth."""

FEW_CONTROL = 8


def is_binary(text: str) -> bool:
    r"""Whether what was decoded is no text: too many control characters.

    >>> is_binary("A damaged\x00 text."), is_binary("\x00\x01\x02\x03\x04\x05\x06\x07\x08ab")
    (False, True)
    """
    sample = text[:SAMPLE]
    found = len(_CONTROL.findall(sample))
    return found > FEW_CONTROL and found > MOST_CONTROL * len(sample)


def decode_as(raw: bytes, coding: Coding) -> str:
    """Read bytes in a coding that is known already."""
    body = raw[len(coding.bom) // 2 : len(raw) - len(coding.tail) // 2]
    text = body.decode(coding.encoding, _errors(coding.encoding))
    return text if coding.newline == "\n" else text.replace(coding.newline, "\n")


def encode(text: str, coding: Coding) -> bytes:
    """Give the bytes back that ``decode`` was given.

    Raises:
        UnicodeEncodeError: the text has characters that its encoding has not.
    """
    text = text.replace("\n", coding.newline)
    body = text.encode(coding.encoding, _errors(coding.encoding))
    return bytes.fromhex(coding.bom) + body + bytes.fromhex(coding.tail)


def _errors(encoding: str) -> str:
    return "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"


def _newline_of(text: str) -> str:
    """The line end of a text that has only one sort; mixed ones stay in the text."""
    if "\r" not in text:
        return "\n"
    if text.count("\r\n") == text.count("\n") == text.count("\r"):
        return "\r\n"
    return "\n" if "\n" in text else "\r"


def _encoding_of(raw: bytes, named: str) -> tuple[bytes, str, bool]:
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return bom, encoding, False
    if named:
        return b"", codecs.lookup(named).name, False
    wide = _wide(raw[:SAMPLE])
    if wide:
        return b"", wide, True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _nearly_utf8(raw, fault):
            return b"", "utf-8", True
        return b"", _narrow(raw[:SAMPLE]), True
    return b"", "utf-8", False


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    pairs = len(raw) // 2
    if pairs < 2:
        return ""
    if raw[1::2].count(0) > 0.6 * pairs and raw[0::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if raw[0::2].count(0) > 0.6 * pairs and raw[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    low = [sum(raw[side::2].count(byte) for byte in range(7)) / pairs for side in (0, 1)]
    if max(low) > 0.9 and min(low) < 0.3:  # Greek and Cyrillic, too: U+0370 to U+06FF
        return "utf-16-le" if low[1] > low[0] else "utf-16-be"
    return ""


_MULTIBYTE = regex(rb"[\xc3-\xf4][\x80-\xbf]+")


def _nearly_utf8(raw: bytes, fault: UnicodeDecodeError) -> bool:
    """A few broken bytes do not make a text Latin: UTF-8 sequences are no accident."""
    sample = raw[:SAMPLE].decode("utf-8", "surrogateescape")
    broken = sum(0xDC80 <= ord(letter) <= 0xDCFF for letter in sample)
    whole = len(_MULTIBYTE.findall(raw[:SAMPLE]))
    return fault.start > 0 and whole > 4 * broken


def _narrow(raw: bytes) -> str:
    high = [byte for byte in raw if byte >= 0x80]
    letters = sum(byte >= 0xC0 for byte in high)
    running = sum(len(run) for run in re.findall(rb"[\x80-\xff]{3,}", raw))
    if running * 2 > len(high) and letters > 20:
        return _guess(raw)
    plain_latin = not any(0x80 <= byte < 0xA0 for byte in high)
    return _by_letters(raw) or ("latin-1" if plain_latin else "cp1252")


_WITHIN = regex(rb"(?<=[A-Za-z])[\x80-\xff](?=[a-z])")
_SMALL = frozenset("äöüßéèêëàâáíìîïóòôúùûñçåæøœãõ’")
"""What stands between small letters in the languages of Western Europe."""

ENOUGH = 2
"""Letters that must speak for an encoding of other machines, and more than twice as many as
for that of Windows."""


def _by_letters(raw: bytes) -> str:
    """The encoding of old Macintosh or DOS machines, if it makes words of the bytes.

    Before a small letter stands another in a word, or an apostrophe; Windows’ encoding would
    show capitals and signs there: ``creusŽs``, ``ItÕs``.
    """
    within = b"".join(_WITHIN.findall(raw))
    scores = {
        name: sum(letter in _SMALL for letter in within.decode(name, "replace"))
        for name in ("cp1252", "mac-roman", "cp850")
    }
    best = max(scores, key=lambda name: scores[name])
    sure = scores[best] >= ENOUGH and scores[best] > 2 * scores["cp1252"]
    return best if sure else ""


def _guess(raw: bytes) -> str:
    """Words made of high bytes: Cyrillic and the like, which needs statistics."""
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    best = from_bytes(raw[:20_000], cp_isolation=list(CANDIDATES)).best()
    found = codecs.lookup(best.encoding).name if best else "cp1252"
    return found if found in {codecs.lookup(name).name for name in CANDIDATES} else "cp1252"
