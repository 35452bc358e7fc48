"""The pages of print of one text, made when they are asked for."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path


def offprint_of(root: Path, slug: str) -> tuple[bytes, str]:
    """Make the offprint of a piece, with the pages it has in the volume.

    It is made by a process of its own: WeasyPrint’s workers do not go together with the
    threads of a server.

    Args:
        root: The folder of ``anthology.yaml``.
        slug: The piece.

    Returns:
        The PDF, empty where it cannot be made, and what was said meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="anthology-") as folder:
        command = [sys.executable, "-m", "anthology", "build", str(root), "--quiet"]
        options = ["--edition", "screen", "--piece", slug, "--output", folder]
        done = subprocess.run(
            [*command, *options], capture_output=True, check=False, text=True, encoding="utf-8"
        )
        made = list(Path(folder).glob("*.pdf"))
        return (made[0].read_bytes() if made else b""), done.stderr
