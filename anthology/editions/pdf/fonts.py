"""A Fontconfig of our own, in force before the layout engine looks for fonts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from anthology.faces import fontconfig_xml

_VARIABLE = "FONTCONFIG_FILE"
"""Where Fontconfig looks for the path of its configuration."""


def use_own_fonts() -> None:
    """Make Fontconfig see the faces of the house and no others, here and in workers.

    To be called before WeasyPrint is imported: it opens Fontconfig at once. The files
    live in a temporary folder that is removed when the process which made it ends; a
    worker finds those of its parent in force and keeps them.
    """
    if _in_force(Path(os.environ.get(_VARIABLE, ""))):
        return
    folder = Path(tempfile.mkdtemp(prefix="anthology-fonts-"))
    atexit.register(_remove, folder, os.getpid())
    file = folder / "fonts.conf"
    file.write_text(_content(file), encoding="utf-8")
    os.environ[_VARIABLE] = str(file)


def _in_force(file: Path) -> bool:
    return file.is_file() and file.read_text("utf-8", "replace") == _content(file)


def _content(file: Path) -> str:
    return fontconfig_xml(file.parent / "cache")


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
