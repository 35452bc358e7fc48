"""Reading and writing files so that nothing is ever half there."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

TEXT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.md")
"""Names of texts: each is an address in the editions, and a file on every system."""


def write_whole(path: Path, content: bytes | str) -> None:
    """Replace ``path`` by ``content``, wholly or not at all.

    Text is written as UTF-8 with line feeds. The old file stays in place until
    the new one is safely on disk (write, fsync, rename).

    Raises:
        OSError: the folder cannot be written to, or the disk is full; the old
            file is then untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = _begun_beside(path)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _begun_beside(path: Path) -> tuple[int, str]:
    """Open a file that is to replace another; a fault names the one that it is about."""
    try:
        return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault
