"""Damaged files of every format: imported, or refused in one line; never a traceback.

The damage is done where it tells: of a container mostly within its parts, which are
packed again, since an archive with one wrong byte is refused at once.
"""

from __future__ import annotations

import os
import random
import time
import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

import pytest
from lxml import etree

from tests.importing.making import RULES, TEXTS, docx, epub, proved, zipped

DAMAGED = int(os.environ.get("IMPORT_DAMAGED", "2000"))
"""Files of each format."""

SHARES = 4
"""Tests that a format is shared among, so that several processes can run them."""

SLOWEST = 5.0
"""Seconds of the processor that one file may take."""

SMALL = 700
"""Bytes: larger texts are not taken, the number of files counts."""

TOKENS = (
    *(b"[^1]: ", b"[1]", b"(1)", b"*", b"_", b"\n\n", b"\n1. ", b"\x00", b"\xff\xfe", b"\xc3"),
    *("“".encode(), "\u00ad".encode(), "\ue016".encode(), b"&", b"&#0;", b"<", b"</p>"),
    *(b"<td>", b"<w:p>", b"<blockquote>", b'<a href="#n1">', b"]]>", b"{>> ", b"---\n"),
)  # fmt: skip
"""What has a meaning somewhere, and here stands where it should not."""

WORDS = ("", "0", "-1", "1999", "x y", "“é", "n1", "\ue016", "../a", "heading 1", "1. So,")
"""Values and words for elements that have others."""

Maker = Callable[[random.Random], bytes]


def _spoilt(chance: random.Random, content: bytes) -> bytes:
    """The content with a few places overwritten, cut out, doubled, or filled with a token."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(damaged))
        length = chance.randint(1, 30)
        match chance.randrange(4):
            case 0:
                damaged[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del damaged[at : at + length]
            case 2:
                damaged[at:at] = damaged[at : at + length]
            case _:
                damaged[at:at] = chance.choice(TOKENS)
    return bytes(damaged)


def _rearranged(chance: random.Random, content: bytes) -> bytes:
    """XML with elements taken out, doubled elsewhere, or given other attributes and words."""
    root = etree.fromstring(content)
    for _ in range(chance.randint(1, 5)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(4):
            case 0 if (parent := one.getparent()) is not None:
                parent.remove(one)
            case 1 if len(elements) < 200:
                other.append(deepcopy(one))
            case 2:
                for name in one.keys():  # noqa: SIM118 (an element is no mapping)
                    one.set(name, chance.choice(WORDS))
            case _:
                one.text = chance.choice(WORDS)
    return bytes(etree.tostring(root))


def _text(chance: random.Random) -> bytes:
    texts = [text for text in TEXTS if len(text) < SMALL]
    coding = chance.choice(("utf-8", "utf-8", "utf-16", "cp1252", "koi8-r"))
    return _spoilt(chance, chance.choice(texts).encode(coding, "replace"))


def _markdown(chance: random.Random) -> bytes:
    files = [path.read_bytes() for path in sorted(RULES.glob("*/golden.md"))]
    return _spoilt(chance, chance.choice([one for one in files if len(one) < SMALL]))


def _html(chance: random.Random) -> bytes:
    files = [path.read_bytes() for path in sorted(RULES.glob("*/in.html"))]
    return _spoilt(chance, chance.choice([one for one in files if len(one) < 2 * SMALL]))


def _container(whole: bytes) -> Maker:
    def make(chance: random.Random) -> bytes:
        if chance.random() < 0.1:
            return _spoilt(chance, whole)
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        if chance.random() < 0.1:
            del parts[name]
        else:
            spoil = _rearranged if chance.random() < 0.8 else _spoilt
            parts[name] = spoil(chance, parts[name])
        return zipped(parts)

    return make


MAKERS: dict[str, Maker] = {
    "x.txt": _text,
    "x.md": _markdown,
    "x.html": _html,
    "x.docx": _container(docx()),
    "x.epub": _container(epub()),
}


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("name", MAKERS)
def test_damaged_files_are_imported_or_refused(name: str, share: int) -> None:
    """The ledger of what is imported is exact, a refusal has one line, and none takes long."""
    chance = random.Random(f"{name} {share}")
    slowest = 0.0
    read = 0

    for _ in range(DAMAGED // SHARES):
        raw = MAKERS[name](chance)
        begun = time.process_time()
        read += proved(raw, name)
        slowest = max(slowest, time.process_time() - begun)

    assert slowest < SLOWEST
    assert read > DAMAGED // SHARES // 2, "most are refused: the damage is no test"
