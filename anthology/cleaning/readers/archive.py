"""Archives that may come from anywhere: opened within limits, or refused in one line."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from lxml import etree

from anthology.cleaning.readers.source import RefusedError

MOST_FILES = 5_000
LARGEST = 200 * 2**20
"""Bytes, unpacked, all files together."""

LARGEST_XML = 50 * 2**20
"""Bytes, unpacked, of one file that is parsed."""

TIGHTEST = 200
"""Times a file may be larger than packed; text packs to a fifth, bombs to a thousandth."""

SMALL = 1 << 20
"""Bytes below which packing tighter is harmless: a page of blanks does."""


class Archive:
    """A zip file whose contents have been counted before anything is unpacked."""

    def __init__(self, raw: bytes) -> None:
        """Open an archive in memory.

        Raises:
            RefusedError: it is damaged, too large, or names files outside itself.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError):
            raise RefusedError("the archive is damaged", "save the document again") from None
        if len(infos) > MOST_FILES:
            raise RefusedError(f"the archive has more than {MOST_FILES} files")
        for info in infos:
            _refuse_path(info.filename)
            if info.file_size > SMALL and info.file_size > TIGHTEST * max(
                1, info.compress_size
            ):
                raise RefusedError(
                    f"“{info.filename}” unpacks to {TIGHTEST} times its size or more"
                )
        if sum(info.file_size for info in infos) > LARGEST:
            raise RefusedError(f"the archive unpacks to more than {LARGEST // 2**20} MB")
        self.names = {info.filename for info in infos}

    def read(self, name: str) -> bytes:
        """Unpack one file.

        Raises:
            RefusedError: it is not there, damaged, encrypted or too large.
        """
        try:
            with self._zip.open(name) as file:
                content = file.read(LARGEST_XML + 1)
        except KeyError:
            raise RefusedError(f"the archive has no “{name}”") from None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError,
                OSError, ValueError):  # fmt: skip
            raise RefusedError(f"“{name}” in the archive is damaged") from None
        if len(content) > LARGEST_XML:
            raise RefusedError(f"“{name}” is larger than {LARGEST_XML // 2**20} MB")
        return content

    def xml(self, name: str) -> etree._Element:
        """Parse one file; entities are refused, nothing is fetched.

        Raises:
            RefusedError: it is no XML, or defines entities.
        """
        return parse_xml(self.read(name), name)


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse XML without entities, documents outside, or nesting beyond libxml2's limits.

    Raises:
        RefusedError: it is no XML, or defines entities.
    """
    if b"<!ENTITY" in content or b"<!\x00E" in content:
        raise RefusedError(f"“{name}” defines entities", "no honest program writes that")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise RefusedError(f"“{name}” is not well-formed") from None
    if root is None:
        raise RefusedError(f"“{name}” is empty")
    return root


def _refuse_path(name: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/"))
    if (
        parts.is_absolute()
        or ".." in parts.parts
        or ":" in name.split("/")[0]
        or "\x00" in name
    ):
        raise RefusedError(f"the archive names a file outside itself: “{name}”")
