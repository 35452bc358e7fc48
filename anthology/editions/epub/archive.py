"""Write the archive of an e-book: the same bytes for the same members.

``zipfile`` compresses whatever it writes, but most members of a book are those of its last
build: here they are taken as they were compressed then. Dates are fixed, and nothing tells
of the machine (PKWARE, APPNOTE.TXT 6.3.10, 4.3 and 4.4).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from anthology.kept import Kept

LEVEL = 9
"""Of compression: a book is read more often than it is made."""

SMALL = 4096
"""In bytes: what has fewer is compressed sooner than found."""

VERSION = 20
"""Of the format that is needed: 2.0 knows deflation."""

UNIX = 3 << 8
RIGHTS = 0o644 << 16
UTF8 = 1 << 11
STORED, DEFLATED = 0, 8
DATE = 1 << 5 | 1
"""The first day there is: 1 January 1980."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Packed:
    """A content as it stands in the archive: a book of many texts is held so, too."""

    content: bytes
    check: int
    size: int
    """In bytes, before it was compressed."""

    method: int = DEFLATED

    @property
    def unpacked(self) -> bytes:
        """The content as it was, of one that was compressed."""
        return zlib.decompress(self.content, -zlib.MAX_WBITS, self.size)

    def facts(self, name: bytes) -> tuple[int, ...]:
        """Return what both of its headers say, in their order."""
        flags = 0 if name.isascii() else UTF8
        sizes = (len(self.content), self.size, len(name))
        return (VERSION, flags, self.method, 0, DATE, self.check, *sizes, 0)


def archive(members: Iterable[tuple[str, bytes | Packed]], kept: Kept) -> bytes:
    """Return a ZIP archive of up to 65,535 members and 4 GB.

    Args:
        members: Names and contents, compressed or not; ``mimetype`` is stored as it is
            (OCF 3.3, 4.3).
        kept: Where compressed contents are kept.
    """
    out = bytearray()
    central = bytearray()
    count = 0
    for name, content in members:
        count += 1
        own = name.encode()
        one = content if isinstance(content, Packed) else _member(name, content, kept)
        at = len(out)
        facts = one.facts(own)
        central += _CENTRAL.pack(b"PK\1\2", UNIX | VERSION, *facts, 0, 0, 0, RIGHTS, at) + own
        out += _LOCAL.pack(b"PK\3\4", *facts) + own
        out += one.content
    start = len(out)
    out += central
    out += _END.pack(b"PK\5\6", 0, 0, count, count, len(central), start, 0)
    return bytes(out)


def _member(name: str, content: bytes, kept: Kept) -> Packed:
    if name == "mimetype":
        return Packed(content, zlib.crc32(content), len(content), STORED)
    if len(content) < SMALL:
        return packed(content)
    return Packed(*kept.recall(partial(_facts, content), "deflated", content))


def packed(content: bytes) -> Packed:
    """Compress a content."""
    return Packed(*_facts(content))


def _facts(content: bytes) -> tuple[bytes, int, int]:
    return _deflated(content), zlib.crc32(content), len(content)


def _deflated(content: bytes) -> bytes:
    """Compress without a header, as archives want it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
