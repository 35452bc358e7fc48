"""Whatever the bytes are, the ledger gives them back; whatever the file is, no traceback."""

from __future__ import annotations

import os
import time
import zipfile
from io import BytesIO
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anthology.cleaning import clean
from anthology.cleaning.decoding import decode, encode
from anthology.cleaning.readers import RefusedError, read
from tests.importing.making import TEXTS, docx, epub, proved, zipped

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "koi8-r")
CASES = int(os.environ.get("IMPORT_CASES", "150"))
"""Of each kind; ``IMPORT_CASES=100000`` for the long run."""


@given(st.binary(max_size=400))
@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_come_back(raw: bytes) -> None:
    """Bytes that are no text in any encoding survive decoding."""
    text, coding = decode(raw)

    assert encode(text, coding) == raw


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    """A text of ours in some encoding, with pieces cut out, doubled and overwritten."""
    raw = bytearray(
        draw(st.sampled_from(TEXTS)).encode(draw(st.sampled_from(ENCODINGS)), "replace")
    )
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.integers(0, 40))
        match draw(st.integers(0, 2)):
            case 0:
                del raw[at : at + length]
            case 1:
                raw[at:at] = draw(st.binary(max_size=8))
            case _:
                raw[at:at] = raw[at : at + length]
    return bytes(raw)


@given(_mutated(), st.sampled_from(["x.txt", "x.md"]))
@settings(max_examples=CASES, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_texts_come_back(raw: bytes, name: str) -> None:
    """All passes over a damaged text, the ledger on disk, and the bytes again."""
    proved(raw, name)


@given(
    st.text(alphabet="ab1.[]()*_ \n\t^“”\ue000\ue016\ue020\u00a0\u00adé—:#>|{}<@", max_size=200)
)
@settings(max_examples=CASES, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_characters_come_back(text: str) -> None:
    """Markup, and the program's own signs, in the source are no more than text."""
    proved(text.encode("utf-8"), "x.txt")


@pytest.mark.parametrize(("name", "raw"), [("x.docx", docx()), ("x.epub", epub())])
def test_notes_of_containers_are_tied(name: str, raw: bytes) -> None:
    """A note of a document stands under its mark, wherever its file has it."""
    source = read(raw, name)

    text = clean(source.text, None, source.draft).text

    assert "The gate was open.[^1]" in text
    assert "[^1]: Since Easter." in text


def _entities() -> bytes:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    return zipped({"word/document.xml": bomb})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (zipped({"word/document.xml": "<a/>", "../evil": "x"}), "outside itself"),
        (zipped({"word/document.xml": "<a/>", "/etc/x": "x"}), "outside itself"),
        (_entities(), "entities"),
        (b"PK\x03\x04nothing", "damaged"),
        (b"%PDF-1.7 nothing", "PDF"),
        (b"\x89PNG\r\n\x1a\n nothing", "picture"),
        (zipped({"a.txt": "x"}), "neither DOCX nor EPUB"),
        (b"<html><body>" + b"<div>" * 400 + b"x", "deep"),
    ],
    ids=[
        "path-up",
        "path-root",
        "entities",
        "no-zip",
        "pdf",
        "picture",
        "other-zip",
        "nesting",
    ],
)
def test_hostile_files_are_refused(raw: bytes, said: str) -> None:
    """What is not what it seems is refused, and the reason is said."""
    with pytest.raises(RefusedError, match=said):
        read(raw, "x.html" if raw.startswith(b"<html") else "x.docx")


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x"])
def test_random_bytes_are_no_text(name: str) -> None:
    """A file of another kind is refused in one line, whatever it is called."""
    raw = Random(7).randbytes(3000)

    with pytest.raises(RefusedError, match="control characters"):
        read(raw, name)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        *((one, "Ein Text für sich, mit Grüßen – naïve.") for one in ("utf-8", "cp1252")),
        *((one, "Ein Text für sich, naïve.") for one in ("latin-1", "utf-8-sig", "utf-16")),
        *((one, "Это текст на русском языке.") for one in ("koi8-r", "utf-8", "utf-16-be")),
        ("utf-16-le", "Это текст на русском языке, без знака порядка байтов."),
        ("utf-16-le", "Ein Text ohne Zeichen der Folge."),
    ],
)
def test_no_text_is_taken_for_other_bytes(encoding: str, words: str) -> None:
    """Not in any of the encodings that are promised, with a damaged byte or two."""
    raw = ((words + "\n") * 12).encode(encoding) + "\x00".encode(encoding.replace("-sig", ""))

    assert words in read(raw, "x.txt").text


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    """A file that packs to a thousandth is not text."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 20_000_000)

    with pytest.raises(RefusedError, match="times its size"):
        read(buffer.getvalue(), "x.docx")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "_a",
        "(",
        "[",
        "[1] ",
        "“",
        " ",
        "\n",
        "1 ",
        "a1",
        "[Note: ",
        "x.1\n1 Foo\n",
        "Abc, 1999, ",
    ],
    ids=repr,
)
def test_monotony_costs_no_more_than_text(unit: str) -> None:
    """A hundred kilobytes of one thing are read in seconds: no rule goes back and forth.

    Neighbours on a busy machine cost time too, so a run that was slow gets a second try.
    """
    raw = (unit * (100_000 // len(unit))).encode("utf-8")

    def seconds() -> float:
        start = time.process_time()
        proved(raw, "x.txt")
        return time.process_time() - start

    assert any(seconds() < 5 for _ in range(2))
