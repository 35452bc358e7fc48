"""From the bytes of a raw file to the text the passes begin with.

Plain text and Markdown are the bytes themselves, decoded. What lies in HTML, DOCX or
EPUB is extracted first; what the extraction leaves out is listed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from anthology.cleaning.decoding import encode, is_binary
from anthology.cleaning.readers.source import RefusedError, Source

_TEXT = "import plain text, Markdown, HTML, DOCX or EPUB"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
"""How PNG, JPEG, GIF and TIFF begin."""


def read(raw: bytes, name: str, encoding: str = "") -> Source:
    """Read a raw file by its contents and, where they do not tell, its name.

    Args:
        raw: The bytes of the file.
        name: Of the file.
        encoding: Of a text, Markdown or HTML, where the editor knows it.

    Raises:
        RefusedError: the file is not what it seems, or too much to be harmless.
    """
    reader = _reader(raw, PurePath(name).suffix.lower())
    source = _read_as(reader, raw, encoding) if encoding else reader(raw)
    if not source.text.strip():
        message = "there is no text in the file"
        raise RefusedError(message, "look whether it was saved")
    if source.exact and is_binary(source.text):
        message = "this is no text: too many of its characters are control characters"
        raise RefusedError(message, _TEXT)
    return source


def _read_as(reader: Callable[..., Source], raw: bytes, encoding: str) -> Source:
    """Read a file in the encoding an editor names, if that loses nothing."""
    if raw.startswith(b"PK\x03\x04"):
        raise RefusedError("this file says itself how it is encoded", "leave --encoding out")
    try:
        source = reader(raw, encoding)
        whole = not source.exact or encode(source.text, source.coding) == raw
    except LookupError:
        hint = "cp1252, mac-roman, cp1251, koi8-r, iso8859-2, utf-16-le … are some"
        raise RefusedError(f"there is no encoding “{encoding}”", hint) from None
    except UnicodeError:
        whole = False
    if not whole:
        raise RefusedError(f"the file cannot be read as “{encoding}”", "name another encoding")
    return source


def _reader(raw: bytes, suffix: str) -> Callable[..., Source]:
    """The reader of a format; each is loaded only when it is needed."""
    if raw.startswith(b"PK\x03\x04"):
        return _archive(raw)
    if raw.startswith((b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        kind = {37: "PDF", 0xD0: "old Word", 0x7B: "RTF"}[raw[0]]
        raise RefusedError(
            f"this is a {kind} file", "save it as text, DOCX, HTML or EPUB first"
        )
    if raw.startswith(_PICTURES):
        raise RefusedError("this is a picture", "import the text that was read off it")
    if suffix in (".html", ".htm", ".xhtml") or _looks_like_html(raw):
        from anthology.cleaning.readers.html import read_html

        return read_html
    if suffix in (".md", ".markdown", ".mdown"):
        from anthology.cleaning.readers.markdown import read_markdown

        return read_markdown
    from anthology.cleaning.readers.plain import read_plain

    return read_plain


def _looks_like_html(raw: bytes) -> bool:
    head = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _archive(raw: bytes) -> Callable[[bytes], Source]:
    from anthology.cleaning.readers.archive import Archive

    names = Archive(raw).names
    if "word/document.xml" in names:
        from anthology.cleaning.readers.docx import read_docx

        return read_docx
    if "META-INF/container.xml" in names:
        from anthology.cleaning.readers.epub import read_epub

        return read_epub
    raise RefusedError("this archive is neither DOCX nor EPUB", "unpack it and import the text")


__all__ = ["RefusedError", "Source", "read"]
