"""A Fontconfig of our own, in force before the layout engine looks for fonts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from anthology.faces import fontconfig_xml

_OURS = "ANTHOLOGY_FONTCONFIG"
"""Tells worker processes that the configuration in force is already ours."""


def use_own_fonts() -> None:
    """Make Fontconfig see the faces of the house and no others, here and in workers.

    To be called before WeasyPrint is imported: it opens Fontconfig at once. The files
    live in a temporary folder that is removed when the process which made it ends.
    """
    known = os.environ.get(_OURS, "")
    if known and Path(known).is_file():
        os.environ["FONTCONFIG_FILE"] = known
        return
    folder = Path(tempfile.mkdtemp(prefix="anthology-fonts-"))
    atexit.register(_remove, folder, os.getpid())
    file = folder / "fonts.conf"
    file.write_text(fontconfig_xml(folder / "cache"), encoding="utf-8")
    os.environ[_OURS] = os.environ["FONTCONFIG_FILE"] = str(file)


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
