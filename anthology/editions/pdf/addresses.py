"""Where the addresses lead that the layout engine sees, and what lies there."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

from anthology.editions.house import house_styles
from anthology.editions.pdf.parts import HOUSE, PROJECT

NOTHING = ""
"""Fingerprint of an address where no file lies."""


def file_at(url: str, project: Path) -> Path | None:
    """Return the file at an address of the project or the house; None for any other.

    Raises:
        ValueError: the address leads out of the project, or to no file.
    """
    for host, folder in ((PROJECT, project.resolve()), (HOUSE, house_styles().resolve())):
        if url.startswith(host):
            path = (folder / unquote(urlsplit(url).path).lstrip("/")).resolve()
            if not path.is_relative_to(folder):
                raise ValueError(f"{path.name} lies outside the project")
            if not path.is_file():
                raise ValueError("there is no such file")
            return path
    return None


def fingerprint(url: str, project: Path) -> str:
    """Return the hash of what lies at an address now, or ``NOTHING``."""
    try:
        path = file_at(url, project)
    except ValueError:
        return NOTHING
    return hashlib.sha256(path.read_bytes()).hexdigest() if path else NOTHING
