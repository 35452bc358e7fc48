"""Raw files for the tests of importing, and the proof that one is imported without loss."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from anthology.cleaning import clean
from anthology.cleaning.decoding import decode
from anthology.cleaning.ledger_file import (
    Named,
    imported_text,
    make_ledger,
    raw_bytes,
    raw_text,
    read_ledger,
)
from anthology.cleaning.readers import RefusedError, read

RULES = Path(__file__).parent / "rules"
TEXTS = [decode(path.read_bytes())[0] for path in sorted(RULES.glob("*/in.txt"))]
"""Our own texts, one a rule."""


def proved(raw: bytes, name: str) -> bool:
    """Import bytes as a file, and lead its ledger through the disk and back.

    Returns:
        Whether the file was imported; else it was refused, in one line.
    """
    try:
        source = read(raw, name)
    except RefusedError as refusal:
        assert str(refusal)
        assert "\n" not in str(refusal)
        return False
    cleaned = clean(source.text, None, source.draft)
    written = make_ledger(Named(raw, name, "x.md"), source, cleaned.steps, cleaned.text)
    ledger = read_ledger(written)
    piece = imported_text(ledger, raw_text(ledger, raw))

    assert piece == cleaned.text
    assert not ledger.exact or raw_bytes(ledger, piece) == raw
    return True


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx() -> bytes:
    """A small Word document, made by hand: a note, a comment, tracked changes, a table."""
    body = (
        paragraph(run("At the gate"), "Heading1")
        + paragraph(
            run("The gate was open.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            '<w:commentRangeStart w:id="0"/>'
            + run(" Nobody came.", "<w:i/>")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        )
        + paragraph(
            f'<w:ins w:id="5" w:author="E">{run("Then ")}</w:ins>'
            '<w:del w:id="6" w:author="E"><w:r><w:delText>Now </w:delText></w:r></w:del>'
            + run("it rained.")
            + run("a", '<w:vertAlign w:val="superscript"/>')
        )
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('Day'))}</w:tc>"
        f"<w:tc>{paragraph(run('Rain'))}</w:tc></w:tr></w:tbl>"
    )
    note = f'<w:footnote w:id="2">{paragraph(run("Since Easter."))}</w:footnote>'
    comment = f'<w:comment w:id="0" w:author="E">{paragraph(run("Who?"))}</w:comment>'
    style = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    )
    return zipped(
        {
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/footnotes.xml": part("footnotes", note),
            "word/comments.xml": part("comments", comment),
            "word/styles.xml": part("styles", style),
        }
    )


def part(name: str, content: str) -> str:
    """A part of a Word file."""
    return f'<w:{name} xmlns:w="{_WORD}">{content}</w:{name}>'


def paragraph(content: str, style: str = "") -> str:
    """A paragraph of one."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{content}</w:p>"


def run(words: str, form: str = "") -> str:
    """Words in a paragraph of one."""
    formed = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{formed}<w:t xml:space="preserve">{words}</w:t></w:r>'


def epub() -> bytes:
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
    return zipped(
        {
            "META-INF/container.xml": container,
            "p.opf": package,
            "a.xhtml": page.format(text),
            "b.xhtml": page.format('<p id="n1">1. Since Easter.</p>'),
        }
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
