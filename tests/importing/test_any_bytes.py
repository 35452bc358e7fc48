"""Whatever the bytes are, the ledger gives them back; whatever the file is, no traceback."""

from __future__ import annotations

import os
import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anthology.cleaning import clean
from anthology.cleaning.decoding import decode, encode
from anthology.cleaning.ledger_file import (
    Named,
    imported_text,
    make_ledger,
    raw_bytes,
    raw_text,
    read_ledger,
    write_ledger,
)
from anthology.cleaning.readers import RefusedError, read

RULES = Path(__file__).parent / "rules"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*/in.txt"))]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "koi8-r")
CASES = int(os.environ.get("IMPORT_CASES", "150"))
"""Of each kind; ``IMPORT_CASES=100000`` for the long run."""


def _proved(raw: bytes, name: str) -> None:
    """Import bytes as a file, and lead its ledger through the disk and back."""
    try:
        source = read(raw, name)
    except RefusedError as refusal:
        assert "\n" not in str(refusal)
        return
    cleaned = clean(source.text, None, source.draft)
    made = make_ledger(Named(raw, name, "x.md"), source, cleaned.steps, cleaned.text)
    ledger = read_ledger(write_ledger(made))
    piece = imported_text(ledger, raw_text(ledger, raw))

    assert piece == cleaned.text
    assert not ledger.exact or raw_bytes(ledger, piece) == raw


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
    _proved(raw, name)


@given(
    st.text(alphabet="ab1.[]()*_ \n\t^“”\ue000\ue016\ue020\u00a0\u00adé—:#>|{}<@", max_size=200)
)
@settings(max_examples=CASES, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_characters_come_back(text: str) -> None:
    """Markup, and the program's own signs, in the source are no more than text."""
    _proved(text.encode("utf-8"), "x.txt")


def _docx() -> bytes:
    """A small Word document with a note, made by hand."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = "<w:r><w:t>The gate was open.</w:t></w:r>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = f"<w:document {space}><w:body><w:p>{words}{mark}</w:p></w:body></w:document>"
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Since Easter.</w:t></w:r></w:p></w:footnote>'
    return _zip(
        {
            "word/document.xml": document,
            "word/footnotes.xml": f"<w:footnotes {space}>{note}</w:footnotes>",
        }
    )


def _epub() -> bytes:
    """A small EPUB with a note in another file, made by hand."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Gates</dc:title></metadata>'
        f"<manifest>{item.format('a')}{item.format('b')}</manifest>"
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    text = '<p>The gate was open.<a href="b.xhtml#n1">1</a></p>'
    return _zip(
        {
            "META-INF/container.xml": container,
            "p.opf": package,
            "a.xhtml": page.format(text),
            "b.xhtml": page.format('<p id="n1">1. Since Easter.</p>'),
        }
    )


def _zip(files: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "raw"), [("x.docx", _docx()), ("x.epub", _epub())])
def test_notes_of_containers_are_tied(name: str, raw: bytes) -> None:
    """A note of a document stands under its mark, wherever its file has it."""
    source = read(raw, name)

    text = clean(source.text, None, source.draft).text

    assert "The gate was open.[^1]" in text
    assert "[^1]: Since Easter." in text


@pytest.mark.parametrize("name", ["x.docx", "x.epub", "x.html", "x.txt", "x.md"])
def test_damaged_files_are_read_or_refused(name: str) -> None:
    """A file with bytes overwritten is imported, or refused in one line: never a traceback."""
    chance = random.Random(name)
    whole = {
        "x.docx": _docx(),
        "x.epub": _epub(),
        "x.html": (RULES / "html/in.html").read_bytes(),
    }
    raw = whole.get(name, TEXTS[0].encode("utf-8"))
    for _ in range(CASES):
        damaged = bytearray(raw)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        _proved(bytes(damaged), name)


def _entities() -> bytes:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    return _zip({"word/document.xml": bomb})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (_zip({"word/document.xml": "<a/>", "../evil": "x"}), "outside itself"),
        (_zip({"word/document.xml": "<a/>", "/etc/x": "x"}), "outside itself"),
        (_entities(), "entities"),
        (b"PK\x03\x04nothing", "damaged"),
        (b"%PDF-1.7 nothing", "PDF"),
        (_zip({"a.txt": "x"}), "neither DOCX nor EPUB"),
        (b"<html><body>" + b"<div>" * 400 + b"x", "deep"),
    ],
    ids=["path-up", "path-root", "entities", "no-zip", "pdf", "other-zip", "nesting"],
)
def test_hostile_files_are_refused(raw: bytes, said: str) -> None:
    """What is not what it seems is refused, and the reason is said."""
    with pytest.raises(RefusedError, match=said):
        read(raw, "x.html" if raw.startswith(b"<html") else "x.docx")


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
        _proved(raw, "x.txt")
        return time.process_time() - start

    assert any(seconds() < 5 for _ in range(2))
